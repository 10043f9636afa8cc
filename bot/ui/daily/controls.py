"""What a press on a daily post does, or on the page of its settings."""

from collections.abc import Sequence

from bot.core.refusals import Refusal
from bot.services.services import Services
from bot.ui.daily.runner import DailyRunner
from bot.ui.daily.views import kept_layout, over_layout
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.router import Router, integer


class DailyControls:
    """Takes answers to the question of the day, and ends the daily post."""

    def __init__(self, frame: Frame, services: Services, runner: DailyRunner) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._runner = runner

    def register(self, router: Router) -> None:
        """Add the ids of a daily post and of its settings page to the router."""
        router.add("dq", self.answer, integer, str)
        router.add("co", self.stop)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`dq:<post>:<answer>`: saved, and confirmed to the member alone."""
        say = self._frame.privately(interaction)
        answered = await self._services.daily_posts.answer(
            int(ids[0]), interaction.user.id, ids[1], time_of(interaction)
        )
        if isinstance(answered, Refusal):
            await refuse(interaction, answered, say)
        else:
            layout = over_layout(answered, say) if answered.over else kept_layout(answered, say)
            await reply_privately(interaction, layout)

    async def stop(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`co`: post no more."""
        if await self._frame.panel.allows(interaction):
            guild_id = interaction.guild_id or 0
            await self._services.dailies.stop(guild_id)
            self._runner.forget(guild_id)
            await self._frame.panel.turn(interaction, "daily")
