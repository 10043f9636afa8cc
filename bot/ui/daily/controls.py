"""What a press on a daily post does, or on the page of its settings."""

from collections.abc import Sequence

from bot.core.daily.schedule import DailyKind
from bot.core.refusals import Refusal
from bot.services.services import Services
from bot.ui.daily.commands import DailyCommands
from bot.ui.daily.runner import DailyRunner
from bot.ui.daily.views import kept_layout, over_layout
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.modals import field_modal, typed_in
from bot.ui.router import Router, chosen, integer

LONGEST_TIME = 20
"""Characters."""


class DailyControls:
    """Takes answers to the question of the day, and ends the daily post."""

    def __init__(
        self, frame: Frame, services: Services, runner: DailyRunner, commands: DailyCommands
    ) -> None:
        """Keep what the controls act on, and the command that sets a daily post up."""
        self._commands = commands
        self._frame = frame
        self._services = services
        self._runner = runner

    def register(self, router: Router) -> None:
        """Add the ids of a daily post and of its settings page to the router."""
        router.add("dq", self.answer, integer, str)
        router.add("co", self.stop)
        router.add("dc", self.set_channel, chooses=integer)
        router.add("dk", self.set_kind, chooses=DailyKind)
        router.add("dt", self.ask_time)
        router.add("du", self.set_time)

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

    async def set_channel(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`dc`, with the channel chosen; with none, it stays where it is."""
        channels = [int(channel_id) for channel_id in chosen(interaction)]
        await self._set(interaction, channel_id=channels[0] if channels else None)

    async def set_kind(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`dk`, with the kind chosen."""
        await self._set(interaction, kind=chosen(interaction)[0])

    async def ask_time(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`dt`: opens the field for the time."""
        if await self._frame.panel.allows(interaction):
            say = self._frame.privately(interaction)
            title, label, hint = (say(f"daily_time.{part}") for part in ("title", "label", "hint"))
            await interaction.response.send_modal(field_modal("du", title, label, hint, LONGEST_TIME))

    async def set_time(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`du`: the time that was typed."""
        await self._set(interaction, time=typed_in(interaction))

    async def _set(
        self,
        interaction: Interaction,
        channel_id: int | None = None,
        time: str | None = None,
        kind: str | None = None,
    ) -> None:
        if not await self._frame.panel.allows(interaction):
            return
        refusal = await self._commands.set_up(interaction, channel_id, time, kind)
        if refusal is None:
            await self._frame.panel.turn(interaction, "daily")
        else:
            await refuse(interaction, refusal, self._frame.privately(interaction))

    async def stop(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`co`: post no more."""
        if await self._frame.panel.allows(interaction):
            guild_id = interaction.guild_id or 0
            await self._services.dailies.stop(guild_id)
            self._runner.forget(guild_id)
            await self._frame.panel.turn(interaction, "daily")
