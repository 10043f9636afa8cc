"""Tells, in place of its board, that a round cannot go on because its rows cannot be read."""

import logging

from bot.core.trivia.round.play import Damaged
from bot.ui.components import container
from bot.ui.errors import fault_code
from bot.ui.frame import Frame
from bot.ui.layout import RED, Layout
from bot.ui.messages import FAILURES, MessageGoneError

log = logging.getLogger(__name__)


class DamagedRoundNotice:
    """Edits the board of a damaged round; the code stands in the log with what is wrong."""

    def __init__(self, frame: Frame) -> None:
        """Take the sentences and the way to messages."""
        self._frame = frame

    async def send(self, damaged: Damaged) -> None:
        """Tell it, if the round had a board."""
        code = fault_code(damaged.fault, f"round:{damaged.round_id}")
        if damaged.message_id is None:
            return
        say = self._frame.publicly(damaged.locale)
        message = self._frame.message(damaged.guild_id, damaged.channel_id, damaged.message_id)
        try:
            await message.edit(Layout(container(say("lost.damaged", code=code), colour=RED)))
        except (*FAILURES, MessageGoneError) as fault:
            log.warning("nobody could be told that round %d is damaged: %s", damaged.round_id, fault)
