"""`/anecdote` and `/legend`: the small things beside the chapters."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.refusals import Refusal
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, actor_of, moment_of, place_of, public_locale
from bot.ui.messages import FAILURES, Message, has_landed
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.packs.choices import topic_choices
from bot.ui.stories.claims.ballots import draw
from bot.ui.stories.claims.runner import BallotRunner


class TaleCommands:
    """Two commands that a channel hears together."""

    def __init__(self, desk: Desk, runner: BallotRunner) -> None:
        """Take what the commands act on."""
        self._desk = desk
        self._runner = runner

    def commands(self) -> list[app_commands.Command[Any, ..., None]]:
        """The commands, ready for the tree."""

        @app_commands.command(name="anecdote", description=locale_str("command.anecdote"))
        @app_commands.describe(about=locale_str("command.anecdote.about"))
        @app_commands.allowed_contexts(guilds=True, dms=True)
        @app_commands.allowed_installs(guilds=True)
        async def anecdote(interaction: Interaction, about: str | None = None) -> None:
            await self._anecdote(interaction, about)

        @anecdote.autocomplete("about")
        async def topics(_interaction: Interaction, typed: str) -> list[Choice[str]]:
            return topic_choices(self._desk.library.default, typed)

        @app_commands.command(name="legend", description=locale_str("command.legend"))
        @app_commands.allowed_contexts(guilds=True, dms=True)
        @app_commands.allowed_installs(guilds=True)
        async def legend(interaction: Interaction) -> None:
            await self._legend(interaction)

        return [anecdote, legend]

    async def _anecdote(self, interaction: Interaction, about: str | None) -> None:
        place, reader, at = place_of(interaction), actor_of(interaction), moment_of(interaction)
        told = await self._desk.tales.anecdote(place, reader, about, at)
        if isinstance(told, Refusal):
            await refuse(interaction, told, self._desk.privately(interaction))
            return
        say = self._desk.publicly(told.locale or public_locale(interaction))
        layout = anecdote_layout(told.anecdote, self._desk.library.default, say)
        try:
            await interaction.response.send_message(view=layout)
        except FAILURES as fault:
            if not has_landed(fault):
                await self._desk.tales.never_heard(place, reader, told.anecdote.id, at)
            raise

    async def _legend(self, interaction: Interaction) -> None:
        ballot = await self._desk.tales.put_claim(
            place_of(interaction), actor_of(interaction), public_locale(interaction), moment_of(interaction)
        )
        if isinstance(ballot, Refusal):
            await refuse(interaction, ballot, self._desk.privately(interaction))
            return
        try:
            posted = await interaction.response.send_message(view=draw(self._desk, ballot))
        except FAILURES as fault:
            if not has_landed(fault):
                await self._desk.tales.withdraw(ballot)
            raise
        message_id = posted.message_id or interaction.id
        channel = interaction.client.get_partial_messageable(ballot.channel_id, guild_id=ballot.guild_id)
        try:
            await self._desk.tales.posted(ballot.id, message_id)
        finally:
            # Everybody can see it, so its vote ends in any case.
            self._runner.open(ballot, Message(channel.get_partial_message(message_id), interaction))
