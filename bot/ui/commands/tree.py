"""The slash commands, and what is said when one of them fails."""

from typing import Any

import discord
from discord import app_commands
from typing_extensions import override

from bot.core.refusals import Reason, Refusal
from bot.ui.errors import confess, refuse
from bot.ui.interactions import Interaction, private_voice
from bot.ui.text import Catalogues

OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
"""Discord's copy of the commands is older than the bot: it catches up within minutes."""


class Tree(app_commands.CommandTree[Any]):
    """Answers every command, also when it goes wrong."""

    def __init__(self, client: discord.Client, catalogues: Catalogues) -> None:
        """Take the client, and the sentences for faults."""
        super().__init__(client)
        self._catalogues = catalogues

    @override
    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        say = private_voice(self._catalogues, interaction)
        if isinstance(error, OUTDATED):
            await refuse(interaction, Refusal.because(Reason.GONE), say)
            return
        command = interaction.command.qualified_name if interaction.command else "?"
        await confess(interaction, error.__cause__ or error, say, f"/{command}")
