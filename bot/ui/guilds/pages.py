"""The pages of the settings that belong to this room."""

from bot.core.guilds.settings import GuildSettings
from bot.services.guilds.time_zones import zone_of
from bot.services.services import Services
from bot.ui.components import Container
from bot.ui.frame import Frame
from bot.ui.guilds.trivia_page import trivia_container
from bot.ui.guilds.views import channels_container, home_container, reset_container, server_container
from bot.ui.interactions import Interaction
from bot.ui.layout import Layout
from bot.ui.text import Say


class SettingsPages:
    """Builds each page from the current settings."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the pages are made of."""
        self._frame = frame
        self._services = services

    def register(self) -> None:
        """Add the pages to the panel."""
        for name, page in (
            ("home", self.home),
            ("channels", self.channels),
            ("trivia", self.trivia),
            ("server", self.server),
            ("reset", self.reset),
        ):
            self._frame.panel.add(name, page)

    async def home(self, interaction: Interaction, say: Say, done: str | None = None) -> Container:
        """Everything at a glance; `done` is the key of a sentence on what was just done."""
        settings = await self._settings(interaction)
        lines = await self._frame.panel.lines(settings.guild_id, say)
        return home_container(settings, self._services.defaults, lines, say, done)

    async def channels(self, interaction: Interaction, say: Say) -> Container:
        """Where stories and trivia are welcome."""
        return channels_container(await self._settings(interaction), say)

    async def trivia(self, interaction: Interaction, say: Say) -> Container:
        """How rounds go."""
        return trivia_container(await self._settings(interaction), self._services.defaults, say)

    async def server(self, interaction: Interaction, say: Say) -> Container:
        """The server's clock and language."""
        settings = await self._settings(interaction)
        now = self._frame.clock.now().astimezone(zone_of(settings.time_zone))
        return server_container(self._frame, settings, f"{now:%H:%M}", say)

    async def reset(self, _interaction: Interaction, say: Say) -> Container:
        """The question whether to reset everything."""
        return reset_container(say)

    async def show_reset_done(self, interaction: Interaction) -> None:
        """Show the first page in the pressed message, with a sentence that everything was reset."""
        page = await self.home(interaction, self._frame.privately(interaction), "config.reset_done")
        await interaction.response.edit_message(view=Layout(page))

    async def _settings(self, interaction: Interaction) -> GuildSettings:
        return await self._services.guilds.settings(interaction.guild_id or 0)
