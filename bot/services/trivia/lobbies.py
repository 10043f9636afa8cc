"""Lobbies: a round is opened, its players gather, and it begins."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.settings import Actor, GuildSettings, Place, Way
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import Question, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.questions import ask
from bot.core.trivia.asking.topics import READ, read_by
from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.rounds import Round, RoundState, Turn
from bot.core.trivia.round.scoring import legs
from bot.core.trivia.round.teams import Mode, Team, balanced, smaller, too_small
from bot.core.trivia.standing.leaderboard import past_shares
from bot.services.guilds.settings import may_open
from bot.services.trivia.boards import Board, board_of
from bot.services.trivia.topics import chapters_about
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen
from bot.storage.trivia import answers, results, rounds

FEWEST = 3
"""A round is no shorter, where the topic has fewer questions than usual."""

REMATCH_LOBBY = timedelta(seconds=15)
"""Everybody is in already; this long to think again, or to bring a friend."""


SEEDS = 2**63
"""A round's seed is below this: a database keeps no larger number."""


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
    mode: Mode = Mode.EACH
    fewer_will_do: bool = False
    """Whether the round may be shorter where the topic has not so many questions."""


@dataclass(frozen=True, slots=True)
class _Gathering:
    """In what language players come together, for how long, and who is in from the start."""

    locale: str
    lobby: timedelta
    players: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, Team] = field(default_factory=dict)


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
            settings = await may_open(connection, place, starter)
            if isinstance(settings, Refusal):
                return settings
            refusal = rights.may_play(settings, Way.TEAMS) if wish.mode is Mode.TEAMS else None
            if refusal is not None:
                return refusal
            wish = replace(
                wish,
                questions=wish.questions or settings.questions or self._defaults.questions,
                fewer_will_do=wish.questions is None,
                seconds=wish.seconds or settings.seconds or self._defaults.seconds,
                topic=read_by(starter.member_id) if wish.topic == READ else wish.topic,
            )
            return await self._open(
                connection, place, starter, wish, settings, at, _Gathering(locale, self._defaults.lobby)
            )

    async def rematch(self, round_id: int, place: Place, starter: Actor, at: datetime) -> Board | Refusal:
        """Open a lobby with those who played and the same wishes; the questions are fresh."""
        async with self._database.transaction() as connection:
            before = await rounds.load(connection, round_id)
            if before is None:
                return Refusal.because(Reason.GONE)
            played = await answers.of_round(connection, round_id)
            players = {click.member_id for clicks in played.values() for click in clicks}
            if starter.member_id not in players | before.players.keys():
                return Refusal.because(Reason.NOT_PLAYED)
            allowed = await may_open(connection, place, starter)
            if isinstance(allowed, Refusal):
                return allowed
            in_teams = before.teams and Way.TEAMS not in allowed.off
            wish = Wish(
                len(before.turns),
                before.seconds,
                before.topic,
                before.difficulty,
                Mode.TEAMS if in_teams else Mode.EACH,
            )
            # Who never answered may have left, and would be waited for in each question.
            there = players | {starter.member_id}
            gathering = _Gathering(
                before.locale,
                REMATCH_LOBBY,
                {member_id: name for member_id, name in before.players.items() if member_id in there},
                {member_id: side for member_id, side in before.teams.items() if member_id in there},
            )
            return await self._open(connection, place, starter, wish, allowed, at, gathering)

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
            if game.mode is Mode.TEAMS and member.member_id not in game.teams:
                await rounds.take_sides(connection, round_id, {member.member_id: smaller(game.teams)})
            return await board_of(connection, self._library, round_id)

    async def choose(self, round_id: int, member: Actor, team: Team, at: datetime) -> Board | Refusal:
        """Count the member in, on that side."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if game.mode is not Mode.TEAMS:
                return Refusal.because(Reason.NOT_IN_TEAMS)
            await rounds.add_player(connection, round_id, member.member_id, member.name, at)
            await rounds.take_sides(connection, round_id, {member.member_id: team})
            return await board_of(connection, self._library, round_id)

    async def balance(self, round_id: int, by: Actor) -> Board | Refusal:
        """Make the sides even by what their members had right in this server so far."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if game.mode is not Mode.TEAMS:
                return Refusal.because(Reason.NOT_IN_TEAMS)
            if by.member_id != game.starter_id:
                return Refusal.because(Reason.NOT_STARTER, starter=game.starter_id)
            tallies = await results.tallies(connection, game.guild_id, game.pack_id, None)
            await rounds.take_sides(connection, round_id, balanced(past_shares(game.players, tallies)))
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
                refusal = rights.may_start(await guilds.load(connection, game.guild_id), by)
                if refusal is not None:
                    return refusal
                small = too_small(game.teams) if game.mode is Mode.TEAMS else None
                if small is not None:
                    return Refusal.because(Reason.TEAM_TOO_SMALL, team=small)
                if not game.players:
                    await rounds.add_player(connection, round_id, by.member_id, by.name, at)
                    game = replace(game, players={by.member_id: by.name})
            begun = rules.begin(game)
            await rounds.save(connection, game, begun)
            if not begun.state.running:
                await rounds.end_is_unshown(connection, round_id, at)
            return await board_of(connection, self._library, round_id)

    async def _open(
        self,
        connection: AsyncConnection,
        place: Place,
        starter: Actor,
        wish: Wish,
        settings: GuildSettings,
        at: datetime,
        gathering: "_Gathering",
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
        seed = self._seed() % SEEDS
        draft = rounds.Draft(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            starter_id=starter.member_id,
            pack_id=pack.id,
            topic=wish.topic,
            difficulty=wish.difficulty,
            seconds=wish.seconds or self._defaults.seconds,
            locale=settings.locale or gathering.locale,
            created_at=at,
            lobby_until=at + gathering.lobby,
            turns=await self._draw(connection, place.guild_id, pack, pool, count, seed),
            mode=wish.mode,
            seed=seed,
            off=settings.off,
        )
        round_id = await rounds.create(connection, draft)
        if round_id is None:
            return await _running(connection, place.channel_id)
        for member_id, name in gathering.players.items():
            await rounds.add_player(connection, round_id, member_id, name, at)
        if wish.mode is Mode.TEAMS:
            await rounds.take_sides(connection, round_id, gathering.teams)
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
        pool: Sequence[Question],
        count: int,
        seed: int,
    ) -> tuple[Turn, ...]:
        shuffle = random.Random(seed)  # noqa: S311 - a quiz, not a secret
        heard = await seen.load(connection, guild_id, pack.id, "question")
        drawn = draw(pool, heard, count, shuffle)
        lengths = legs(pack.course, [question.difficulty for question in drawn])
        return tuple(
            Turn(number=number, asked=ask(question, choice_order(seed, question), pack), leg=leg)
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


def choice_order(seed: int, question: Question) -> random.Random:
    """What the question's choices are shuffled by: the same order each time that the round is drawn anew."""
    return random.Random(f"{seed}:{question.id}")  # noqa: S311 - a quiz, not a secret


def _pool(pack: StoryPack, chapters: frozenset[str] | None, difficulty: str | None) -> list[Question]:
    return [
        question
        for question in pack.questions
        if (chapters is None or pack.chapter_of(question.told_in) in chapters)
        and (difficulty is None or question.difficulty == difficulty)
    ]
