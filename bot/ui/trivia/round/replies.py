"""Answers presses on a round's message: with the board, or privately."""

from bot.core.refusals import Reason, Refusal
from bot.services.trivia.boards import Board
from bot.ui.components import container
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout
from bot.ui.packs.questions import label
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.round.runner import RoundRunner

LATE = frozenset({Reason.TOO_LATE, Reason.QUESTION_OVER})
"""Why a press on a question is refused that has ended."""


class Replies:
    """Answers a press once the service has taken it, or has not."""

    def __init__(self, frame: Frame, boards: BoardDrawing, runner: RoundRunner) -> None:
        """Keep how a board looks, and the runner, which knows whether it may be drawn now."""
        self._frame = frame
        self._boards = boards
        self._runner = runner

    async def answer_lobby_press(self, interaction: Interaction, lobby: Board | Refusal) -> None:
        """Answer a press in the lobby."""
        if isinstance(lobby, Refusal):
            await refuse(interaction, lobby, self._frame.privately(interaction))
            return
        with self._runner.updating(lobby.game.id):
            await interaction.response.edit_message(view=self._boards.layout(lobby))

    async def answer_question_press(
        self, interaction: Interaction, board: Board | Refusal, round_id: int, number: int
    ) -> None:
        """Answer an answer or a skip vote on that question."""
        if isinstance(board, Refusal):
            await self.refuse(interaction, board, round_id, number)
            return
        self._runner.note_press(round_id, interaction)
        if self._runner.takes_update(round_id, number):
            with self._runner.updating(round_id):
                self._runner.note_answer(board)
                await interaction.response.edit_message(view=self._boards.layout(board))
        else:
            # Counted, but too late or in too many clicks to draw: an old board must not overwrite a new one.
            # Noted before the call to Discord, during which a newer board may be noted.
            self._runner.note_answer(board)
            await interaction.response.defer()

    async def answer_submit(
        self, interaction: Interaction, board: Board | Refusal, round_id: int, number: int, given: str
    ) -> None:
        """Answer privately with what was understood of a typed answer; the board shows it with others."""
        if isinstance(board, Refusal) or not self._runner.may_tell(board, interaction.user.id):
            await self.answer_question_press(interaction, board, round_id, number)
            return
        self._runner.note_press(round_id, interaction)
        # Noted before the call to Discord, during which a newer board may be noted.
        self._runner.note_answer(board)
        self._runner.draw_later(board)
        say = self._frame.privately(interaction)
        key = "question.noted_settled" if self._runner.has_ended(round_id, number) else "question.noted"
        answer = label(board.game.turns[number - 1].asked, given, say)
        await self.tell(interaction, say(key, answer=answer), round_id, number)

    async def tell(self, interaction: Interaction, told: str, round_id: int, number: int) -> None:
        """Tell the presser alone, until that question is over."""
        await reply_privately(interaction, Layout(container(told, colour=CREAM)))
        self._runner.note_private_reply(round_id, number, interaction)

    async def refuse(self, interaction: Interaction, refusal: Refusal, round_id: int, number: int) -> None:
        """Tell the presser alone why not, until that question is over, or else the next."""
        await refuse(interaction, refusal, self._frame.privately(interaction))
        until = number + 1 if refusal.reason in LATE else number
        self._runner.note_private_reply(round_id, until, interaction)
