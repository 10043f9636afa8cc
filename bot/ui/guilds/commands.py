"""`/config`: the server's settings, for members who may manage it."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.guilds.doctor.controls import DoctorControls
from bot.ui.guilds.server_controls import ServerControls
from bot.ui.guilds.views import AS_DISCORD_SAYS
from bot.ui.interactions import Interaction
from bot.ui.text import language_name


class ConfigCommands(app_commands.Group):
    """Opens a page of the panel."""

    def __init__(self, frame: Frame, doctor: DoctorControls, server: ServerControls) -> None:
        """Keep what the commands act on."""
        super().__init__(
            name="config",
            description="command.config",
            guild_only=True,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._frame = frame
        self._doctor = doctor
        self._server = server
        self.add_command(self._server_command())

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
        """What the bot may do in each channel, and how to grant what it may not."""
        await self._doctor.show(interaction)

    @app_commands.command(name="reset", description=locale_str("command.config.reset"))
    async def reset(self, interaction: Interaction) -> None:
        """Start over, after a confirmation."""
        await self._open(interaction, "reset")

    def _server_command(self) -> app_commands.Command[Any, ..., None]:
        """Built here, since its choices are the languages with a catalogue."""
        languages = [
            Choice(name=language_name(locale), value=locale) for locale in self._frame.catalogues.locales
        ]
        as_discord_says = Choice(name=locale_str("config.as_discord_says"), value=AS_DISCORD_SAYS)

        @app_commands.command(name="server", description=locale_str("command.config.server"))
        @app_commands.describe(
            time_zone=locale_str("command.config.server.time_zone"),
            language=locale_str("command.config.server.language"),
        )
        @app_commands.choices(language=[as_discord_says, *languages])
        async def server(
            interaction: Interaction, time_zone: str | None = None, language: str | None = None
        ) -> None:
            if await self._frame.panel.allows(interaction):
                await self._set_server(interaction, time_zone, language)

        @server.autocomplete("time_zone")
        async def zones(_interaction: Interaction, typed: str) -> list[Choice[str]]:
            return [
                Choice(name=name.replace("_", " "), value=name) for name in self._server.zones.matching(typed)
            ]

        return server

    async def _set_server(
        self, interaction: Interaction, time_zone: str | None, language: str | None
    ) -> None:
        refusal = await self._server.change(interaction, time_zone, language)
        if refusal is not None:
            await refuse(interaction, refusal, self._frame.privately(interaction))
            return
        await self._frame.panel.open(interaction, "server")

    async def _open(self, interaction: Interaction, page: str) -> None:
        # An admin can give a command to anybody in Discord's own settings, so the right is checked again.
        if await self._frame.panel.allows(interaction):
            await self._frame.panel.open(interaction, page)
