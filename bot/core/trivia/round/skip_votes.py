"""Votes to skip a question: a member's press votes, their next one takes the vote back.

Only members who had joined when the question opened decide (`entitled`). The moment at which more than half
of them want to skip follows from the times of the votes. So neither the order of arrival nor who joins
meanwhile changes it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.core.trivia.round.presses import Press, press_order


def voters(votes: Iterable[Press], entitled: Collection[int]) -> frozenset[int]:
    """The entitled members who want to skip, after all these presses."""
    wanting: set[int] = set()
    for vote in votes:
        if vote.member_id in entitled:
            wanting ^= {vote.member_id}
    return frozenset(wanting)


def needed(entitled: Collection[int]) -> int:
    """How many votes are a majority: more than half."""
    return len(entitled) // 2 + 1


def decided_at(votes: Iterable[Press], entitled: Collection[int]) -> datetime | None:
    """The first moment at which a majority wanted to skip; later presses change nothing."""
    wanting: set[int] = set()
    for vote in sorted(votes, key=press_order):
        if vote.member_id in entitled:
            wanting ^= {vote.member_id}
            if len(wanting) >= needed(entitled):
                return vote.at
    return None
