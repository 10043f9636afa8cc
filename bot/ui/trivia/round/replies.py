"""The answers to presses on a round's message: the board itself."""

from bot.core.refusals import Refusal
from bot.services.trivia.boards import Board
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction
from bot.ui.trivia.round.runner import Runner


class Replies:
    """What is said to a press once the service has taken it."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        """Take how a board looks, and who knows whether it may be drawn now."""
        self._desk = desk
        self._runner = runner

    async def gathered(self, interaction: Interaction, lobby: Board | Refusal) -> None:
        """To a press in the lobby."""
        if isinstance(lobby, Refusal):
            await refuse(interaction, lobby, self._desk.privately(interaction))
            return
        with self._runner.updating(lobby.game.id):
            await interaction.response.edit_message(view=self._desk.draw(lobby))

    async def counted(self, interaction: Interaction, board: Board | Refusal, number: int) -> None:
        """To an answer or a vote on that question."""
        if isinstance(board, Refusal):
            await refuse(interaction, board, self._desk.privately(interaction))
            return
        self._runner.heard(board.game.id, interaction)
        if self._runner.takes_update(board.game.id, number):
            with self._runner.updating(board.game.id):
                self._runner.answered(board)
                await interaction.response.edit_message(view=self._desk.draw(board))
        else:
            # Counted, but too late or too crowded to draw: an old board must not come after a new one. Noted
            # before Discord is told, which takes its time: meanwhile a newer board may be noted.
            self._runner.answered(board)
            await interaction.response.defer()
