"""The slash commands, and the reply when one of them fails."""

from typing import Any

import discord
from discord import app_commands
from typing_extensions import override

from bot.core.refusals import Reason, Refusal
from bot.ui.commands.outdated import completes, is_known
from bot.ui.errors import refuse, report_fault
from bot.ui.interactions import Interaction, private_say
from bot.ui.text import Catalogues

SLASH = discord.AppCommandType.chat_input.value
OUTDATED = (
    app_commands.CommandNotFound,
    app_commands.CommandSignatureMismatch,
    app_commands.TransformerError,
)
"""Discord's copy of the commands is older than the bot: it catches up within minutes."""


class Tree(app_commands.CommandTree[Any]):
    """Runs the commands; a command that fails is still answered."""

    def __init__(self, client: discord.Client, catalogues: Catalogues) -> None:
        """Keep the client, and the catalogues for faults."""
        super().__init__(client)
        self._catalogues = catalogues

    @override
    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Run only what the bot still has; the rest is answered here, before discord.py raises at it."""
        sent: dict[str, Any] = dict(interaction.data or {})
        if sent.get("type", SLASH) != SLASH:
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            if not completes(self, sent):
                await interaction.response.autocomplete([])
                return False
        elif not is_known(self, sent):
            await self._refuse_gone(interaction)
            return False
        return True

    @override
    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        if isinstance(error, OUTDATED):
            await self._refuse_gone(interaction)
            return
        command = interaction.command.qualified_name if interaction.command else "?"
        say = private_say(self._catalogues, interaction)
        await report_fault(interaction, error.__cause__ or error, say, f"/{command}")

    async def _refuse_gone(self, interaction: Interaction) -> None:
        say = private_say(self._catalogues, interaction)
        await refuse(interaction, Refusal.because(Reason.GONE), say)
