"""Who may do what where: roles, then the channel's overwrites, then what follows from what is denied."""

from typing import Final

from tests.discord.state import DM, Channel, Guild, Overwrite

ADMINISTRATOR: Final = 1 << 3
MANAGE_CHANNELS: Final = 1 << 4
MANAGE_GUILD: Final = 1 << 5
ADD_REACTIONS: Final = 1 << 6
VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
SEND_TTS: Final = 1 << 12
MANAGE_MESSAGES: Final = 1 << 13
EMBED_LINKS: Final = 1 << 14
ATTACH_FILES: Final = 1 << 15
READ_HISTORY: Final = 1 << 16
MENTION_EVERYONE: Final = 1 << 17
EXTERNAL_EMOJIS: Final = 1 << 18
CONNECT: Final = 1 << 20
SPEAK: Final = 1 << 21
USE_COMMANDS: Final = 1 << 31
MANAGE_THREADS: Final = 1 << 34
CREATE_PUBLIC_THREADS: Final = 1 << 35
SEND_IN_THREADS: Final = 1 << 38
USE_EXTERNAL_APPS: Final = 1 << 50

EVERYTHING: Final = (1 << 53) - 1
OF_MEMBERS: Final = (
    VIEW_CHANNEL | SEND_MESSAGES | SEND_IN_THREADS | CREATE_PUBLIC_THREADS | EMBED_LINKS | ATTACH_FILES
    | READ_HISTORY | ADD_REACTIONS | USE_COMMANDS | USE_EXTERNAL_APPS | CONNECT | SPEAK
)  # fmt: skip
"""What everybody may do in a new guild."""

OF_BOTS: Final = (
    VIEW_CHANNEL | SEND_MESSAGES | SEND_IN_THREADS | CREATE_PUBLIC_THREADS | EMBED_LINKS | ATTACH_FILES
)
"""What a bot's own role grants, unless its guild is made with others."""

IN_DIRECT: Final = EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE
"""`app_permissions` in direct messages and of user installs, as Discord's pages have them."""


def base(guild: Guild, user_id: int) -> int:
    """What the member's roles grant in the guild; 0 for who is no member."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if guild.owner_id == user_id:
        return EVERYTHING
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return EVERYTHING if granted & ADMINISTRATOR else granted


def of_member(channel: Channel, user_id: int) -> int:
    """What the user may do in the channel; of a thread, by its parent."""
    guild = channel.guild
    if guild is None:
        return IN_DIRECT | EXTERNAL_EMOJIS | VIEW_CHANNEL | SEND_MESSAGES
    granted = base(guild, user_id)
    if granted == EVERYTHING or user_id not in guild.members:
        return granted
    overwrites = (channel.parent or channel).overwrites
    granted = _apply(granted, overwrites.get(guild.id))
    roles = [overwrites[one] for one in guild.members[user_id].roles if one in overwrites]
    for role in roles:
        granted &= ~role.deny
    for role in roles:
        granted |= role.allow
    return implied(_apply(granted, overwrites.get(user_id)), in_thread=channel.is_thread)


def implied(granted: int, *, in_thread: bool) -> int:
    """Without those that are worth nothing: who sees no channel may do nothing in it."""
    if not granted & VIEW_CHANNEL:
        return 0
    if not granted & (SEND_IN_THREADS if in_thread else SEND_MESSAGES):
        granted &= ~(EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE | SEND_TTS)
    return granted


def of_app(channel: Channel, bot_id: int, user_id: int) -> int:
    """`app_permissions` of an interaction of that user's in the channel."""
    if channel.kind == DM:
        return IN_DIRECT | EXTERNAL_EMOJIS
    if channel.guild is not None and not channel.guild.has_bot:
        return IN_DIRECT & of_member(channel, user_id)
    return of_member(channel, bot_id)


def _apply(granted: int, overwrite: Overwrite | None) -> int:
    return granted if overwrite is None else granted & ~overwrite.deny | overwrite.allow
