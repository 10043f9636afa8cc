"""What Discord no longer has: channels, also those that were deleted while the bot was away, and members."""

import asyncio
from collections.abc import Iterable

import discord

from bot.ui.connection.events import Events
from bot.ui.messages import FAILURES, UNKNOWN_CHANNEL

UNKNOWN_PEOPLE = frozenset({10007, 10013})
"""Discord's codes for somebody who is no member, and for an account that is gone."""

PATIENCE = 1.0
"""Seconds that Discord has to tell of them: somebody may be waiting for an answer, who has three."""


async def forget_gone(
    client: discord.Client, events: Events, guild: discord.Guild | None, channel_ids: Iterable[int]
) -> frozenset[int]:
    """Find those of the guild's channels that are gone, and tell all that is set for them; returns them.

    What the cache has is there. A thread that is archived, or that the bot is not in, is not in the cache,
    so Discord is asked: only its word counts. Of a guild that is not there now nothing is known.
    """
    if guild is None or guild.unavailable:
        return frozenset()
    unseen = [channel_id for channel_id in channel_ids if guild.get_channel_or_thread(channel_id) is None]
    if not unseen:
        return frozenset()
    answers = await asyncio.gather(*(_is_gone(client, channel_id) for channel_id in unseen))
    gone = frozenset(channel_id for channel_id, is_gone in zip(unseen, answers, strict=True) if is_gone)
    for channel_id in sorted(gone):
        for handle in tuple(events.channel_gone):
            await handle(guild.id, channel_id)
    return gone


async def _is_gone(client: discord.Client, channel_id: int) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await client.http.get_channel(channel_id)
    except discord.NotFound as fault:
        return fault.code == UNKNOWN_CHANNEL
    except FAILURES:
        return False
    return False


async def is_member(client: discord.Client, guild_id: int, member_id: int) -> bool:
    """Whether the guild has that member; also where Discord does not tell.

    Without the intent for members nobody is in the cache, so Discord is asked.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            await client.http.get_member(guild_id, member_id)
    except discord.NotFound as fault:
        return fault.code not in UNKNOWN_PEOPLE
    except FAILURES:
        return True
    return True
