"""Lobbies: a round is opened, its players gather, and it begins."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import rounds as rules
from bot.core.drawing import draw
from bot.core.guilds import Actor, Place, Purpose
from bot.core.library import Library
from bot.core.packs import ChoiceQuestion, LegendQuestion, StoryPack
from bot.core.questions import ask
from bot.core.refusals import Reason, Refusal
from bot.core.rounds import Round, RoundState, Turn
from bot.core.scoring import legs
from bot.core.topics import READ, read_by
from bot.services.boards import Board, board_of
from bot.services.guilds import welcome
from bot.services.topics import chapters_about
from bot.storage import answers, rounds, seen
from bot.storage.database import Database

FEWEST = 3
"""A round is no shorter, where the topic has fewer questions than usual."""

REMATCH_LOBBY = timedelta(seconds=15)
"""Everybody is in already; this long to think again, or to bring a friend."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """How rounds go where neither the server nor the starter says."""

    questions: int = 10
    seconds: int = 20
    lobby: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """A round as its starter asks for it; None follows the server's setting or the default."""

    questions: int | None = None
    seconds: int | None = None
    topic: str | None = None
    difficulty: str | None = None
    fewer_will_do: bool = False
    """Whether the round may be shorter where the topic has not so many questions."""


class Lobbies:
    """Opens rounds and lets members in; one transaction a method."""

    def __init__(
        self, database: Database, library: Library, defaults: Defaults, seed: Callable[[], int]
    ) -> None:
        """Take the storage, the packs to ask from, and a source of seeds."""
        self._database = database
        self._library = library
        self._defaults = defaults
        self._seed = seed

    async def start(
        self, place: Place, starter: Actor, wish: Wish, locale: str, at: datetime
    ) -> Board | Refusal:
        """Open a lobby in that channel."""
        if place.guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        async with self._database.transaction() as connection:
            settings = await welcome(connection, Purpose.TRIVIA, place)
            if isinstance(settings, Refusal):
                return settings
            wish = replace(
                wish,
                questions=wish.questions or settings.questions or self._defaults.questions,
                fewer_will_do=wish.questions is None,
                seconds=wish.seconds or settings.seconds or self._defaults.seconds,
                topic=read_by(starter.member_id) if wish.topic == READ else wish.topic,
            )
            return await self._open(
                connection, place, starter, wish, settings.locale or locale, at, {}, self._defaults.lobby
            )

    async def rematch(self, round_id: int, place: Place, starter: Actor, at: datetime) -> Board | Refusal:
        """Open a lobby with the same players and the same wishes; the questions are fresh."""
        async with self._database.transaction() as connection:
            before = await rounds.load(connection, round_id)
            if before is None:
                return Refusal.because(Reason.GONE)
            played = await answers.of_round(connection, round_id)
            players = {click.member_id for clicks in played.values() for click in clicks}
            if starter.member_id not in players | before.players.keys():
                return Refusal.because(Reason.NOT_PLAYED)
            allowed = await welcome(connection, Purpose.TRIVIA, place)
            if isinstance(allowed, Refusal):
                return allowed
            wish = Wish(len(before.turns), before.seconds, before.topic, before.difficulty)
            return await self._open(
                connection, place, starter, wish, before.locale, at, before.players, REMATCH_LOBBY
            )

    async def posted(self, round_id: int, message_id: int) -> None:
        """The message that is the round's board."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is not None:
                await rounds.save(connection, game, replace(game, message_id=message_id))

    async def join(self, round_id: int, member: Actor, at: datetime) -> Board | Refusal:
        """Count the member in."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.add_player(connection, round_id, member.member_id, member.name, at)
            return await board_of(connection, self._library, round_id)

    async def leave(self, round_id: int, member: Actor) -> Board | Refusal:
        """Count the member out."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.remove_player(connection, round_id, member.member_id)
            return await board_of(connection, self._library, round_id)

    async def begin(self, round_id: int, by: Actor | None, at: datetime) -> Board | Refusal:
        """End the lobby: by its timer (nobody), or by its starter, who is in at the latest then."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if by is not None:
                if by.member_id != game.starter_id:
                    return Refusal.because(Reason.NOT_STARTER, starter=game.starter_id)
                if not game.players:
                    await rounds.add_player(connection, round_id, by.member_id, by.name, at)
                    game = replace(game, players={by.member_id: by.name})
            await rounds.save(connection, game, rules.begin(game))
            return await board_of(connection, self._library, round_id)

    async def _open(
        self,
        connection: AsyncConnection,
        place: Place,
        starter: Actor,
        wish: Wish,
        locale: str,
        at: datetime,
        players: Mapping[int, str],
        lobby: timedelta,
    ) -> Board | Refusal:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        refusal = await self._too_soon(connection, place, starter, at)
        if refusal is not None:
            return refusal
        pack = self._library.default
        count = wish.questions or self._defaults.questions
        chapters = await chapters_about(connection, pack, wish.topic, place.guild_id)
        if isinstance(chapters, Refusal):
            return chapters
        pool = _pool(pack, chapters, wish.difficulty)
        if wish.fewer_will_do:
            count = min(count, max(len(pool), FEWEST))
        if len(pool) < count:
            return Refusal.because(Reason.TOO_FEW_QUESTIONS, asked=count, there=len(pool))
        draft = rounds.Draft(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            starter_id=starter.member_id,
            pack_id=pack.id,
            topic=wish.topic,
            difficulty=wish.difficulty,
            seconds=wish.seconds or self._defaults.seconds,
            locale=locale,
            created_at=at,
            lobby_until=at + lobby,
            turns=await self._draw(connection, place.guild_id, pack, pool, count),
        )
        round_id = await rounds.create(connection, draft)
        if round_id is None:
            return await _running(connection, place.channel_id)
        for member_id, name in players.items():
            await rounds.add_player(connection, round_id, member_id, name, at)
        return await board_of(connection, self._library, round_id)

    async def _too_soon(
        self, connection: AsyncConnection, place: Place, starter: Actor, at: datetime
    ) -> Refusal | None:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        if await rounds.running_in(connection, place.channel_id) is not None:
            return await _running(connection, place.channel_id)
        last = await rounds.last_start(connection, place.guild_id, starter.member_id)
        if last is not None and at - last < rules.BETWEEN_STARTS:
            return Refusal.because(Reason.TOO_SOON, until=last + rules.BETWEEN_STARTS)
        return None

    async def _draw(
        self,
        connection: AsyncConnection,
        guild_id: int,
        pack: StoryPack,
        pool: Sequence[ChoiceQuestion | LegendQuestion],
        count: int,
    ) -> tuple[Turn, ...]:
        shuffle = random.Random(self._seed())  # noqa: S311 - a quiz, not a secret
        heard = await seen.load(connection, guild_id, pack.id, "question")
        drawn = draw(pool, heard, count, shuffle)
        lengths = legs(pack.course, [question.difficulty for question in drawn])
        return tuple(
            Turn(number=number, asked=ask(question, shuffle), leg=leg)
            for number, (question, leg) in enumerate(zip(drawn, lengths, strict=True), start=1)
        )

    async def _lobby(self, connection: AsyncConnection, round_id: int) -> Round | Refusal:
        game = await rounds.load(connection, round_id)
        if game is None:
            return Refusal.because(Reason.GONE)
        if game.state is not RoundState.LOBBY:
            return Refusal.because(Reason.LOBBY_OVER if game.state.running else Reason.ROUND_OVER)
        return game


async def _running(connection: AsyncConnection, channel_id: int) -> Refusal:
    game = await rounds.running_in(connection, channel_id)
    if game is None:
        return Refusal.because(Reason.GONE)
    return Refusal.because(
        Reason.ROUND_RUNNING,
        guild_id=game.guild_id,
        channel_id=game.channel_id,
        message_id=game.message_id,
    )


def _pool(
    pack: StoryPack, chapters: frozenset[str] | None, difficulty: str | None
) -> list[ChoiceQuestion | LegendQuestion]:
    return [
        question
        for question in pack.questions
        if (chapters is None or pack.chapter_of(question.told_in) in chapters)
        and (difficulty is None or question.difficulty == difficulty)
    ]
