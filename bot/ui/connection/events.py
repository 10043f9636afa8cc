"""Discord's events other than interactions, and the handlers that rooms add for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

ChannelGone = Callable[[int, int], Awaitable[None]]
"""Takes the ids of a guild and of its channel or thread that was deleted."""

GuildAvailable = Callable[[discord.Guild], None]
"""Takes a guild that has just become known with its channels and roles: at a start, or after an outage."""

DirectMessage = Callable[[discord.Message], Awaitable[None]]
"""Takes a direct message to the bot."""


@dataclass(slots=True)
class Events:
    """The handlers of each event, in the order in which the rooms were opened."""

    channel_gone: list[ChannelGone] = field(default_factory=list)
    guild_available: list[GuildAvailable] = field(default_factory=list)
    direct_message: list[DirectMessage] = field(default_factory=list)
