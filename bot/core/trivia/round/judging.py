"""Finds when a question ended, which presses count, and what the answers are worth.

Presses may reach the bot late or out of order. Each is stored with its own time, so nothing here depends on
when it arrived. For that, every press before a question's time is up is stored, also after everybody has
answered or a majority has skipped it. With each press, the end and the verdicts are computed anew from all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.core.trivia.round import skip_votes
from bot.core.trivia.round.hints import Hint, valid_hints
from bot.core.trivia.round.presses import Pressed, press_order
from bot.core.trivia.round.rounds import Click, Round, Turn, Verdict
from bot.core.trivia.round.scoring import drive


def members_at_opening(game: Round, turn: Turn) -> Collection[int]:
    """The members who had joined when the question opened: they are waited for, get hints and may skip."""
    return game.players.keys() if turn.awaited is None else turn.awaited


def standing_hints(turn: Turn, clicks: Iterable[Click], hints: Iterable[Hint]) -> Mapping[int, Hint]:
    """Those of the round's hints that stand on this question, by member."""
    # Before it is known when the question opened, a hint is kept for somebody who joined by an answer to it.
    here = [hint for hint in hints if hint.number == turn.number]
    if not here:
        # Most questions: the answers need not be gone through.
        return {}
    entitled = (hint for hint in here if turn.awaited is None or hint.member_id in turn.awaited)
    return valid_hints(presses_in_time(turn, entitled), clicks)


def fell_away(click: Click, hints: Mapping[int, Hint]) -> bool:
    """Whether the player's own hint had removed that answer before the click."""
    hint = hints.get(click.member_id)
    return hint is not None and press_order(click) > press_order(hint) and click.given in hint.dropped


def counting_clicks(turn: Turn, clicks: Iterable[Click], hints: Iterable[Hint] = ()) -> list[Click]:
    """The clicks that count: made before the question's end, and not on an answer that a hint had removed."""
    clicks = presses_in_time(turn, clicks)
    hints_by_member = standing_hints(turn, clicks, hints)
    if not hints_by_member:
        return clicks
    return [click for click in clicks if not fell_away(click, hints_by_member)]


def final_answers(clicks: Iterable[Click]) -> dict[int, Click]:
    """Each member's answer: the last one given, at the time of its first press without another in between.

    Pressing the same choice again changes nothing; another choice counts at its own time. The result does
    not depend on the order of `clicks`.
    """
    answers: dict[int, Click] = {}
    for click in sorted(clicks, key=lambda click: (click.at, click.interaction_id)):
        before = answers.get(click.member_id)
        if before is None or before.given != click.given:
            answers[click.member_id] = click
    return answers


def all_answered(game: Round, answered: Collection[int]) -> bool:
    """Whether every member who had joined when the question opened has answered."""
    turn = game.turn
    if turn is None or not answered:
        return False
    return all(member in answered for member in members_at_opening(game, turn))


def end_early(game: Round, clicks: Iterable[Click]) -> Round:
    """Move the question's end to when the last awaited member first answered, or a majority skipped it.

    These moments do not depend on the order in which presses arrive, and a choice changed after them is
    changed too late. A skip that was decided no later than the last answer prevails. The end is computed anew
    each time, so it may move back when a press arrives late.
    """
    turn = game.turn
    if turn is None or turn.closed or turn.closes_at is None or turn.opened_at is None:
        return game
    deadline = turn.deadline(game.limit) or turn.closes_at
    whole = turn if turn.closes_at == deadline else replace(turn, closes_at=deadline)
    counted = counting_clicks(whole, clicks, game.hints)
    end = min(deadline, _all_answered_at(game, turn, counted) or deadline)
    votes = [vote for vote in game.skips if vote.number == turn.number and vote.at <= end]
    skipped_at = skip_votes.decided_at(votes, members_at_opening(game, turn))
    end = max(skipped_at or end, turn.opened_at)
    is_skipped = skipped_at is not None
    if (end, is_skipped) == (turn.closes_at, turn.skipped):
        return game
    return game.with_turn(replace(turn, closes_at=end, skipped=is_skipped))


def _all_answered_at(game: Round, turn: Turn, clicks: Sequence[Click]) -> datetime | None:
    """When the last awaited member first answered; None if somebody has not."""
    if not all_answered(game, {click.member_id for click in clicks}):
        return None
    first: dict[int, datetime] = {}
    for click in clicks:
        first[click.member_id] = min(click.at, first.get(click.member_id, click.at))
    last = max((first[member] for member in members_at_opening(game, turn)), default=None)
    return last if last is None or turn.gone_at is None else max(last, turn.gone_at)


Timed = TypeVar("Timed", bound=Pressed)


def presses_in_time(turn: Turn, presses: Iterable[Timed]) -> list[Timed]:
    """The presses made before the question's end, whenever they were handled."""
    return [press for press in presses if turn.closes_at is None or press.at <= turn.closes_at]


def judge(
    turn: Turn, clicks: Iterable[Click], limit: timedelta, hints: Iterable[Hint] = ()
) -> tuple[Verdict, ...]:
    """The verdict on each member's answer to the question, quickest first; empty if it was skipped.

    A click after the question's end does not count, whenever it was handled. `hints` are the round's.
    """
    if turn.skipped:
        return ()
    hints = tuple(hints)
    clicks = counting_clicks(turn, clicks, hints)
    hints_by_member = standing_hints(turn, clicks, hints)
    verdicts = []
    for answer in final_answers(clicks).values():
        accuracy = turn.asked.accuracy(answer.given)
        elapsed = turn.elapsed(answer.at, limit)
        hint = hints_by_member.get(answer.member_id)
        hinted = hint is not None and press_order(answer) > press_order(hint)
        verdicts.append(
            Verdict(
                member_id=answer.member_id,
                number=turn.number,
                given=answer.given,
                right=accuracy > 0,
                elapsed=elapsed,
                distance=drive(turn.leg // 2 if hinted else turn.leg, accuracy, elapsed, limit),
                hinted=hinted,
            )
        )
    return tuple(sorted(verdicts, key=lambda verdict: (verdict.elapsed, verdict.member_id)))
