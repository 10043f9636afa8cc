"""Votes to skip a question: a press votes, the next one takes the vote back.

Who was in when the question opened decides, and the moment when more than half of them wanted it gone
is found in the votes' own times. So neither the order of arrival nor who joins meanwhile changes it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.core.trivia.round.presses import Press, moment


def voters(votes: Iterable[Press], entitled: Collection[int]) -> frozenset[int]:
    """Who of the entitled wants to skip, after all these presses."""
    wanting: set[int] = set()
    for vote in votes:
        if vote.member_id in entitled:
            wanting ^= {vote.member_id}
    return frozenset(wanting)


def needed(entitled: Collection[int]) -> int:
    """How many votes are a majority: more than half."""
    return len(entitled) // 2 + 1


def decided_at(votes: Iterable[Press], entitled: Collection[int]) -> datetime | None:
    """The first moment at which a majority wanted to skip; what is pressed after it changes nothing."""
    wanting: set[int] = set()
    for vote in sorted(votes, key=moment):
        if vote.member_id in entitled:
            wanting ^= {vote.member_id}
            if len(wanting) >= needed(entitled):
                return vote.at
    return None
