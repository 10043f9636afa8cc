"""One day's post: its content, how far it has come, and the answer to the question before it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.daily.schedule import DailyKind, Missed
from bot.core.packs.base import PackModel
from bot.core.trivia.asking.questions import Asked


class TellAnecdote(PackModel):
    """An anecdote; also posted if there is nothing of the kind that was set."""

    what: Literal["anecdote"] = "anecdote"
    id: str


class TellDay(PackModel):
    """A dated event, told on its date or near it."""

    what: Literal["day"] = "day"
    id: str
    on: date
    """The date of the post."""
    away: int
    """Days from the post to the event's date: 0 is the day itself, negative is past."""


class PutClaim(PackModel):
    """A claim, with the id of its vote."""

    what: Literal["claim"] = "claim"
    ballot_id: int


class AskQuestion(PackModel):
    """A question, as a snapshot of the pack's."""

    what: Literal["question"] = "question"
    asked: Asked


Content = TellAnecdote | TellDay | PutClaim | AskQuestion

CONTENT: TypeAdapter[Content] = TypeAdapter(Annotated[Content, Field(discriminator="what")])
"""Reads a post's content back from JSON."""


class PostState(StrEnum):
    """How far the sending of a post has come."""

    CLAIMED = "claimed"
    """About to be sent by one process, and by no other."""
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
    """The post whose question is answered in this one."""
    closes_at: datetime | None = None
    """When its own question is over; None if it asks none."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The answer to an earlier post's question, and who was right."""

    asked: Asked
    answered: int
    right: tuple[int, ...]
    """The members who were right, the earliest first."""
