"""What a press on a claim does: a vote in a channel, or one person's own call."""

from collections.abc import Sequence

from bot.core.refusals import Reason, Refusal
from bot.core.stories.votes import Ballot, Call
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.messages import FAILURES, has_landed
from bot.ui.router import Router, integer
from bot.ui.stories.claims.ballots import BallotDrawing
from bot.ui.stories.claims.runner import BallotRunner
from bot.ui.stories.claims.views import called_layout


class BallotControls:
    """The two buttons to vote, and the one that ends the vote."""

    def __init__(
        self, frame: Frame, services: Services, drawing: BallotDrawing, runner: BallotRunner
    ) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._drawing = drawing
        self._runner = runner

    def register(self, router: Router) -> None:
        """Add the ids of a vote's message to the router."""
        router.add("lv", self.vote, integer, str)
        router.add("lr", self.reveal, integer)

    async def vote(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`lv:<ballot>:<fact or legend>`: answered by an edit of the vote's message."""
        call = _call(ids[1])
        voted: Ballot | Refusal = Refusal.because(Reason.NOT_A_CHOICE)
        if call is not None:
            voted = await self._services.ballots.vote(
                int(ids[0]), interaction.user.id, call, time_of(interaction)
            )
        await self._show(interaction, int(ids[0]), voted)

    async def reveal(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`lr:<ballot>`: ends the vote and shows the verdict."""
        revealed = await self._services.ballots.reveal(int(ids[0]), interaction.user.id, time_of(interaction))
        if isinstance(revealed, Ballot):
            self._runner.ended(revealed.id)
        try:
            await self._show(interaction, int(ids[0]), revealed)
        except FAILURES as fault:
            if isinstance(revealed, Ballot) and not has_landed(fault):
                # The vote is over, whatever happened to the press.
                self._runner.show(revealed)
            raise

    async def _show(self, interaction: Interaction, ballot_id: int, ballot: Ballot | Refusal) -> None:
        if isinstance(ballot, Refusal) and ballot.reason is Reason.VOTE_OVER and _is_open(interaction):
            # The verdict was not written, or a vote's update overwrote it: this press writes it.
            ballot = await self._services.ballots.verdict(ballot_id) or ballot
        if isinstance(ballot, Refusal):
            await refuse(interaction, ballot, self._frame.privately(interaction))
        else:
            await interaction.response.edit_message(view=await self._drawing.layout(ballot))
            if ballot.closed:
                await self._services.ballots.verdict_shown(ballot_id)


class ClaimControls:
    """One person's call: the message turns into the verdict."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of a private claim to the router."""
        router.add("ql", self.call, str, str)

    async def call(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ql:<claim>:<fact or legend>`."""
        say = self._frame.privately(interaction)
        pack = self._services.library.default
        legend = pack.legend(ids[0])
        if legend is None or ids[1] not in ("fact", "legend"):
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await interaction.response.edit_message(view=called_layout(legend, ids[1], pack, say))


def _is_open(interaction: Interaction) -> bool:
    """Whether the message still has the buttons to vote; `State` keeps the first of its buttons."""
    shown = [] if interaction.message is None else interaction.message.components
    return any((getattr(one, "custom_id", None) or "").startswith("lv:") for one in shown)


def _call(text: str) -> Call | None:
    match text:
        case "fact" | "legend":
            return text
        case _:
            return None
