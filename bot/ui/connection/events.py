"""Discord's events other than interactions, and the handlers that rooms add for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

ChannelGone = Callable[[int, int], Awaitable[None]]
"""Takes the ids of a guild and of its channel or thread that was deleted."""

DirectMessage = Callable[[discord.Message], Awaitable[None]]
"""Takes a direct message to the bot."""


@dataclass(slots=True)
class Events:
    """The handlers of each event, in the order in which the rooms were opened."""

    channel_gone: list[ChannelGone] = field(default_factory=list)
    direct_message: list[DirectMessage] = field(default_factory=list)
