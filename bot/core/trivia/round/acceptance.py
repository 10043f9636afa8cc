"""Decides whether a press on the open question is stored, and whether it counts.

Each function returns the question's `Turn`, or why not. A press is stored if it was made before the
question's time was up. It counts if it was also made before the question ended, which may have been earlier.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core.guilds.settings import Feature
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.hints import takes_hints
from bot.core.trivia.round.judging import fell_away, members_at_opening, standing_hints
from bot.core.trivia.round.presses import Press, press_order
from bot.core.trivia.round.rounds import Click, Round, Turn


def is_open_at(game: Round, number: int, at: datetime) -> Turn | Refusal:
    """Whether a press at that moment on question `number` is stored."""
    turn = game.turn
    if not game.state.running:
        return Refusal.because(Reason.ROUND_OVER)
    if turn is None or turn.number != number or turn.closed:
        return Refusal.because(Reason.QUESTION_OVER)
    deadline = turn.deadline(game.limit)
    return turn if deadline is None or at <= deadline else _late(at, deadline)


def stores_answer(game: Round, number: int, click: Click) -> Turn | Refusal:
    """Whether an answer is stored, even if the question has ended early."""
    turn = is_open_at(game, number, click.at)
    if isinstance(turn, Turn) and not turn.asked.accepts(click.given):
        return Refusal.because(Reason.NOT_A_CHOICE)
    return turn


def counts_answer(game: Round, number: int, click: Click, clicks: Iterable[Click] = ()) -> Turn | Refusal:
    """Whether an answer counts for question `number`; `clicks` are all clicks on that question."""
    turn = stores_answer(game, number, click)
    if isinstance(turn, Refusal):
        return turn
    if turn.closes_at is not None and click.at > turn.closes_at:
        return _late(click.at, turn.closes_at)
    if fell_away(click, standing_hints(turn, clicks, game.hints)):
        return Refusal.because(Reason.FELL_AWAY)
    return turn


def may_answer(game: Round, number: int, at: datetime) -> Turn | Refusal:
    """Whether somebody may begin to type an answer to question `number`."""
    turn = is_open_at(game, number, at)
    if isinstance(turn, Turn) and turn.closes_at is not None and at > turn.closes_at:
        return _late(at, turn.closes_at)
    return turn


def _late(at: datetime, end: datetime) -> Refusal:
    # It is shown in tenths of a second, and nobody is late by 0.0.
    return Refusal.because(Reason.TOO_LATE, seconds=max((at - end).total_seconds(), 0.1))


def stores_hint(game: Round, press: Press, clicks: Mapping[int, Sequence[Click]]) -> Turn | Refusal:
    """Whether a press for a hint is stored, even if it comes too late.

    `clicks` are the clicks on each question, by its number; `game.hints` are the earlier presses for hints.
    """
    turn = _keeps_press(game, press, Feature.HINTS)
    if isinstance(turn, Refusal):
        return turn
    if not takes_hints(turn.asked):
        return Refusal.because(Reason.NO_HINT)
    earlier = (before for before in game.turns if before.number < turn.number)
    used = (standing_hints(before, clicks.get(before.number, ()), game.hints) for before in earlier)
    return Refusal.because(Reason.HINT_USED) if any(press.member_id in hints for hints in used) else turn


def may_hint(game: Round, press: Press, clicks: Mapping[int, Sequence[Click]]) -> Turn | Refusal:
    """Whether the player gets a hint to question `press.number`.

    A player who has answered the question gets none. A player who has the hint already gets it again.
    """
    turn = stores_hint(game, press, clicks)
    if isinstance(turn, Refusal):
        return turn
    if turn.closes_at is not None and press.at > turn.closes_at:
        return _late(press.at, turn.closes_at)
    answers = clicks.get(turn.number, ())
    if press.member_id in standing_hints(turn, answers, game.hints):
        return turn
    if any(
        click.member_id == press.member_id and press_order(click) < press_order(press) for click in answers
    ):
        return Refusal.because(Reason.HINT_TOO_LATE)
    return turn


def stores_skip(game: Round, vote: Press) -> Turn | Refusal:
    """Whether a vote to skip is stored, even if the question has ended early."""
    return _keeps_press(game, vote, Feature.SKIPS)


def may_skip(game: Round, vote: Press) -> Turn | Refusal:
    """Whether a vote to skip question `vote.number` counts."""
    turn = stores_skip(game, vote)
    if isinstance(turn, Turn) and turn.closes_at is not None and vote.at > turn.closes_at:
        return _late(vote.at, turn.closes_at)
    return turn


def _keeps_press(game: Round, press: Press, way: Feature) -> Turn | Refusal:
    turn = is_open_at(game, press.number, press.at)
    if isinstance(turn, Refusal):
        return turn
    if way in game.off:
        return Refusal.because(Reason.WAY_OFF, way=way)
    return turn if press.member_id in members_at_opening(game, turn) else Refusal.because(Reason.NOT_IN)
