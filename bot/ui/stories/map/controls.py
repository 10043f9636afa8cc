"""What a press beside the map does: the map of a stop."""

from collections.abc import Sequence

from bot.services.services import Services
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.router import Router
from bot.ui.stories.map.commands import show_map


class MapControls:
    """Opens the map of a stop."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the map is made of."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids to the router."""
        router.add("mo", self.open, str)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`mo:<stop>`: as `/map` shows it."""
        await show_map(self._frame, self._services, interaction, ids[0])
