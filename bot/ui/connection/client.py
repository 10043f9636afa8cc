"""The Discord client: its intents, its events, its start and its close."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import discord
from discord.state import ConnectionState
from typing_extensions import override

from bot.ui.commands.tree import Tree
from bot.ui.connection.clock import Clock
from bot.ui.connection.events import Events
from bot.ui.connection.state import State
from bot.ui.interactions import Interaction
from bot.ui.locales import SeenLocales
from bot.ui.router import Router
from bot.ui.text import Catalogues

SetUp = Callable[["StoryBot", AsyncExitStack], Awaitable[None]]


class StoryBot(discord.Client):
    """Receives commands, controls and events; `set_up` adds their handlers once the login has succeeded."""

    def __init__(self, catalogues: Catalogues, set_up: SetUp) -> None:
        """Keep the catalogues, and what opens the database and the rooms."""
        self.clock = Clock()
        super().__init__(
            # Commands and controls need no intent. `guilds` keeps channels and permissions current and
            # reports deleted channels; `dm_messages` brings what people write to the bot itself. Messages
            # in servers never arrive, and no privileged intent is needed.
            intents=discord.Intents(guilds=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=self.clock.trace(),
            # Names are shown as mentions; nobody is ever pinged by one.
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.catalogues = catalogues
        self.tree = Tree(self, catalogues)
        self.router = Router(catalogues)
        self.events = Events()
        self.locales = SeenLocales()
        self._set_up = set_up
        self._resources = AsyncExitStack()

    @override
    def _get_state(self, **options: Any) -> ConnectionState[Any]:
        return State(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )

    @override
    async def setup_hook(self) -> None:
        await self._set_up(self, self._resources)

    @override
    async def close(self) -> None:
        """Stop the timers, leave Discord, close the database. Running rounds go on at the next start."""
        # An event that arrives during the close would open the database again.
        self.events.channel_gone.clear()
        self.events.guild_available.clear()
        await self._resources.aclose()
        await self.leave()

    async def leave(self) -> None:
        """Disconnect from Discord: no interaction comes after this."""
        await super().close()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Note the time and the person's locale, and route a control.

        discord.py itself passes commands to the tree.
        """
        self.clock.note_arrival(interaction.created_at)
        self.locales.note(interaction.user.id, str(interaction.locale))
        await self.router.dispatch(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Pass on what a person wrote to the bot in a direct message."""
        self.clock.note_arrival(message.created_at)
        if message.guild is None and not message.author.bot:
            for handle in self.events.direct_message:
                await handle(message)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Pass on that a guild is known now, with all that it has."""
        for handle in tuple(self.events.guild_available):
            handle(guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """End what runs in a channel that was deleted."""
        await self._channel_gone(channel.guild.id, channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """End what runs in a thread that was deleted."""
        await self._channel_gone(payload.guild_id, payload.thread_id)

    async def _channel_gone(self, guild_id: int, channel_id: int) -> None:
        for handle in tuple(self.events.channel_gone):
            await handle(guild_id, channel_id)
