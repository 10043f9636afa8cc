"""The slash commands, and the reply when one of them fails."""

from typing import Any

import discord
from discord import app_commands
from typing_extensions import override

from bot.core.refusals import Reason, Refusal
from bot.ui.errors import refuse, report_fault
from bot.ui.interactions import Interaction, private_say
from bot.ui.text import Catalogues

OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
"""Discord's copy of the commands is older than the bot: it catches up within minutes."""


class Tree(app_commands.CommandTree[Any]):
    """Runs the commands; a command that fails is still answered."""

    def __init__(self, client: discord.Client, catalogues: Catalogues) -> None:
        """Keep the client, and the catalogues for faults."""
        super().__init__(client)
        self._catalogues = catalogues

    @override
    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        say = private_say(self._catalogues, interaction)
        if isinstance(error, OUTDATED):
            await refuse(interaction, Refusal.because(Reason.GONE), say)
            return
        command = interaction.command.qualified_name if interaction.command else "?"
        await report_fault(interaction, error.__cause__ or error, say, f"/{command}")
