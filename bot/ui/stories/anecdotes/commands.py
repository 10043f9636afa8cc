"""`/anecdote`, and the buttons that tell one: an anecdote that the server has not had yet."""

import logging
from collections.abc import Sequence
from typing import Any, Final

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.refusals import Reason, Refusal
from bot.core.talk.options import short_topic
from bot.services.services import Services
from bot.ui.commands.meant import one_meant
from bot.ui.components import button, row
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of, public_locale, time_of
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, MessageGoneError, has_landed
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.packs.choices import topic_choices
from bot.ui.router import Router

log = logging.getLogger(__name__)

ANY: Final = "-"
"""Stands in an id for no topic."""


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
            topic = None
            if about is not None:
                topic = await self._meant(interaction, about)
                if topic is None:
                    return
            await self._tell(interaction, topic)

        @anecdote.autocomplete("about")
        async def topics(interaction: Interaction, typed: str) -> list[Choice[str]]:
            options = self._services.options[self._frame.privately(interaction).locale]
            return topic_choices(self._services.library.default, typed, options)

        return [anecdote]

    def register(self, router: Router) -> None:
        """Add the ids of the buttons that tell an anecdote to the router."""
        router.add("ao", self.tell_about, str)
        router.add("an", self.another, str, str)

    async def tell_about(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ao:<topic>`: one about that topic, which was one of several that may have been meant."""
        await self._tell(interaction, self._topic(interaction, ids[0]))

    async def another(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`an:<anecdote>:<topic>`: tells the next one, and takes the button off the one before."""
        if await self._tell(interaction, self._topic(interaction, ids[1])):
            await self._take_button_off(interaction, ids[0])

    async def _meant(self, interaction: Interaction, about: str) -> str | None:
        """The topic that is meant; None if it was asked which, or refused."""
        say = self._frame.privately(interaction)
        meant = self._services.options[say.locale].topics(about)
        return await one_meant(
            interaction,
            about,
            meant,
            Reason.UNKNOWN_TOPIC,
            lambda topic: (topic, f"ao:{short_topic(topic)}"),
            say,
        )

    def _topic(self, interaction: Interaction, short: str) -> str | None:
        options = self._services.options[self._frame.privately(interaction).locale]
        return None if short == ANY else options.topic_called(short)

    async def _tell(self, interaction: Interaction, about: str | None) -> bool:
        """Tell one in a new message; returns whether it was not refused."""
        place, reader, at = place_of(interaction), actor_of(interaction), time_of(interaction)
        told = await self._services.anecdotes.tell(place, reader, about, at)
        if isinstance(told, Refusal):
            await refuse(interaction, told, self._frame.privately(interaction))
            return False
        say = self._frame.publicly(told.locale or public_locale(interaction))
        layout = anecdote_layout(told.anecdote, self._services.library.default, say)
        custom_id = f"an:{told.anecdote.id}:{ANY if about is None else short_topic(about)}"
        another = row(button(say("button.another_anecdote"), custom_id))
        try:
            await interaction.response.send_message(view=Layout(*layout.components, another))
        except FAILURES as fault:
            if not has_landed(fault):
                await self._services.anecdotes.give_back(place, reader, told.anecdote.id, at)
            raise
        return True

    async def _take_button_off(self, interaction: Interaction, anecdote_id: str) -> None:
        """Leave the button on the newest anecdote alone; where that fails, the older one tells one, too."""
        pack = self._services.library.default
        before, message = pack.anecdote(anecdote_id), interaction.message
        if before is None or message is None:
            return
        say = self._frame.publicly(public_locale(interaction))
        shown = self._frame.message(interaction.guild_id, message.channel.id, message.id)
        try:
            await shown.edit(anecdote_layout(before, pack, say))
        except (*FAILURES, MessageGoneError) as fault:
            log.info("an older anecdote keeps its button: %s", fault)
