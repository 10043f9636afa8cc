"""Whether a press on the open question is kept, and whether it counts: its turn, or why not."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core.guilds.settings import Way
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.hints import takes_hints
from bot.core.trivia.round.judging import entitled, fell_away, standing_hints
from bot.core.trivia.round.presses import Press, moment
from bot.core.trivia.round.rounds import Click, Round, Turn


def takes(game: Round, number: int, at: datetime) -> Turn | Refusal:
    """Whether what was pressed then on question `number` is kept: its turn, or why not."""
    turn = game.turn
    if not game.state.running:
        return Refusal.because(Reason.ROUND_OVER)
    if turn is None or turn.number != number or turn.closed:
        return Refusal.because(Reason.QUESTION_OVER)
    deadline = turn.deadline(game.limit)
    return turn if deadline is None or at <= deadline else _late(at, deadline)


def keeps(game: Round, number: int, click: Click) -> Turn | Refusal:
    """Whether an answer is kept, be it that the question has ended early: its turn, or why not."""
    turn = takes(game, number, click.at)
    if isinstance(turn, Turn) and not turn.asked.accepts(click.given):
        return Refusal.because(Reason.NOT_A_CHOICE)
    return turn


def accept(game: Round, number: int, click: Click, clicks: Iterable[Click] = ()) -> Turn | Refusal:
    """Whether an answer counts for question `number` among these clicks on it: its turn, or why not."""
    turn = keeps(game, number, click)
    if isinstance(turn, Refusal):
        return turn
    if turn.closes_at is not None and click.at > turn.closes_at:
        return _late(click.at, turn.closes_at)
    if fell_away(click, standing_hints(turn, clicks, game.hints)):
        return Refusal.because(Reason.FELL_AWAY)
    return turn


def may_answer(game: Round, number: int, at: datetime) -> Turn | Refusal:
    """Whether somebody may begin to type an answer to question `number`: its turn, or why not."""
    turn = takes(game, number, at)
    if isinstance(turn, Turn) and turn.closes_at is not None and at > turn.closes_at:
        return _late(at, turn.closes_at)
    return turn


def _late(at: datetime, end: datetime) -> Refusal:
    # It is told in tenths, and nobody is late by nothing.
    return Refusal.because(Reason.TOO_LATE, seconds=max((at - end).total_seconds(), 0.1))


def keeps_hint(game: Round, press: Press, clicks: Mapping[int, Sequence[Click]]) -> Turn | Refusal:
    """Whether a press for a hint is kept, be it that it comes too late: its turn, or why not.

    `clicks` are those on each question by its number, `game.hints` those asked for before.
    """
    turn = _keeps_press(game, press, Way.HINTS)
    if isinstance(turn, Refusal):
        return turn
    if not takes_hints(turn.asked):
        return Refusal.because(Reason.NO_HINT)
    earlier = (one for one in game.turns if one.number < turn.number)
    had = (standing_hints(one, clicks.get(one.number, ()), game.hints) for one in earlier)
    return Refusal.because(Reason.HINT_USED) if any(press.member_id in hints for hints in had) else turn


def may_hint(game: Round, press: Press, clicks: Mapping[int, Sequence[Click]]) -> Turn | Refusal:
    """Whether the player gets a hint to question `press.number`: its turn, or why not.

    Refused is who has answered the question; who has had the hint to it is told it again.
    """
    turn = keeps_hint(game, press, clicks)
    if isinstance(turn, Refusal):
        return turn
    if turn.closes_at is not None and press.at > turn.closes_at:
        return _late(press.at, turn.closes_at)
    here = clicks.get(turn.number, ())
    if press.member_id in standing_hints(turn, here, game.hints):
        return turn
    if any(one.member_id == press.member_id and moment(one) < moment(press) for one in here):
        return Refusal.because(Reason.HINT_TOO_LATE)
    return turn


def keeps_skip(game: Round, vote: Press) -> Turn | Refusal:
    """Whether a vote to skip is kept, be it that the question has ended early: its turn, or why not."""
    return _keeps_press(game, vote, Way.SKIPS)


def may_skip(game: Round, vote: Press) -> Turn | Refusal:
    """Whether a vote to skip question `vote.number` counts: its turn, or why not."""
    turn = keeps_skip(game, vote)
    if isinstance(turn, Turn) and turn.closes_at is not None and vote.at > turn.closes_at:
        return _late(vote.at, turn.closes_at)
    return turn


def _keeps_press(game: Round, press: Press, way: Way) -> Turn | Refusal:
    turn = takes(game, press.number, press.at)
    if isinstance(turn, Refusal):
        return turn
    if way in game.off:
        return Refusal.because(Reason.WAY_OFF, way=way)
    return turn if press.member_id in entitled(game, turn) else Refusal.because(Reason.NOT_IN)
