"""Limits how often one person is answered, so that thirty pasted lines don't bring thirty answers."""

from collections import deque
from datetime import datetime, timedelta
from enum import Enum, auto

MOST, WITHIN = 5, timedelta(seconds=10)
"""At most so many answers in any such time."""


class RateDecision(Enum):
    """What to do with a message."""

    ANSWER = auto()
    A_WORD = auto()
    """Say that it was too much at once; said once, until an answer is given again."""
    SILENCE = auto()


class RateLimit:
    """The times of one person's last answers."""

    def __init__(self) -> None:
        """Begin without any answer."""
        self._answered: deque[datetime] = deque(maxlen=MOST)
        self._told = False

    def take(self, at: datetime) -> RateDecision:
        """Decide on a message of that moment; the decision to answer is remembered."""
        if len(self._answered) == MOST and at - self._answered[0] < WITHIN:
            was_told, self._told = self._told, True
            return RateDecision.SILENCE if was_told else RateDecision.A_WORD
        self._answered.append(at)
        self._told = False
        return RateDecision.ANSWER
