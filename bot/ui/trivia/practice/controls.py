"""The controls of a practice: each press updates its one message."""

from collections.abc import Sequence

from bot.core.refusals import Refusal
from bot.core.trivia.practice import Practice
from bot.services.services import Services
from bot.services.trivia.practices import Begun
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.modals import typed_in
from bot.ui.packs.questions import modal
from bot.ui.router import Router, chosen, integer
from bot.ui.trivia.practice.views import EVERYTHING, practice_page


class PracticeControls:
    """Runs a private practice; a press that comes twice, or late, shows its current page."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of a practice's message to the router."""
        router.add("pa", self.answer, integer, integer, str)
        router.add("po", self.open_field, integer, integer)
        router.add("pt", self.typed, integer, integer)
        router.add("pn", self.go_on, integer, integer)
        router.add("pr", self.again, str)
        router.add("pc", self.choose)

    async def begin(self, interaction: Interaction, topic: str | None) -> None:
        """A new practice, in a new message."""
        say = self._frame.privately(interaction)
        begun = await self._begin(interaction, topic)
        if isinstance(begun, Refusal):
            await refuse(interaction, begun, say)
            return
        pack = self._services.library.pack(begun.practice.pack_id)
        page = practice_page(begun.practice, pack, self._services.maps, say, is_ahead=begun.is_ahead)
        await self._frame.pictures.show(interaction, page.picture, page.build, say)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`pa:<practice>:<question>:<answer>`."""
        practice = await self._services.practices.answer(
            interaction.user.id, int(ids[0]), int(ids[1]), ids[2]
        )
        await self._turn(interaction, practice)

    async def open_field(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`po:<practice>:<question>`: opens the modal for a typed answer."""
        say = self._frame.privately(interaction)
        practice = await self._services.practices.current(interaction.user.id, int(ids[0]))
        if (
            isinstance(practice, Refusal)
            or practice.asked is None
            or practice.answered is not None
            or practice.number != int(ids[1])
            or not practice.asked.by_modal
        ):
            await self._turn(interaction, practice)
            return
        title = say(
            "practice.field", number=say.number(practice.number), of=say.number(len(practice.questions))
        )
        field = modal(practice.asked, f"pt:{practice.id}:{practice.number}", title, say)
        await interaction.response.send_modal(field)

    async def typed(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`pt:<practice>:<question>`, with what was typed."""
        practice = await self._services.practices.answer(
            interaction.user.id, int(ids[0]), int(ids[1]), typed_in(interaction)
        )
        await self._turn(interaction, practice)

    async def go_on(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`pn:<practice>:<question>`: from that question to the next, or to the result."""
        practice = await self._services.practices.go_on(
            interaction.user.id, int(ids[0]), int(ids[1]), time_of(interaction)
        )
        await self._turn(interaction, practice)

    async def again(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`pr:<topic>`: another practice on the same, in the same message."""
        await self._begin_here(interaction, ids[0])

    async def choose(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`pc`: another practice on the topic that was chosen, in the same message."""
        await self._begin_here(interaction, chosen(interaction)[0])

    async def _begin_here(self, interaction: Interaction, topic: str) -> None:
        begun = await self._begin(interaction, None if topic == EVERYTHING else topic)
        if isinstance(begun, Begun):
            await self._turn(interaction, begun.practice, is_ahead=begun.is_ahead)
        else:
            await self._turn(interaction, begun)

    async def _begin(self, interaction: Interaction, topic: str | None) -> Begun | Refusal:
        return await self._services.practices.begin(
            interaction.user.id, interaction.guild_id, topic, time_of(interaction)
        )

    async def _turn(
        self, interaction: Interaction, practice: Practice | Refusal, *, is_ahead: bool = False
    ) -> None:
        say = self._frame.privately(interaction)
        if isinstance(practice, Refusal):
            await refuse(interaction, practice, say)
            return
        pack = self._services.library.pack(practice.pack_id)
        in_guild = interaction.guild_id is not None
        page = practice_page(practice, pack, self._services.maps, say, is_ahead=is_ahead, in_guild=in_guild)
        await self._frame.pictures.turn(interaction, page.picture, page.build, say)
