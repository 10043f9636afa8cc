"""Runs steps later, without anybody's press."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

Step = Callable[[], Awaitable[None]]

AGAIN = timedelta(seconds=5)
"""How soon a failed step runs again, for example after a locked database; then twice as long each time."""

LONGEST_AGAIN = timedelta(hours=6)
"""A step that would wait longer is given up."""


class Timers:
    """The timers of one runner, and its running steps.

    Nothing is kept here that is not in the database: what is dropped at the close is resumed from there
    at the next start.
    """

    def __init__(self, log: logging.Logger) -> None:
        """Keep the log of the runner."""
        self._log = log
        self._armed: dict[int, asyncio.TimerHandle] = {}
        self._keyless: set[asyncio.TimerHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def arm(self, key: int, wait: timedelta, step: Step) -> None:
        """Run the step after the wait, in place of what was armed under that key.

        If it fails it runs again, unless something else is armed by then: nothing else would continue.
        """
        self._arm(key, wait, step, AGAIN)

    def cancel(self, key: int) -> None:
        """Forget what was armed under that key, if anything."""
        timer = self._armed.pop(key, None)
        if timer is not None:
            timer.cancel()

    def run_once_after(self, wait: timedelta, step: Step) -> None:
        """Run the step after the wait, whatever else is armed; once, even if it fails."""
        if self._closed:
            return

        def fire() -> None:
            self._keyless.discard(timer)
            self.start(step)

        timer = asyncio.get_running_loop().call_later(wait.total_seconds(), fire)
        self._keyless.add(timer)

    def start(self, step: Step, key: int | None = None) -> None:
        """Run the step now, beside the caller; with a key it is retried like an armed one."""
        self._start(step, key, AGAIN)

    async def run_now(self, key: int, step: Step) -> None:
        """Run the step now and wait for it, as the next of several that belong together.

        If it fails, this step alone is retried like an armed one: the steps before it are done.
        """
        await self._run(step, key, AGAIN)

    async def close(self) -> None:
        """Cancel what is armed and finish what is running; later steps are dropped."""
        self._closed = True
        for timer in (*self._armed.values(), *self._keyless):
            timer.cancel()
        self._armed.clear()
        self._keyless.clear()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _arm(self, key: int, wait: timedelta, step: Step, again: timedelta) -> None:
        self.cancel(key)
        if self._closed:
            return

        def fire() -> None:
            del self._armed[key]
            self._start(step, key, again)

        self._armed[key] = asyncio.get_running_loop().call_later(wait.total_seconds(), fire)

    def _start(self, step: Step, key: int | None, again: timedelta) -> None:
        if self._closed:
            return
        task = asyncio.ensure_future(self._run(step, key, again))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, step: Step, key: int | None, again: timedelta) -> None:
        try:
            await step()
        except Exception:  # noqa: BLE001 - a timer has no caller, only the log
            self._log.exception("a timer failed")
            if key is not None and key not in self._armed and again <= LONGEST_AGAIN:
                self._arm(key, again, step, 2 * again)
