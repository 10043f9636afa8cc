"""What a choice from the timeline's menus does."""

from collections.abc import Sequence

from bot.core.refusals import Reason, Refusal
from bot.core.stories.timeline import entry_named
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.router import Router, chosen, integer
from bot.ui.stories.cards.controls import CardControls


class TimelineControls:
    """Opens what tells of a year, in an ephemeral message."""

    def __init__(self, frame: Frame, services: Services, cards: CardControls) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._cards = cards

    def register(self, router: Router) -> None:
        """Add the ids of the timeline's menus to the router."""
        router.add("ty", self.open, integer)

    async def open(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ty:<menu>`, with the id of the chosen entry."""
        entry = entry_named(self._services.library.default, chosen(interaction)[0])
        if entry is None or entry.told_in is None:
            await refuse(interaction, Refusal.because(Reason.GONE), self._frame.privately(interaction))
        else:
            await self._cards.tell(interaction, entry.told_in)
