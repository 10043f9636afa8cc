"""`/anecdote`: an anecdote that the server has not had yet."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.refusals import Refusal
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of, public_locale, time_of
from bot.ui.messages import FAILURES, has_landed
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.packs.choices import topic_choices


class AnecdoteCommands:
    """Posts an anecdote in the channel."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the command acts on."""
        self._frame = frame
        self._services = services

    def commands(self) -> list[app_commands.Command[Any, ..., None]]:
        """The command, ready for the tree."""

        @app_commands.command(name="anecdote", description=locale_str("command.anecdote"))
        @app_commands.describe(about=locale_str("command.anecdote.about"))
        @app_commands.allowed_contexts(guilds=True, dms=True)
        @app_commands.allowed_installs(guilds=True)
        async def anecdote(interaction: Interaction, about: str | None = None) -> None:
            await self._anecdote(interaction, about)

        @anecdote.autocomplete("about")
        async def topics(_interaction: Interaction, typed: str) -> list[Choice[str]]:
            return topic_choices(self._services.library.default, typed)

        return [anecdote]

    async def _anecdote(self, interaction: Interaction, about: str | None) -> None:
        place, reader, at = place_of(interaction), actor_of(interaction), time_of(interaction)
        told = await self._services.anecdotes.tell(place, reader, about, at)
        if isinstance(told, Refusal):
            await refuse(interaction, told, self._frame.privately(interaction))
            return
        say = self._frame.publicly(told.locale or public_locale(interaction))
        layout = anecdote_layout(told.anecdote, self._services.library.default, say)
        try:
            await interaction.response.send_message(view=layout)
        except FAILURES as fault:
            if not has_landed(fault):
                await self._services.anecdotes.give_back(place, reader, told.anecdote.id, at)
            raise
