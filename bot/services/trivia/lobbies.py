"""Lobbies: a round is opened, its players join, and it begins."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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
from bot.core.trivia.round import play as rules
from bot.core.trivia.round.play import Play, Player
from bot.core.trivia.round.rounds import BETWEEN_STARTS, Turn
from bot.core.trivia.round.scoring import legs
from bot.core.trivia.round.teams import Mode, Team, balanced, smaller
from bot.core.trivia.standing.leaderboard import past_shares
from bot.services.guilds.settings import allows_round
from bot.services.trivia.boards import Board
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.topics import chapters_in
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen
from bot.storage.trips import Trip
from bot.storage.trivia import results, rounds

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
    pause: int | None = None
    fewer_will_do: bool = False
    """Whether the round may be shorter if the topic has too few questions."""


@dataclass(frozen=True, slots=True)
class _LobbySetup:
    """The language and the length of a lobby, and who has joined it from the start."""

    locale: str
    lobby: timedelta
    players: Mapping[int, Player]


class Lobbies:
    """Opens rounds and lets members join; each method is one transaction."""

    def __init__(
        self,
        database: Database,
        library: Library,
        live: LiveRounds,
        defaults: RoundDefaults,
        seed: Callable[[], int],
    ) -> None:
        """Take the database, the packs to ask from, the rounds that run, the defaults, a source of seeds."""
        self._database = database
        self._live = live
        self._library = library
        self._defaults = defaults
        self._seed = seed

    async def start(
        self, place: Place, starter: Actor, options: RoundOptions, locale: str, at: datetime
    ) -> Board | Refusal:
        """Open a lobby in that channel; its starter is in."""
        if place.guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        topic = read_by(starter.member_id) if options.topic == READ else options.topic
        known = await self._known(place.guild_id, starter.member_id, topic)
        settings = allows_round(known.settings, place, starter)
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
            topic=topic,
            pause=settings.pause if options.pause is None else options.pause,
        )
        # Whoever starts a round wants to play it; who does not can leave.
        team = smaller({}) if options.mode is Mode.TEAMS else None
        players = {starter.member_id: Player(starter.name, at, team)}
        setup = _LobbySetup(settings.locale or locale, self._defaults.lobby, players)
        return await self._open(place, starter, options, known, at, setup)

    async def rematch(self, round_id: int, place: Place, starter: Actor, at: datetime) -> Board | Refusal:
        """Open a lobby with those who played and the same options; the questions are fresh."""
        before = await self._live.find(round_id)
        if before is None:
            return Refusal.because(Reason.GONE)
        game = before.game
        played = {click.member_id for clicks in before.clicks.values() for click in clicks}
        if starter.member_id not in played | game.players.keys():
            return Refusal.because(Reason.NOT_PLAYED)
        known = await self._known(place.guild_id or 0, starter.member_id, game.topic)
        allowed = allows_round(known.settings, place, starter)
        if isinstance(allowed, Refusal):
            return allowed
        in_teams = bool(game.teams) and Feature.TEAMS not in allowed.off
        options = RoundOptions(
            len(game.turns),
            game.seconds,
            game.topic,
            game.difficulty,
            Mode.TEAMS if in_teams else Mode.EACH,
            game.pause,
        )
        # Who never answered may have left, and would be waited for in each question.
        there = played | {starter.member_id}
        players = {
            member_id: Player(name, at, game.teams.get(member_id) if in_teams else None)
            for member_id, name in game.players.items()
            if member_id in there
        }
        setup = _LobbySetup(allowed.locale or game.locale, REMATCH_LOBBY, players)
        return await self._open(place, starter, options, known, at, setup)

    async def posted(self, round_id: int, message_id: int) -> None:
        """Note the message that is the round's board."""
        await self._live.change(round_id, lambda play: rules.posted(play, message_id), lambda _play: None)

    async def join(self, round_id: int, member: Actor, at: datetime) -> Board | Refusal:
        """Count the member in."""
        return await self._change(round_id, lambda play: rules.join(play, member.member_id, member.name, at))

    async def choose(self, round_id: int, member: Actor, team: Team, at: datetime) -> Board | Refusal:
        """Count the member in, on that team."""
        return await self._change(
            round_id, lambda play: rules.join(play, member.member_id, member.name, at, team)
        )

    async def balance(self, round_id: int, by: Actor) -> Board | Refusal:
        """Make the teams even by what their members had right in this guild so far."""
        play = await self._live.find(round_id)
        if play is None:
            return Refusal.because(Reason.GONE)
        refusal = rules.may_balance(play, by.member_id)
        if refusal is not None:
            return refusal
        game = play.game
        tallies = await self._database.read(
            lambda trip: results.tallies(trip, game.guild_id, game.pack_id, None)
        )
        return await self._change(
            round_id,
            lambda play: rules.assign(play, balanced(past_shares(play.game.players, tallies))),
        )

    async def leave(self, round_id: int, member: Actor) -> Board | Refusal:
        """Count the member out."""
        return await self._change(round_id, lambda play: rules.leave(play, member.member_id))

    async def begin(self, round_id: int, by: Actor | None, at: datetime) -> Board | Refusal:
        """End the lobby: by its timer (nobody), or by its starter, who is in by then at the latest."""
        play = await self._live.find(round_id)
        if play is None:
            return Refusal.because(Reason.GONE)
        if by is None:
            return await self._change(round_id, lambda play: rules.begin(play, at))
        guild_id = play.game.guild_id
        settings = await self._database.read(lambda trip: guilds.read(trip, guild_id))

        def begun(play: Play) -> Play | Refusal:
            refusal = rules.may_begin(play, by.member_id) or rights.may_start(settings, by)
            if refusal is None:
                refusal = rules.teams_too_small(play)
            if refusal is not None:
                return refusal
            if not play.players:
                joined = rules.join(play, by.member_id, by.name, at)
                play = play if isinstance(joined, Refusal) else joined
            return rules.begin(play, at)

        return await self._change(round_id, begun)

    async def _change(self, round_id: int, change: Callable[[Play], Play | Refusal]) -> Board | Refusal:
        return await self._live.change(round_id, change, self._live.boards.of)

    async def _known(self, guild_id: int, starter_id: int, topic: str | None) -> "_Known":
        """All that is to be known before a round is opened, in one trip."""
        pack = self._library.default

        def read(trip: Trip) -> _Known:
            return _Known(
                settings=guilds.read(trip, guild_id),
                last_start=rounds.last_start(trip, guild_id, starter_id),
                chapters=chapters_in(trip, pack, topic, guild_id),
                asked=seen.had(trip, guild_id, pack.id, seen.SeenKind.QUESTION),
            )

        return await self._database.read(read)

    async def _open(
        self,
        place: Place,
        starter: Actor,
        options: RoundOptions,
        known: "_Known",
        at: datetime,
        setup: "_LobbySetup",
    ) -> Board | Refusal:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a guild
        refusal = self._too_soon(place, known.last_start, at)
        if refusal is not None:
            return refusal
        if isinstance(known.chapters, Refusal):
            return known.chapters
        pack = self._library.default
        count = options.questions or self._defaults.questions
        pool = _pool(pack, known.chapters, options.difficulty)
        if options.fewer_will_do:
            count = min(count, max(len(pool), FEWEST))
        if len(pool) < count:
            return Refusal.because(Reason.TOO_FEW_QUESTIONS, asked=count, there=len(pool))
        seed = self._seed() % SEEDS
        turns = _draw(pack, pool, known.asked, count, seed)
        draft = rounds.NewRound(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            starter_id=starter.member_id,
            pack_id=pack.id,
            topic=options.topic,
            difficulty=options.difficulty,
            seconds=options.seconds or self._defaults.seconds,
            locale=setup.locale,
            created_at=at,
            lobby_until=at + setup.lobby,
            turns=turns,
            mode=options.mode,
            seed=seed,
            off=known.settings.off,
            pause=options.pause or 0,
            players=setup.players,
        )
        round_id = await self._database.write(lambda trip: rounds.create(trip, draft))
        if round_id is None:
            return self._running(place.channel_id)
        fresh = sum(turn.asked.id not in known.asked for turn in turns)
        play = replace(rules.assembled(draft.as_round(round_id), setup.players, {}), fresh=fresh)
        self._live.add(play)
        return self._live.boards.of(play)

    def _too_soon(self, place: Place, last: datetime | None, at: datetime) -> Refusal | None:
        if self._live.in_channel(place.channel_id) is not None:
            return self._running(place.channel_id)
        if last is not None and at - last < BETWEEN_STARTS:
            return Refusal.because(Reason.TOO_SOON, until=last + BETWEEN_STARTS)
        return None

    def _running(self, channel_id: int) -> Refusal:
        play = self._live.in_channel(channel_id)
        if play is None:
            return Refusal.because(Reason.GONE)
        return Refusal.because(
            Reason.ROUND_RUNNING,
            guild_id=play.game.guild_id,
            channel_id=play.game.channel_id,
            message_id=play.game.message_id,
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is on disk of a guild and a starter before a round is opened."""

    settings: GuildSettings
    last_start: datetime | None
    chapters: frozenset[str] | Refusal | None
    asked: Mapping[str, datetime]
    """The questions that the guild was asked before, each with the last time."""


def _draw(
    pack: StoryPack, pool: Sequence[Question], asked: Mapping[str, datetime], count: int, seed: int
) -> tuple[Turn, ...]:
    drawn = draw(pool, asked, count, random.Random(seed))  # noqa: S311 - a quiz, not a secret
    lengths = legs(pack.course, [question.difficulty for question in drawn])
    return tuple(
        Turn(number=number, asked=ask(question, choice_order(seed, question), pack), leg=leg)
        for number, (question, leg) in enumerate(zip(drawn, lengths, strict=True), start=1)
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
