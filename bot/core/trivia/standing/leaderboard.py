"""A guild's leaderboard: its periods, what it is ordered by, and its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
    """A member's sums over a period: `distance` in thousandths of the unit, the others are counts.

    Of a distance it holds what counts by the length of each round.
    """

    member_id: int
    distance: int
    rounds: int
    wins: int
    right: int
    asked: int
    in_company: bool = True
    """Whether it sums up rounds with others; what was driven alone is summed up apart."""

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


def all_told(tallies: Iterable[Tally]) -> dict[int, Tally]:
    """Each member's own figures: with what was driven alone."""
    summed: dict[int, Tally] = {}
    for tally in tallies:
        known = summed.get(tally.member_id)
        summed[tally.member_id] = tally if known is None else _sum(known, tally)
    return summed


def _sum(one: Tally, other: Tally) -> Tally:
    return replace(
        one,
        distance=one.distance + other.distance,
        rounds=one.rounds + other.rounds,
        wins=one.wins + other.wins,
        right=one.right + other.right,
        asked=one.asked + other.asked,
        in_company=one.in_company or other.in_company,
    )


def past_shares(members: Iterable[int], tallies: Iterable[Tally]) -> dict[int, float]:
    """Each member's share of right answers so far, from 0 to 1; a new one gets the guild's mean."""
    known = {member: tally for member, tally in all_told(tallies).items() if tally.asked}
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
    with_alone: Tally | None = None
    """The asker's own figures, if they are more than the board counts: with what was driven alone."""
    still_to_ask: int = 0
    """How many questions the asker must still be asked before their share of right answers is listed."""


def page(tallies: Iterable[Tally], measure: Measure, asker_id: int, number: int, size: int) -> Page:
    """Cut page `number` (from 0, moved into range) out of the ranked tallies.

    Whoever played with others is listed, also with nothing; only a share of right answers is not before
    `FEWEST_ASKED` questions: one right of one would lead over ninety-nine of a hundred.
    """
    tallies = tuple(tallies)
    fewest = FEWEST_ASKED if measure is Measure.RIGHT else 0
    in_company = [tally for tally in tallies if tally.in_company]
    lines = ranked((tally for tally in in_company if tally.asked >= fewest), lambda tally: tally.by(measure))
    asked = sum(tally.asked for tally in in_company if tally.member_id == asker_id)
    was_alone = any(tally.member_id == asker_id and not tally.in_company for tally in tallies)
    pages = max(1, -(-len(lines) // size))
    number = min(max(number, 0), pages - 1)
    return Page(
        lines=lines[number * size : (number + 1) * size],
        number=number,
        pages=pages,
        members=len(lines),
        own=next((line for line in lines if line[1].member_id == asker_id), None),
        with_alone=all_told(tally for tally in tallies if tally.member_id == asker_id)[asker_id]
        if was_alone
        else None,
        still_to_ask=max(0, fewest - asked),
    )
