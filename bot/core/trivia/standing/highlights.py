"""What a round is remembered by: its fastest right answer, its longest run, and what was missed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from bot.core.trivia.asking.questions import AskedNumber
from bot.core.trivia.round.rounds import Round, Turn, Verdict

SHORTEST_RUN = 2
"""So many right answers in a row make a run."""

Judged = Mapping[int, Sequence[Verdict]]
"""The verdicts on each closed question, by its number."""


@dataclass(frozen=True, slots=True)
class Fastest:
    """The quickest right answer. Where several are equally quick, `number` is their question if it is one."""

    member_ids: tuple[int, ...]
    number: int | None
    elapsed: timedelta


@dataclass(frozen=True, slots=True)
class Run:
    """The most right answers in a row, of one member or of several."""

    member_ids: tuple[int, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Highlights:
    """What the results tell beside the standings; nothing, where nobody answered anything."""

    fastest: Fastest | None = None
    longest: Run | None = None
    unknown: tuple[Turn, ...] = ()
    """The questions that nobody had right, in the order asked."""
    asked: int = 0
    """How many questions counted."""


def highlights(game: Round, judged: Judged) -> Highlights:
    """Take the highlights of the questions that were closed; a skipped one counts for nothing."""
    turns = counted(game)
    if not any(judged.get(turn.number) for turn in turns):
        return Highlights()
    right = [[one for one in judged.get(turn.number, ()) if one.right] for turn in turns]
    return Highlights(
        fastest=_fastest([one for verdicts in right for one in verdicts]),
        longest=_longest([frozenset(one.member_id for one in verdicts) for verdicts in right]),
        unknown=tuple(turn for turn, verdicts in zip(turns, right, strict=True) if not verdicts),
        asked=len(turns),
    )


def missed(game: Round, judged: Judged, member_id: int) -> tuple[Turn, ...]:
    """The questions that the member answered wrong or not at all, in the order asked."""
    return tuple(
        turn
        for turn in counted(game)
        if not any(one.right and one.member_id == member_id for one in judged.get(turn.number, ()))
    )


def nearest(turn: Turn, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Of the answers to a question for a number those closest to it, in their order; else none."""
    asked, given = turn.asked, tuple(verdicts)
    if not isinstance(asked, AskedNumber) or not given:
        return ()
    least = min(asked.off(one.given) for one in given)
    return tuple(one for one in given if asked.off(one.given) == least)


def counted(game: Round) -> tuple[Turn, ...]:
    """The questions that were closed and not skipped."""
    return tuple(turn for turn in game.turns if turn.closed and not turn.skipped)


def _fastest(right: Sequence[Verdict]) -> Fastest | None:
    if not right:
        return None
    elapsed = min(one.elapsed for one in right)
    quickest = [one for one in right if one.elapsed == elapsed]
    numbers = {one.number for one in quickest}
    members = dict.fromkeys(one.member_id for one in quickest)
    return Fastest(tuple(members), numbers.pop() if len(numbers) == 1 else None, elapsed)


def _longest(knew: Sequence[frozenset[int]]) -> Run | None:
    """The longest run, by who had each question right."""
    runs = {member: _run(member, knew) for who in knew for member in sorted(who)}
    length = max(runs.values(), default=0)
    if length < SHORTEST_RUN:
        return None
    return Run(tuple(member for member, run in runs.items() if run == length), length)


def _run(member_id: int, knew: Sequence[frozenset[int]]) -> int:
    rows = groupby(knew, lambda who: member_id in who)
    return max(len(list(row)) for was_right, row in rows if was_right)
