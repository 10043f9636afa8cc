"""A message that the bot posted in answer to an interaction, and edits for as long as it lives."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus

import discord
from discord import NotFound

from bot.ui.layout import Layout
from bot.ui.people import Interaction

log = logging.getLogger(__name__)

TOKEN_LIVES = timedelta(minutes=14)
"""Discord gives an interaction's token 15 minutes; the last one is left to clocks and queues."""

GONE = frozenset({10003, 10008, 50001, 50013})
"""Unknown channel, unknown message, missing access, missing permissions."""

UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN = 10015, 50027


class MessageGoneError(Exception):
    """The message cannot be edited any more: it, its channel or the bot's access is gone."""


class Message:
    """Edits through the interaction's token while that lives, outside the bot's rate limit.

    After that, or when the token is refused, or for a message of a former process, the edit goes
    through the channel.
    """

    def __init__(self, partial: discord.PartialMessage, interaction: Interaction | None = None) -> None:
        """Take the message, and the interaction that it was posted in answer to."""
        self._partial = partial
        self._interaction = interaction

    async def edit(self, layout: Layout) -> datetime:
        """Show the layout; when it landed, by Discord's clock.

        Raises MessageGoneError where there is nothing to edit, HTTPException where Discord fails.
        """
        try:
            edited = await self._edit_by_token(layout) or await self._partial.edit(view=layout)
        except discord.HTTPException as fault:
            if fault.code in GONE or (isinstance(fault, NotFound) and fault.code == 0):
                raise MessageGoneError(str(fault.code)) from fault
            raise
        return edited.edited_at or discord.utils.utcnow()

    async def _edit_by_token(self, layout: Layout) -> discord.Message | None:
        interaction = self._interaction
        if interaction is None:
            return None
        if discord.utils.utcnow() - interaction.created_at >= TOKEN_LIVES:
            self._interaction = None
            return None
        try:
            return await interaction.edit_original_response(view=layout)
        except discord.HTTPException as fault:
            refused = fault.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
            if not refused or fault.code not in (UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN):
                raise
            log.info("an interaction's token was refused early (%d); editing through the channel", fault.code)
            self._interaction = None
            return None
