"""Turns the pages of the tellings when they are due, across restarts.

A page is two calls: the new message, and an edit that removes the controls of the one before. Where
somebody pressed Next, that edit is the answer to the press. The page is saved before it is posted, and
posted with its own nonce, so that a crash between the two neither skips nor repeats it.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import discord

from bot.core.stories.telling import UNSHOWN, Telling, TellingState, gives_way
from bot.services.stories.tellings import Tellings
from bot.ui.connection.clock import Clock
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, Loss, Message, MessageGoneError, loss_by, may_pass
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=5)
MOST_RETRIES = 12
PAUSE_RETRY = timedelta(minutes=1)

AFTER_A_START = timedelta(seconds=5)
"""A page that was due while the bot was away comes no sooner after a start."""

Draw = Callable[[Telling, int], Layout]
DrawUnbegun = Callable[[Telling, Loss], Layout]
Reach = Callable[[Telling], discord.PartialMessageable]


class TellingRunner:
    """One per process: a timer for each telling, to the time in the database."""

    def __init__(
        self, tellings: Tellings, draw: Draw, draw_unbegun: DrawUnbegun, reach: Reach, clock: Clock
    ) -> None:
        """Keep the service, how a page looks and how the announcement of a story that could not begin, how
        to reach a telling's channel, and the clock.
        """
        self._tellings = tellings
        self._draw = draw
        self._draw_unbegun = draw_unbegun
        self._announcements: dict[int, Message] = {}
        """The announcement of each telling that has shown no page yet, where this process has made it."""
        self._reach = reach
        self._clock = clock
        self._timers = Timers(log)
        self._failures: dict[int, int] = {}

    async def resume(self) -> None:
        """Resume every telling at the page where it stood.

        A pause may have been saved and not shown, and without its controls nobody could go on.
        """
        now = self._clock.now()
        for telling in await self._tellings.running():
            chapter = self._tellings.chapter(telling)
            if telling.message_id is None or chapter is None or telling.shown > len(chapter.beats):
                # Never posted, its chapter is gone, or the chapter now has fewer pages than were told.
                await self._tellings.lose(telling.id, now)
            elif telling.shown < telling.position:
                self.turn(telling)
            elif telling.due_at is not None:
                self._arm(telling, max(telling.due_at - now, AFTER_A_START))
            elif not gives_way(telling, now):
                self._timers.start(partial(self._show_pause, telling), telling.id)

    def open(self, telling: Telling) -> None:
        """Wait until the page that is on screen has been read."""
        self._drop(telling.id)
        if telling.state is TellingState.TELLING and telling.due_at is not None:
            self._arm(telling, max(telling.due_at - self._clock.now(), timedelta()))

    def turn(self, telling: Telling, *, bare: bool = False) -> None:
        """Show the current page; `bare` where the page before has no controls any more."""
        self._drop(telling.id)
        self._timers.start(lambda: self._show(telling, bare=bare), telling.id)

    def begin(self, telling: Telling, announcement: Message) -> None:
        """Show the first page below that announcement, which says so where it cannot be shown."""
        self._announcements[telling.id] = announcement
        self.turn(telling)

    async def unbegun(self, telling: Telling, announcement: Message, loss: Loss) -> None:
        """End a telling before its first page; its announcement says why."""
        await self._tellings.lose(telling.id, self._clock.now())
        try:
            await announcement.edit(self._draw_unbegun(telling, loss))
        except (*FAILURES, MessageGoneError) as fault:
            log.info("the announcement of telling %d promises a story: %s", telling.id, fault)

    async def tallied(self, telling: Telling, message_id: int) -> None:
        """After showing a tally: if the story has moved on, remove the controls that came back with it."""
        now = await self._tellings.find(telling.id)
        if now is not None and now.position != telling.position:
            await self._remove_controls(now, telling.position, message_id)

    async def channel_gone(self, channel_id: int) -> None:
        """End the telling of a channel or thread that was deleted."""
        for telling in await self._tellings.running_in(channel_id):
            await self._tellings.lose(telling.id, self._clock.now())
            self._drop(telling.id)

    async def close(self) -> None:
        """Stop all timers and finish what is being posted; the tellings stay in the database."""
        await self._timers.close()

    async def _due(self, telling: Telling) -> None:
        advanced = await self._tellings.advance(telling.id, telling.position, self._clock.now())
        if isinstance(advanced, Telling):
            await self._timers.run_now(advanced.id, lambda: self._show(advanced, bare=False))

    async def _show(self, telling: Telling, *, bare: bool) -> None:
        """Post the page; a channel that is gone or closed to the bot ends the telling.

        While Discord itself fails, the page is retried for a minute, and then the story is paused.
        """
        try:
            posted = await self._reach(telling).send(
                view=self._draw(telling, telling.position), nonce=f"{telling.id}:{telling.position}"
            )
        except FAILURES as fault:
            if may_pass(fault):
                await self._retry(telling, fault, bare=bare)
            else:
                await self._lost(telling, fault)
            return
        self._failures.pop(telling.id, None)
        self._announcements.pop(telling.id, None)
        await self._timers.run_now(telling.id, lambda: self._landed(telling, posted, bare=bare))

    async def _landed(self, telling: Telling, posted: discord.Message, *, bare: bool) -> None:
        landed = await self._tellings.landed(telling.id, telling.position, posted.id, posted.created_at)
        if isinstance(landed, Telling) and landed.position == telling.position:
            self.open(landed)
        if not bare and telling.shown != UNSHOWN and telling.message_id is not None:
            await self._remove_controls(telling, telling.shown, telling.message_id)

    async def _remove_controls(self, telling: Telling, position: int, message_id: int) -> None:
        message = self._reach(telling).get_partial_message(message_id)
        try:
            await message.edit(view=self._draw(telling, position))
        except FAILURES as fault:
            # A press on them is refused: the story has moved on.
            log.info("the controls of page %d of telling %d stay: %s", position, telling.id, fault)

    async def _retry(self, telling: Telling, fault: Exception, *, bare: bool) -> None:
        failures = self._failures[telling.id] = self._failures.get(telling.id, 0) + 1
        log.warning(
            "page %d of telling %d was not posted (%d): %s", telling.position, telling.id, failures, fault
        )
        if failures <= MOST_RETRIES:
            self._timers.arm(telling.id, RETRY, lambda: self._show(telling, bare=bare))
            return
        if telling.shown == UNSHOWN:
            await self._lost(telling, fault)
            return
        self._drop(telling.id)
        paused = await self._tellings.stall(telling.id, self._clock.now())
        if isinstance(paused, Telling) and paused.state is TellingState.PAUSED:
            await self._show_pause(paused)

    async def _show_pause(self, telling: Telling) -> None:
        """Give the page its controls again, however long it takes: without them nobody could go on."""
        message = self._reach(telling).get_partial_message(telling.message_id or 0)
        try:
            await message.edit(view=self._draw(telling, telling.position))
        except FAILURES as fault:
            if may_pass(fault):
                self._timers.arm(telling.id, PAUSE_RETRY, lambda: self._show_pause(telling))
            else:
                await self._lost(telling, fault)

    async def _lost(self, telling: Telling, fault: Exception) -> None:
        # Whoever deleted the channel knows; a permission may have been taken away by mistake.
        level = logging.INFO if isinstance(fault, discord.NotFound) else logging.WARNING
        log.log(level, "telling %d ends in channel %d: %s", telling.id, telling.channel_id, fault)
        announcement = self._announcements.pop(telling.id, None)
        if telling.shown == UNSHOWN and announcement is not None:
            self._drop(telling.id)
            await self.unbegun(telling, announcement, loss_by(fault))
            return
        ended = await self._tellings.lose(telling.id, self._clock.now())
        self._drop(telling.id)
        if ended is None or ended.shown == UNSHOWN or isinstance(fault, discord.NotFound):
            return
        if ended.message_id is not None:
            # The bot may edit its own messages where it may post no new ones.
            await self._remove_controls(ended, ended.position, ended.message_id)

    def _arm(self, telling: Telling, wait: timedelta) -> None:
        self._timers.arm(telling.id, wait, lambda: self._due(telling))

    def _drop(self, telling_id: int) -> None:
        self._timers.cancel(telling_id)
        self._failures.pop(telling_id, None)
