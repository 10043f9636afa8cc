"""What a part of a message shows before it is sent."""

from collections.abc import Iterable
from typing import Any

from discord.ui import Item
from simcord.components import walk_components

from bot.ui.layout import Layout
from tests.ui.limits import BUTTON, TEXT


def said(*parts: Item[Any]) -> list[str]:
    """Its paragraphs in order."""
    return [one["content"] for one in _every(parts) if one["type"] == TEXT]


def ids(*parts: Item[Any]) -> list[str]:
    """The custom ids of its buttons in order."""
    return [one["custom_id"] for one in _every(parts) if one["type"] == BUTTON]


def _every(parts: Iterable[Item[Any]]) -> list[dict[str, Any]]:
    return list(walk_components(Layout(*parts).to_components()))
