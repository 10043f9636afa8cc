"""Discord's clock, which a test may move, and the snowflakes that carry its time."""

import time
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

EPOCH: Final = 1_420_070_400_000
"""Milliseconds from 1970 to the first second of 2015, where snowflakes begin."""

LOW_BITS: Final = 22
"""Bits of a snowflake below its milliseconds."""


class Clock:
    """Real time and an offset in seconds, which tests move instead of waiting."""

    def __init__(self, offset: float = 0.0) -> None:
        """Start so many seconds after real time."""
        self.offset = offset

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.offset

    def date(self) -> str:
        """Now, as answers are dated: a whole second."""
        return format_datetime(datetime.fromtimestamp(self.now(), UTC), usegmt=True)

    def milliseconds(self) -> int:
        """Milliseconds since 1970."""
        return int((time.time() + self.offset) * 1000)

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.offset += seconds


class Snowflakes:
    """New ids: 42 bits of milliseconds since 2015, then a number that tells those of one moment apart."""

    def __init__(self, clock: Clock) -> None:
        """Take the time from the clock."""
        self._clock = clock
        self._number = 0
        self._founded = 0

    def next(self) -> int:
        """An id of this moment."""
        self._number = (self._number + 1) & 0x3FFFFF
        return (self._clock.milliseconds() - EPOCH) << LOW_BITS | self._number

    def next_guild(self) -> int:
        """An id of the day before: each a millisecond later, so that guilds spread evenly over shards."""
        self._founded += 1
        return (
            self._clock.milliseconds() // 86_400_000 * 86_400_000 - 86_400_000 - EPOCH + self._founded
        ) << LOW_BITS


def iso(milliseconds: int) -> str:
    """The moment as Discord writes it: `2026-11-30T23:43:52.123000+00:00`."""
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return moment.replace(microsecond=milliseconds % 1000 * 1000).isoformat(timespec="microseconds")


def created(snowflake: int) -> int:
    """The milliseconds since 1970 that the id carries."""
    return (snowflake >> LOW_BITS) + EPOCH
