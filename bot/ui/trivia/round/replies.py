"""Answers presses on a round's message with the board."""

from bot.core.refusals import Refusal
from bot.services.trivia.boards import Board
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.round.runner import RoundRunner


class Replies:
    """Answers a press once the service has taken it."""

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
        self, interaction: Interaction, board: Board | Refusal, number: int
    ) -> None:
        """Answer an answer or a skip vote on that question."""
        if isinstance(board, Refusal):
            await refuse(interaction, board, self._frame.privately(interaction))
            return
        self._runner.note_press(board.game.id, interaction)
        if self._runner.takes_update(board.game.id, number):
            with self._runner.updating(board.game.id):
                self._runner.note_answer(board)
                await interaction.response.edit_message(view=self._boards.layout(board))
        else:
            # Counted, but too late or in too many clicks to draw: an old board must not overwrite a new one.
            # Noted before the call to Discord, during which a newer board may be noted.
            self._runner.note_answer(board)
            await interaction.response.defer()
