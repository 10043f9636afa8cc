"""The one clock of the user interface: Discord's, as far as this computer can tell it."""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
import discord

from bot.core.offset import Offset

log = logging.getLogger(__name__)

WORTH_TELLING = timedelta(seconds=2)
"""A clock that is wrong by more than this is told to the operator, and again when it changes by as much."""


class Clock:
    """Tells the time by which everything is judged that people see counting down.

    Presses carry Discord's time, and people see deadlines count down by clocks of their own. A wrong clock
    of this computer would end a lobby early, or late.
    """

    def __init__(self) -> None:
        """Believe this computer, until Discord says otherwise."""
        self._offset = Offset()
        self._told = timedelta()

    def now(self) -> datetime:
        """The time at Discord."""
        return discord.utils.utcnow() + self._offset.value

    def note_arrival(self, happened: datetime) -> None:
        """Learn from something that has just arrived, and happened at that time of Discord's."""
        self._learn(self._offset.after_event(happened, discord.utils.utcnow()))

    def trace(self) -> aiohttp.TraceConfig:
        """What learns from the `Date` of each of Discord's answers, to be given to the client's HTTP."""
        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(self._note_question)
        trace.on_request_end.append(self._note_answer)
        return trace

    async def _note_question(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _told: aiohttp.TraceRequestStartParams,
    ) -> None:
        context.asked = discord.utils.utcnow()

    async def _note_answer(
        self, _session: aiohttp.ClientSession, context: SimpleNamespace, told: aiohttp.TraceRequestEndParams
    ) -> None:
        arrived = discord.utils.utcnow()
        dated = _date(told.response.headers.get("Date", ""))
        if dated is not None:
            self._learn(self._offset.after_answer(dated, context.asked, arrived))

    def _learn(self, offset: Offset) -> None:
        self._offset = offset
        if abs(offset.value - self._told) <= WORTH_TELLING:
            return
        self._told = offset.value
        if abs(offset.value) <= WORTH_TELLING:
            log.warning("this computer's clock agrees with Discord's again")
            return
        seconds = offset.value.total_seconds()
        log.warning(
            "this computer's clock is %.1f s %s Discord's; whatever counts down goes by Discord's",
            abs(seconds),
            "ahead of" if seconds < 0 else "behind",
        )


def _date(header: str) -> datetime | None:
    try:
        dated = parsedate_to_datetime(header)
    except ValueError:
        return None
    return dated.replace(tzinfo=UTC) if dated.tzinfo is None else dated
