"""Pictures: drawn off the event loop, each one once, and kept for whoever asks next."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

log = logging.getLogger(__name__)

ROOM: Final = 32 * 1024 * 1024
"""Bytes of finished pictures that are kept: some two hundred."""

Draw = Callable[[], bytes]


@dataclass(slots=True)
class _Order:
    """A picture that somebody waits for."""

    draw: Draw
    done: asyncio.Future[bytes | None]
    is_needed: bool


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
        self._orders: dict[Hashable, _Order] = {}
        self._on_the_easel: _Order | None = None
        self._drawing: asyncio.Task[None] | None = None
        self._hurries = self._is_closed = False

    async def get(self, key: Hashable, draw: Draw, *, is_needed: bool = False) -> bytes | None:
        """The picture of that key, drawn where it is not there yet; None where it was not drawn.

        `key` names all that the picture shows: with the same key `draw` is taken to give the same bytes.
        One that is needed, for there is a message that cannot do without it, goes before all that are not.
        """
        finished = self._finished.get(key)
        if finished is not None:
            self._finished.move_to_end(key)
            return finished
        order = self._orders.get(key)
        if order is None:
            if self._is_closed or (self._hurries and not is_needed):
                return None
            order = _Order(draw, asyncio.get_running_loop().create_future(), is_needed)
            self._orders[key] = order
            if self._drawing is None:
                self._drawing = asyncio.create_task(self._draw_all(), name="pictures")
        order.is_needed |= is_needed
        # Whoever waits no longer must not take the picture from those who still do.
        return await asyncio.shield(order.done)

    def hurry(self) -> None:
        """Draw no more but what is needed: the bot is closing, and words can go without the rest."""
        self._hurries = True
        self._drop(lambda order: not order.is_needed)

    async def close(self) -> None:
        """Wait for the picture that is being drawn; those that wait in line are dropped."""
        self._is_closed = True
        self._drop(lambda _order: True)
        if self._drawing is not None:
            await self._drawing
        await asyncio.to_thread(self._thread.shutdown)

    def _drop(self, is_dropped: Callable[[_Order], bool]) -> None:
        for key, order in list(self._orders.items()):
            if order is not self._on_the_easel and is_dropped(order):
                self._give(key, order, None)

    async def _draw_all(self) -> None:
        while self._orders:
            key, order = min(self._orders.items(), key=lambda one: not one[1].is_needed)
            self._on_the_easel = order
            self._give(key, order, await self._draw(key, order.draw))
        self._on_the_easel = self._drawing = None

    async def _draw(self, key: Hashable, draw: Draw) -> bytes | None:
        try:
            finished = await asyncio.get_running_loop().run_in_executor(self._thread, draw)
        except Exception:  # a picture is never worth the message that it belongs to
            log.exception("a picture could not be drawn")
            return None
        self._keep(key, finished)
        return finished

    def _give(self, key: Hashable, order: _Order, finished: bytes | None) -> None:
        del self._orders[key]
        order.done.set_result(finished)

    def _keep(self, key: Hashable, finished: bytes) -> None:
        if len(finished) > self._room:
            return
        self._finished[key] = finished
        self._held += len(finished)
        while self._held > self._room:
            _, oldest = self._finished.popitem(last=False)
            self._held -= len(oldest)
