"""`/config`: the server's settings, for members who may manage it."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.ui.desk import Desk
from bot.ui.errors import whisper
from bot.ui.people import Interaction
from bot.ui.views.config import ConfigControls


class ConfigCommands(app_commands.Group):
    """Opens a page of the panel."""

    def __init__(self, desk: Desk, controls: ConfigControls) -> None:
        """Take what the commands act on."""
        super().__init__(
            name="config",
            description="command.config",
            guild_only=True,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._desk = desk
        self._controls = controls

    @app_commands.command(name="panel", description=locale_str("command.config.panel"))
    async def panel(self, interaction: Interaction) -> None:
        """Everything at a glance."""
        await self._open(interaction, "home")

    @app_commands.command(name="channels", description=locale_str("command.config.channels"))
    async def channels(self, interaction: Interaction) -> None:
        """Where stories and trivia are welcome."""
        await self._open(interaction, "channels")

    @app_commands.command(name="trivia", description=locale_str("command.config.trivia"))
    async def trivia(self, interaction: Interaction) -> None:
        """How rounds go."""
        await self._open(interaction, "trivia")

    @app_commands.command(name="reset", description=locale_str("command.config.reset"))
    async def reset(self, interaction: Interaction) -> None:
        """Start over, after a confirmation."""
        await self._open(interaction, "reset")

    async def _open(self, interaction: Interaction, page: str) -> None:
        # An admin can give a command to anybody in Discord's own settings: the right is asked for again.
        if await self._controls.allowed(interaction):
            settings = await self._desk.guilds.settings(interaction.guild_id or 0)
            say = self._desk.privately(interaction)
            await whisper(interaction, self._controls.layout(page, settings, say))
