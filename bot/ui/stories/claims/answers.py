"""A claim for somebody who asks for one in a conversation."""

from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.refusals import Refusal
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.handover.intents import Answers
from bot.ui.pictures import Illustrated
from bot.ui.stories.claims.views import claim_layout
from bot.ui.text import Say


class ClaimAnswers:
    """Puts a claim to one person alone."""

    def __init__(self, services: Services) -> None:
        """Keep what the answers are made of."""
        self._services = services

    def register(self, answers: Answers) -> None:
        """Add the intent for a claim."""
        answers.add(self.claim, IntentKind.LEGEND)

    async def claim(self, _intent: Intent, person: Actor, at: datetime, say: Say) -> Illustrated | Refusal:
        """A claim that the person has not had yet."""
        claim = await self._services.ballots.claim(person.member_id, at)
        return claim if isinstance(claim, Refusal) else Illustrated.plain(claim_layout(claim, say))
