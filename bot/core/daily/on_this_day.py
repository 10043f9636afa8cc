"""Chooses the dated event for an "on this day" post."""

import calendar
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.packs.days import Day
from bot.core.packs.drawing import draw

NEAR = 31
"""How many days an event's date may be from today."""


LATELY = timedelta(days=60)
"""When all events have been told once, one that was told within this time is not told again."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """An event, and the days from today to its date: 0 is today, negative is past."""

    day: Day
    away: int


def choose_day(
    days: Sequence[Day], told: Mapping[str, datetime], today: date, at: datetime, shuffle: random.Random
) -> Nearby | None:
    """The event to tell today: one of this date, else the nearest; None if none is near.

    No event is told twice before all have been told once. Past dates come before coming ones. Of the events
    of a coming date, one is kept for its own day.
    """
    untold = [day for day in days if day.id not in told]
    fresh = untold or [day for day in days if at - told[day.id] > LATELY]
    events = [Nearby(day, _away(day, today)) for day in draw(fresh, told, len(fresh), shuffle)]
    kept = {event.day.day: event.day.id for event in events if event.away > 0}
    tellable = [event for event in events if event.away <= 0 or kept[event.day.day] != event.day.id]
    near = [event for event in tellable if abs(event.away) <= NEAR]
    return min(near, key=lambda event: (event.away > 0, abs(event.away)), default=None)


def _away(day: Day, today: date) -> int:
    """Days from today to the nearest anniversary of the event; negative is past."""
    anniversaries = (_in_year(day, year) for year in (today.year - 1, today.year, today.year + 1))
    return min(((anniversary - today).days for anniversary in anniversaries), key=abs)


def _in_year(day: Day, year: int) -> date:
    month, number = map(int, day.day.split("-"))
    # In a year without a 29th of February, that date falls on the 28th.
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))
