"""A guild's leaderboard: its periods, what it is ordered by, and its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.core.trivia.standing.ranking import ranked

FEWEST_ASKED = 10
"""How many questions a member must have been asked for their share of right answers to be listed."""


class Period(StrEnum):
    """The span that a leaderboard covers."""

    ALL_TIME = "all"
    SEASON = "season"
    WEEK = "week"
    DAY = "day"

    def begins(self, at: datetime, zone: tzinfo) -> datetime | None:
        """When the current period began by the guild's own clock; None for all time.

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
    """A member's sums over a period: `distance` in thousandths of the unit, the others are counts."""

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
    """Each member's share of right answers so far, from 0 to 1; a new one gets the guild's mean."""
    known = {tally.member_id: tally for tally in tallies if tally.asked}
    asked = sum(tally.asked for tally in known.values())
    mean = sum(tally.right for tally in known.values()) / asked if asked else 0.0
    return {member: known[member].share_right if member in known else mean for member in members}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a leaderboard, and the asker's own line from whichever page; a line is a rank and a tally."""

    lines: Sequence[tuple[int, Tally]]
    number: int
    pages: int
    members: int
    own: tuple[int, Tally] | None


def page(tallies: Iterable[Tally], measure: Measure, asker_id: int, number: int, size: int) -> Page:
    """Cut page `number` (from 0, moved into range) out of the ranked tallies.

    Members without any of what is measured are not listed, nor is a share of right answers before
    `FEWEST_ASKED` questions: one right of one would lead over ninety-nine of a hundred.
    """
    listed = (
        tally
        for tally in tallies
        if tally.by(measure) > 0 and (measure is not Measure.RIGHT or tally.asked >= FEWEST_ASKED)
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
