"""Pictures: drawn off the event loop, each one once, and kept for whoever asks next."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)

ROOM = 32 * 1024 * 1024
"""Bytes of finished pictures that are kept: some two hundred."""


class Pictures:
    """Draws in the background, and remembers what was asked for last."""

    def __init__(self, room: int = ROOM) -> None:
        """Keep at most so many bytes of finished pictures."""
        # One thread: FreeType's faces must not be used by two at once, and drawing in Python gains nothing
        # from a second one, which would only hold the interpreter longer against the event loop.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._room = room
        self._held = 0
        self._finished: OrderedDict[Hashable, bytes] = OrderedDict()
        self._drawing: dict[Hashable, asyncio.Task[bytes | None]] = {}

    async def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes | None:
        """The picture of that key, drawn where it is not there yet; None where drawing failed.

        `key` names all that the picture shows: with the same key `draw` is taken to give the same bytes.
        """
        finished = self._finished.get(key)
        if finished is not None:
            self._finished.move_to_end(key)
            return finished
        drawing = self._drawing.get(key)
        if drawing is None:
            drawing = asyncio.create_task(self._draw(key, draw), name="picture")
            self._drawing[key] = drawing
        # Whoever waits no longer must not take the picture from those who still do.
        return await asyncio.shield(drawing)

    async def close(self) -> None:
        """Wait for the picture that is being drawn; those that wait in line are dropped."""
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)

    async def _draw(self, key: Hashable, draw: Callable[[], bytes]) -> bytes | None:
        try:
            finished = await asyncio.get_running_loop().run_in_executor(self._thread, draw)
        except Exception:  # a picture is never worth the message that it belongs to
            log.exception("a picture could not be drawn")
            return None
        finally:
            del self._drawing[key]
        self._keep(key, finished)
        return finished

    def _keep(self, key: Hashable, finished: bytes) -> None:
        if len(finished) > self._room:
            return
        self._finished[key] = finished
        self._held += len(finished)
        while self._held > self._room:
            _, oldest = self._finished.popitem(last=False)
            self._held -= len(oldest)
