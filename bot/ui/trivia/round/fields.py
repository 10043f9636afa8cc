"""The field that an answer to a round's question is typed into."""

from collections.abc import Sequence

from bot.core.refusals import Reason, Refusal
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, moment_of
from bot.ui.packs.questions import modal, typed_in
from bot.ui.router import Router
from bot.ui.trivia.round.controls import RoundControls


class FieldControls:
    """Opens the field, and takes what was typed at the moment when it was sent.

    Discord keeps an open field through every update of the message below it, so nobody who types is
    disturbed by those who have answered.
    """

    def __init__(self, desk: Desk, rounds: RoundControls) -> None:
        """Take what the controls act on, and who takes answers."""
        self._desk = desk
        self._rounds = rounds

    def register(self, router: Router) -> None:
        """Take the ids of the field: of the button that opens it, and its own."""
        router.add("ta", self.open)
        router.add("tt", self.submit)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ta:<round>:<question>`."""
        say = self._desk.privately(interaction)
        round_id, number = int(ids[0]), int(ids[1])
        turn = await self._desk.trivia.may_answer(round_id, number, moment_of(interaction))
        if not isinstance(turn, Refusal) and not turn.asked.by_modal:
            turn = Refusal.because(Reason.GONE)
        if isinstance(turn, Refusal):
            await refuse(interaction, turn, say)
            return
        title = say("question.field_title", number=say.number(number))
        await interaction.response.send_modal(modal(turn.asked, f"tt:{round_id}:{number}", title, say))

    async def submit(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tt:<round>:<question>`: judged by the moment of sending, answered by the board itself."""
        round_id, number = int(ids[0]), int(ids[1])
        turn = await self._desk.trivia.may_answer(round_id, number, moment_of(interaction))
        given = turn if isinstance(turn, Refusal) else turn.asked.read(typed_in(interaction))
        if isinstance(given, Refusal):
            await refuse(interaction, given, self._desk.privately(interaction))
        else:
            await self._rounds.take(interaction, round_id, number, given)
