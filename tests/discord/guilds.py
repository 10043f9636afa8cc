"""What admins of guilds do; the bot hears of each change."""

from tests.discord import payloads
from tests.discord.gateway import GUILDS
from tests.discord.rules.permissions import OF_BOTS, OF_MEMBERS
from tests.discord.state import (
    GUILD_TEXT,
    PUBLIC_THREAD,
    Channel,
    Guild,
    Json,
    Member,
    Overwrite,
    Role,
    User,
    World,
)


def create_guild(world: World, name: str, bot_permissions: int = OF_BOTS, *, has_bot: bool = True) -> Guild:
    """A new guild, owned by somebody of its own; with the bot unless it is known by user installs alone."""
    owner = create_user(world, f"Owner of {name}")
    guild = Guild(world.snowflakes.next_guild(), name, owner.id, has_bot=has_bot)
    guild.roles[guild.id] = Role(guild.id, "@everyone", OF_MEMBERS, position=0)
    world.guilds[guild.id] = guild
    guild.members[owner.id] = Member(owner, world.clock.milliseconds())
    if has_bot:
        role = Role(world.snowflakes.next(), world.bot.name, bot_permissions, managed_by=world.bot.id)
        guild.roles[role.id] = role
        guild.members[world.bot.id] = Member(world.bot, world.clock.milliseconds(), [role.id])
        world.emit("GUILD_CREATE", payloads.guild(world, guild), guild.id, GUILDS)
    return guild


def create_user(world: World, name: str, locale: str = "en-US") -> User:
    """Somebody new, in no guild yet."""
    user = User(world.snowflakes.next(), name, locale=locale)
    world.users[user.id] = user
    return user


def leave_guild(world: World, guild: Guild) -> None:
    """Take the bot out of the guild."""
    guild.members.pop(world.bot.id, None)
    guild.has_bot = False
    _touch(guild)
    world.emit("GUILD_DELETE", {"id": str(guild.id)}, guild.id, GUILDS)


def add_member(world: World, guild: Guild, user: User, permissions: int = 0) -> Member:
    """Let the user join, with a role of their own if they are to have more permissions than all."""
    member = Member(user, world.clock.milliseconds())
    guild.members[user.id] = member
    if permissions:
        member.roles.append(create_role(world, guild, f"{user.name}'s", permissions).id)
    _touch(guild)
    return member


def create_role(world: World, guild: Guild, name: str, permissions: int) -> Role:
    """A new role, given to nobody."""
    role = Role(world.snowflakes.next(), name, permissions)
    guild.roles[role.id] = role
    _role_told(world, guild, role, "GUILD_ROLE_CREATE")
    return role


def set_permissions(world: World, guild: Guild, role: Role, permissions: int) -> None:
    """Change what a role may do."""
    role.permissions = permissions
    _role_told(world, guild, role, "GUILD_ROLE_UPDATE")


def delete_role(world: World, guild: Guild, role: Role) -> None:
    """Take the role away, from its members too."""
    guild.roles.pop(role.id)
    for member in guild.members.values():
        member.roles = [one for one in member.roles if one != role.id]
    _touch(guild)
    told: Json = {"guild_id": str(guild.id), "role_id": str(role.id)}
    world.emit("GUILD_ROLE_DELETE", told, guild.id, GUILDS)


def create_channel(
    world: World, guild: Guild, name: str, kind: int = GUILD_TEXT, parent: Channel | None = None
) -> Channel:
    """A new channel."""
    position = len(guild.channels)
    channel = Channel(world.snowflakes.next(), name, kind, guild, parent, position=position)
    _keep(world, guild, channel)
    _channel_told(world, channel, "CHANNEL_CREATE")
    return channel


def set_overwrite(world: World, channel: Channel, overwrite: Overwrite) -> None:
    """Allow and deny a role or a member in the channel."""
    channel.overwrites[overwrite.id] = overwrite
    _channel_told(world, channel, "CHANNEL_UPDATE")


def delete_channel(world: World, channel: Channel) -> None:
    """Take the channel away, with its threads and messages."""
    guild = channel.guild
    if guild is None:
        raise ValueError("a direct message's channel stays")
    for thread in [one for one in guild.channels.values() if one.parent is channel]:
        guild.channels.pop(thread.id)
        world.channels.pop(thread.id)
    guild.channels.pop(channel.id)
    world.channels.pop(channel.id)
    channel.is_deleted = True
    told = payloads.channel(channel)
    if channel.is_thread:
        told = {key: told[key] for key in ("id", "guild_id", "parent_id", "type")}
    _touch(guild)
    world.emit("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", told, guild.id, GUILDS)


def create_thread(
    world: World, parent: Channel, name: str, owner_id: int, thread_id: int | None = None, minutes: int = 1440
) -> Channel:
    """A new public thread; one below a message has the message's id."""
    if parent.guild is None:
        raise ValueError("direct messages have no threads")
    thread = Channel(
        thread_id or world.snowflakes.next(), name, PUBLIC_THREAD, parent.guild, parent, owner_id=owner_id
    )
    thread.archive_minutes, thread.archive_changed = minutes, world.clock.milliseconds()
    _keep(world, parent.guild, thread)
    told = payloads.channel(thread) | {"newly_created": True}
    world.emit("THREAD_CREATE", told, parent.guild.id, GUILDS)
    return thread


def update_thread(
    world: World, thread: Channel, *, archived: bool | None = None, locked: bool | None = None
) -> None:
    """Archive or lock a thread, or take that back."""
    if archived is not None and archived != thread.archived:
        thread.archived, thread.archive_changed = archived, world.clock.milliseconds()
    thread.locked = thread.locked if locked is None else locked
    _channel_told(world, thread, "THREAD_UPDATE")


def direct_channel(world: World, user: User) -> Channel:
    """The channel of the bot's direct messages with the user, opened if there is none."""
    channel = world.direct.get(user.id)
    if channel is None:
        channel = Channel(world.snowflakes.next(), "", kind=1, recipient=user)
        world.direct[user.id] = world.channels[channel.id] = channel
    return channel


def _keep(world: World, guild: Guild, channel: Channel) -> None:
    guild.channels[channel.id] = world.channels[channel.id] = channel


def _channel_told(world: World, channel: Channel, event: str) -> None:
    if channel.guild is not None:
        _touch(channel.guild)
        world.emit(event, payloads.channel(channel), channel.guild.id, GUILDS)


def _role_told(world: World, guild: Guild, role: Role, event: str) -> None:
    _touch(guild)
    told: Json = {"guild_id": str(guild.id), "role": payloads.role(role)}
    world.emit(event, told, guild.id, GUILDS)


def _touch(guild: Guild) -> None:
    guild.version += 1
