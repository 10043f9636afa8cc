"""What a press on an open question does: an answer (pressed or typed), My answer, a hint, a skip."""

from collections.abc import Sequence

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.presses import Press
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, click_of, time_of
from bot.ui.modals import typed_in
from bot.ui.packs.questions import label, modal
from bot.ui.router import Router, integer
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.round.replies import Replies
from bot.ui.trivia.round.runner import RoundRunner


class RoundControls:
    """Each control reads its ids, calls the service, and answers with the board or an ephemeral message."""

    def __init__(self, frame: Frame, services: Services, boards: BoardDrawing, runner: RoundRunner) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._runner = runner
        self._replies = Replies(frame, boards, runner)

    def register(self, router: Router) -> None:
        """Add the ids of a question's controls and modal to the router."""
        router.add("tq", self.answer, integer, integer, str)
        router.add("ta", self.open_field, integer, integer)
        router.add("tt", self.submit, integer, integer)
        router.add("tm", self.my_answer, integer, integer)
        router.add("th", self.hint, integer, integer)
        router.add("ts", self.skip, integer, integer)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tq:<round>:<question>:<answer>`: answered by the board, whose roster shows who has answered."""
        round_id, number = int(ids[0]), int(ids[1])
        board = await self._passed_on(interaction, round_id, number, ids[2])
        await self._replies.answer_question_press(interaction, board, round_id, number)

    async def open_field(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ta:<round>:<question>`: opens the modal for a typed answer.

        Discord keeps an open modal through every update of the message below it, so other people's answers
        do not disturb those who type.
        """
        round_id, number = int(ids[0]), int(ids[1])
        turn = await self._services.trivia.may_answer(round_id, number, time_of(interaction))
        if not isinstance(turn, Refusal) and not turn.asked.by_modal:
            turn = Refusal.because(Reason.GONE)
        if isinstance(turn, Refusal):
            await self._replies.refuse(interaction, turn, round_id, number)
            return
        say = self._frame.privately(interaction)
        title = say("question.field_title", number=say.number(number))
        await interaction.response.send_modal(modal(turn.asked, f"tt:{round_id}:{number}", title, say))

    async def submit(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tt:<round>:<question>`: judged by the time of its submit, answered privately."""
        round_id, number = int(ids[0]), int(ids[1])
        turn = await self._services.trivia.may_answer(round_id, number, time_of(interaction))
        given = turn if isinstance(turn, Refusal) else turn.asked.read(typed_in(interaction))
        if isinstance(given, Refusal):
            await self._replies.refuse(interaction, given, round_id, number)
            return
        board = await self._passed_on(interaction, round_id, number, given)
        await self._replies.answer_submit(interaction, board, round_id, number, given)

    async def my_answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tm:<round>:<question>`: shows the member's own answer in an ephemeral message."""
        round_id, number = int(ids[0]), int(ids[1])
        mine = await self._services.trivia.my_answer(round_id, number, interaction.user.id)
        if isinstance(mine, Refusal):
            await self._replies.refuse(interaction, mine, round_id, number)
            return
        say = self._frame.privately(interaction)
        turn, click = mine
        is_over = turn.closes_at is not None and time_of(interaction) > turn.closes_at
        key = "question.mine_settled" if is_over else "question.mine"
        told = say(key, answer=label(turn.asked, click.given, say))
        await self._replies.tell(interaction, told, round_id, number)

    async def hint(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`th:<round>:<question>`: shows the answers that are left in an ephemeral message."""
        round_id, number = int(ids[0]), int(ids[1])
        given = await self._services.trivia.hint(round_id, _press(interaction, number))
        if isinstance(given, Refusal):
            await self._replies.refuse(interaction, given, round_id, number)
            return
        say = self._frame.privately(interaction)
        hint, board = given
        # The hint may have voided an answer that arrived before it, and then the question goes on.
        self._runner.note_answer(board)
        turn = board.game.turns[hint.number - 1]
        left = [
            f"**{label(turn.asked, answer, say)}**"
            for answer in turn.asked.answers
            if answer not in hint.dropped
        ]
        await self._replies.tell(interaction, say("hint.given", left=say.list(left)), round_id, number)

    async def skip(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ts:<round>:<question>`: answered by the board, which counts the votes."""
        round_id, number = int(ids[0]), int(ids[1])
        board = await self._services.trivia.skip(round_id, _press(interaction, number))
        await self._replies.answer_question_press(interaction, board, round_id, number)

    async def _passed_on(
        self, interaction: Interaction, round_id: int, number: int, given: str
    ) -> Board | Refusal:
        """Pass on an answer that was pressed or typed; returns what comes of it."""
        click = click_of(interaction, given)
        return await self._services.trivia.answer(round_id, number, actor_of(interaction), click)


def _press(interaction: Interaction, number: int) -> Press:
    return Press(interaction.user.id, number, time_of(interaction), interaction.id)
