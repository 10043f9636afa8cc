"""The bot's access to channels, from the guild cache, without a call to Discord."""

from types import MappingProxyType
from typing import Final

import discord
from discord.abc import GuildChannel

from bot.core.guilds.doctor import ChannelAccess, ChannelKind, Permission

KINDS: Final = MappingProxyType(
    {
        discord.ChannelType.forum: ChannelKind.FORUM,
        discord.ChannelType.media: ChannelKind.FORUM,
        discord.ChannelType.voice: ChannelKind.VOICE,
        discord.ChannelType.stage_voice: ChannelKind.VOICE,
    }
)


def access_to(
    guild: discord.Guild, me: discord.Member, channel_id: int, at_hand: discord.Thread | None = None
) -> ChannelAccess:
    """What the bot may do in that channel; a thread follows its channel.

    A thread that is archived, or that the bot is not in, is not in the cache; `at_hand` is used instead.
    """
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None and at_hand is not None and at_hand.id == channel_id:
        channel = at_hand
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(parent, GuildChannel):
        return ChannelAccess(channel_id, None)
    kind = KINDS.get(parent.type, ChannelKind.TEXT)
    return ChannelAccess(
        channel_id=channel_id,
        kind=ChannelKind.THREAD if isinstance(channel, discord.Thread) else kind,
        # The base class's method: a text channel's own denies everything where View Channel is denied, and
        # would not tell what is still lacking once that is granted.
        granted=_granted(GuildChannel.permissions_for(parent, me)),
        by_role=_granted(me.guild_permissions),
        denied=frozenset(permission for permission in Permission if _is_denied(parent, me, permission)),
    )


def _granted(permissions: discord.Permissions) -> frozenset[Permission]:
    return frozenset(one for one in Permission if getattr(permissions, one.value))


def _is_denied(channel: GuildChannel, me: discord.Member, permission: Permission) -> bool:
    targets: list[discord.Role | discord.Member] = [*me.roles, me]
    overwrites = (channel.overwrites_for(target) for target in targets)
    return any(getattr(overwrite, permission.value) is False for overwrite in overwrites)
