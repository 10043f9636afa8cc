"""Messages of channels, as the bot writes and reads them by its own rights."""

from tests.discord.errors import (
    ApiError,
    missing_access,
    missing_permissions,
    unknown_channel,
    unknown_message,
)
from tests.discord.guilds import update_thread
from tests.discord.rest.bodies import Call, Reply, object_of
from tests.discord.rest.composing import compose, remove, revise
from tests.discord.rules import permissions
from tests.discord.rules.messages import check_message
from tests.discord.state import CATEGORY, Channel, Json, Message, World

NONCE_SECONDS = 300.0
"""How long a nonce is remembered."""


class Messages:
    """POST, GET, PATCH and DELETE below /channels/{channel}/messages."""

    def __init__(self, world: World) -> None:
        """Keep where messages are."""
        self._world = world

    async def create(self, call: Call) -> Reply:
        """Send a message; with `enforce_nonce` one that was sent before is given back."""
        channel = seen_channel(self._world, call.id(0))
        body = object_of(await call.body())
        _may_send(self._world, channel, body, has_files=bool(call.uploads))
        nonce = (channel.id, str(body["nonce"])) if body.get("enforce_nonce") and body.get("nonce") else None
        if nonce is not None and (known := self._remembered(nonce)) is not None:
            return Reply.of(known.payload)
        if self._world.strict:
            check_message(body, call.uploads)
        if channel.archived:
            update_thread(self._world, channel, archived=False)
        message = compose(self._world, channel, self._world.bot, body, call.uploads)
        if nonce is not None:
            self._world.nonces[nonce] = message
        return Reply.of(message.payload)

    async def get(self, call: Call) -> Reply:
        """One message."""
        return Reply.of(self._message(call).payload)

    async def history(self, call: Call) -> Reply:
        """Messages, newest first: `limit` of them, `before` or `after` an id."""
        channel = seen_channel(self._world, call.id(0))
        query = call.request.query
        before, after = int(query.get("before", 1 << 63)), int(query.get("after", 0))
        found = [one.payload for one in channel.history() if after < one.id < before]
        limit = int(query.get("limit", 50))
        return Reply.of((found[:limit] if after else found[-limit:])[::-1])

    async def edit(self, call: Call) -> Reply:
        """Change a message of the bot's own."""
        message = self._message(call)
        body = object_of(await call.body())
        if message.payload["author"]["id"] != str(self._world.bot.id):
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        if message.channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        if self._world.strict:
            check_message(body, call.uploads, edited=message)
        revise(self._world, message, body, call.uploads)
        return Reply.of(message.payload)

    async def delete(self, call: Call) -> Reply:
        """Delete a message; another's takes Manage Messages."""
        message = self._message(call)
        if message.payload["author"]["id"] != str(self._world.bot.id):
            require(self._world, message.channel, permissions.MANAGE_MESSAGES)
        remove(self._world, message)
        return Reply.nothing()

    def _remembered(self, nonce: tuple[int, str]) -> Message | None:
        message = self._world.nonces.get(nonce)
        if message is None:
            return None
        age = self._world.clock.milliseconds() - ((message.id >> 22) + 1_420_070_400_000)
        return message if age < NONCE_SECONDS * 1000 else None

    def _message(self, call: Call) -> Message:
        channel = seen_channel(self._world, call.id(0))
        message = channel.messages.get(call.id(1))
        if message is None or message.reader is not None:
            raise unknown_message()
        return message


def seen_channel(world: World, number: int) -> Channel:
    """The channel, if the bot sees it; else 10003 or 50001."""
    channel = world.channels.get(number)
    if channel is None or (channel.guild is not None and not channel.guild.has_bot):
        raise unknown_channel() if channel is None else missing_access()
    if not permissions.of_member(channel, world.bot.id) & permissions.VIEW_CHANNEL:
        raise missing_access()
    return channel


def require(world: World, channel: Channel, wanted: int) -> None:
    """Raise 50013 where the bot lacks one of these permissions in the channel."""
    if permissions.of_member(channel, world.bot.id) & wanted != wanted:
        raise missing_permissions()


def _may_send(world: World, channel: Channel, body: Json, *, has_files: bool) -> None:
    if channel.kind == CATEGORY:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient is not None and not channel.recipient.takes_direct_messages:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    granted = permissions.of_member(channel, world.bot.id)
    wanted = permissions.SEND_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
    wanted |= permissions.EMBED_LINKS if body.get("embeds") else 0
    wanted |= permissions.ATTACH_FILES if has_files else 0
    if granted & wanted != wanted:
        raise missing_permissions()
    if channel.locked and not granted & permissions.MANAGE_THREADS:
        raise ApiError(403, 160005, "Thread is locked")
