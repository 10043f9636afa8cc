"""Lobbies: a round is opened, its players join, and it begins."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Feature, GuildSettings
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import Question
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
"""How many questions a round has at least, if the topic has fewer than usual."""

REMATCH_LOBBY = timedelta(seconds=15)
"""The lobby of a rematch: everybody has joined already, and this is time to leave or to bring a friend."""


SEEDS = 2**63
"""A round's seed is below this, because a database stores no larger number."""


@dataclass(frozen=True, slots=True)
class RoundDefaults:
    """The options of a round that neither the guild nor the starter has set."""

    questions: int = 10
    seconds: int = 20
    lobby: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """A round as its starter asks for it; None means the guild's setting or the default."""

    questions: int | None = None
    seconds: int | None = None
    topic: str | None = None
    difficulty: str | None = None
    mode: Mode = Mode.EACH
    fewer_will_do: bool = False
    """Whether the round may be shorter if the topic has too few questions."""


@dataclass(frozen=True, slots=True)
class _LobbySetup:
    """The language and the length of a lobby, and who has joined it from the start."""

    locale: str
    lobby: timedelta
    players: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, Team] = field(default_factory=dict)


class Lobbies:
    """Opens rounds and lets members join; each method is one transaction."""

    def __init__(
        self, database: Database, library: Library, defaults: RoundDefaults, seed: Callable[[], int]
    ) -> None:
        """Take the database, the packs to ask from, the defaults, and a source of seeds."""
        self._database = database
        self._library = library
        self._defaults = defaults
        self._seed = seed

    async def start(
        self, place: Place, starter: Actor, options: RoundOptions, locale: str, at: datetime
    ) -> Board | Refusal:
        """Open a lobby in that channel."""
        if place.guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        async with self._database.transaction() as connection:
            settings = await may_open(connection, place, starter)
            if isinstance(settings, Refusal):
                return settings
            refusal = rights.may_play(settings, Feature.TEAMS) if options.mode is Mode.TEAMS else None
            if refusal is not None:
                return refusal
            options = replace(
                options,
                questions=options.questions or settings.questions or self._defaults.questions,
                fewer_will_do=options.questions is None,
                seconds=options.seconds or settings.seconds or self._defaults.seconds,
                topic=read_by(starter.member_id) if options.topic == READ else options.topic,
            )
            return await self._open(
                connection, place, starter, options, settings, at, _LobbySetup(locale, self._defaults.lobby)
            )

    async def rematch(self, round_id: int, place: Place, starter: Actor, at: datetime) -> Board | Refusal:
        """Open a lobby with those who played and the same options; the questions are drawn anew."""
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
            in_teams = before.teams and Feature.TEAMS not in allowed.off
            options = RoundOptions(
                len(before.turns),
                before.seconds,
                before.topic,
                before.difficulty,
                Mode.TEAMS if in_teams else Mode.EACH,
            )
            # Members who never answered may have left, and each question would wait for them.
            staying = players | {starter.member_id}
            setup = _LobbySetup(
                before.locale,
                REMATCH_LOBBY,
                {member_id: name for member_id, name in before.players.items() if member_id in staying},
                {member_id: team for member_id, team in before.teams.items() if member_id in staying},
            )
            return await self._open(connection, place, starter, options, allowed, at, setup)

    async def posted(self, round_id: int, message_id: int) -> None:
        """Store which message is the round's board."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is not None:
                await rounds.save(connection, game, replace(game, message_id=message_id))

    async def join(self, round_id: int, member: Actor, at: datetime) -> Board | Refusal:
        """Add the member to the lobby; with teams, to the smaller one."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.add_player(connection, round_id, member.member_id, member.name, at)
            if game.mode is Mode.TEAMS and member.member_id not in game.teams:
                await rounds.assign_teams(connection, round_id, {member.member_id: smaller(game.teams)})
            return await board_of(connection, self._library, round_id)

    async def choose(self, round_id: int, member: Actor, team: Team, at: datetime) -> Board | Refusal:
        """Add the member to the lobby, on that team."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if game.mode is not Mode.TEAMS:
                return Refusal.because(Reason.NOT_IN_TEAMS)
            await rounds.add_player(connection, round_id, member.member_id, member.name, at)
            await rounds.assign_teams(connection, round_id, {member.member_id: team})
            return await board_of(connection, self._library, round_id)

    async def balance(self, round_id: int, by: Actor) -> Board | Refusal:
        """Balance the teams by their members' past shares of right answers in this guild."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if game.mode is not Mode.TEAMS:
                return Refusal.because(Reason.NOT_IN_TEAMS)
            if by.member_id != game.starter_id:
                return Refusal.because(Reason.NOT_STARTER, starter=game.starter_id)
            tallies = await results.tallies(connection, game.guild_id, game.pack_id, None)
            await rounds.assign_teams(connection, round_id, balanced(past_shares(game.players, tallies)))
            return await board_of(connection, self._library, round_id)

    async def leave(self, round_id: int, member: Actor) -> Board | Refusal:
        """Take the member out of the lobby."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.remove_player(connection, round_id, member.member_id)
            return await board_of(connection, self._library, round_id)

    async def begin(self, round_id: int, by: Actor | None, at: datetime) -> Board | Refusal:
        """End the lobby: by its timer (`by` is None), or by its starter, who joins if nobody else has."""
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
        options: RoundOptions,
        settings: GuildSettings,
        at: datetime,
        setup: "_LobbySetup",
    ) -> Board | Refusal:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        refusal = await self._too_soon(connection, place, starter, at)
        if refusal is not None:
            return refusal
        pack = self._library.default
        count = options.questions or self._defaults.questions
        chapters = await chapters_about(connection, pack, options.topic, place.guild_id)
        if isinstance(chapters, Refusal):
            return chapters
        pool = _pool(pack, chapters, options.difficulty)
        if options.fewer_will_do:
            count = min(count, max(len(pool), FEWEST))
        if len(pool) < count:
            return Refusal.because(Reason.TOO_FEW_QUESTIONS, asked=count, there=len(pool))
        seed = self._seed() % SEEDS
        draft = rounds.NewRound(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            starter_id=starter.member_id,
            pack_id=pack.id,
            topic=options.topic,
            difficulty=options.difficulty,
            seconds=options.seconds or self._defaults.seconds,
            locale=settings.locale or setup.locale,
            created_at=at,
            lobby_until=at + setup.lobby,
            turns=await self._draw(connection, place.guild_id, pack, pool, count, seed),
            mode=options.mode,
            seed=seed,
            off=settings.off,
        )
        round_id = await rounds.create(connection, draft)
        if round_id is None:
            return await _running_refusal(connection, place.channel_id)
        for member_id, name in setup.players.items():
            await rounds.add_player(connection, round_id, member_id, name, at)
        if options.mode is Mode.TEAMS:
            await rounds.assign_teams(connection, round_id, setup.teams)
        return await board_of(connection, self._library, round_id)

    async def _too_soon(
        self, connection: AsyncConnection, place: Place, starter: Actor, at: datetime
    ) -> Refusal | None:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        if await rounds.running_in(connection, place.channel_id) is not None:
            return await _running_refusal(connection, place.channel_id)
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
        asked_before = await seen.load(connection, guild_id, pack.id, seen.Kind.QUESTION)
        drawn = draw(pool, asked_before, count, shuffle)
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


async def _running_refusal(connection: AsyncConnection, channel_id: int) -> Refusal:
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
    """The generator that shuffles the question's choices, in the same order each time for the same seed."""
    return random.Random(f"{seed}:{question.id}")  # noqa: S311 - a quiz, not a secret


def _pool(pack: StoryPack, chapters: frozenset[str] | None, difficulty: str | None) -> list[Question]:
    return [
        question
        for question in pack.questions
        if (chapters is None or pack.chapter_of(question.told_in) in chapters)
        and (difficulty is None or question.difficulty == difficulty)
    ]
