"""`/config`: the server's settings, for members who may manage it."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.ui.daily.commands import DailyCommands
from bot.ui.guilds.controls import ConfigControls
from bot.ui.guilds.doctor.controls import DoctorControls
from bot.ui.interactions import Interaction


class ConfigCommands(app_commands.Group):
    """Opens a page of the panel."""

    def __init__(self, controls: ConfigControls, daily: DailyCommands, doctor: DoctorControls) -> None:
        """Take what the commands act on."""
        super().__init__(
            name="config",
            description="command.config",
            guild_only=True,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._controls = controls
        self._doctor = doctor
        for command in daily.commands():
            self.add_command(command)

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

    @app_commands.command(name="doctor", description=locale_str("command.config.doctor"))
    async def doctor(self, interaction: Interaction) -> None:
        """What the bot may do in each channel, and how to mend what it may not."""
        await self._doctor.show(interaction)

    @app_commands.command(name="reset", description=locale_str("command.config.reset"))
    async def reset(self, interaction: Interaction) -> None:
        """Start over, after a confirmation."""
        await self._open(interaction, "reset")

    async def _open(self, interaction: Interaction, page: str) -> None:
        # An admin can give a command to anybody in Discord's own settings: the right is asked for again.
        if await self._controls.allowed(interaction):
            await self._controls.open(interaction, page)
