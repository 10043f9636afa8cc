"""Turns the pages of the tellings when their time has come, across restarts.

A page is two calls: the new message, and the controls taken off the one before. Where somebody pressed
Next, the second is the answer to the press. The page is kept before it is posted, and posted with a nonce
of its own, so that a crash between the two neither skips nor doubles it.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import discord

from bot.core.stories.telling import UNSHOWN, Telling, TellingState, gives_way
from bot.services.stories.tellings import Tellings
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, may_pass
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=5)
MOST_RETRIES = 12
AGAIN = timedelta(minutes=1)

AFTER_A_START = timedelta(seconds=5)
"""A page that fell due while the bot was away comes no sooner."""

Draw = Callable[[Telling, int], Layout]
Reach = Callable[[Telling], discord.PartialMessageable]


class TellingRunner:
    """One a process: a timer for each telling, to the moment that stands in the database."""

    def __init__(self, tellings: Tellings, draw: Draw, reach: Reach) -> None:
        """Take the rules, how a page looks, and where a telling's pages go."""
        self._tellings = tellings
        self._draw = draw
        self._reach = reach
        self._timers = Timers(log)
        self._failures: dict[int, int] = {}

    async def resume(self) -> None:
        """Take up every telling at the page where it stood.

        A rest may have been kept and not shown, and without its controls nobody could go on.
        """
        now = discord.utils.utcnow()
        for telling in await self._tellings.running():
            chapter = self._tellings.chapter(telling)
            if telling.message_id is None or chapter is None or telling.shown > len(chapter.beats):
                # Of the last, the story has fewer pages now than were told.
                await self._tellings.lose(telling.id, now)
            elif telling.shown < telling.position:
                self.turn(telling)
            elif telling.due_at is not None:
                self._arm(telling, max(telling.due_at - now, AFTER_A_START))
            elif not gives_way(telling, now):
                self._timers.start(partial(self._show_rest, telling), telling.id)

    def open(self, telling: Telling) -> None:
        """Wait until the page that is on screen has been read."""
        self._drop(telling.id)
        if telling.state is TellingState.TELLING and telling.due_at is not None:
            self._arm(telling, max(telling.due_at - discord.utils.utcnow(), timedelta()))

    def turn(self, telling: Telling, *, bare: bool = False) -> None:
        """Show the page that it has come to; `bare` where the one before has no controls any more."""
        self._drop(telling.id)
        self._timers.start(lambda: self._show(telling, bare=bare), telling.id)

    async def tallied(self, telling: Telling, message_id: int) -> None:
        """A choice was drawn: where the story has moved on meanwhile, the controls came back with it."""
        now = await self._tellings.find(telling.id)
        if now is not None and now.position != telling.position:
            await self._take_off(now, telling.position, message_id)

    async def channel_gone(self, channel_id: int) -> None:
        """End the telling of a channel or thread that was deleted."""
        for telling in await self._tellings.running_in(channel_id):
            await self._tellings.lose(telling.id, discord.utils.utcnow())
            self._drop(telling.id)

    async def close(self) -> None:
        """Stop all timers and finish what is being posted; the tellings stay in the database."""
        await self._timers.close()

    async def _due(self, telling: Telling) -> None:
        following = await self._tellings.advance(telling.id, telling.position, discord.utils.utcnow())
        if isinstance(following, Telling):
            await self._timers.take(following.id, lambda: self._show(following, bare=False))

    async def _show(self, telling: Telling, *, bare: bool) -> None:
        """Post the page; a channel that is gone or closed to the bot ends the telling.

        While Discord itself fails the page is tried again for a minute, and then the story rests.
        """
        try:
            posted = await self._reach(telling).send(
                view=self._draw(telling, telling.position), nonce=f"{telling.id}:{telling.position}"
            )
        except FAILURES as fault:
            if may_pass(fault):
                await self._again(telling, fault, bare=bare)
            else:
                await self._lost(telling, fault)
            return
        self._failures.pop(telling.id, None)
        await self._timers.take(telling.id, lambda: self._landed(telling, posted, bare=bare))

    async def _landed(self, telling: Telling, posted: discord.Message, *, bare: bool) -> None:
        landed = await self._tellings.landed(telling.id, telling.position, posted.id, posted.created_at)
        if isinstance(landed, Telling) and landed.position == telling.position:
            self.open(landed)
        if not bare and telling.shown != UNSHOWN and telling.message_id is not None:
            await self._take_off(telling, telling.shown, telling.message_id)

    async def _take_off(self, telling: Telling, position: int, message_id: int) -> None:
        message = self._reach(telling).get_partial_message(message_id)
        try:
            await message.edit(view=self._draw(telling, position))
        except FAILURES as fault:
            # A press on what stays there is told that the story has moved on.
            log.info("the controls of page %d of telling %d stay: %s", position, telling.id, fault)

    async def _again(self, telling: Telling, fault: Exception, *, bare: bool) -> None:
        failures = self._failures[telling.id] = self._failures.get(telling.id, 0) + 1
        log.warning(
            "page %d of telling %d was not posted (%d): %s", telling.position, telling.id, failures, fault
        )
        if failures <= MOST_RETRIES:
            self._timers.arm(telling.id, RETRY, lambda: self._show(telling, bare=bare))
            return
        self._drop(telling.id)
        resting = await self._tellings.stall(telling.id, discord.utils.utcnow())
        if isinstance(resting, Telling) and resting.state is TellingState.PAUSED:
            await self._show_rest(resting)

    async def _show_rest(self, telling: Telling) -> None:
        """Give the page back its controls, however long it takes: without them nobody could go on."""
        message = self._reach(telling).get_partial_message(telling.message_id or 0)
        try:
            await message.edit(view=self._draw(telling, telling.position))
        except FAILURES as fault:
            if may_pass(fault):
                self._timers.arm(telling.id, AGAIN, lambda: self._show_rest(telling))
            else:
                await self._lost(telling, fault)

    async def _lost(self, telling: Telling, fault: Exception) -> None:
        # Who deleted the channel knows it; who took a permission away may wonder.
        level = logging.INFO if isinstance(fault, discord.NotFound) else logging.WARNING
        log.log(level, "telling %d ends in channel %d: %s", telling.id, telling.channel_id, fault)
        ended = await self._tellings.lose(telling.id, discord.utils.utcnow())
        self._drop(telling.id)
        if ended is None or ended.shown == UNSHOWN or isinstance(fault, discord.NotFound):
            return
        if ended.message_id is not None:
            # One's own words may be changed where no new ones may be said.
            await self._take_off(ended, ended.position, ended.message_id)

    def _arm(self, telling: Telling, wait: timedelta) -> None:
        self._timers.arm(telling.id, wait, lambda: self._due(telling))

    def _drop(self, telling_id: int) -> None:
        self._timers.cancel(telling_id)
        self._failures.pop(telling_id, None)
