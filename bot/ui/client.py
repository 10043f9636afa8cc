"""The bot as Discord sees it: its intents, its events, its life."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import discord
from typing_extensions import override

from bot.ui.commands.tree import Tree
from bot.ui.interactions import Interaction
from bot.ui.locales import Acquaintances
from bot.ui.router import Router
from bot.ui.text import Catalogues

log = logging.getLogger(__name__)

ChannelGone = Callable[[int, int], Awaitable[None]]
"""What follows when a channel of a guild was deleted, by their ids."""

Hear = Callable[[discord.Message], Awaitable[None]]
"""What follows when a person wrote to the bot alone."""

SetUp = Callable[["StoryBot", AsyncExitStack], Awaitable[ChannelGone]]


class StoryBot(discord.Client):
    """Hears commands and controls; what they do is wired up by `set_up` once the login has succeeded."""

    def __init__(self, catalogues: Catalogues, set_up: SetUp) -> None:
        """Take the sentences, and what opens the database and adds the commands."""
        super().__init__(
            # Commands and controls arrive without any intent. Guilds keeps channels and permissions current,
            # and tells when a channel is deleted; direct messages come from those who write to the bot
            # itself. Nothing that is written in a server comes at all, and no privileged intent is needed.
            intents=discord.Intents(guilds=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # Names are shown as mentions; nobody is ever pinged by one.
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = Tree(self, catalogues)
        self.router = Router(catalogues)
        self.acquaintances = Acquaintances()
        self.hear: Hear | None = None
        """Who answers direct messages, once it is wired up."""
        self._set_up = set_up
        self._channel_gone: ChannelGone | None = None
        self._resources = AsyncExitStack()

    @override
    async def setup_hook(self) -> None:
        self._channel_gone = await self._set_up(self, self._resources)

    @override
    async def close(self) -> None:
        """Stop the timers, leave Discord, close the database. Running rounds go on at the next start."""
        # What is heard of while all is being closed would open the database again.
        self._channel_gone = None
        await self._resources.aclose()
        await self.leave()

    async def leave(self) -> None:
        """Leave Discord alone: no interaction comes after this."""
        await super().close()

    async def on_interaction(self, interaction: Interaction) -> None:
        """A control was used; commands take the tree's way. Both tell the language of the person."""
        self.acquaintances.of(interaction.user.id).locale = str(interaction.locale)
        await self.router.dispatch(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote to the bot; what is written in servers is none of its business."""
        if message.guild is None and not message.author.bot and self.hear is not None:
            await self.hear(message)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A round ends with its channel, and nothing is set aside there any more."""
        if self._channel_gone is not None:
            await self._channel_gone(channel.guild.id, channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A round ends with its thread."""
        if self._channel_gone is not None:
            await self._channel_gone(payload.guild_id, payload.thread_id)
