"""Talking to the bot: a direct message is understood and answered, and so is a press below an answer."""

import logging
from collections.abc import Mapping, Sequence

import discord

from bot.core.guilds.settings import Actor
from bot.core.packs.library import Library
from bot.core.talk.intents import Intent, Wish
from bot.core.talk.listener import Listener
from bot.core.talk.names import Names
from bot.core.talk.phrases import Heard, Phrases
from bot.core.talk.rate_limit import Turn
from bot.ui.desk import Desk
from bot.ui.errors import confession, fault_code
from bot.ui.interactions import Interaction, actor_of, moment_of
from bot.ui.layout import NIGHT, Layout, card
from bot.ui.locales import Acquaintance, Acquaintances
from bot.ui.messages import FAILURES
from bot.ui.pictures import Files
from bot.ui.router import Router
from bot.ui.stories.cards.controls import Opened
from bot.ui.talk.answers import Answers
from bot.ui.text import ENGLISH, Catalogues, Say

log = logging.getLogger(__name__)

REPEATED = frozenset({Wish.QUIZ, Wish.LEGEND, Wish.ANECDOTE})
"""What one may have another of."""

WRITTEN = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""The rest is Discord's own: that a message was pinned, that a call began."""


def listeners(library: Library, catalogues: Catalogues) -> Mapping[str, Listener]:
    """Who understands each language that the bot speaks; all understand English too."""
    names = Names(library.default)
    english = _phrases(catalogues.for_locale(ENGLISH))
    return {
        locale: Listener(names, Phrases([_phrases(catalogues.for_locale(locale)), english]))
        for locale in catalogues.locales
    }


class Talk:
    """Answers each direct message with one message, at a rate that is bounded for each person."""

    def __init__(self, desk: Desk, listening: Mapping[str, Listener], acquaintances: Acquaintances) -> None:
        """Take what the answers are made of, who understands each language, and who is known."""
        self._desk = desk
        self._answers = Answers(desk)
        self._listening = listening
        self._acquaintances = acquaintances

    def register(self, router: Router) -> None:
        """Take the ids of the buttons below an answer."""
        router.add("tk", self.press)

    async def hear(self, message: discord.Message) -> None:
        """A message that a person wrote to the bot alone."""
        if message.type not in WRITTEN:
            return
        person = self._acquaintances.of(message.author.id)
        say = self._desk.catalogues.for_locale(person.locale)
        turn = person.pace.take(message.created_at)
        if turn is Turn.SILENCE:
            return
        try:
            if turn is Turn.ANSWER:
                await self._send(message, await self._answer(message, person, say), say)
            else:
                await _send(message, Layout(card(say("talk.too_fast"), colour=NIGHT)))
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the writer gets an answer
            code = fault_code(fault, "on_message")
            try:
                await _send(message, confession(code, say))
            except FAILURES:
                log.warning("fault %s could not be told", code, exc_info=True)

    async def press(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tk:<wish>`: as if it had been written, and as private as the message that was pressed."""
        say = self._desk.privately(interaction)
        person = self._acquaintances.of(interaction.user.id)
        intent = self._meant(Intent(Wish(ids[0])), person)
        answer = await self._answers.answer(intent, actor_of(interaction), moment_of(interaction), say)
        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self._desk.easel.show(interaction, answer.picture, answer.build, say, ephemeral=private)

    async def _answer(self, message: discord.Message, person: Acquaintance, say: Say) -> Opened:
        intent = self._meant(self._listening[say.locale].understand(message.content), person)
        author = Actor(message.author.id, message.author.display_name)
        return await self._answers.answer(intent, author, message.created_at, say)

    async def _send(self, message: discord.Message, answer: Opened, say: Say) -> None:
        async def send(layout: Layout, files: Files) -> None:
            await _send(message, layout, files)

        await self._desk.easel.post(send, answer.picture, answer.build, say)

    def _meant(self, intent: Intent, person: Acquaintance) -> Intent:
        """Another of what was asked for last; an anecdote where nothing was."""
        if intent.wish is Wish.ANOTHER:
            return person.asked or Intent(Wish.ANECDOTE)
        if intent.wish in REPEATED:
            person.asked = intent
        return intent


async def _send(message: discord.Message, layout: Layout, files: Files = ()) -> None:
    try:
        # The nonce makes a repeated send the same message: whatever is delivered twice is answered once.
        await message.channel.send(view=layout, files=files, nonce=message.id)
    except discord.Forbidden:
        log.info("somebody who wrote takes no answer")


def _phrases(say: Say) -> dict[Heard, str]:
    return {heard: say(f"heard.{heard.value}") for heard in Heard}
