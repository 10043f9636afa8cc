"""A message's layout as discord.py sends it, and the measures of what stands in it."""

from typing import Any

import discord
from discord.ui import LayoutView
from typing_extensions import override

from bot.ui.components import Component

RED = discord.Colour(0xB3261E)
CREAM = discord.Colour(0xE9DCC0)
NIGHT = discord.Colour(0x1F2A44)

MOST_OPTIONS = 25
"""Options of a select, at most."""
LONGEST_OPTION = 100
"""Characters of an option's label or description, at most."""


class Layout(LayoutView):
    """Components on their way to Discord: sent once, and not kept.

    The components carry ids and the database carries state, so discord.py has nothing to keep in memory or
    to listen to: `Router` hears the clicks, today and after a restart. So this is a view in name only. It
    is finished before it is sent, and what discord.py asks of a view is answered without one.
    """

    timeout: float | None = None
    """It listens to nothing, so no time runs out."""

    @override
    def __init__(self, *components: Component) -> None:
        """Keep the components, from top to bottom."""
        # No super(): it makes an id, a future and a timeout, of which a finished view needs none.
        self.components = components

    @override
    def to_components(self) -> list[dict[str, Any]]:
        """The payloads, ready to be sent."""
        return list(self.components)  # type: ignore[arg-type] # a TypedDict is a dict

    @override
    def has_components_v2(self) -> bool:
        """Always: containers and paragraphs are nothing else."""
        return True

    @override
    def is_dispatchable(self) -> bool:
        """Never: no click is for this object."""
        return False

    @override
    def is_finished(self) -> bool:
        """From the start: nothing of it is stored."""
        return True

    @override
    def __repr__(self) -> str:
        return f"Layout{self.components!r}"


def clipped(text: str, limit: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than Discord takes."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def progress(done: int, whole: int, width: int = 12) -> str:
    """A bar of `width` blocks; at least one is filled once anything is done."""
    filled = 0 if done <= 0 else max(1, done * width // whole)
    return "▰" * filled + "▱" * (width - filled)
