"""Compares what is set with what is there, whenever a guild becomes known: much may have gone meanwhile."""

import logging
from collections import deque

import discord

from bot.services.daily.dailies import Dailies
from bot.services.guilds.settings import Guilds
from bot.ui.connection.events import Events
from bot.ui.connection.gone import forget_gone
from bot.ui.timers import Timers

log = logging.getLogger(__name__)


class SettingsRunner:
    """One guild after the other, so that a start among thousands keeps nobody waiting."""

    def __init__(self, client: discord.Client, events: Events, guilds: Guilds, dailies: Dailies) -> None:
        """Keep what is compared, and whom to tell."""
        self._client = client
        self._events = events
        self._guilds = guilds
        self._dailies = dailies
        self._waiting: deque[discord.Guild] = deque()
        self._timers = Timers(log)

    async def resume(self) -> None:
        """Nothing yet: guilds become known after the connection."""

    def guild_available(self, guild: discord.Guild) -> None:
        """Compare this guild too."""
        self._waiting.append(guild)
        if len(self._waiting) == 1:
            self._timers.start(self._compare_all)

    async def close(self) -> None:
        """Finish the guild that is being compared; the others come at the next start."""
        self._events.guild_available.clear()
        while len(self._waiting) > 1:
            self._waiting.pop()
        await self._timers.close()

    async def channel_gone(self, guild_id: int, channel_id: int) -> None:
        """Forget a channel that was deleted."""
        freed = await self._guilds.forget_channel(guild_id, channel_id)
        for purpose in freed:
            log.warning("guild %d: channel %d, set aside for %s, is gone", guild_id, channel_id, purpose)

    async def _compare_all(self) -> None:
        while self._waiting:
            guild = self._waiting[0]
            try:
                await self._compare(guild)
            except Exception:  # one guild's fault keeps the others from nothing
                log.exception("what is set in guild %d was not compared with what is there", guild.id)
            self._waiting.popleft()

    async def _compare(self, guild: discord.Guild) -> None:
        settings = await self._guilds.settings(guild.id)
        daily = await self._dailies.of(guild.id)
        channel_ids = set[int]().union(*settings.channels.values())
        if daily is not None and daily.paused is None:
            channel_ids.add(daily.channel_id)
        await forget_gone(self._client, self._events, guild, channel_ids)
