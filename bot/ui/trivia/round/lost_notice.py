"""Announces once that a round has lost its board: below the board, else to its starter alone."""

import logging

import discord

from bot.services.trivia.boards import Board
from bot.ui.frame import Frame
from bot.ui.messages import FAILURES, Loss, Message
from bot.ui.trivia.round.lost_board import lost_board_dm_layout, lost_board_layout

log = logging.getLogger(__name__)


class LostBoardNotice:
    """Sends the notice that a round is over."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame, which reaches people and knows their locales."""
        self._frame = frame

    async def send(self, board: Board, loss: Loss, message: Message) -> None:
        """Say that the round is over, and what was scored; if nobody can be reached, only log it."""
        game = board.game
        doctor = self._frame.command("config", "doctor")
        layout = lost_board_layout(board, loss, self._frame.publicly(game.locale), doctor)
        if await message.post_below(layout, loss):
            log.info("round %d lost its board (%s); its channel was told", game.id, loss)
            return
        locale = self._frame.locales.of(game.starter_id) or game.locale
        guild = self._frame.client.get_guild(game.guild_id)
        direct_layout = lost_board_dm_layout(
            board, loss, guild.name if guild else None, self._frame.publicly(locale), doctor
        )
        try:
            direct = await self._frame.client.create_dm(discord.Object(game.starter_id))
            await direct.send(view=direct_layout)
        except FAILURES as fault:
            # They take no messages from the bot, or have left; the scores are kept in any case.
            log.warning("round %d lost its board (%s); nobody could be told: %s", game.id, loss, fault)
        else:
            log.info("round %d lost its board (%s); its starter was told", game.id, loss)
