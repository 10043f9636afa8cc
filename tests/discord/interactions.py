"""Interactions: what a person did, how it reaches the bot, and what the bot may still answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from types import MappingProxyType
from typing import Any, Final

from tests.discord import payloads, wire
from tests.discord.errors import invalid_webhook_token, unknown_interaction, unknown_webhook
from tests.discord.rules import permissions
from tests.discord.state import DM, Channel, Json, Message, User, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
HOW: Final[Mapping[int, str]] = MappingProxyType(
    {
        MESSAGE: "message",
        DEFERRED: "deferred",
        DEFERRED_UPDATE: "deferred update",
        UPDATE: "update",
        CHOICES: "choices",
        SHOW_MODAL: "modal",
    }
)
TO_ANSWER, TO_FOLLOW_UP = 3.0, 900.0
"""Seconds from the act to the first answer, and to the last."""

LARGEST_FILE = 10_485_760
MOST_KEPT = 20_000
"""Interactions that are kept at once; under load the oldest go before their fifteen minutes are over."""


@dataclass(slots=True, eq=False)
class Interaction:
    """One act of a person, and all that came of it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Json
    created: float
    """By Discord's clock."""
    done: asyncio.Future[None]
    """Done when it was acknowledged, or can be no more."""
    source: Message | None = None
    """The message with the control; a modal has the one below which it was opened."""
    opened_by: "Interaction | None" = None
    sent_at: float = 0.0
    answered_at: float | None = None
    """Both by `perf_counter`: as the event was sent, and as the callback arrived."""
    answer: int | None = None
    original: Message | None = None
    """The message that answers it."""
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    is_private: bool = False
    """Whether Discord shows every answer to its user alone."""
    is_whole: bool = False
    """Whether the bot asked for the message that came of its answer."""

    @property
    def how(self) -> str | None:
        """How it was acknowledged: one of the values of HOW; None if it was not."""
        return None if self.answer is None else HOW[self.answer]

    @property
    def seconds(self) -> float | None:
        """From the event's sending to the callback's arrival; None if there was none."""
        return None if self.answered_at is None else self.answered_at - self.sent_at

    @property
    def message(self) -> Message | None:
        """What is shown of it now: its own message, or the one that it updated."""
        if self.original is not None:
            return self.original
        return self.source if self.answer in (DEFERRED_UPDATE, UPDATE) else None


class Interactions:
    """Those of the last minutes."""

    def __init__(self, world: World) -> None:
        """None yet."""
        self._world = world
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._places: dict[tuple[int, int], tuple[Any, Json]] = {}

    def create(
        self, kind: int, user: User, channel: Channel, data: Json, source: Message | None = None
    ) -> Interaction:
        """Something that the user does now."""
        number = self._world.snowflakes.next()
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        token = f"aW50ZXJhY3Rpb246{number}{token_hex(8)}"
        one = Interaction(number, token, kind, user, channel, data, self._world.clock.now(), done, source)
        guild = channel.guild
        if guild is not None and not guild.has_bot:
            one.is_private = not permissions.of_member(channel, user.id) & permissions.USE_EXTERNAL_APPS
        self._by_id[number] = self._by_token[token] = one
        if len(self._by_id) > MOST_KEPT:
            self._by_token.pop(self._by_id.pop(next(iter(self._by_id))).token)
        return one

    def event(self, one: Interaction) -> Json:
        """INTERACTION_CREATE's data."""
        told: Json = {
            "id": str(one.id),
            "application_id": str(self._world.application_id),
            "type": one.kind,
            "token": one.token,
            "version": 1,
            "data": one.data,
            "locale": one.user.locale,
            "entitlements": [],
            "attachment_size_limit": LARGEST_FILE,
            **self._place(one.channel, one.user),
        }
        if one.source is not None:
            if one.source.part is None:
                one.source.part = wire.rendered(one.source.payload)
            told["message"] = one.source.part
        return told

    def to_answer(self, number: int, token: str) -> Interaction:
        """The interaction to which a callback comes; raises 10062 where there is none, or no longer."""
        one = self._by_id.get(number)
        if one is None or one.token != token:
            raise unknown_interaction()
        if one.answer is None and self._world.clock.now() - one.created > TO_ANSWER:
            if not one.done.done():
                one.done.set_result(None)
            raise unknown_interaction()
        return one

    def of_webhook(self, token: str) -> Interaction:
        """The interaction whose webhook it is; raises 50027 after its time, 10015 before its answer."""
        one = self._by_token.get(token)
        if one is None or self._world.clock.now() - one.created > TO_FOLLOW_UP:
            raise invalid_webhook_token()
        if one.answer is None:
            raise unknown_webhook()
        return one

    def _place(self, channel: Channel, user: User) -> Json:
        """Where and who, rendered once and again whenever the guild has changed."""
        guild = channel.guild
        last = next(reversed(channel.messages)) if channel.messages else None
        version = (guild.version if guild else 0, last, user.locale)
        key = (channel.id, user.id)
        known = self._places.get(key)
        if known is not None and known[0] == version:
            return known[1]
        app = permissions.of_app(channel, self._world.bot.id, user.id)
        place: Json = {
            "channel_id": str(channel.id),
            "channel": wire.rendered(payloads.interaction_channel(channel, user.id)),
            "app_permissions": str(app),
            "context": 1 if channel.kind == DM else 0,
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
        }
        if guild is None:
            place["user"] = payloads.user(user)
        else:
            member = payloads.member(guild.members[user.id])
            member["permissions"] = str(permissions.of_member(channel, user.id))
            place["member"] = wire.rendered(member)
            place["guild_id"] = str(guild.id)
            place["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            place["guild_locale"] = guild.locale
            if not guild.has_bot:
                place["authorizing_integration_owners"] = {"1": str(user.id)}
        self._places[key] = (version, place)
        return place
