"""When a question ended, which presses count, and what the answers are worth.

Presses may reach the bot late or out of order; because each is kept with its own time, nothing here depends
on when it arrived. That takes one care: all that is pressed before a question's time is up is kept, also
after everybody has answered or a majority has skipped it, and from all of it the end and the verdicts are
found anew with each press.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.core.trivia.round import skip_votes as skipping
from bot.core.trivia.round.hints import Hint, standing
from bot.core.trivia.round.presses import Pressed, moment
from bot.core.trivia.round.rounds import Click, Round, Turn, Verdict
from bot.core.trivia.round.scoring import drive


def entitled(game: Round, turn: Turn) -> Collection[int]:
    """Who was in when the question opened: they are waited for, get hints, and decide on a skip."""
    return game.players.keys() if turn.awaited is None else turn.awaited


def standing_hints(turn: Turn, clicks: Iterable[Click], hints: Iterable[Hint]) -> Mapping[int, Hint]:
    """Of a round's hints those that stand on the question, by player."""
    return standing(in_time(turn, (hint for hint in hints if hint.number == turn.number)), clicks)


def fell_away(click: Click, hints: Mapping[int, Hint]) -> bool:
    """Whether what was answered had fallen away for that player by then."""
    hint = hints.get(click.member_id)
    return hint is not None and moment(click) > moment(hint) and click.given in hint.dropped


def counting(turn: Turn, clicks: Iterable[Click], hints: Iterable[Hint] = ()) -> list[Click]:
    """The clicks that count: made before the question's end, and on nothing that had fallen away."""
    clicks = in_time(turn, clicks)
    held = standing_hints(turn, clicks, hints)
    return [click for click in clicks if not fell_away(click, held)]


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
    return all(member in answered for member in entitled(game, turn))


def end_early(game: Round, clicks: Iterable[Click]) -> Round:
    """End the question when the last of those awaited had first answered, or a majority had skipped it.

    These moments are the same in whatever order the presses come in, and a mind changed after them is
    changed too late. A skip that was decided no later than the last answer came goes before it. The end
    is found anew each time, so it may move back where a press came late.
    """
    turn = game.turn
    if turn is None or turn.closed or turn.closes_at is None or turn.opened_at is None:
        return game
    deadline = turn.deadline(game.limit) or turn.closes_at
    counted = counting(replace(turn, closes_at=deadline), clicks, game.hints)
    ends = min(deadline, _all_answered_at(game, turn, counted) or deadline)
    votes = [vote for vote in game.skips if vote.number == turn.number and vote.at <= ends]
    skipped_at = skipping.decided_at(votes, entitled(game, turn))
    ends = max(skipped_at or ends, turn.opened_at)
    ended = replace(turn, closes_at=ends, skipped=skipped_at is not None)
    return game if ended == turn else game.with_turn(ended)


def _all_answered_at(game: Round, turn: Turn, clicks: Iterable[Click]) -> datetime | None:
    """When the last of those awaited had first answered; None where somebody has not."""
    first: dict[int, datetime] = {}
    for click in clicks:
        first[click.member_id] = min(click.at, first.get(click.member_id, click.at))
    if not all_in(game, first):
        return None
    return max((first[member] for member in entitled(game, turn)), default=None)


Timed = TypeVar("Timed", bound=Pressed)


def in_time(turn: Turn, presses: Iterable[Timed]) -> list[Timed]:
    """What was pressed before the question's end, whenever it was handled."""
    return [press for press in presses if turn.closes_at is None or press.at <= turn.closes_at]


def judge(
    turn: Turn, clicks: Iterable[Click], limit: timedelta, hints: Iterable[Hint] = ()
) -> tuple[Verdict, ...]:
    """The verdict on each member's answer to the question, quickest first; none where it was skipped.

    A click after the question's end does not count, whenever it was handled. `hints` are the round's.
    """
    if turn.skipped:
        return ()
    hints = tuple(hints)
    clicks = counting(turn, clicks, hints)
    held = standing_hints(turn, clicks, hints)
    verdicts = []
    for answer in final_answers(clicks).values():
        accuracy = turn.asked.accuracy(answer.given)
        elapsed = turn.elapsed(answer.at, limit)
        hint = held.get(answer.member_id)
        hinted = hint is not None and moment(answer) > moment(hint)
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
