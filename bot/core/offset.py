"""How far Discord's clock is ahead of this computer's, from what arrives with a time on it.

Nothing arrives before it has happened, and an answer is made between its question and its arrival. So each
sets bounds: a delay makes them wide, and never wrong.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

DATED_TO = timedelta(seconds=1)
"""The `Date` of an answer is a whole second, in which it was made."""

DRIFT = 1 / 1_000
"""By how much of its age a bound is loosened; no computer's clock goes as wrong as that."""

SET_ANEW = timedelta(seconds=1)
"""Bounds that miss each other by more than this contradict: somebody has set a clock, or one is wrong."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the offset was at least, or at most, at a time of this computer's."""

    offset: timedelta
    at: datetime

    def loosened(self, now: datetime) -> timedelta:
        """By how much it may be wrong by now."""
        return abs(now - self.at) * DRIFT


@dataclass(frozen=True, slots=True)
class Offset:
    """What is known of it; `value` moves only where it must, so a right clock is never corrected."""

    value: timedelta = timedelta()
    """To be added to this computer's time."""
    least: Bound | None = None
    most: Bound | None = None
    doubted: bool = False
    """Whether something has contradicted it, with no answer since that agrees."""

    def after_event(self, happened: datetime, arrived: datetime) -> "Offset":
        """Of something that happened then by Discord's clock, and arrived then by this computer's."""
        return self._bounded(arrived, Bound(happened - arrived, arrived), None)

    def after_answer(self, dated: datetime, asked: datetime, arrived: datetime) -> "Offset":
        """Of an answer: its `Date`, and when this computer asked and had it."""
        if arrived < asked:
            # The clock was set meanwhile.
            return self
        least = Bound(dated - arrived, arrived)
        return self._bounded(arrived, least, Bound(dated + DATED_TO - asked, arrived))

    def _bounded(self, now: datetime, least: Bound, most: Bound | None) -> "Offset":
        low, high = self._low(now), self._high(now)
        too_high = high is not None and least.offset > high + SET_ANEW
        too_low = most is not None and low is not None and most.offset < low - SET_ANEW
        if (too_high or too_low) and not self.doubted:
            # One witness may be wrong: a cache's `Date`, or an answer while the clock was being set.
            return replace(self, doubted=True)
        if too_high or too_low:
            known = Offset(self.value, least, most)
        else:
            known = Offset(
                self.value,
                least if low is None or least.offset >= low else self.least,
                most if most is not None and (high is None or most.offset <= high) else self.most,
                self.doubted and most is None,
            )
        return replace(known, value=known.nearest_value(now))

    def nearest_value(self, now: datetime) -> timedelta:
        """The value itself while it may be right; else the middle of what may be, or its known end."""
        low, high = self._low(now), self._high(now)
        if low is not None and self.value < low:
            return low if high is None else (low + high) / 2
        if high is not None and self.value > high:
            return high if low is None else (low + high) / 2
        return self.value

    def _low(self, now: datetime) -> timedelta | None:
        return None if self.least is None else self.least.offset - self.least.loosened(now)

    def _high(self, now: datetime) -> timedelta | None:
        return None if self.most is None else self.most.offset + self.most.loosened(now)
