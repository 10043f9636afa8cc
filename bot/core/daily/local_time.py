"""Finds when a time of day comes next in a time zone, also where clocks change."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NOON, HALF_A_DAY, HOURS, MINUTES = 12 * 60, 12, 24, 60

_CLOCK = re.compile(r"(\d{1,2}?)(?:\s*[:.,h]\s*(\d{2})|(\d{2}))?\s*h?\s*(?:([ap])\.?\s*m\.?)?")
_WORDS: Final = MappingProxyType({"midnight": 0, "noon": NOON})


def read_minute(text: str) -> int | None:
    """The minute of the day that somebody typed: `9`, `9:00`, `21.30`, `0930`, `9 pm`; None for the rest."""
    words = text.strip().casefold()
    match = _CLOCK.fullmatch(words)
    if match is None:
        return _WORDS.get(words)
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    if match[4]:
        if not 1 <= hour <= HALF_A_DAY:
            return None
        hour = hour % HALF_A_DAY + (HALF_A_DAY if match[4] == "p" else 0)
    if hour > HOURS or minute >= MINUTES or (hour == HOURS and minute):
        return None
    return hour % HOURS * MINUTES + minute


def next_due(after: datetime, minute: int, zone: tzinfo) -> datetime:
    """The first moment after `after` that is that minute of the day in the zone.

    Each local date has exactly one such moment. If the time comes twice, the first one counts. If the clock
    skips it, the end of the gap counts; if that is on another date already, the minute before the gap.
    """
    return next(moment for moment in _moments(after, minute, zone) if moment > after)


def day_end(moment: datetime, zone: tzinfo) -> datetime:
    """When the local date of that moment ends."""
    return next(start for start in _moments(moment, 0, zone) if start > moment)


def _moments(around: datetime, minute: int, zone: tzinfo) -> Iterator[datetime]:
    """The moment of each date, from the day before `around` on, without end."""
    on = around.astimezone(zone).date() - DAY
    while True:
        moment = _moment(on, minute, zone)
        if moment is not None:
            yield moment
        on += DAY


def _moment(on: date, minute: int, zone: tzinfo) -> datetime | None:
    """When that minute comes on that date; None if the zone skipped the date, as Samoa did in 2011."""
    wall = datetime.combine(on, time(minute // MINUTES, minute % MINUTES), zone)
    moment = wall.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    gap = _gap_between(wall.replace(fold=1).astimezone(UTC), moment, zone)
    return next((edge for edge in (gap, gap - MINUTE) if edge.astimezone(zone).date() == on), None)


def _gap_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """When the clock was put forward, to the second, by bisection."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
