"""An anecdote for somebody who asks for one in a conversation."""

from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.refusals import Refusal
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.components import button, row
from bot.ui.handover.intents import Answers
from bot.ui.layout import Layout
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.pictures import Illustrated
from bot.ui.text import Say


class AnecdoteAnswers:
    """Tells an anecdote to one person alone."""

    def __init__(self, services: Services) -> None:
        """Keep what the answers are made of."""
        self._services = services

    def register(self, answers: Answers) -> None:
        """Add the intent for an anecdote."""
        answers.add(self.anecdote, IntentKind.ANECDOTE)

    async def anecdote(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Illustrated | Refusal:
        """An anecdote that the person has not had yet, about a topic if one is named."""
        found = await self._services.anecdotes.tell(Place(None, 0), person, intent.about or None, at)
        if isinstance(found, Refusal):
            return found
        layout = anecdote_layout(found.anecdote, self._services.library.default, say)
        buttons = row(
            button(say("button.another_anecdote"), "tk:anecdote"), button(say("button.quiz_me"), "tk:quiz")
        )
        return Illustrated.plain(Layout(*layout.components, buttons))
