"""What a press on the settings panel does. Every change is saved at once."""

from collections.abc import Sequence

from bot.core.guilds.settings import Feature, Purpose, Starters, Stoppers, Switch
from bot.core.trivia.round.rounds import PAUSES
from bot.services.guilds.settings import Guilds
from bot.ui.guilds.pages import SettingsPages
from bot.ui.guilds.trivia_page import DEFAULT
from bot.ui.handover.panel import Panel
from bot.ui.interactions import Interaction
from bot.ui.router import Router, chosen, integer


class ConfigControls:
    """The panel's buttons and selects; each checks Manage Server again, whoever pressed it."""

    def __init__(self, panel: Panel, guilds: Guilds, pages: SettingsPages) -> None:
        """Keep the panel, what the controls change, and the pages."""
        self._panel = panel
        self._guilds = guilds
        self._pages = pages

    def register(self, router: Router) -> None:
        """Add the panel's ids to the router."""
        router.add("cp", self.page, str)
        router.add("cc", self.set_channels, Purpose, chooses=integer)
        router.add("cr", self.set_role, chooses=integer)
        router.add("cq", self.set_questions, chooses=_figure)
        router.add("cs", self.set_seconds, chooses=_figure)
        router.add("cu", self.set_pause, chooses=_pause)
        router.add("ca", self.set_starters, chooses=Starters)
        router.add("ce", self.set_stoppers, chooses=Stoppers)
        router.add("cw", self.switch_feature, Feature, Switch)
        router.add("cx", self.reset)

    async def page(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cp:<page>`."""
        if await self._panel.allows(interaction):
            await self._panel.turn(interaction, ids[0])

    async def set_channels(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cc:<purpose>`, with the channels chosen."""
        if await self._panel.allows(interaction):
            channels = [int(channel_id) for channel_id in chosen(interaction)]
            await self._guilds.set_channels(interaction.guild_id or 0, Purpose(ids[0]), channels)
            await self._panel.turn(interaction, "channels")

    async def set_role(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cr`, with the quizmasters' role chosen, or none."""
        if await self._panel.allows(interaction):
            role = next((int(role_id) for role_id in chosen(interaction)), None)
            await self._guilds.set_quizmasters(interaction.guild_id or 0, role)
            await self._panel.turn(interaction, "trivia")

    async def set_questions(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cq`, with the number of questions chosen."""
        if await self._panel.allows(interaction):
            questions = _figure(chosen(interaction)[0])
            await self._guilds.set_questions(interaction.guild_id or 0, questions)
            await self._panel.turn(interaction, "trivia")

    async def set_seconds(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cs`, with the seconds chosen."""
        if await self._panel.allows(interaction):
            seconds = _figure(chosen(interaction)[0])
            await self._guilds.set_seconds(interaction.guild_id or 0, seconds)
            await self._panel.turn(interaction, "trivia")

    async def set_pause(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cu`, with the seconds chosen that answers stand alone."""
        if await self._panel.allows(interaction):
            await self._guilds.set_pause(interaction.guild_id or 0, _pause(chosen(interaction)[0]))
            await self._panel.turn(interaction, "trivia")

    async def set_starters(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ca`, with who may start rounds chosen."""
        if await self._panel.allows(interaction):
            starters = Starters(chosen(interaction)[0])
            await self._guilds.set_starters(interaction.guild_id or 0, starters)
            await self._panel.turn(interaction, "trivia")

    async def set_stoppers(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ce`, with who may end rounds chosen."""
        if await self._panel.allows(interaction):
            stoppers = Stoppers(chosen(interaction)[0])
            await self._guilds.set_stoppers(interaction.guild_id or 0, stoppers)
            await self._panel.turn(interaction, "trivia")

    async def switch_feature(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cw:<feature>:<on or off>`: turns a feature of rounds on or off."""
        if await self._panel.allows(interaction):
            on = Switch(ids[1]) is Switch.ON
            await self._guilds.set_feature(interaction.guild_id or 0, Feature(ids[0]), on=on)
            await self._panel.turn(interaction, "trivia")

    async def reset(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cx`: the reset was confirmed."""
        if await self._panel.allows(interaction):
            await self._guilds.reset(interaction.guild_id or 0)
            await self._pages.show_reset_done(interaction)


def _pause(value: str) -> int:
    return PAUSES[PAUSES.index(int(value))]


def _figure(value: str) -> int | None:
    return None if value == DEFAULT else integer(value)
