"""What an answer is worth.

A round is a drive of the pack's course. Each question is a leg of it, in whole thousandths of the
pack's unit (metres, where the unit is km), and a right answer drives at least `LEAST_SHARE` of the leg; the
rest shrinks with the time taken. Nobody is hurried: in the first seconds after the clock starts a right
answer drives the full leg; from there the share falls in a straight line to `LEAST_SHARE`.
"""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from bot.core.packs.quiz import Difficulty

WEIGHT = MappingProxyType(
    {Difficulty.EASY: Fraction(1), Difficulty.MEDIUM: Fraction(3, 2), Difficulty.HARD: Fraction(2)}
)
LEAST_SHARE = Fraction(6, 10)
"""The share of the leg that a right answer drives at least."""

LONGEST_UNHURRIED = timedelta(seconds=5)
MILLISECOND = timedelta(milliseconds=1)


def legs(course: int, difficulties: Sequence[Difficulty]) -> tuple[int, ...]:
    """Split the course into one leg a question, by weight; the legs sum to the course exactly."""
    weights = [WEIGHT[difficulty] for difficulty in difficulties]
    whole = sum(weights, Fraction(0))
    driven = Fraction(0)
    marks = [0]
    for weight in weights:
        driven += weight
        marks.append(round(course * driven / whole))
    return tuple(end - start for start, end in pairwise(marks))


def unhurried(limit: timedelta) -> timedelta:
    """The time in which an answer loses nothing: 5 s, or a third of the limit if that is less."""
    return min(LONGEST_UNHURRIED, limit / 3)


def drive(leg: int, accuracy: float, elapsed: timedelta, limit: timedelta) -> int:
    """How far an answer drives on a leg, in thousandths of the unit.

    `accuracy` runs from 0 (wrong) to 1 (right); `elapsed` is the time from the start of the
    question's clock to the click, `limit` the time that the question is open.
    """
    if not accuracy:
        return 0
    falling = limit - unhurried(limit)
    left = min(max(limit - elapsed, timedelta()), falling) // MILLISECOND
    span = falling // MILLISECOND
    right = Fraction(accuracy).limit_denominator(1000)
    # Whole numbers instead of fractions, for speed: each press computes every answer of the round anew.
    share = LEAST_SHARE.numerator * span + (LEAST_SHARE.denominator - LEAST_SHARE.numerator) * left
    return leg * right.numerator * share // (right.denominator * LEAST_SHARE.denominator * span)
