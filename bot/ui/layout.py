"""Builds messages from Discord's Components V2, without state."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Button, Container, Item, LayoutView, Separator, TextDisplay

RED = discord.Colour(0xB3261E)
CREAM = discord.Colour(0xE9DCC0)
NIGHT = discord.Colour(0x1F2A44)

MOST_OPTIONS = 25
"""Options of a select, at most."""
LONGEST_OPTION = 100
"""Characters of an option's label or description, at most."""


class Layout(LayoutView):
    """A layout that is sent and not kept.

    Its buttons carry ids and the database carries state, so no copy is kept in memory: it is finished
    before it is sent, discord.py stores nothing of it, and `Router` hears the clicks, today and after a
    restart.
    """

    def __init__(self, *items: Item[Any]) -> None:
        """Keep the items, from top to bottom."""
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self.stop()


def container(*parts: Item[Any] | str | None, colour: discord.Colour) -> Container[Any]:
    """A container with a coloured edge; a string is a paragraph of Markdown, None is remaining out."""
    shown = (part for part in parts if part is not None)
    return Container(
        *(TextDisplay(part) if isinstance(part, str) else part for part in shown), accent_colour=colour
    )


def rule() -> Separator[Any]:
    """A line across a container."""
    return Separator(spacing=discord.SeparatorSpacing.small)


def button(
    label: str,
    custom_id: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Button[Any]:
    """A button; `custom_id` is `name:argument:...` as the router reads it."""
    return Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def row(*items: Item[Any]) -> ActionRow[Any]:
    """Up to five buttons, or one select."""
    return ActionRow(*items)


def rows(buttons: Iterable[Button[Any]], width: int) -> list[ActionRow[Any]]:
    """The buttons in rows of `width`."""
    remaining = iter(buttons)
    return [row(*chunk) for chunk in iter(lambda: list(itertools.islice(remaining, width)), [])]


def clipped(text: str, limit: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than Discord takes."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def progress(done: int, whole: int, width: int = 12) -> str:
    """A bar of `width` blocks; at least one is filled once anything is done."""
    filled = 0 if done <= 0 else max(1, done * width // whole)
    return "▰" * filled + "▱" * (width - filled)


def mentions(member_ids: Sequence[int], most: int) -> list[str]:
    """The first `most` members as mentions."""
    return [f"<@{member_id}>" for member_id in member_ids[:most]]
