"""Pictures: drawn off the event loop, each one once, and cached."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

log = logging.getLogger(__name__)

CACHE_BYTES: Final = 32 * 1024 * 1024
"""How many bytes of finished pictures are cached: about two hundred pictures."""

Draw = Callable[[], bytes]


@dataclass(slots=True)
class _Job:
    """A picture that callers wait for."""

    draw: Draw
    done: asyncio.Future[bytes | None]
    is_needed: bool


class Pictures:
    """Draws in a background thread, and caches the pictures asked for last."""

    def __init__(self, room: int = CACHE_BYTES) -> None:
        """Cache at most `room` bytes of finished pictures."""
        # One thread: two must not use FreeType's faces at once, and drawing in Python gains nothing from a
        # second one, which would only keep the interpreter from the event loop for longer.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._room = room
        self._held_bytes = 0
        self._finished: OrderedDict[Hashable, bytes] = OrderedDict()
        self._jobs: dict[Hashable, _Job] = {}
        self._being_drawn: _Job | None = None
        self._drawing: asyncio.Task[None] | None = None
        self._only_needed = self._is_closed = False

    async def get(self, key: Hashable, draw: Draw, *, is_needed: bool = False) -> bytes | None:
        """The picture of that key, drawn if it is not cached; None if it could not be drawn or was dropped.

        `key` names all that the picture shows: with the same key, `draw` is assumed to return the same bytes.
        A picture that is needed, because a message cannot do without it, is drawn before all others.
        """
        finished = self._finished.get(key)
        if finished is not None:
            self._finished.move_to_end(key)
            return finished
        job = self._jobs.get(key)
        if job is None:
            if self._is_closed or (self._only_needed and not is_needed):
                return None
            job = _Job(draw, asyncio.get_running_loop().create_future(), is_needed)
            self._jobs[key] = job
            if self._drawing is None:
                self._drawing = asyncio.create_task(self._draw_all(), name="pictures")
        job.is_needed |= is_needed
        # If one caller is cancelled, the others must still get the picture.
        return await asyncio.shield(job.done)

    def is_next(self, key: Hashable) -> bool:
        """Whether no other picture is drawn before this one: it is cached, or the line is empty."""
        return key in self._finished or not self._jobs

    def drop_unneeded(self) -> None:
        """Draw only what is needed from now on: the bot is closing, and messages can go without the rest."""
        self._only_needed = True
        self._drop(lambda job: not job.is_needed)

    async def close(self) -> None:
        """Wait for the picture that is being drawn; those that wait are dropped."""
        self._is_closed = True
        self._drop(lambda _job: True)
        if self._drawing is not None:
            await self._drawing
        await asyncio.to_thread(self._thread.shutdown)

    def _drop(self, is_dropped: Callable[[_Job], bool]) -> None:
        for key, job in list(self._jobs.items()):
            if job is not self._being_drawn and is_dropped(job):
                self._finish(key, job, None)

    async def _draw_all(self) -> None:
        while self._jobs:
            key, job = min(self._jobs.items(), key=lambda item: not item[1].is_needed)
            self._being_drawn = job
            self._finish(key, job, await self._draw(key, job.draw))
        self._being_drawn = self._drawing = None

    async def _draw(self, key: Hashable, draw: Draw) -> bytes | None:
        try:
            finished = await asyncio.get_running_loop().run_in_executor(self._thread, draw)
        except Exception:  # a picture is never worth the message that it belongs to
            log.exception("a picture could not be drawn")
            return None
        self._keep(key, finished)
        return finished

    def _finish(self, key: Hashable, job: _Job, finished: bytes | None) -> None:
        del self._jobs[key]
        job.done.set_result(finished)

    def _keep(self, key: Hashable, finished: bytes) -> None:
        if len(finished) > self._room:
            return
        self._finished[key] = finished
        self._held_bytes += len(finished)
        while self._held_bytes > self._room:
            _, oldest = self._finished.popitem(last=False)
            self._held_bytes -= len(oldest)
