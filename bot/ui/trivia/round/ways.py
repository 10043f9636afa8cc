"""The controls of the ways to play: a hint, a vote to skip, a side, even sides."""

from collections.abc import Sequence

from bot.core.refusals import Refusal
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.teams import Team
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.interactions import Interaction, actor_of, moment_of
from bot.ui.layout import CREAM, Layout, card
from bot.ui.packs.questions import label
from bot.ui.router import Router
from bot.ui.trivia.round.replies import Replies
from bot.ui.trivia.round.runner import Runner


class WayControls:
    """Each reads its ids, asks the service, and answers with the board, or its presser alone."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        """Take what the controls act on."""
        self._desk = desk
        self._runner = runner
        self._replies = Replies(desk, runner)

    def register(self, router: Router) -> None:
        """Take the ids of these controls."""
        router.add("th", self.hint)
        router.add("ts", self.skip)
        router.add("tv", self.choose)
        router.add("tz", self.balance)

    async def hint(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`th:<round>:<question>`: what is left is told to the asker alone."""
        say = self._desk.privately(interaction)
        given = await self._desk.trivia.hint(int(ids[0]), _press(interaction, int(ids[1])))
        if isinstance(given, Refusal):
            await refuse(interaction, given, say)
            return
        hint, board = given
        # An answer that overtook the hint may have fallen away by it, and the question goes on.
        self._runner.answered(board)
        turn = board.game.turns[hint.number - 1]
        left = [f"**{label(turn.asked, one, say)}**" for one in turn.asked.answers if one not in hint.dropped]
        await whisper(interaction, Layout(card(say("hint.given", left=say.list(left)), colour=CREAM)))

    async def skip(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ts:<round>:<question>`: acknowledged by the board, which counts the votes."""
        round_id, number = int(ids[0]), int(ids[1])
        board = await self._desk.trivia.skip(round_id, _press(interaction, number))
        await self._replies.counted(interaction, board, number)

    async def choose(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tv:<round>:<side>`."""
        lobby = await self._desk.lobbies.choose(
            int(ids[0]), actor_of(interaction), Team(ids[1]), moment_of(interaction)
        )
        await self._replies.gathered(interaction, lobby)

    async def balance(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tz:<round>`."""
        evened = await self._desk.lobbies.balance(int(ids[0]), actor_of(interaction))
        await self._replies.gathered(interaction, evened)


def _press(interaction: Interaction, number: int) -> Press:
    return Press(interaction.user.id, number, moment_of(interaction), interaction.id)
