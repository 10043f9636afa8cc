"""The simulated server that the tests act in, and what people see of the bot there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import discord
import simcord
from simcord.backend.serializers import message_payload
from simcord.components import walk_components
from simcord.enums import ComponentType, InteractionType
from simcord.interactions import base_payload
from typing_extensions import override

from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import ChoiceQuestion, LegendQuestion

BUTTON, TEXT = 2, 10
LONGEST_PART = 20
"""A longer part of a path is an interaction's token."""


class VirtualEnv(simcord.Env):
    """An environment in which time passes by `advance_time` alone.

    Stock timers also fall due by the wall clock, so that a test on a slow machine would wait for the
    grace of a second in real time, or be overtaken by it.
    """

    @override
    def _schedule_timer(self, *_arguments: Any) -> None:
        return


class World:
    """A server with a channel, an admin and members."""

    def __init__(self, env: VirtualEnv, library: Library) -> None:
        """Build the server."""
        self.env = env
        self.library = library
        self.guild = env.create_guild("Piazza della Vittoria")
        self.channel = self.guild.create_text_channel("mille-miglia")
        self.elsewhere = self.guild.create_text_channel("elsewhere")

    @property
    def pack(self) -> StoryPack:
        """The story that is told."""
        return self.library.default

    def member(self, name: str, **permissions: bool) -> simcord.MemberActor:
        """A new member, with a role of those permissions."""
        roles = []
        if permissions:
            granted = discord.Permissions(**permissions)
            roles = [self.guild.create_role(f"{name}'s", permissions=granted)]
        return self.guild.add_member(self.env.create_user(name.lower(), global_name=name), roles=roles)

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await self.env.advance_time(seconds)

    def calls(self, since: int = 0) -> Counter[str]:
        """The bot's REST calls by route, ids left out."""
        return Counter(route(entry.method, entry.path) for entry in self.env.http_requests[since:])

    def prompt(self, board: simcord.ResponseMessage) -> str:
        """The question on the board, as the pack asks it."""
        shown = texts(board)
        asked = (one.prompt for one in self.pack.questions if f"### {one.prompt}\n" in f"{shown}\n")
        return max(asked, key=len)

    def right_answer(self, board: simcord.ResponseMessage) -> str:
        """The custom id of the button that is right, by the pack."""
        return next(one for one in answers(board) if self._is_right(board, one))

    def wrong_answer(self, board: simcord.ResponseMessage) -> str:
        """The custom id of a button that is wrong."""
        return next(one for one in answers(board) if not self._is_right(board, one))

    def _is_right(self, board: simcord.ResponseMessage, custom_id: str) -> bool:
        shown = asked_on(board)
        question = max(
            (one for one in self.pack.questions if one.prompt in shown), key=lambda one: len(one.prompt)
        )
        label = next(b["label"] for b in buttons(board) if b["custom_id"] == custom_id)
        match question:
            case ChoiceQuestion(right=solution):
                return bool(label == solution)
            case LegendQuestion(verdict=verdict):
                return bool(label == verdict.capitalize())
            case _:
                raise TypeError(f"{question.id} has no button with its answer on it")


def texts(message: simcord.ResponseMessage | None) -> str:
    """Everything that the message says, buttons left out."""
    assert message is not None, "the bot has not answered"
    return "\n".join(one["content"] for one in walk_components(message.components) if one["type"] == TEXT)


def asked_on(board: simcord.ResponseMessage) -> str:
    """What the board says of the open question; the answer above it repeats its own."""
    return texts(board).rpartition("-# Question ")[2]


def buttons(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    """The message's buttons in order."""
    return [one for one in walk_components(message.components) if one["type"] == BUTTON]


def labels(message: simcord.ResponseMessage) -> list[str]:
    """What stands on the buttons."""
    return [one["label"] for one in buttons(message)]


def answers(message: simcord.ResponseMessage) -> list[str]:
    """The custom ids of the answers to the question on the board."""
    ids = (one["custom_id"] for one in buttons(message))
    return [custom_id for custom_id in ids if custom_id.startswith("tq:")]


def selects(message: simcord.ResponseMessage) -> Iterator[dict[str, Any]]:
    """The message's select menus in order."""
    yield from (one for one in walk_components(message.components) if one["type"] in (3, 5, 6, 7, 8))


def route(method: str, path: str) -> str:
    """A REST call's route: ids and tokens left out."""
    parts = [part for part in path.strip("/").split("/") if not part.isdigit() and len(part) < LONGEST_PART]
    return f"{method} {'/'.join(parts)}"


async def lobby_of(
    world: World, starter: simcord.MemberActor, *players: simcord.MemberActor, **options: object
) -> simcord.ResponseMessage:
    """A round's message, with these players in its lobby."""
    started = await starter.slash(world.channel, "trivia start", **options)
    board = started.response
    assert board is not None
    for player in players:
        await player.click(board, label="Join")
    return board


class DelayedClick:
    """A click that was made now and reaches the bot later."""

    def __init__(
        self, world: World, member: simcord.MemberActor, board: simcord.ResponseMessage, custom_id: str
    ) -> None:
        """Press the button; its interaction has the time of this moment."""
        self._env = world.env
        stored = world.env.backend.get_message(board.channel_id, board.id)
        self._record, self._payload = base_payload(
            world.env.backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=board.channel_id,
            guild_id=world.guild.id,
            user_id=member.id,
            data={"custom_id": custom_id, "component_type": ComponentType.BUTTON},
        )
        self._payload["message"] = dict(message_payload(world.env.backend, stored))
        self._record.source_message_id = board.id

    async def arrives(self) -> simcord.InteractionResult:
        """Let it reach the bot."""
        self.arrives_unseen()
        await self._env.settle()
        return simcord.InteractionResult(self._env, self._record)

    def arrives_unseen(self) -> None:
        """Let it reach the bot, whose work is still to be done."""
        self._env.backend.emit("INTERACTION_CREATE", self._payload)

    @property
    def response_kind(self) -> str | None:
        """How the bot has answered."""
        return self._record.response_kind
