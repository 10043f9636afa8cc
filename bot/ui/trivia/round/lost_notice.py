"""Tells of a round's end where its board cannot: below it, else its starter alone. Once."""

import logging

import discord

from bot.services.trivia.boards import Board
from bot.ui.desk import Desk
from bot.ui.locales import Acquaintances
from bot.ui.messages import FAILURES, Loss, Message
from bot.ui.trivia.round.lost_board import last_letter, last_words

log = logging.getLogger(__name__)


class LastWords:
    """Speaks for boards that are lost."""

    def __init__(self, client: discord.Client, desk: Desk, acquaintances: Acquaintances) -> None:
        """Take who reaches people, and what is known of them."""
        self._client = client
        self._desk = desk
        self._acquaintances = acquaintances

    async def speak(self, board: Board, loss: Loss, message: Message) -> None:
        """Say that the round is over, and what was scored; where nobody can be reached, the log has it."""
        game = board.game
        doctor = self._desk.command("config", "doctor")
        words = last_words(board, loss, self._desk.publicly(game.locale), doctor)
        if await message.follow(words, loss):
            log.info("round %d lost its board (%s); its channel was told", game.id, loss)
            return
        locale = self._acquaintances.of(game.starter_id).locale or game.locale
        guild = self._client.get_guild(game.guild_id)
        letter = last_letter(board, loss, guild.name if guild else None, self._desk.publicly(locale), doctor)
        try:
            private = await self._client.create_dm(discord.Object(game.starter_id))
            await private.send(view=letter)
        except FAILURES as fault:
            # They take no messages from here, or have left; what was scored stands in the scores.
            log.warning("round %d lost its board (%s); nobody could be told: %s", game.id, loss, fault)
        else:
            log.info("round %d lost its board (%s); its starter was told", game.id, loss)
