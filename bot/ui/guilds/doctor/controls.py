"""`/config doctor`: checks the server, and checks again at a press."""

from collections.abc import Sequence

import discord

from bot.services.services import Services
from bot.ui.components import container, row
from bot.ui.errors import reply_privately
from bot.ui.frame import Frame
from bot.ui.guilds.doctor.views import again_button, checkup, doctor_layout
from bot.ui.interactions import Interaction
from bot.ui.layout import RED, Layout
from bot.ui.router import Router


class DoctorControls:
    """Shows a check-up, and repeats it."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the check-up reads."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the id of the button below a check-up to the router."""
        router.add("cl", self.again)

    async def show(self, interaction: Interaction) -> None:
        """Answer with a check-up in an ephemeral message."""
        if await self._frame.panel.allows(interaction):
            await reply_privately(interaction, await self._layout(interaction))

    async def again(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cl`: a new check-up in the same message."""
        if await self._frame.panel.allows(interaction):
            await interaction.response.edit_message(view=await self._layout(interaction))

    async def _layout(self, interaction: Interaction) -> Layout:
        say = self._frame.privately(interaction)
        guild = interaction.client.get_guild(interaction.guild_id or 0)
        if guild is None or guild.unavailable:
            return Layout(container(say("doctor.blind"), row(again_button(say)), colour=RED))
        settings = await self._services.guilds.settings(guild.id)
        daily = await self._services.dailies.of(guild.id)
        me = guild.me or await guild.fetch_member(interaction.client.user.id)
        thread = interaction.channel if isinstance(interaction.channel, discord.Thread) else None
        return doctor_layout(
            checkup(guild, me, settings, daily, interaction.channel_id or 0, thread), self._frame.command, say
        )
