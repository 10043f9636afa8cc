"""`/legend`: puts a claim to a vote."""

import logging
from collections.abc import Sequence
from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.core.refusals import Refusal
from bot.services.services import Services
from bot.ui.connection.callbacks import whole_answer
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of, public_locale, time_of
from bot.ui.messages import FAILURES, MessageGoneError, has_landed
from bot.ui.router import Router, integer
from bot.ui.stories.claims.ballots import BallotDrawing
from bot.ui.stories.claims.runner import BallotRunner

log = logging.getLogger(__name__)


class ClaimCommands:
    """A claim that a channel votes on."""

    def __init__(
        self, frame: Frame, services: Services, drawing: BallotDrawing, runner: BallotRunner
    ) -> None:
        """Keep what the command acts on."""
        self._frame = frame
        self._services = services
        self._drawing = drawing
        self._runner = runner

    def commands(self) -> list[app_commands.Command[Any, ..., None]]:
        """The command, ready for the tree."""

        @app_commands.command(name="legend", description=locale_str("command.legend"))
        @app_commands.allowed_contexts(guilds=True, dms=True)
        @app_commands.allowed_installs(guilds=True)
        async def legend(interaction: Interaction) -> None:
            await self._legend(interaction)

        return [legend]

    def register(self, router: Router) -> None:
        """Add the id of the button for another claim to the router."""
        router.add("la", self.another, integer)

    async def another(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`la:<ballot>`: puts the next claim, and takes the button off the one before."""
        if not await self._legend(interaction):
            return
        ballot, message = await self._services.ballots.verdict(int(ids[0])), interaction.message
        if ballot is None or message is None:
            return
        shown = self._frame.message(ballot.guild_id, ballot.channel_id, message.id)
        try:
            await shown.edit(self._drawing.settled(ballot))
        except (*FAILURES, MessageGoneError) as fault:
            log.info("an older claim keeps its button: %s", fault)

    async def _legend(self, interaction: Interaction) -> bool:
        """Put a claim in a new message; returns whether it was not refused."""
        ballot = await self._services.ballots.put_claim(
            place_of(interaction), actor_of(interaction), public_locale(interaction), time_of(interaction)
        )
        if isinstance(ballot, Refusal):
            await refuse(interaction, ballot, self._frame.privately(interaction))
            return False
        try:
            with whole_answer():
                posted = await interaction.response.send_message(view=self._drawing.alone(ballot))
        except FAILURES as fault:
            if not has_landed(fault):
                await self._services.ballots.withdraw(ballot)
            raise
        message_id = posted.message_id or interaction.id
        try:
            await self._services.ballots.posted(ballot.id, message_id)
        finally:
            # Everybody can see it, so its vote ends in any case.
            message = self._frame.message(ballot.guild_id, ballot.channel_id, message_id, interaction)
            self._runner.open(ballot, message)
        return True
