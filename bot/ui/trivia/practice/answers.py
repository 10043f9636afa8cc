"""A practice for somebody who asks to be quizzed in a conversation."""

from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.refusals import Refusal
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.handover.intents import Answers
from bot.ui.pictures import Illustrated
from bot.ui.text import Say
from bot.ui.trivia.practice.views import practice_page


class PracticeAnswers:
    """Begins a practice for a direct message."""

    def __init__(self, services: Services) -> None:
        """Keep what the answers are made of."""
        self._services = services

    def register(self, answers: Answers) -> None:
        """Add the intent for a quiz."""
        answers.add(self.quiz, IntentKind.QUIZ)

    async def quiz(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Illustrated | Refusal:
        """The first question of a practice, on a topic if one is named."""
        begun = await self._services.practices.quiz(person.member_id, intent.about or None, at)
        if isinstance(begun, Refusal):
            return begun
        pack = self._services.library.default
        return practice_page(begun.practice, pack, self._services.maps, say, is_ahead=begun.is_ahead)
