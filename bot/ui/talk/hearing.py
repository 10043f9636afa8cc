"""Talking to the bot: a direct message is understood and answered, and so is a press below an answer."""

import logging
from collections.abc import Sequence

import discord

from bot.core.guilds.actors import Actor
from bot.core.talk.intents import Intent, IntentKind
from bot.core.talk.rate_limit import RateDecision
from bot.services.services import Services
from bot.ui.components import container
from bot.ui.errors import fault_code, fault_layout
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, time_of
from bot.ui.layout import NIGHT, Layout
from bot.ui.messages import FAILURES
from bot.ui.pictures import Files, Illustrated
from bot.ui.router import Router
from bot.ui.talk.answering import Answering
from bot.ui.talk.conversations import Conversation, Conversations
from bot.ui.text import Say

log = logging.getLogger(__name__)

REPEATED = frozenset({IntentKind.QUIZ, IntentKind.LEGEND, IntentKind.ANECDOTE})
"""The intents that "another one" repeats."""

WRITTEN = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages of other types are written by Discord: a message was pinned, a call began."""


class Talk:
    """Answers each direct message with one message, within a rate limit for each person."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep the frame, the listener for each locale, what answers, and the conversations."""
        self._frame = frame
        self._listeners = services.listeners
        self._answering = Answering(frame, services)
        self._conversations = Conversations()

    def register(self, router: Router) -> None:
        """Add the ids of the buttons below an answer to the router."""
        router.add("tk", self.press, IntentKind)

    async def hear(self, message: discord.Message) -> None:
        """Answer a direct message."""
        if message.type not in WRITTEN:
            return
        conversation = self._conversations.of(message.author.id)
        say = self._frame.catalogues.for_locale(self._frame.locales.of(message.author.id))
        decision = conversation.rate_limit.take(message.created_at)
        if decision is RateDecision.SILENCE:
            return
        try:
            if decision is RateDecision.ANSWER:
                await self._send(message, await self._answer(message, conversation, say), say)
            else:
                await _send(message, Layout(container(say("talk.too_fast"), colour=NIGHT)))
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the writer gets an answer
            code = fault_code(fault, "on_message")
            try:
                await _send(message, fault_layout(code, say))
            except FAILURES:
                log.warning("fault %s could not be told", code, exc_info=True)

    async def press(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tk:<intent>`: as if it had been written; ephemeral if the pressed message is."""
        say = self._frame.privately(interaction)
        conversation = self._conversations.of(interaction.user.id)
        intent = self._resolved(Intent(IntentKind(ids[0])), conversation)
        answer = await self._answering.reply(intent, actor_of(interaction), time_of(interaction), say)
        ephemeral = interaction.message is not None and interaction.message.flags.ephemeral
        await self._frame.pictures.show(interaction, answer.picture, answer.build, say, ephemeral=ephemeral)

    async def _answer(self, message: discord.Message, conversation: Conversation, say: Say) -> Illustrated:
        intent = self._resolved(self._listeners[say.locale].understand(message.content), conversation)
        author = Actor(message.author.id, message.author.display_name)
        return await self._answering.reply(intent, author, message.created_at, say)

    async def _send(self, message: discord.Message, answer: Illustrated, say: Say) -> None:
        async def send(layout: Layout, files: Files) -> None:
            await _send(message, layout, files)

        await self._frame.pictures.post(send, answer.picture, answer.build, say)

    def _resolved(self, intent: Intent, conversation: Conversation) -> Intent:
        """The intent, where "another one" stands for the last one that can be repeated, or an anecdote."""
        if intent.kind is IntentKind.ANOTHER:
            return conversation.asked or Intent(IntentKind.ANECDOTE)
        if intent.kind in REPEATED:
            conversation.asked = intent
        return intent


async def _send(message: discord.Message, layout: Layout, files: Files = ()) -> None:
    try:
        # The nonce makes a repeated send the same message: an event that arrives twice is answered once.
        await message.channel.send(view=layout, files=files, nonce=message.id)
    except discord.Forbidden:
        log.info("somebody who wrote takes no answer")
