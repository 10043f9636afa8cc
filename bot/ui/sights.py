"""Channels as the bot sees them: from the guild cache, without a call."""

import discord
from discord.abc import GuildChannel

from bot.core.doctor import Ground, Permission, Sight

FORUMS = (discord.ChannelType.forum, discord.ChannelType.media)


def sight_of(guild: discord.Guild, me: discord.Member, channel_id: int) -> Sight:
    """What the bot may do in that channel; a thread follows its channel."""
    channel = guild.get_channel_or_thread(channel_id)
    home = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(home, GuildChannel):
        return Sight(channel_id, None)
    ground = Ground.FORUM if home.type in FORUMS else Ground.TEXT
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
