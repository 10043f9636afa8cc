"""Ends the votes on claims when their time is over, across restarts."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.core.refusals import Refusal
from bot.core.stories.votes import NOBODY, Ballot
from bot.core.trivia.round.rounds import GRACE
from bot.services.stories.ballots import Ballots
from bot.ui.connection.clock import Clock
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, TOO_MANY_EDITS, Message, MessageGoneError, may_pass
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=5)
MOST_RETRIES = 12

UNTIL_EDITS_ARE_TAKEN = timedelta(minutes=10)
"""A message that is older than an hour, and was edited too often, takes edits again after a while."""


class BallotRunner:
    """Arms a timer for each open vote and writes its verdict."""

    def __init__(
        self,
        ballots: Ballots,
        draw: Callable[[Ballot], Awaitable[Layout]],
        fetch: Callable[[Ballot], Message],
        clock: Clock,
    ) -> None:
        """Keep the service, how a vote looks, how to reach a message without a token, and the clock."""
        self._ballots = ballots
        self._draw = draw
        self._fetch = fetch
        self._clock = clock
        self._timers = Timers(log)

    async def resume(self) -> None:
        """Arm the votes that were open when the bot last stopped, and show each verdict not yet shown."""
        for ballot in await self._ballots.unshown(self._clock.now()):
            self.show(ballot)
        for ballot in await self._ballots.open_ballots():
            if ballot.message_id is None and ballot.asker_id == NOBODY:
                # A daily post that is being sent: the daily runner opens its vote, or ends it on failure.
                continue
            if ballot.message_id is None:
                await self._ballots.reveal(ballot.id, None, self._clock.now())
            else:
                self.open(ballot, self._fetch(ballot))

    def open(self, ballot: Ballot, message: Message) -> None:
        """Set the timer of a vote that was just shown; votes cast in time have the grace to arrive."""
        wait = max(ballot.closes_at - self._clock.now(), timedelta()) + GRACE
        self._timers.arm(ballot.id, wait, lambda: self._close(ballot.id, message))

    def ended(self, ballot_id: int) -> None:
        """Cancel the timer of a vote that was closed early."""
        self._timers.cancel(ballot_id)

    def show(self, ballot: Ballot) -> None:
        """Write a verdict by an edit of the message, where no press is answered with it."""
        self._timers.start(lambda: self._show(ballot, self._fetch(ballot), MOST_RETRIES), ballot.id)

    async def close(self) -> None:
        """Stop all timers; the votes stay in the database."""
        await self._timers.close()

    async def _close(self, ballot_id: int, message: Message) -> None:
        revealed = await self._ballots.reveal(ballot_id, None, self._clock.now())
        if not isinstance(revealed, Refusal):
            await self._timers.run_now(ballot_id, lambda: self._show(revealed, message, MOST_RETRIES))

    async def _show(self, ballot: Ballot, message: Message, retries: int) -> None:
        """Write the verdict; while Discord itself fails, try again for a minute."""
        try:
            await message.edit(await self._draw(ballot))
        except MessageGoneError as gone:
            log.info("ballot %d lost its message: %s", ballot.id, gone)
            await self._timers.run_now(ballot.id, lambda: self._ballots.verdict_shown(ballot.id))
        except FAILURES as fault:
            if may_pass(fault) and retries:
                log.warning("the verdict of ballot %d was not shown yet: %s", ballot.id, fault)
                is_old = getattr(fault, "code", 0) == TOO_MANY_EDITS
                wait = UNTIL_EDITS_ARE_TAKEN if is_old else RETRY
                self._timers.arm(ballot.id, wait, lambda: self._show(ballot, message, retries - 1))
            else:
                log.exception("the verdict of ballot %d was not shown", ballot.id)
        else:
            await self._timers.run_now(ballot.id, lambda: self._ballots.verdict_shown(ballot.id))
