"""What happened on a date of the year, and which of it is told when."""

import calendar
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.core.packs.base import Prose, Slug, SourceKey, Value
from bot.core.packs.drawing import draw

NEAR = 31
"""Days that a date may be away and still be told of."""

LATELY = timedelta(days=60)
"""What was told within this time is not told again, when all was told once."""


class Day(Value):
    """Something that happened on a date."""

    id: Slug
    day: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
    """Month and day: `05-12`."""
    year: Annotated[int, Field(ge=1, le=9999)]
    text: Annotated[Prose, StringConstraints(max_length=600)]
    told_in: str | None = None
    """`chapter/beat` that tells more of it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _there_was_such_a_day(self) -> "Day":
        month, day = map(int, self.day.split("-"))
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(self.year, month)[1]):  # noqa: PLR2004 - the months of a year
            raise PydanticCustomError("no_such_day", "the year has no such day")
        return self

    @property
    def date(self) -> date:
        """The date that it happened on."""
        month, day = map(int, self.day.split("-"))
        return date(self.year, month, day)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A day that is told, and how many days its date is from today: 0 is today, less is past."""

    day: Day
    away: int


def choose_day(
    days: Sequence[Day], told: Mapping[str, datetime], today: date, at: datetime, shuffle: random.Random
) -> Nearby | None:
    """What to tell today: what happened on this date, else what is nearest; None where nothing is near.

    Nothing is told twice before all is told once. The past comes before what is to come, and of what is
    to come each date keeps one entry for its own day.
    """
    untold = [day for day in days if day.id not in told]
    fresh = untold or [day for day in days if at - told[day.id] > LATELY]
    near = [Nearby(day, _away(day, today)) for day in draw(fresh, told, len(fresh), shuffle)]
    kept = {one.day.day: one.day.id for one in near if one.away > 0}
    tellable = [one for one in near if one.away <= 0 or kept[one.day.day] != one.day.id]
    within = [one for one in tellable if abs(one.away) <= NEAR]
    return min(within, key=lambda one: (one.away > 0, abs(one.away)), default=None)


def _away(day: Day, today: date) -> int:
    """Days from today to the nearest coming round of the day's date."""
    rounds = (_in_year(day, year) for year in (today.year - 1, today.year, today.year + 1))
    return min(((one - today).days for one in rounds), key=abs)


def _in_year(day: Day, year: int) -> date:
    month, number = map(int, day.day.split("-"))
    # In a year without it, the 29th of February is remembered on the 28th.
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))
