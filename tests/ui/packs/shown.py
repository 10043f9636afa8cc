"""What a part of a message shows before it is sent."""

from collections.abc import Iterable
from typing import Any

from simcord.components import walk_components

from bot.ui.components import Component
from bot.ui.layout import Layout
from tests.ui.limits import BUTTON, TEXT


def said(*parts: Component) -> list[str]:
    """Its paragraphs in order."""
    return [one["content"] for one in _every(parts) if one["type"] == TEXT]


def ids(*parts: Component) -> list[str]:
    """The custom ids of its buttons in order."""
    return [one["custom_id"] for one in _every(parts) if one["type"] == BUTTON]


def _every(parts: Iterable[Component]) -> list[dict[str, Any]]:
    return list(walk_components(Layout(*parts).to_components()))
