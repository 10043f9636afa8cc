"""Channels as the bot sees them: from the guild cache, without a call."""

from types import MappingProxyType
from typing import Final

import discord
from discord.abc import GuildChannel

from bot.core.guilds.doctor import Ground, Permission, Sight

GROUNDS: Final = MappingProxyType(
    {
        discord.ChannelType.forum: Ground.FORUM,
        discord.ChannelType.media: Ground.FORUM,
        discord.ChannelType.voice: Ground.VOICE,
        discord.ChannelType.stage_voice: Ground.VOICE,
    }
)


def sight_of(
    guild: discord.Guild, me: discord.Member, channel_id: int, at_hand: discord.Thread | None = None
) -> Sight:
    """What the bot may do in that channel; a thread follows its channel.

    A thread that is archived, or that the bot is not in, is not in the cache; `at_hand` stands in for it.
    """
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None and at_hand is not None and at_hand.id == channel_id:
        channel = at_hand
    home = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(home, GuildChannel):
        return Sight(channel_id, None)
    ground = GROUNDS.get(home.type, Ground.TEXT)
    return Sight(
        channel_id=channel_id,
        ground=Ground.THREAD if isinstance(channel, discord.Thread) else ground,
        # The base class's own rule: a text channel's takes all else away too where View Channel lacks, and
        # then nobody could tell what would still be lacking once that is granted.
        granted=_held(GuildChannel.permissions_for(home, me)),
        by_role=_held(me.guild_permissions),
        denied=frozenset(one for one in Permission if _is_denied(home, me, one)),
    )


def _held(permissions: discord.Permissions) -> frozenset[Permission]:
    return frozenset(one for one in Permission if getattr(permissions, one.value))


def _is_denied(channel: GuildChannel, me: discord.Member, permission: Permission) -> bool:
    theirs: list[discord.Role | discord.Member] = [*me.roles, me]
    overwrites = (channel.overwrites_for(one) for one in theirs)
    return any(getattr(overwrite, permission.value) is False for overwrite in overwrites)
