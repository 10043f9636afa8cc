"""The controls of a telling, and how one is begun: in a thread where there may be one, else right here."""

import logging
from collections.abc import Sequence
from typing import Final

import discord

from bot.core.refusals import Reason, Refusal
from bot.core.stories.telling import Telling
from bot.services.trivia.lobbies import Wish
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, actor_of, moment_of, place_of, public_locale
from bot.ui.layout import Layout, clipped
from bot.ui.messages import FAILURES
from bot.ui.permissions import may_open_thread, not_member, telling_permissions
from bot.ui.router import Router
from bot.ui.stories.reader.posters import chapter_poster
from bot.ui.stories.telling.runner import TellingRunner
from bot.ui.stories.telling.views import card_layout, page_layout
from bot.ui.trivia.round.controls import RoundControls

log = logging.getLogger(__name__)

LONGEST_THREAD_NAME = 100
A_DAY: Final = 1440
"""Minutes without a word until Discord folds a thread away."""


class TellingControls:
    """Next for everybody; pause, go on and stop for whoever asked for the story."""

    def __init__(self, desk: Desk, runner: TellingRunner, rounds: RoundControls) -> None:
        """Take what the controls act on."""
        self._desk = desk
        self._runner = runner
        self._rounds = rounds

    def register(self, router: Router) -> None:
        """Take the ids of a telling's pages."""
        router.add("st", self.next)
        router.add("sz", self.pause)
        router.add("sg", self.go_on)
        router.add("sx", self.stop)
        router.add("so", self.choose)
        router.add("sq", self.quiz)
        router.add("sn", self.tell_following)

    async def tell(self, interaction: Interaction, words: str | None) -> None:
        """Begin to tell the chapter that is named, else the first that was not heard here."""
        refusal = _not_here(interaction)
        begun = refusal or await self._desk.tellings.start(
            place_of(interaction),
            actor_of(interaction),
            words,
            public_locale(interaction),
            moment_of(interaction),
        )
        await self._open(interaction, begun)

    async def tell_following(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sn:<telling>`: the chapter after it."""
        refusal = _not_here(interaction)
        begun = refusal or await self._desk.tellings.start_following(
            int(ids[0]),
            place_of(interaction),
            actor_of(interaction),
            public_locale(interaction),
            moment_of(interaction),
        )
        await self._open(interaction, begun)

    async def next(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`st:<telling>:<page>`: the answer takes the controls off, and the next page follows."""
        telling_id, position = int(ids[0]), int(ids[1])
        moved = await self._desk.tellings.advance(telling_id, position, moment_of(interaction))
        if isinstance(moved, Refusal):
            await refuse(interaction, moved, self._desk.privately(interaction))
            return
        answered = False
        try:
            await interaction.response.edit_message(view=self._drawn(moved, position))
            answered = True
        finally:
            # The page is turned already, whether or not Discord took the answer.
            self._runner.turn(moved, bare=answered)

    async def pause(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sz:<telling>:<page>`."""
        paused = await self._desk.tellings.pause(
            int(ids[0]), int(ids[1]), actor_of(interaction), moment_of(interaction)
        )
        await self._led(interaction, paused)

    async def go_on(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sg:<telling>:<page>`."""
        going = await self._desk.tellings.go_on(
            int(ids[0]), int(ids[1]), actor_of(interaction), moment_of(interaction)
        )
        await self._led(interaction, going)

    async def stop(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sx:<telling>:<page>`."""
        stopped = await self._desk.tellings.stop(
            int(ids[0]), int(ids[1]), actor_of(interaction), moment_of(interaction)
        )
        await self._led(interaction, stopped)

    async def choose(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`so:<telling>:<page>:<option>`: acknowledged by the page's own tally."""
        chosen = await self._desk.tellings.choose(int(ids[0]), int(ids[1]), int(ids[2]), interaction.user.id)
        if isinstance(chosen, Refusal):
            await refuse(interaction, chosen, self._desk.privately(interaction))
            return
        await interaction.response.edit_message(view=self._drawn(chosen, chosen.position))
        if interaction.message is not None:
            await self._runner.tallied(chosen, interaction.message.id)

    async def quiz(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sq:<telling>`: a round on what was told."""
        telling = await self._desk.tellings.find(int(ids[0]))
        if telling is None or self._desk.tellings.chapter(telling) is None:
            gone = Refusal.because(Reason.GONE)
            await refuse(interaction, gone, self._desk.privately(interaction))
            return
        await self._rounds.start(interaction, Wish(topic=telling.chapter_id))

    async def _led(self, interaction: Interaction, telling: Telling | Refusal) -> None:
        if isinstance(telling, Refusal):
            await refuse(interaction, telling, self._desk.privately(interaction))
            return
        self._runner.open(telling)
        await interaction.response.edit_message(view=self._drawn(telling, telling.position))

    async def _open(self, interaction: Interaction, begun: Telling | Refusal) -> None:
        if isinstance(begun, Refusal):
            await refuse(interaction, begun, self._desk.privately(interaction))
            return
        say = self._desk.publicly(begun.locale)
        chapter = self._desk.tellings.chapter(begun)
        pack = self._desk.library.pack(begun.pack_id)
        try:
            card_id = await self._desk.easel.show(
                interaction,
                None if chapter is None else chapter_poster(pack, chapter, say),
                lambda poster: card_layout(begun, self._desk.library, say, poster),
                say,
                ephemeral=False,
            )
        except FAILURES:
            # Nobody has seen it begin: let go of the channel, then report the fault.
            await self._desk.tellings.lose(begun.id, moment_of(interaction))
            raise
        thread_id = None
        if may_open_thread(interaction):
            thread_id = await self._open_thread(interaction, begun, card_id)
        lacking = telling_permissions(interaction) if thread_id is None else []
        if lacking:
            # Only a thread would have done, and there is none.
            await self._desk.tellings.lose(begun.id, moment_of(interaction))
            refusal = Refusal.because(Reason.BOT_LACKS, permissions=lacking)
            await refuse(interaction, refusal, self._desk.privately(interaction))
            return
        try:
            announced = await self._desk.tellings.announced(begun.id, thread_id or begun.home_id, card_id)
        except Exception:
            # Nobody would go on with it: let go of the channel, then report the fault.
            await self._desk.tellings.lose(begun.id, moment_of(interaction))
            raise
        if isinstance(announced, Telling):
            self._runner.turn(announced)

    async def _open_thread(self, interaction: Interaction, begun: Telling, message_id: int) -> int | None:
        """A thread under the card; None where Discord would not have one, and the story stays here."""
        chapter = self._desk.tellings.chapter(begun)
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
        return page_layout(telling, self._desk.library, self._desk.publicly(telling.locale), position)


def _not_here(interaction: Interaction) -> Refusal | None:
    """Why nothing can be told to everybody here."""
    refusal = not_member(interaction)
    if refusal is not None:
        return refusal
    lacking = [] if may_open_thread(interaction) else telling_permissions(interaction)
    return Refusal.because(Reason.BOT_LACKS, permissions=lacking) if lacking else None
