"""Where a command was used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A channel; `parent_id` is set if it is a thread, and `guild_id` is None outside a guild."""

    guild_id: int | None
    channel_id: int
    parent_id: int | None = None
