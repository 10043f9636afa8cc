"""What a press in the private reader does: turns a page, opens a chapter, shows the contents."""

from collections.abc import Sequence

from bot.core.refusals import Refusal
from bot.core.stories.reading import StoryPage
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.router import Router, chosen, integer
from bot.ui.stories.reader.posters import page_poster
from bot.ui.stories.reader.views import contents_layout, page_layout


class ReaderControls:
    """Turns pages: the message is private, so each click is answered by the next page in it."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of the reader's messages to the router."""
        router.add("rd", self.turn, str, integer)
        router.add("ro", self.open, str)
        router.add("rs", self.choose)
        router.add("rg", self.go_on)
        router.add("rc", self.contents)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`rd:<chapter>:<position>`."""
        page = await self._services.readers.turn(
            interaction.user.id, ids[0], int(ids[1]), time_of(interaction)
        )
        await self._show(interaction, page)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ro:<chapter>`: that chapter, at its bookmark."""
        page = await self._services.readers.open(interaction.user.id, ids[0], time_of(interaction))
        await self._show(interaction, page)

    async def choose(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rs`: the chapter that was chosen, at its bookmark."""
        page = await self._services.readers.open(
            interaction.user.id, chosen(interaction)[0], time_of(interaction)
        )
        await self._show(interaction, page)

    async def go_on(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rg`: where the reader left off."""
        await self._show(
            interaction,
            await self._services.readers.open(interaction.user.id, None, time_of(interaction)),
        )

    async def contents(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rc`: back to the contents."""
        pack, reading = await self._services.readers.contents(interaction.user.id)
        say = self._frame.privately(interaction)
        await self._frame.pictures.turn(interaction, None, lambda _: contents_layout(pack, reading, say), say)

    async def _show(self, interaction: Interaction, page: StoryPage | Refusal) -> None:
        say = self._frame.privately(interaction)
        if isinstance(page, Refusal):
            await refuse(interaction, page, say)
        else:
            pack = self._services.library.default
            poster = page_poster(pack, page, say)
            await self._frame.pictures.turn(
                interaction, poster, lambda slot: page_layout(pack, page, say, slot), say
            )
