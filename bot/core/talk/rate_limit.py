"""How fast one person is answered, so that thirty pasted lines don't bring thirty answers."""

from collections import deque
from datetime import datetime, timedelta
from enum import Enum, auto

MOST, WITHIN = 5, timedelta(seconds=10)


class Turn(Enum):
    """What a message gets."""

    ANSWER = auto()
    A_WORD = auto()
    """That it was too much at once; said once."""
    SILENCE = auto()


class Pace:
    """The moments at which one person was answered last."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._answered: deque[datetime] = deque(maxlen=MOST)
        self._told = False

    def take(self, at: datetime) -> Turn:
        """What a message of that moment gets: at most five answers in any ten seconds."""
        if len(self._answered) == MOST and at - self._answered[0] < WITHIN:
            told, self._told = self._told, True
            return Turn.SILENCE if told else Turn.A_WORD
        self._answered.append(at)
        self._told = False
        return Turn.ANSWER
