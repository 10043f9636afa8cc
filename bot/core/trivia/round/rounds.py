"""A trivia round: a lobby, one question after the other, an end.

The functions take a round and return the changed one. Times are Discord's own: a question opens when the
write that shows it lands, a click happens at its interaction's snowflake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.guilds.settings import Feature
from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.round.hints import Hint
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.teams import Mode, Team, teams_of_all, too_small
from bot.core.trivia.round.time_to_read import time_to_read

GRACE = timedelta(seconds=1)
"""How long a closing waits for clicks that were made in time and are still on their way."""

WORTH_SHOWING = timedelta(days=1)
"""An end that the round's message does not show is made up for when the bot starts within this time."""

AT_LEAST_AFTER_RESTART = timedelta(seconds=10)
"""How long a question is open after a restart at least."""
SILENT_QUESTIONS = 3
"""This many questions in a row without an answer end the round."""

PAUSES = (0, 5, 10)
"""Seconds that an answer may stand alone before the next question, for rooms that like to talk."""

BETWEEN_STARTS = timedelta(seconds=30)
"""How long a member must wait from one start of a round to the next."""


class RoundState(StrEnum):
    """Where a round stands. The last five are ends."""

    LOBBY = "lobby"
    ASKING = "asking"
    FINISHED = "finished"
    STOPPED = "stopped"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    LOST = "lost"

    @property
    def running(self) -> bool:
        """Whether the round still holds its channel."""
        return self in (RoundState.LOBBY, RoundState.ASKING)


@dataclass(frozen=True, slots=True)
class Resumption:
    """A restart of the bot during a question, which went on at `at` with `spent` of its time used.

    Less than nothing is used while people still read.
    """

    at: datetime
    spent: timedelta


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a round, its leg of the course in thousandths of the unit, and its times."""

    number: int
    asked: Asked
    leg: int
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    resumptions: tuple[Resumption, ...] = ()
    """The restarts of the bot during the question, in order."""
    awaited: frozenset[int] | None = None
    """The members who had joined when it opened; it ends when all have answered. None means all players."""
    gone_at: datetime | None = None
    """When the last of those whom it waited for was found to have left the server; it ends no earlier."""
    closed: bool = False
    reading: timedelta = timedelta()
    """The time to read it before its clock starts; an answer meanwhile is as quick as can be."""
    skipped: bool = False
    """Whether a majority skipped it, or it could not be shown: then nobody scores on it."""

    def deadline(self, limit: timedelta) -> datetime | None:
        """When its time is up, even if it ended earlier; None before it was shown."""
        if self.opened_at is None:
            return None
        if self.resumptions:
            last = self.resumptions[-1]
            return last.at + _left(last.spent, limit)
        return self.opened_at + self.reading + limit

    @property
    def clock_starts_at(self) -> datetime | None:
        """When the time to read it is over; None before it was shown, and where there is none."""
        if self.opened_at is None:
            return None
        began, spent = self.opened_at, -self.reading
        if self.resumptions:
            began, spent = self.resumptions[-1].at, self.resumptions[-1].spent
        return began - spent if spent < timedelta() else None

    def elapsed(self, at: datetime, limit: timedelta) -> timedelta:
        """How much of its time was used by then, at most `limit`; time without the bot does not count."""
        return max(self.spent(at, limit), timedelta())

    def spent(self, at: datetime, limit: timedelta) -> timedelta:
        """The same; while it is read less than nothing, by as much as is left to read."""
        if self.opened_at is None:
            return timedelta()
        began, spent = self.opened_at, -self.reading
        for resumption in self.resumptions:
            if at >= resumption.at:
                began, spent = resumption.at, resumption.spent
        return min(max(spent + (at - began), -self.reading), limit)


@dataclass(frozen=True, slots=True)
class Click:
    """An answer as it was given; `interaction_id` orders two of the same millisecond."""

    member_id: int
    given: str
    at: datetime
    interaction_id: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a member's answer to one question was worth, in thousandths of the unit."""

    member_id: int
    number: int
    given: str
    right: bool
    elapsed: timedelta
    distance: int
    hinted: bool = False
    """Whether it was given after a hint, for half the leg."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round with its players and questions.

    `number` is the question on the board, from 1; it is 0 in the lobby. `players` maps each member
    who joined to the display name last seen, in the order of joining.
    """

    id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    starter_id: int
    pack_id: str
    topic: str | None
    difficulty: str | None
    seconds: int
    locale: str
    created_at: datetime
    lobby_until: datetime
    state: RoundState
    number: int
    players: Mapping[int, str]
    turns: Sequence[Turn]
    mode: Mode = Mode.EACH
    teams: Mapping[int, Team] = field(default_factory=dict)
    """Each player's team; if the mode is EACH, the teams that were too small to play."""
    seed: int = 0
    """The seed for drawing its questions, their choices and the hints."""
    off: frozenset[Feature] = frozenset()
    """The ways to play that were switched off in the guild when it was opened."""
    hints: tuple[Hint, ...] = ()
    """Every press for a hint, whether or not it stands."""
    skips: tuple[Press, ...] = ()
    """Every vote to skip a question, and every vote taken back."""
    pause: int = 0
    """For how many seconds each answer stands alone before the next question comes."""

    @property
    def limit(self) -> timedelta:
        """How long each question is open."""
        return timedelta(seconds=self.seconds)

    @property
    def turn(self) -> Turn | None:
        """The question on the board."""
        return self.turns[self.number - 1] if self.number else None

    @property
    def upcoming(self) -> Turn | None:
        """The question that comes after the one on the board, or first after the lobby."""
        return self.turns[self.number] if self.state.running and self.number < len(self.turns) else None

    def pause_before(self, number: int) -> timedelta:
        """How long the answer to the question before that one stands alone, if it is to be read at all."""
        before = self.turns[number - 2] if number > 1 else None
        if before is None or was_left_out(self, before):
            return timedelta()
        return timedelta(seconds=self.pause)

    def with_turn(self, turn: Turn) -> "Round":
        """The round with this turn in place of the one of its number."""
        turns = tuple(turn if old.number == turn.number else old for old in self.turns)
        return replace(self, turns=turns)


def begin(game: Round) -> Round:
    """End the lobby: the first question comes, or the round is cancelled if nobody has joined.

    If a team is too small, everybody plays for themselves.
    """
    if game.state is not RoundState.LOBBY:
        return game
    if not game.players:
        return replace(game, state=RoundState.CANCELLED)
    teams = teams_of_all(game.players, game.teams) if game.mode is Mode.TEAMS else game.teams
    mode = Mode.EACH if too_small(teams) else game.mode
    return replace(game, state=RoundState.ASKING, number=1, mode=mode, teams=teams)


def opened(game: Round, number: int, at: datetime) -> Round:
    """Start the question's time at the moment when Discord showed it; a second call changes nothing."""
    turn = game.turns[number - 1]
    if turn.opened_at is not None:
        return game
    before = game.turns[number - 2].asked if number > 1 else None
    reading = time_to_read(turn.asked, before, game.pause_before(number))
    turn = replace(turn, opened_at=at, reading=reading)
    return game.with_turn(replace(turn, closes_at=turn.deadline(game.limit), awaited=frozenset(game.players)))


def close(game: Round, clicks_by_number: Mapping[int, Sequence[Click]]) -> Round:
    """End the question on the board: the next one comes, or the round ends.

    It is abandoned if the last `SILENT_QUESTIONS` questions were neither answered nor skipped, and more would
    come.
    """
    turn = game.turn
    if turn is None or turn.closed or game.state is not RoundState.ASKING:
        return game
    game = game.with_turn(replace(turn, closed=True))
    if game.number == len(game.turns):
        return replace(game, state=RoundState.FINISHED)
    recent = game.turns[max(0, game.number - SILENT_QUESTIONS) : game.number]
    if len(recent) == SILENT_QUESTIONS and not any(
        closed.skipped or clicks_by_number.get(closed.number) for closed in recent
    ):
        return replace(game, state=RoundState.ABANDONED)
    return replace(game, number=game.number + 1)


def leave_out(game: Round) -> Round:
    """Go on without the question on the board, because it cannot be shown: nobody scores on it."""
    turn = game.turn
    if turn is None or turn.closed or game.state is not RoundState.ASKING:
        return game
    game = game.with_turn(replace(turn, closed=True, skipped=True))
    if game.number == len(game.turns):
        return replace(game, state=RoundState.FINISHED)
    return replace(game, number=game.number + 1)


def was_left_out(game: Round, turn: Turn) -> bool:
    """Whether it was left out because it could not be shown, and not skipped by votes."""
    return turn.skipped and all(vote.number != turn.number for vote in game.skips)


def resume(game: Round, at: datetime, alive_at: datetime) -> Round:
    """Go on after a restart of the bot: the question gets the time it had left, and at least ten seconds.

    Whoever was still reading reads on first.

    `alive_at` is the last moment at which the bot is known to have run. A question that had ended by then
    stays ended.
    """
    turn = game.turn
    if game.state is not RoundState.ASKING or turn is None or turn.closes_at is None or turn.closed:
        return game
    if alive_at >= turn.closes_at:
        return game
    # Time that is given on top is not taken off what was spent: answering afterwards is worth no more.
    resumption = Resumption(at, turn.spent(min(alive_at, at), game.limit))
    closes_at = at + _left(resumption.spent, game.limit)
    return game.with_turn(replace(turn, closes_at=closes_at, resumptions=(*turn.resumptions, resumption)))


def _left(spent: timedelta, limit: timedelta) -> timedelta:
    """How long a question stays open that goes on after a restart."""
    return max(limit - spent, min(AT_LEAST_AFTER_RESTART, limit))
