"""Steps that are taken later, by nobody's press."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

Step = Callable[[], Awaitable[None]]

AGAIN = timedelta(seconds=5)
"""How soon a step is taken again that failed, say at a database that was locked; then after twice as long."""

LONGEST_AGAIN = timedelta(hours=6)
"""A step that would wait longer fails for good."""


class Timers:
    """The timers of one runner, and the steps that are under way.

    Nothing is kept here that the database does not know: what is dropped at the close is taken up from
    there at the next start.
    """

    def __init__(self, log: logging.Logger) -> None:
        """Take the log of whose timers they are."""
        self._log = log
        self._armed: dict[int, asyncio.TimerHandle] = {}
        self._loose: set[asyncio.TimerHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def arm(self, key: int, wait: timedelta, step: Step) -> None:
        """Take the step after the wait, in place of what was armed under that key.

        Where it fails it is taken again, unless something else is armed by then: nobody else would go on.
        """
        self._arm(key, wait, step, AGAIN)

    def cancel(self, key: int) -> None:
        """Forget what was armed under that key, if anything."""
        timer = self._armed.pop(key, None)
        if timer is not None:
            timer.cancel()

    def after(self, wait: timedelta, step: Step) -> None:
        """Take the step after the wait, whatever else is armed; once, also where it fails."""
        if self._closed:
            return

        def ring() -> None:
            self._loose.discard(timer)
            self.start(step)

        timer = asyncio.get_running_loop().call_later(wait.total_seconds(), ring)
        self._loose.add(timer)

    def start(self, step: Step, key: int | None = None) -> None:
        """Take the step now, beside the caller; with a key again where it fails, as if it had been armed."""
        self._start(step, key, AGAIN)

    async def take(self, key: int, step: Step) -> None:
        """Take the step here and now, as the next one of those that hang together; only what fails is taken
        again, in good time and as if it had been armed: what went before it has happened.
        """
        await self._guarded(step, key, AGAIN)

    async def close(self) -> None:
        """Forget what is armed and finish what is under way; whatever comes after is dropped."""
        self._closed = True
        for timer in (*self._armed.values(), *self._loose):
            timer.cancel()
        self._armed.clear()
        self._loose.clear()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _arm(self, key: int, wait: timedelta, step: Step, again: timedelta) -> None:
        self.cancel(key)
        if self._closed:
            return

        def ring() -> None:
            del self._armed[key]
            self._start(step, key, again)

        self._armed[key] = asyncio.get_running_loop().call_later(wait.total_seconds(), ring)

    def _start(self, step: Step, key: int | None, again: timedelta) -> None:
        if self._closed:
            return
        task = asyncio.ensure_future(self._guarded(step, key, again))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, step: Step, key: int | None, again: timedelta) -> None:
        try:
            await step()
        except Exception:  # noqa: BLE001 - a timer has nobody to answer to but the log
            self._log.exception("a timer failed")
            if key is not None and key not in self._armed and again <= LONGEST_AGAIN:
                self._arm(key, again, step, 2 * again)
