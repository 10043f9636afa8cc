"""What a press on the leaderboard does: another page, period or measure, or the page for everybody."""

from collections.abc import Sequence

from bot.core.trivia.standing.leaderboard import Measure, Period
from bot.services.services import Services
from bot.services.trivia.leaderboards import Leaderboard
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, public_locale, time_of
from bot.ui.router import Router, chosen, integer
from bot.ui.trivia.standing.views import scores_layout


class ScoreControls:
    """Turns pages, and changes the period or the measure."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of the leaderboard's message to the router."""
        router.add("sc", self.turn, Period, Measure, integer)
        router.add("sp", self.choose_period, Measure, chooses=Period)
        router.add("sm", self.choose_measure, Period, chooses=Measure)
        router.add("ss", self.show, Period, Measure, integer)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sc:<period>:<measure>:<page>`."""
        await self._edit(interaction, Period(ids[0]), Measure(ids[1]), int(ids[2]))

    async def choose_period(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sp:<measure>`, with the period chosen."""
        await self._edit(interaction, Period(chosen(interaction)[0]), Measure(ids[0]), 0)

    async def choose_measure(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sm:<period>`, with the measure chosen."""
        await self._edit(interaction, Period(ids[0]), Measure(chosen(interaction)[0]), 0)

    async def show(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ss:<period>:<measure>:<page>`: the page, for everybody in the channel."""
        page = await self.leaderboard(interaction, Period(ids[0]), Measure(ids[1]), int(ids[2]))
        say = self._frame.publicly(page.locale or public_locale(interaction))
        await interaction.response.send_message(view=scores_layout(page, say, shared=True))

    async def leaderboard(
        self, interaction: Interaction, period: Period, measure: Measure, number: int
    ) -> Leaderboard:
        """The page as it stands now."""
        return await self._services.leaderboards.page(
            interaction.guild_id or 0, actor_of(interaction), period, measure, number, time_of(interaction)
        )

    async def _edit(self, interaction: Interaction, period: Period, measure: Measure, number: int) -> None:
        page = await self.leaderboard(interaction, period, measure, number)
        layout = scores_layout(page, self._frame.privately(interaction))
        await interaction.response.edit_message(view=layout)
