"""A guild's setting of its daily post, and which post is due when."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.core.daily.local_time import day_end, next_due

LATEST = timedelta(hours=6)
"""A post that would be later than this is not sent any more."""


ON_TIME = timedelta(minutes=5)
"""A post that is later than this says that it is late."""


DEFAULT_MINUTE = 9 * 60
"""The default: nine in the morning."""


class DailyKind(StrEnum):
    """What is posted."""

    ANECDOTE = "anecdote"
    LEGEND = "legend"
    ON_THIS_DAY = "on_this_day"
    QUESTION = "question"


class Pause(StrEnum):
    """Why the daily post is paused until an admin acts."""

    GONE = "gone"
    FORBIDDEN = "forbidden"


class Missed(StrEnum):
    """Why a post was missed."""

    AWAY = "away"
    FAILED = "failed"
    """Discord did not accept it."""
    UNSURE = "unsure"
    """The bot stopped while it was sending it; it may have arrived."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A guild's setting of its daily post, and how it is going."""

    guild_id: int
    channel_id: int
    minute: int
    """The minute of the day, in the guild's own time zone."""
    kind: DailyKind
    setter_id: int
    setter_locale: str
    locale: str
    """The language to post in if the guild has chosen none."""
    due_at: datetime
    missed: int = 0
    """How many posts were missed since the last one that was posted."""
    missed_why: Missed | None = None
    paused: Pause | None = None
    told: bool = False
    """Whether an admin was told that it is paused."""


@dataclass(frozen=True, slots=True)
class LastPost:
    """The last post that was, or may have been, seen."""

    slot_at: datetime
    day_ends_at: datetime
    """When its date ended, in the time zone of that time."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due now."""

    slot_at: datetime | None
    """The planned time of the post that is to be sent now; None if it is too late for it."""
    late: bool
    fell_out: int
    """How many posts were missed."""
    next_at: datetime


def first_due(at: datetime, minute: int, zone: tzinfo, last: LastPost | None) -> datetime:
    """When the first post comes after a setting was changed; never a second one on the same date.

    It is on a later date than the last post, both in that post's time zone and in this one.
    """
    after = at
    if last is not None:
        last_date_ends = max(last.day_ends_at, day_end(last.slot_at, zone))
        after = max(at, last_date_ends - timedelta(milliseconds=1))
    return next_due(after, minute, zone)


def fall_due(daily: Daily, zone: tzinfo, at: datetime) -> Due | None:
    """What is due at that moment; None if nothing is.

    A late post is sent on its own date or not at all, so that no date has two.
    """
    if daily.paused is not None or daily.due_at > at:
        return None
    slot, upcoming, fell_out = daily.due_at, next_due(daily.due_at, daily.minute, zone), 0
    while upcoming <= at:
        slot, upcoming, fell_out = upcoming, next_due(upcoming, daily.minute, zone), fell_out + 1
    if at >= latest(slot, zone):
        return Due(None, late=True, fell_out=fell_out + 1, next_at=upcoming)
    return Due(slot, late=at - slot > ON_TIME, fell_out=fell_out, next_at=upcoming)


def latest(slot_at: datetime, zone: tzinfo) -> datetime:
    """Until when the post planned for that time may still be sent."""
    return min(slot_at + LATEST, day_end(slot_at, zone))
