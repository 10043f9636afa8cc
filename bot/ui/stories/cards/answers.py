"""Looking things up in a conversation: cards, who won, a search."""

from datetime import datetime

from bot.content.search import HitKind
from bot.core.guilds.actors import Actor
from bot.core.refusals import Refusal
from bot.core.talk.intents import Intent, IntentKind
from bot.core.talk.phrases import Heard
from bot.services.services import Services
from bot.services.stories.finding import Found
from bot.ui.handover.intents import Answers
from bot.ui.pictures import Illustrated
from bot.ui.stories.cards.views import hits_layout, illustrated_hit, winner_layout, winner_of
from bot.ui.text import Say


class CardAnswers:
    """Opens what is named, or what a search finds."""

    def __init__(self, services: Services) -> None:
        """Keep what the answers are made of."""
        self._finder = services.finder
        self._library = services.library

    def register(self, answers: Answers) -> None:
        """Add the intents that look something up."""
        answers.add(self.look_up, IntentKind.CARD, IntentKind.WON, IntentKind.ABOUT, IntentKind.SEARCH)

    async def look_up(
        self, intent: Intent, _person: Actor, _at: datetime, say: Say
    ) -> Illustrated | Refusal | None:
        """A card by its id, else what a search finds, else a refusal or None."""
        pack = self._library.default
        card = pack.dossier(intent.about)
        if card is not None and intent.kind is IntentKind.WON:
            labels = say(f"heard.{Heard.WINNER.value}").splitlines()
            return Illustrated.plain(winner_layout(card, winner_of(card, labels), pack, say))
        shown = illustrated_hit(pack, HitKind.DOSSIER, intent.about, say)
        if shown is not None and intent.kind is IntentKind.CARD:
            return shown
        # Where the words find nothing, the names among them may.
        for words in (intent.about, self._finder.named(intent.about)):
            hits = self._finder.surely(words)
            if hits:
                return Illustrated.plain(hits_layout(words, Found(hits), pack, say))
        found = self._finder.dossier(intent.about)
        return found if intent.kind is IntentKind.ABOUT and isinstance(found, Refusal) else None
