"""Channels, threads, direct messages' channels, guilds and their members."""

from typing import Final

from tests.discord import payloads
from tests.discord.clock import iso
from tests.discord.errors import (
    ApiError,
    Problems,
    unknown_channel,
    unknown_guild,
    unknown_member,
    unknown_message,
    unknown_user,
)
from tests.discord.guilds import create_thread, delete_channel, direct_channel, update_thread
from tests.discord.rest.bodies import Call, Reply, object_of
from tests.discord.rest.messages import require, seen_channel
from tests.discord.rules import permissions
from tests.discord.state import HAS_THREAD, Channel, Guild, Json, Message, World

LONGEST_NAME: Final = 100
ARCHIVES_AFTER: Final = (60, 1440, 4320, 10080)
"""Minutes of rest after which a thread may archive itself."""


class Channels:
    """What is asked of places and who is in them."""

    def __init__(self, world: World) -> None:
        """Keep where they are."""
        self._world = world

    async def get(self, call: Call) -> Reply:
        """A channel."""
        return Reply.of(payloads.channel(seen_channel(self._world, call.id(0))))

    async def edit(self, call: Call) -> Reply:
        """Rename, archive or lock a thread."""
        channel = seen_channel(self._world, call.id(0))
        body = object_of(await call.body())
        if not channel.is_thread:
            require(self._world, channel, permissions.MANAGE_CHANNELS)
        elif channel.owner_id != self._world.bot.id or "locked" in body:
            require(self._world, channel, permissions.MANAGE_THREADS)
        if channel.archived and body.get("archived") is not False:
            raise ApiError(400, 50083, "Thread is archived")
        if "name" in body:
            _check_name(body)
            channel.name = body["name"]
        update_thread(self._world, channel, archived=body.get("archived"), locked=body.get("locked"))
        return Reply.of(payloads.channel(channel))

    async def delete(self, call: Call) -> Reply:
        """Take a channel or a thread away."""
        channel = seen_channel(self._world, call.id(0))
        wanted = permissions.MANAGE_THREADS if channel.is_thread else permissions.MANAGE_CHANNELS
        require(self._world, channel, wanted)
        told = payloads.channel(channel)
        delete_channel(self._world, channel)
        return Reply.of(told)

    async def thread_below(self, call: Call) -> Reply:
        """Open a thread below a message; it has the message's id."""
        channel = seen_channel(self._world, call.id(0))
        message = channel.messages.get(call.id(1))
        if message is None or message.reader is not None:
            raise unknown_message()
        body = object_of(await call.body())
        self._may_open(channel, body)
        if message.id in self._world.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = self._open(channel, body, message)
        message.payload = message.payload | {
            "flags": message.flags | HAS_THREAD,
            "thread": payloads.channel(thread),
        }
        message.part = None
        return self._opened(thread)

    async def thread(self, call: Call) -> Reply:
        """Open a thread below no message."""
        channel = seen_channel(self._world, call.id(0))
        body = object_of(await call.body())
        self._may_open(channel, body)
        return self._opened(self._open(channel, body, None))

    async def join_thread(self, call: Call) -> Reply:
        """Become a member of a thread."""
        if seen_channel(self._world, call.id(0)).archived:
            raise ApiError(400, 50083, "Thread is archived")
        return Reply.nothing()

    async def direct(self, call: Call) -> Reply:
        """The channel of direct messages with somebody."""
        body = object_of(await call.body())
        user = self._world.users.get(int(body.get("recipient_id") or 0))
        if user is None or user.is_bot:
            raise ApiError(400, 50033, "Invalid Recipient(s)")
        return Reply.of(payloads.channel(direct_channel(self._world, user)))

    async def user(self, call: Call) -> Reply:
        """Somebody."""
        user = self._world.users.get(call.id(0))
        if user is None:
            raise unknown_user()
        return Reply.of(payloads.user(user))

    async def guild(self, call: Call) -> Reply:
        """A guild that the bot is in."""
        told = payloads.guild(self._world, self._guild(call))
        return Reply.of(
            {key: value for key, value in told.items() if key not in ("channels", "threads", "members")}
        )

    async def guild_channels(self, call: Call) -> Reply:
        """A guild's channels, threads left out."""
        channels = self._guild(call).channels.values()
        return Reply.of([payloads.channel(one) for one in channels if not one.is_thread])

    async def guild_roles(self, call: Call) -> Reply:
        """A guild's roles."""
        return Reply.of([payloads.role(one) for one in self._guild(call).roles.values()])

    async def member(self, call: Call) -> Reply:
        """A member of a guild."""
        member = self._guild(call).members.get(call.id(1))
        if member is None:
            raise unknown_member() if call.id(1) in self._world.users else unknown_user()
        return Reply.of(payloads.member(member))

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.id(0))
        if guild is None or not guild.has_bot:
            raise unknown_guild()
        return guild

    def _may_open(self, channel: Channel, body: Json) -> None:
        if channel.guild is None or channel.is_thread:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        require(self._world, channel, permissions.CREATE_PUBLIC_THREADS)
        _check_name(body)

    def _open(self, channel: Channel, body: Json, message: Message | None) -> Channel:
        minutes = body.get("auto_archive_duration") or 1440
        owner = self._world.bot.id
        return create_thread(
            self._world, channel, body["name"], owner, message.id if message else None, minutes
        )

    def _opened(self, thread: Channel) -> Reply:
        if thread.is_deleted:
            raise unknown_channel()
        me = str(self._world.bot.id)
        joined = {
            "id": str(thread.id),
            "user_id": me,
            "join_timestamp": iso(thread.archive_changed),
            "flags": 1,
        }
        return Reply.of(payloads.channel(thread) | {"member": joined}, status=201)


def _check_name(body: Json) -> None:
    problems = Problems()
    problems.too_long(("name",), body.get("name"), LONGEST_NAME, 1)
    if (body.get("auto_archive_duration") or 1440) not in ARCHIVES_AFTER:
        problems.add(
            ("auto_archive_duration",), "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080)."
        )
    problems.check()
