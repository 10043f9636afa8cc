"""The controls of a telling, and how one begins: in a thread if the bot may open one, else in the channel."""

import logging
from collections.abc import Sequence
from typing import Final

import discord

from bot.core.refusals import Reason, Refusal
from bot.core.stories.telling import Telling
from bot.services.services import Services
from bot.ui.connection.callbacks import whole_answer
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of, public_locale, time_of
from bot.ui.layout import Layout, clipped
from bot.ui.messages import FAILURES, Loss
from bot.ui.permissions import lacking_refusal, may_open_thread, not_member, telling_permissions
from bot.ui.router import Router, integer
from bot.ui.stories.reader.posters import chapter_poster
from bot.ui.stories.telling.runner import TellingRunner
from bot.ui.stories.telling.views import announcement_layout, page_layout

log = logging.getLogger(__name__)

LONGEST_THREAD_NAME = 100
A_DAY: Final = 1440
"""Minutes without a message until Discord archives a thread."""


class TellingControls:
    """Next is for everybody; pause, go on and stop are for whoever asked for the story."""

    def __init__(self, frame: Frame, services: Services, runner: TellingRunner) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._runner = runner

    def register(self, router: Router) -> None:
        """Add the ids of a telling's pages to the router."""
        router.add("st", self.next, integer, integer)
        router.add("sz", self.pause, integer, integer)
        router.add("sg", self.go_on, integer, integer)
        router.add("sx", self.stop, integer, integer)
        router.add("so", self.choose, integer, integer, integer)
        router.add("sq", self.quiz, integer)
        router.add("sn", self.tell_following, integer)
        router.add("sk", self.tell_chapter, str)
        router.add("sl", self.tell_next)

    async def tell(self, interaction: Interaction, words: str | None) -> None:
        """Begin to tell the named chapter, else the first that was not told here yet."""
        refusal = _refusal_here(interaction)
        begun = refusal or await self._services.tellings.start(
            place_of(interaction),
            actor_of(interaction),
            words,
            public_locale(interaction),
            time_of(interaction),
        )
        await self._open(interaction, begun)

    async def tell_chapter(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sk:<chapter>`: tells it in the channel."""
        await self.tell(interaction, ids[0])

    async def tell_next(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`sl`: tells the first chapter that was not told here yet."""
        await self.tell(interaction, None)

    async def tell_following(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sn:<telling>`: tells the chapter after it."""
        refusal = _refusal_here(interaction)
        begun = refusal or await self._services.tellings.start_following(
            int(ids[0]),
            place_of(interaction),
            actor_of(interaction),
            public_locale(interaction),
            time_of(interaction),
        )
        await self._open(interaction, begun)

    async def next(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`st:<telling>:<page>`: the answer removes the page's controls, and the next page is posted."""
        telling_id, position = int(ids[0]), int(ids[1])
        moved = await self._services.tellings.advance(telling_id, position, time_of(interaction))
        if isinstance(moved, Refusal):
            await refuse(interaction, moved, self._frame.privately(interaction))
            return
        is_answered = False
        try:
            await interaction.response.edit_message(view=self._drawn(moved, position))
            is_answered = True
        finally:
            # The page is turned already, whether or not Discord took the answer.
            self._runner.turn(moved, bare=is_answered)

    async def pause(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sz:<telling>:<page>`."""
        paused = await self._services.tellings.pause(
            int(ids[0]), int(ids[1]), actor_of(interaction), time_of(interaction)
        )
        await self._show_led(interaction, paused)

    async def go_on(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sg:<telling>:<page>`."""
        resumed = await self._services.tellings.go_on(
            int(ids[0]), int(ids[1]), actor_of(interaction), time_of(interaction)
        )
        await self._show_led(interaction, resumed)

    async def stop(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sx:<telling>:<page>`."""
        stopped = await self._services.tellings.stop(
            int(ids[0]), int(ids[1]), actor_of(interaction), time_of(interaction)
        )
        await self._show_led(interaction, stopped)

    async def choose(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`so:<telling>:<page>:<option>`: answered by the page with its new tally."""
        chosen = await self._services.tellings.choose(
            int(ids[0]), int(ids[1]), int(ids[2]), interaction.user.id
        )
        if isinstance(chosen, Refusal):
            await refuse(interaction, chosen, self._frame.privately(interaction))
            return
        await interaction.response.edit_message(view=self._drawn(chosen, chosen.position))
        if interaction.message is not None:
            await self._runner.tallied(chosen, interaction.message.id)

    async def quiz(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sq:<telling>`: opens a round on the told chapter."""
        telling = await self._services.tellings.find(int(ids[0]))
        if telling is None or self._services.tellings.chapter(telling) is None:
            gone = Refusal.because(Reason.GONE)
            await refuse(interaction, gone, self._frame.privately(interaction))
            return
        await self._frame.actions.open_lobby(interaction, telling.chapter_id)

    async def _show_led(self, interaction: Interaction, telling: Telling | Refusal) -> None:
        if isinstance(telling, Refusal):
            await refuse(interaction, telling, self._frame.privately(interaction))
            return
        self._runner.open(telling)
        await interaction.response.edit_message(view=self._drawn(telling, telling.position))

    async def _open(self, interaction: Interaction, begun: Telling | Refusal) -> None:
        if isinstance(begun, Refusal):
            await refuse(interaction, begun, self._frame.privately(interaction))
            return
        say = self._frame.publicly(begun.locale)
        chapter = self._services.tellings.chapter(begun)
        pack = self._services.library.pack(begun.pack_id)
        try:
            with whole_answer():
                message_id = await self._frame.pictures.show(
                    interaction,
                    None if chapter is None else chapter_poster(pack, chapter, say),
                    lambda poster: announcement_layout(begun, self._services.library, say, poster),
                    say,
                    ephemeral=False,
                )
        except FAILURES:
            # Nobody has seen it begin: free the channel, then report the fault.
            await self._services.tellings.lose(begun.id, time_of(interaction))
            raise
        announcement = self._frame.message(begun.guild_id, begun.home_id, message_id, interaction)
        thread_id = None
        if may_open_thread(interaction):
            thread_id = await self._open_thread(interaction, begun, message_id)
        refusal = lacking_refusal(telling_permissions(interaction)) if thread_id is None else None
        if refusal is not None:
            # The bot may post in a thread only, and there is none.
            await self._runner.unbegun(begun, announcement, Loss.FORBIDDEN)
            await refuse(interaction, refusal, self._frame.privately(interaction))
            return
        try:
            announced = await self._services.tellings.announced(
                begun.id, thread_id or begun.home_id, message_id
            )
        except Exception:
            # It could not go on: free the channel, then report the fault.
            await self._runner.unbegun(begun, announcement, Loss.UNREACHABLE)
            raise
        if isinstance(announced, Telling):
            self._runner.begin(announced, announcement)

    async def _open_thread(self, interaction: Interaction, begun: Telling, message_id: int) -> int | None:
        """Open a thread under the announcement; None if Discord refuses: the story stays in the channel."""
        chapter = self._services.tellings.chapter(begun)
        channel = interaction.client.get_partial_messageable(begun.home_id, guild_id=begun.guild_id)
        message: discord.PartialMessage = channel.get_partial_message(message_id)
        name = clipped(chapter.title if chapter else begun.chapter_id, LONGEST_THREAD_NAME)
        try:
            thread = await message.create_thread(name=name, auto_archive_duration=A_DAY)
        except FAILURES as fault:
            log.info("telling %d stays in channel %d: %s", begun.id, begun.home_id, fault)
            return None
        return thread.id

    def _drawn(self, telling: Telling, position: int) -> Layout:
        return page_layout(telling, self._services.library, self._frame.publicly(telling.locale), position)


def _refusal_here(interaction: Interaction) -> Refusal | None:
    """The refusal where nothing can be told to everybody here; None where it can."""
    refusal = not_member(interaction)
    if refusal is not None or may_open_thread(interaction):
        return refusal
    return lacking_refusal(telling_permissions(interaction))
