"""Votes on a claim: legend or fact, and who was right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.core.packs.pack import Legend
from bot.core.refusals import Reason, Refusal

Call = Literal["fact", "legend"]

NOBODY = 0
"""The asker of a claim that the bot put by itself; such a vote ends only when its time is up."""

VOTING = timedelta(seconds=45)
"""How long a claim is open before the verdict."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A claim that was put to a channel, with the votes cast on it."""

    id: int
    guild_id: int | None
    channel_id: int
    message_id: int | None
    asker_id: int
    pack_id: str
    legend: Legend
    locale: str
    closes_at: datetime
    closed: bool
    votes: Mapping[int, Call]

    def count(self, call: Call) -> int:
        """How many members voted so."""
        return sum(vote == call for vote in self.votes.values())

    @property
    def right(self) -> tuple[int, ...]:
        """The members who voted right."""
        return tuple(member for member, vote in self.votes.items() if vote == self.legend.verdict)


def accept(ballot: Ballot, at: datetime) -> Refusal | None:
    """Why a vote at that moment does not count, or None if it does."""
    if ballot.closed or at > ballot.closes_at:
        return Refusal.because(Reason.VOTE_OVER)
    return None


def may_reveal(ballot: Ballot, member_id: int, at: datetime) -> Refusal | None:
    """Why the member may not end the vote: the asker may at any time, everybody after its time."""
    if member_id == ballot.asker_id or at > ballot.closes_at:
        return None
    if ballot.asker_id == NOBODY:
        return Refusal.because(Reason.NOT_YET, until=ballot.closes_at)
    return Refusal.because(Reason.NOT_YOURS, owner=ballot.asker_id)
