"""People by script: what they do goes out as events, and what they then see comes back."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from tests.discord import payloads
from tests.discord.guilds import direct_channel
from tests.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    SHOW_MODAL,
    Interaction,
    Interactions,
)
from tests.discord.rest.commands import Commands
from tests.discord.rest.composing import compose
from tests.discord.rules import permissions
from tests.discord.rules.commands import ON_MESSAGE, ON_USER
from tests.discord.rules.forms import ImpossibleError, chosen, command_data, filled
from tests.discord.state import BUTTON, SELECTS, Channel, Json, Message, User, World, walk

PATIENCE = 3.0
"""Seconds after which a person sees that the bot does not answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote, and the bot's next message in that channel."""

    message: Message
    reply: Message | None
    seconds: float | None


class Person:
    """Somebody with a Discord client; what the client would not let them do raises ImpossibleError.

    Each act returns its Interaction once it was acknowledged, or was not within `patience`.
    """

    def __init__(self, world: World, interactions: Interactions, commands: Commands, user: User) -> None:
        """Be that user."""
        self.user = user
        self.patience = PATIENCE
        """Seconds after which an act returns without an answer."""
        self._world = world
        self._interactions = interactions
        self._commands = commands

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    @property
    def direct(self) -> Channel:
        """The channel of direct messages with the bot."""
        return direct_channel(self._world, self.user)

    def sees(self, channel: Channel) -> list[Message]:
        """The channel's messages as this person sees them, oldest first."""
        return channel.history(self.id)

    async def slash(self, channel: Channel, command: str, **options: Any) -> Interaction:
        """Use a slash command: `slash(channel, "trivia start", questions=3)`."""
        self._may_use_commands(channel)
        offered = self._commands.offered(channel.guild_id)
        data = command_data(self._world, offered, channel, self.user, command.split(), options)
        return await self.deliver(self._interactions.create(COMMAND, self.user, channel, data))

    async def autocomplete(self, channel: Channel, command: str, typing: str, **options: Any) -> list[Json]:
        """The choices that are offered while the option named `typing` is being filled in."""
        self._may_use_commands(channel)
        offered = self._commands.offered(channel.guild_id)
        data = command_data(self._world, offered, channel, self.user, command.split(), options, typing)
        one = await self.deliver(self._interactions.create(AUTOCOMPLETE, self.user, channel, data))
        return one.choices

    async def use_on(self, channel: Channel, command: str, target: "Message | Person") -> Interaction:
        """Use a command from the menu of a message or of somebody."""
        self._may_use_commands(channel)
        kind = ON_MESSAGE if isinstance(target, Message) else ON_USER
        offered = self._commands.offered(channel.guild_id)
        known = next((one for one in offered if (one["type"], one["name"]) == (kind, command)), None)
        if known is None:
            raise ImpossibleError(f"there is no command {command!r} of type {kind}")
        resolved: Json
        if isinstance(target, Message):
            resolved = {"messages": {str(target.id): target.payload}}
        else:
            resolved = {"users": {str(target.id): payloads.user(target.user)}}
            member = channel.guild.members.get(target.id) if channel.guild else None
            if member is not None:
                resolved["members"] = {str(target.id): payloads.member(member, with_user=False)}
        data: Json = {"id": known["id"], "name": command, "type": kind, "target_id": str(target.id)}
        data["resolved"] = resolved
        return await self.deliver(self._interactions.create(COMMAND, self.user, channel, data))

    async def press(self, message: Message, button: str) -> Interaction:
        """Press the button with that custom id or label."""
        return await self.deliver(self.pressing(message, button))

    def pressing(self, message: Message, button: str) -> Interaction:
        """A press at this moment that has not reached the bot yet."""
        one = self._control(message, button, [BUTTON])
        data = {"custom_id": one["custom_id"], "component_type": BUTTON, "id": one["id"]}
        return self._interactions.create(COMPONENT, self.user, message.channel, data, message)

    async def press_anyway(self, message: Message, custom_id: str) -> Interaction:
        """Press what the message no longer shows, or never did."""
        data = {"custom_id": custom_id, "component_type": BUTTON, "id": 1}
        return await self.deliver(
            self._interactions.create(COMPONENT, self.user, message.channel, data, message)
        )

    async def choose(self, message: Message, custom_id: str, values: Sequence[Any]) -> Interaction:
        """Choose from a select: values or labels, or channels, users and roles."""
        one = self._control(message, custom_id, SELECTS)
        data = {"custom_id": one["custom_id"], "component_type": one["type"], "id": one["id"]}
        data |= chosen(one, values, message.channel, self.user)
        interaction = self._interactions.create(COMPONENT, self.user, message.channel, data, message)
        return await self.deliver(interaction)

    async def submit(
        self, opened: Interaction, given: Mapping[str, Any] | None = None, **answers: Any
    ) -> Interaction:
        """Fill in the modal that was opened, by its fields' custom ids, and send it."""
        if opened.answer != SHOW_MODAL or opened.modal is None:
            raise ImpossibleError(f"no modal is open: the answer was {opened.how!r}")
        data = filled(opened.modal, {**(given or {}), **answers}, opened.channel, self.user)
        one = self._interactions.create(MODAL, self.user, opened.channel, data, opened.source)
        one.opened_by = opened
        return await self.deliver(one)

    async def types_to_bot(self, text: str, seconds: float = PATIENCE) -> Written:
        """Write a direct message to the bot, and see its next message there; None after the seconds."""
        return await self._write(self.direct, text, seconds)

    async def writes(self, channel: Channel, text: str) -> Message:
        """Write in a channel of a guild."""
        return (await self._write(channel, text, 0)).message

    async def deliver(self, one: Interaction) -> Interaction:
        """Let the interaction reach the bot, and wait for its answer."""
        loop = asyncio.get_running_loop()
        channel, done = one.channel, one.done
        event = self._interactions.event(one)
        timer = loop.call_later(self.patience, _give_up, done)
        one.sent_at = perf_counter()
        self._world.emit("INTERACTION_CREATE", event, channel.guild_id, 0)
        await done
        timer.cancel()
        return one

    async def _write(self, channel: Channel, text: str, seconds: float) -> Written:
        sent = perf_counter()
        message = compose(self._world, channel, self.user, {"content": text}, {})
        mine = str(self._world.bot.id)
        heard: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

        def look() -> None:
            for one in channel.messages.values():
                if one.id > message.id and one.payload["author"]["id"] == mine and not heard.done():
                    heard.set_result(one)

        self._world.watchers.append(look)
        try:
            async with asyncio.timeout(seconds):
                reply = await heard
        except TimeoutError:
            return Written(message, None, None)
        finally:
            self._world.watchers.remove(look)
        return Written(message, reply, perf_counter() - sent)

    def _control(self, message: Message, wanted: str, kinds: Collection[int]) -> Json:
        if message.is_deleted or message.reader not in (None, self.id):
            raise ImpossibleError("the message is not there for this person")
        found = [one for one in walk(message.components) if one["type"] in kinds]
        for one in found:
            if wanted in (one.get("custom_id"), one.get("label")):
                if one.get("disabled") or "custom_id" not in one:
                    raise ImpossibleError(f"{wanted!r} cannot be used")
                return one
        shown = [one.get("label") or one.get("custom_id") for one in found]
        raise ImpossibleError(f"there is no {wanted!r} among {shown}")

    def _may_use_commands(self, channel: Channel) -> None:
        wanted = permissions.VIEW_CHANNEL | permissions.USE_COMMANDS
        if channel.guild and permissions.of_member(channel, self.id) & wanted != wanted:
            raise ImpossibleError(f"{self.user.name} may not use commands in {channel.name}")


def _give_up(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
