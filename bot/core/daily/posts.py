"""The daily post: what it is, and what falls due when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.daily.local_time import day_end, next_due
from bot.core.packs.base import Value
from bot.core.trivia.asking.questions import Asked

LATEST = timedelta(hours=6)
"""A post that comes later than this is a post of the past."""

ON_TIME = timedelta(minutes=5)
"""A post that comes later than this says so."""

MINUTE = 9 * 60
"""Nine in the morning, where nobody says when."""


class DailyKind(StrEnum):
    """What is posted."""

    ANECDOTE = "anecdote"
    LEGEND = "legend"
    ON_THIS_DAY = "on_this_day"
    QUESTION = "question"


class Pause(StrEnum):
    """Why the daily post waits for an admin."""

    GONE = "gone"
    FORBIDDEN = "forbidden"


class Missed(StrEnum):
    """Why a post fell out."""

    AWAY = "away"
    FAILED = "failed"
    """Discord itself did not take it."""
    UNSURE = "unsure"
    """The bot went away while it was sending it; it may have arrived."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A server's daily post."""

    guild_id: int
    channel_id: int
    minute: int
    """The minute of the day, by the server's own time zone."""
    kind: DailyKind
    setter_id: int
    setter_locale: str
    locale: str
    """The language to post in where the server has chosen none."""
    due_at: datetime
    missed: int = 0
    """How many posts have fallen out since the last that was posted."""
    missed_why: Missed | None = None
    paused: Pause | None = None
    told: bool = False
    """Whether an admin knows that it is paused."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last post that was, or may have been, seen."""

    slot_at: datetime
    day_ends_at: datetime
    """When its date was over, in the time zone of then."""


@dataclass(frozen=True, slots=True)
class Due:
    """What has fallen due."""

    slot_at: datetime | None
    """The time of the post that is to be sent now; None where that is too late."""
    late: bool
    fell_out: int
    next_at: datetime


def first_due(at: datetime, minute: int, zone: tzinfo, last: Last | None) -> datetime:
    """When the first post comes after something was set: never a second one on one date.

    The date is a later one both in the zone of the last post and in this one.
    """
    after = at
    if last is not None:
        free = max(last.day_ends_at, day_end(last.slot_at, zone))
        after = max(at, free - timedelta(milliseconds=1))
    return next_due(after, minute, zone)


def fall_due(daily: Daily, zone: tzinfo, at: datetime) -> Due | None:
    """What is to be done at that moment; None where nothing is due.

    A post that is late comes the same day or never, so that no date has two.
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
    """Until when a post of that time may still be sent."""
    return min(slot_at + LATEST, day_end(slot_at, zone))


class TellAnecdote(Value):
    """An anecdote; also what is told where there is nothing of the kind that was asked for."""

    what: Literal["anecdote"] = "anecdote"
    id: str


class TellDay(Value):
    """What happened on a date, told on that date or near it."""

    what: Literal["day"] = "day"
    id: str
    on: date
    """The date of the post."""
    away: int
    """How many days from the post to the entry's date: 0 is the day itself, less is past."""


class PutClaim(Value):
    """A claim with its vote."""

    what: Literal["claim"] = "claim"
    ballot_id: int


class AskQuestion(Value):
    """A question, as it was drawn."""

    what: Literal["question"] = "question"
    asked: Asked


Content = TellAnecdote | TellDay | PutClaim | AskQuestion

CONTENT: TypeAdapter[Content] = TypeAdapter(Annotated[Content, Field(discriminator="what")])
"""Reads what was posted back from JSON."""


class PostState(StrEnum):
    """How far a post has come."""

    CLAIMED = "claimed"
    """About to be sent: nobody else sends it."""
    POSTED = "posted"
    UNSURE = "unsure"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Post:
    """One day's post."""

    id: int
    guild_id: int
    channel_id: int
    kind: DailyKind
    pack_id: str
    locale: str
    content: Content
    slot_at: datetime
    tried_at: datetime
    state: PostState
    message_id: int | None = None
    late: bool = False
    missed: int = 0
    missed_why: Missed | None = None
    reveals_id: int | None = None
    """The post whose question this one gives the answer to."""
    closes_at: datetime | None = None
    """When its question is over."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The answer to an earlier post's question, and who had it."""

    asked: Asked
    answered: int
    right: tuple[int, ...]
    """The members who had it right, the first first."""
