"""A trivia round: lobby, questions, verdicts, standings. State in, state out.

Times are Discord's own: a question opens when the write that shows it lands, a click happens at its
interaction's snowflake. Clicks may reach the bot late or out of order; because each is kept with its
own time, the verdict does not depend on when it arrived.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.questions import AskedChoice, AskedLegend
from bot.core.refusals import Reason, Refusal
from bot.core.scoring import drive
from bot.core.standings import ranked

GRACE = timedelta(seconds=1)
"""How long a closing waits for clicks that were made in time and are still on their way."""

AT_LEAST_AFTER_RESTART = timedelta(seconds=10)
SILENT_QUESTIONS = 3
"""This many questions in a row without an answer end the round."""

BETWEEN_STARTS = timedelta(seconds=30)
"""How long a member waits from one start to the next."""


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
    """A question that went on after a restart at `at`, with `spent` of its time gone."""

    at: datetime
    spent: timedelta


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a round, its leg of the course, and when it was open."""

    number: int
    asked: AskedChoice | AskedLegend
    leg: int
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    resumptions: tuple[Resumption, ...] = ()
    """Each restart that it went on after, in order."""
    awaited: frozenset[int] | None = None
    """Who was in when it opened: when they have all answered, it ends. None means all players."""
    closed: bool = False

    def elapsed(self, at: datetime, limit: timedelta) -> timedelta:
        """The question's own time at that moment, at most `limit`: the time away counts for nobody."""
        if self.opened_at is None:
            return timedelta()
        began, spent = self.opened_at, timedelta()
        for resumption in self.resumptions:
            if at >= resumption.at:
                began, spent = resumption.at, resumption.spent
        return min(max(spent + (at - began), timedelta()), limit)


@dataclass(frozen=True, slots=True)
class Click:
    """An answer as it was given; `interaction_id` tells two of the same millisecond apart."""

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


@dataclass(frozen=True, slots=True)
class Standing:
    """A player's place in a round."""

    rank: int
    member_id: int
    distance: int
    right: int
    answered: int
    won: bool


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

    @property
    def limit(self) -> timedelta:
        """How long each question is open."""
        return timedelta(seconds=self.seconds)

    @property
    def turn(self) -> Turn | None:
        """The question on the board."""
        return self.turns[self.number - 1] if self.number else None

    def with_turn(self, turn: Turn) -> "Round":
        """The round with this turn in place of the one of its number."""
        turns = tuple(turn if old.number == turn.number else old for old in self.turns)
        return replace(self, turns=turns)


def begin(game: Round) -> Round:
    """End the lobby: the first question comes, or the round is cancelled where nobody is in."""
    if game.state is not RoundState.LOBBY:
        return game
    if not game.players:
        return replace(game, state=RoundState.CANCELLED)
    return replace(game, state=RoundState.ASKING, number=1)


def opened(game: Round, number: int, at: datetime) -> Round:
    """Start the question's time at the moment when Discord showed it; once."""
    turn = game.turns[number - 1]
    if turn.opened_at is not None:
        return game
    awaited = frozenset(game.players)
    return game.with_turn(replace(turn, opened_at=at, closes_at=at + game.limit, awaited=awaited))


def accept(game: Round, number: int, click: Click) -> Turn | Refusal:
    """Whether a click counts for question `number`: its turn, or why not."""
    turn = game.turn
    if not game.state.running:
        return Refusal.because(Reason.ROUND_OVER)
    if turn is None or turn.number != number or turn.closed:
        return Refusal.because(Reason.QUESTION_OVER)
    if not turn.asked.accepts(click.given):
        return Refusal.because(Reason.NOT_A_CHOICE)
    if turn.closes_at is not None and click.at > turn.closes_at:
        late = (click.at - turn.closes_at).total_seconds()
        return Refusal.because(Reason.TOO_LATE, seconds=late)
    return turn


def final_answers(clicks: Iterable[Click]) -> dict[int, Click]:
    """Each member's answer: the last given, at the time when it was first given in that last run.

    Pressing the same choice again changes nothing; changing one's mind counts at its own time. The
    result does not depend on the order of `clicks`.
    """
    answers: dict[int, Click] = {}
    for click in sorted(clicks, key=lambda click: (click.at, click.interaction_id)):
        before = answers.get(click.member_id)
        if before is None or before.given != click.given:
            answers[click.member_id] = click
    return answers


def all_in(game: Round, answered: Collection[int]) -> bool:
    """Whether everybody has answered who was in when the question opened."""
    turn = game.turn
    if turn is None or not answered:
        return False
    awaited = game.players.keys() if turn.awaited is None else turn.awaited
    return all(member in answered for member in awaited)


def end_early(game: Round, clicks: Iterable[Click]) -> Round:
    """End the question at the moment when the last of those awaited had first answered.

    That moment is the same in whatever order the clicks come in, and a mind changed after it is
    changed too late.
    """
    turn = game.turn
    if turn is None or turn.closed or turn.closes_at is None or turn.opened_at is None:
        return game
    first: dict[int, datetime] = {}
    for click in clicks:
        first[click.member_id] = min(click.at, first.get(click.member_id, click.at))
    if not all_in(game, first):
        return game
    awaited = first.keys() if turn.awaited is None else turn.awaited & first.keys()
    last = max((first[member] for member in awaited), default=turn.closes_at)
    return game.with_turn(replace(turn, closes_at=min(turn.closes_at, max(last, turn.opened_at))))


def in_time(turn: Turn, clicks: Iterable[Click]) -> list[Click]:
    """The clicks made before the question's end, whenever they were handled."""
    return [click for click in clicks if turn.closes_at is None or click.at <= turn.closes_at]


def judge(turn: Turn, clicks: Iterable[Click], limit: timedelta) -> tuple[Verdict, ...]:
    """The verdict on each member's answer to the question, quickest first.

    A click after the question's end does not count, whenever it was handled.
    """
    verdicts = []
    for answer in final_answers(in_time(turn, clicks)).values():
        accuracy = turn.asked.accuracy(answer.given)
        elapsed = turn.elapsed(answer.at, limit)
        verdicts.append(
            Verdict(
                member_id=answer.member_id,
                number=turn.number,
                given=answer.given,
                right=accuracy > 0,
                elapsed=elapsed,
                distance=drive(turn.leg, accuracy, elapsed, limit),
            )
        )
    return tuple(sorted(verdicts, key=lambda verdict: (verdict.elapsed, verdict.member_id)))


def close(game: Round, clicks_by_number: Mapping[int, Sequence[Click]]) -> Round:
    """End the question on the board: the next one comes, or the round ends.

    It is abandoned when the last `SILENT_QUESTIONS` questions had no answer at all and more would come.
    """
    turn = game.turn
    if turn is None or turn.closed or game.state is not RoundState.ASKING:
        return game
    game = game.with_turn(replace(turn, closed=True))
    if game.number == len(game.turns):
        return replace(game, state=RoundState.FINISHED)
    recent = range(max(1, game.number - SILENT_QUESTIONS + 1), game.number + 1)
    if len(recent) == SILENT_QUESTIONS and not any(clicks_by_number.get(number) for number in recent):
        return replace(game, state=RoundState.ABANDONED)
    return replace(game, number=game.number + 1)


def resume(game: Round, at: datetime, alive_at: datetime) -> Round:
    """Go on after a restart: the question gets the time it had left, and at least ten seconds.

    `alive_at` is the last that is known of the bot before it went away. A question that had ended by
    then stays ended.
    """
    turn = game.turn
    if game.state is not RoundState.ASKING or turn is None or turn.closes_at is None or turn.closed:
        return game
    if alive_at >= turn.closes_at:
        return game
    left = game.limit - turn.elapsed(min(alive_at, at), game.limit)
    left = min(max(left, AT_LEAST_AFTER_RESTART), game.limit)
    went_on = Resumption(at, game.limit - left)
    return game.with_turn(replace(turn, closes_at=at + left, resumptions=(*turn.resumptions, went_on)))


def standings(game: Round, verdicts: Iterable[Verdict]) -> tuple[Standing, ...]:
    """Everybody who answered, best first. Equal distances share the rank, and first places the win.

    Only a round that went to its end and was contested by two or more is won by anybody, and never
    with nothing driven.
    """
    by_member: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        by_member.setdefault(verdict.member_id, []).append(verdict)
    contested = len(by_member) > 1 and game.state is RoundState.FINISHED
    driven = {member: sum(verdict.distance for verdict in given) for member, given in by_member.items()}
    return tuple(
        Standing(
            rank=rank,
            member_id=member,
            distance=driven[member],
            right=sum(verdict.right for verdict in by_member[member]),
            answered=len(by_member[member]),
            won=contested and rank == 1 and driven[member] > 0,
        )
        for rank, member in ranked(by_member, driven.__getitem__)
    )
