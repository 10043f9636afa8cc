"""Edits a message that the bot posted, for as long as the message exists."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

import aiohttp
import discord
from discord import NotFound

from bot.ui.connection.clock import Clock
from bot.ui.interactions import Interaction
from bot.ui.layout import Layout

log = logging.getLogger(__name__)

TOKEN_LIVES = timedelta(minutes=14)
"""An interaction's token lives 15 minutes; the last one is a margin for clocks and queues."""

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, MISSING_ACCESS, MISSING_PERMISSIONS = 10003, 10008, 50001, 50013
THREAD_ARCHIVED, THREAD_LOCKED = 50083, 160005
GONE = frozenset(
    {
        UNKNOWN_CHANNEL,
        UNKNOWN_MESSAGE,
        MISSING_ACCESS,
        MISSING_PERMISSIONS,
        THREAD_ARCHIVED,
        THREAD_LOCKED,
    }
)

TOO_MANY_EDITS = 30046
"""Discord takes few edits of a message that is older than an hour."""

UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN = 10015, 50027

ACKNOWLEDGED_BEFORE = 40060

FAILURES = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What a call to Discord raises when it fails, at Discord or on the network."""


def may_pass(fault: Exception) -> bool:
    """Whether Discord or the network has failed, or Discord is busy, so that the same call may work soon."""
    return not isinstance(fault, discord.HTTPException) or (
        fault.status == HTTPStatus.TOO_MANY_REQUESTS or fault.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )


class Loss(StrEnum):
    """Why a message cannot be edited any more."""

    FORBIDDEN = "forbidden"
    MESSAGE = "message"
    CHANNEL = "channel"
    THREAD = "thread"
    """Its thread was archived or locked."""
    UNREACHABLE = "silence"
    """Discord has accepted no edit for too long."""


LOSSES: Final = MappingProxyType(
    {
        UNKNOWN_CHANNEL: Loss.CHANNEL,
        UNKNOWN_MESSAGE: Loss.MESSAGE,
        MISSING_ACCESS: Loss.FORBIDDEN,
        MISSING_PERMISSIONS: Loss.FORBIDDEN,
        THREAD_ARCHIVED: Loss.THREAD,
        THREAD_LOCKED: Loss.THREAD,
    }
)


def loss_by(fault: Exception) -> Loss:
    """What a call to Discord that failed says of the place where it was made."""
    return LOSSES.get(getattr(fault, "code", 0), Loss.UNREACHABLE)


def has_landed(fault: Exception) -> bool:
    """Whether the answer to an interaction arrived although the call failed: it was sent twice."""
    return isinstance(fault, discord.HTTPException) and fault.code == ACKNOWLEDGED_BEFORE


class MessageGoneError(Exception):
    """The message cannot be edited any more: it, its channel or the bot's access is gone."""

    def __init__(self, code: int) -> None:
        """Keep Discord's error code; 0 is a 404 without one."""
        super().__init__(str(code))
        self.loss = LOSSES.get(code, Loss.FORBIDDEN if code else Loss.MESSAGE)


class Message:
    """Edits through the interaction's token while that lives, outside the bot's rate limit.

    After that, or when the token is refused, or for a message of a former process, the edit goes
    through the channel.
    """

    def __init__(
        self, partial: discord.PartialMessage, clock: Clock, interaction: Interaction | None = None
    ) -> None:
        """Keep the message, the clock, and the interaction that the message answered."""
        self._partial = partial
        self._clock = clock
        self._interaction = interaction
        self._newest = interaction

    def note_press(self, interaction: Interaction) -> None:
        """Note a press on the message: the newest token works longest."""
        self._newest = interaction

    async def post_below(self, layout: Layout, loss: Loss) -> bool:
        """Post below the message, which cannot be edited any more; returns whether that worked.

        A token works whatever the bot's permissions in the channel, for 15 minutes after its press.
        """
        if loss in (Loss.CHANNEL, Loss.THREAD):
            return False
        try:
            if self._newest is not None and self._token_lives(self._newest):
                await self._newest.followup.send(view=layout)
            elif loss is Loss.MESSAGE:
                await self._partial.channel.send(view=layout)
            else:
                return False
        except FAILURES as fault:
            log.info("nothing could be said below message %d: %s", self._partial.id, fault)
            return False
        return True

    async def edit(self, layout: Layout, files: Sequence[discord.File] = ()) -> datetime:
        """Show the layout with just these files; returns when it was edited, by Discord's clock.

        Raises MessageGoneError where there is nothing to edit, HTTPException where Discord fails or
        refuses the files.
        """
        try:
            edited = await self._edit_by_token(layout, files) or await self._edit_by_channel(layout, files)
        except discord.HTTPException as fault:
            if files and fault.status == HTTPStatus.FORBIDDEN and fault.code != MISSING_ACCESS:
                # Perhaps only the files are not allowed.
                raise
            if fault.code in GONE or (isinstance(fault, NotFound) and fault.code == 0):
                raise MessageGoneError(fault.code) from fault
            raise
        return edited.edited_at or self._clock.now()

    async def redraw(self, layout: Layout, files: Sequence[discord.File] = ()) -> None:
        """Show the layout by a token alone, outside the bot's rate limit; a failure is left to the next edit.

        The token is that of the interaction which the message answered, or else of the newest press on it.
        """
        try:
            if self._interaction is not None and self._token_lives(self._interaction):
                await self._interaction.edit_original_response(view=layout, attachments=files)
            elif self._newest is not None and self._token_lives(self._newest):
                await self._newest.followup.edit_message(self._partial.id, view=layout, attachments=files)
        except FAILURES as fault:
            log.info("message %d was not redrawn: %s", self._partial.id, fault)

    def _token_lives(self, interaction: Interaction) -> bool:
        return self._clock.now() - interaction.created_at < TOKEN_LIVES

    async def _edit_by_channel(self, layout: Layout, files: Sequence[discord.File]) -> discord.Message:
        for file in files:
            # The edit by token may have read it to its end.
            file.reset()
        return await self._partial.edit(view=layout, attachments=files)

    async def _edit_by_token(self, layout: Layout, files: Sequence[discord.File]) -> discord.Message | None:
        interaction = self._interaction
        if interaction is None:
            return None
        if not self._token_lives(interaction):
            self._interaction = None
            return None
        try:
            return await interaction.edit_original_response(view=layout, attachments=files)
        except discord.HTTPException as fault:
            refused = fault.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
            if not refused or fault.code not in (UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN):
                raise
            log.info("an interaction's token was refused early (%d); editing through the channel", fault.code)
            self._interaction = None
            return None
