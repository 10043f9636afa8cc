"""The highlights of a round: its fastest right answer, its longest run, and what nobody knew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from bot.core.trivia.asking.questions import AskedNumber
from bot.core.trivia.round.rounds import Round, Turn, Verdict

SHORTEST_RUN = 2
"""How many right answers in a row make a run."""

Judged = Mapping[int, Sequence[Verdict]]
"""The verdicts on each closed question, by its number."""


@dataclass(frozen=True, slots=True)
class Fastest:
    """The quickest right answer, with all who were equally quick; `number` is None on several questions."""

    member_ids: tuple[int, ...]
    number: int | None
    elapsed: timedelta


@dataclass(frozen=True, slots=True)
class Run:
    """The longest run of right answers, with all members who had one of that length."""

    member_ids: tuple[int, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Highlights:
    """What the results show beside the standings; empty if nobody answered anything."""

    fastest: Fastest | None = None
    longest: Run | None = None
    unknown: tuple[Turn, ...] = ()
    """The questions that nobody answered right, in the order asked."""
    asked: int = 0
    """How many questions counted."""


def highlights(game: Round, judged: Judged) -> Highlights:
    """The highlights of the closed questions; skipped ones do not count."""
    turns = counted(game)
    if not any(judged.get(turn.number) for turn in turns):
        return Highlights()
    right = [[verdict for verdict in judged.get(turn.number, ()) if verdict.right] for turn in turns]
    return Highlights(
        fastest=_fastest([verdict for verdicts in right for verdict in verdicts]),
        longest=_longest([frozenset(verdict.member_id for verdict in verdicts) for verdicts in right]),
        unknown=tuple(turn for turn, verdicts in zip(turns, right, strict=True) if not verdicts),
        asked=len(turns),
    )


def missed(game: Round, judged: Judged, member_id: int) -> tuple[Turn, ...]:
    """The questions that the member answered wrong or not at all, in the order asked."""
    return tuple(
        turn
        for turn in counted(game)
        if not any(
            verdict.right and verdict.member_id == member_id for verdict in judged.get(turn.number, ())
        )
    )


def nearest(turn: Turn, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The right answers closest to the number asked for, in their order; empty for other kinds of question.

    An answer outside the tolerance is wrong, and being the least wrong is nothing to be named for.
    """
    asked, given = turn.asked, tuple(verdict for verdict in verdicts if verdict.right)
    if not isinstance(asked, AskedNumber) or not given:
        return ()
    least = min(asked.off(verdict.given) for verdict in given)
    return tuple(verdict for verdict in given if asked.off(verdict.given) == least)


def counted(game: Round) -> tuple[Turn, ...]:
    """The questions that were closed and not skipped."""
    return tuple(turn for turn in game.turns if turn.closed and not turn.skipped)


def _fastest(right: Sequence[Verdict]) -> Fastest | None:
    if not right:
        return None
    elapsed = min(verdict.elapsed for verdict in right)
    quickest = [verdict for verdict in right if verdict.elapsed == elapsed]
    numbers = {verdict.number for verdict in quickest}
    members = dict.fromkeys(verdict.member_id for verdict in quickest)
    return Fastest(tuple(members), numbers.pop() if len(numbers) == 1 else None, elapsed)


def _longest(knew: Sequence[frozenset[int]]) -> Run | None:
    """The longest run; `knew` holds, for each question, the members who answered right."""
    runs = {member: _run(member, knew) for who in knew for member in sorted(who)}
    length = max(runs.values(), default=0)
    if length < SHORTEST_RUN:
        return None
    return Run(tuple(member for member, run in runs.items() if run == length), length)


def _run(member_id: int, knew: Sequence[frozenset[int]]) -> int:
    rows = groupby(knew, lambda who: member_id in who)
    return max(len(list(row)) for was_right, row in rows if was_right)
