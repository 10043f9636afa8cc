"""Who is ahead: one rule for ranks, ties and wins, in a round and on a server's leaderboard."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Entry = TypeVar("Entry")

ENOUGH = 10
"""So many questions make a share of right answers."""


def ranked(entries: Iterable[Entry], worth: Callable[[Entry], float | Fraction]) -> list[tuple[int, Entry]]:
    """Order by worth, best first. Equals share a rank, and the next rank counts them all: 1, 2, 2, 4."""
    ordered = sorted(entries, key=worth, reverse=True)
    result: list[tuple[int, Entry]] = []
    for position, entry in enumerate(ordered, start=1):
        tied = bool(result) and worth(result[-1][1]) == worth(entry)
        result.append((result[-1][0] if tied else position, entry))
    return result


def winners(worth: Mapping[Entry, float | Fraction]) -> frozenset[Entry]:
    """Who of those that took part has won: all who share the first place.

    It takes two to have a winner, and nobody wins with nothing.
    """
    first = max(worth.values(), default=0)
    if len(worth) < 2 or first <= 0:  # noqa: PLR2004 - a contest
        return frozenset()
    return frozenset(entry for entry, reached in worth.items() if reached == first)


class Period(StrEnum):
    """The span that a leaderboard covers."""

    ALL_TIME = "all"
    SEASON = "season"
    WEEK = "week"
    DAY = "day"

    def begins(self, at: datetime, zone: tzinfo) -> datetime | None:
        """When the running period began on the server's own clock; all time never did.

        A season is a calendar month, a week begins on Monday.
        """
        midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        match self:
            case Period.ALL_TIME:
                return None
            case Period.SEASON:
                return midnight.replace(day=1)
            case Period.WEEK:
                return midnight - timedelta(days=midnight.weekday())
            case Period.DAY:
                return midnight


class Measure(StrEnum):
    """What a leaderboard is ordered by."""

    DISTANCE = "distance"
    WINS = "wins"
    ROUNDS = "rounds"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Tally:
    """A member's sum over a period: `distance` in thousandths of the unit, the rest counted."""

    member_id: int
    distance: int
    rounds: int
    wins: int
    right: int
    asked: int

    @property
    def share_right(self) -> float:
        """The share of the questions asked that the member had right, from 0 to 1."""
        return self.right / self.asked if self.asked else 0.0

    def by(self, measure: Measure) -> float:
        """The figure that this measure orders by."""
        match measure:
            case Measure.DISTANCE:
                return self.distance
            case Measure.WINS:
                return self.wins
            case Measure.ROUNDS:
                return self.rounds
            case Measure.RIGHT:
                return self.share_right


def past_shares(members: Iterable[int], tallies: Iterable[Tally]) -> dict[int, float]:
    """Each member's share of right answers so far, from 0 to 1; who is new counts as the server's mean."""
    known = {tally.member_id: tally for tally in tallies if tally.asked}
    asked = sum(tally.asked for tally in known.values())
    mean = sum(tally.right for tally in known.values()) / asked if asked else 0.0
    return {member: known[member].share_right if member in known else mean for member in members}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a leaderboard, and the asker's own line wherever it stands."""

    lines: Sequence[tuple[int, Tally]]
    number: int
    pages: int
    members: int
    own: tuple[int, Tally] | None


def page(tallies: Iterable[Tally], measure: Measure, asker_id: int, number: int, size: int) -> Page:
    """Cut page `number` (from 0, moved into range) out of the ranked tallies.

    Members without any of what is measured are not listed, nor is a share of right answers before
    `ENOUGH` questions: one right of one would lead over ninety-nine of a hundred.
    """
    listed = (
        tally
        for tally in tallies
        if tally.by(measure) > 0 and (measure is not Measure.RIGHT or tally.asked >= ENOUGH)
    )
    lines = ranked(listed, lambda tally: tally.by(measure))
    pages = max(1, -(-len(lines) // size))
    number = min(max(number, 0), pages - 1)
    return Page(
        lines=lines[number * size : (number + 1) * size],
        number=number,
        pages=pages,
        members=len(lines),
        own=next((line for line in lines if line[1].member_id == asker_id), None),
    )
