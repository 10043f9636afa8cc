"""The private replies that stand under a message, and their deletion."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import discord

from bot.ui.connection.clock import Clock
from bot.ui.interactions import Interaction
from bot.ui.messages import FAILURES, TOKEN_LIVES
from bot.ui.timers import Step

log = logging.getLogger(__name__)

MOST_KEPT = 200
"""Members under one message whose reply is remembered; the oldest goes before its time."""

AT_ONCE = 10
"""Deletions that are sent together."""


class PrivateReplies:
    """At most one for each member. They are deleted by their own tokens, beside whatever else goes on.

    Nothing depends on it: what cannot be deleted stays, and a new process does not know of it.
    """

    def __init__(self, clock: Clock, start: Callable[[Step], None]) -> None:
        """Keep the clock, and what runs a step beside its caller."""
        self._clock = clock
        self._start = start
        self._kept: dict[int, tuple[int, Interaction]] = {}
        """The number of the last question under which each member's reply stands, and what it answered."""
        self._past = 0

    def __len__(self) -> int:
        """How many members have one."""
        return len(self._kept)

    def keep(self, interaction: Interaction, number: int) -> None:
        """Remember the reply that was just sent until that question ends; the member's older one goes."""
        if interaction.response.type is not discord.InteractionResponseType.channel_message:
            # The answer is the message itself.
            return
        gone = []
        older = self._kept.pop(interaction.user.id, None)
        if older is not None:
            gone.append(older[1])
        # One that was on its way while its question ended goes with the next.
        self._kept[interaction.user.id] = max(number, self._past + 1), interaction
        if len(self._kept) > MOST_KEPT:
            gone.append(self._kept.pop(next(iter(self._kept)))[1])
        self._delete(gone)

    def clear(self, number: int) -> None:
        """Delete those of the questions up to that number."""
        self._past = max(self._past, number)
        gone = {member: kept for member, kept in self._kept.items() if kept[0] <= number}
        for member in gone:
            del self._kept[member]
        self._delete([interaction for _, interaction in gone.values()])

    def _delete(self, gone: Sequence[Interaction]) -> None:
        if gone:
            self._start(lambda: self._delete_all(gone))

    async def _delete_all(self, gone: Sequence[Interaction]) -> None:
        for first in range(0, len(gone), AT_ONCE):
            await asyncio.gather(*map(self._delete_one, gone[first : first + AT_ONCE]))

    async def _delete_one(self, interaction: Interaction) -> None:
        if self._clock.now() - interaction.created_at >= TOKEN_LIVES:
            return
        try:
            await interaction.delete_original_response()
        except FAILURES as fault:
            # Its reader may have dismissed it.
            log.debug("a private reply was not deleted: %s", fault)
