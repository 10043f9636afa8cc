"""The message that answers an intent: a room's own answer, or a sentence with buttons for what is next."""

from collections import Counter
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.core.guilds.actors import Actor
from bot.core.packs.cards import Dossier
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import Reading
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.errors import refusal_text
from bot.ui.frame import Frame
from bot.ui.pictures import Illustrated
from bot.ui.talk.views import refused_layout, said_layout
from bot.ui.text import Say

NEAREST = 3

WORDS: Final = MappingProxyType(
    {
        IntentKind.HELLO: "talk.hello",
        IntentKind.THANKS: "talk.thanks",
        IntentKind.BYE: "talk.bye",
        IntentKind.YES: "talk.yes",
        IntentKind.WHO: "talk.who",
        IntentKind.HELP: "talk.help",
        IntentKind.NOTHING: "talk.nothing",
        IntentKind.MAP: "talk.map",
        IntentKind.TIMELINE: "talk.timeline",
        IntentKind.WHO_WON: "talk.which_year",
    }
)
"""The sentences for intents that no room answers."""

AGAIN: Final = MappingProxyType({IntentKind.HELLO: "talk.hello_again", IntentKind.BYE: "talk.bye_again"})
"""The sentences instead, for somebody who has begun to read."""


class Answering:
    """Answers an intent with one message."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the answers need, and pick names of the story as examples."""
        self._frame = frame
        self._services = services
        pack = services.library.default
        people = Counter(person for anecdote in pack.anecdotes for person in anecdote.people)
        cards = {card.year for card in pack.dossiers if card.year is not None}
        years = Counter(anecdote.year for anecdote in pack.anecdotes if anecdote.year in cards)
        self._examples = {
            "name": next((name for name, _ in people.most_common(1)), pack.title),
            "year": next((str(year) for year, _ in years.most_common(1)), pack.title),
        }

    async def reply(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Illustrated:
        """The reply, in the person's language."""
        answer = self._frame.answers.of(intent.kind)
        if answer is None:
            return await self._sentence(intent, person.member_id, say)
        answered = await answer(intent, person, at, say)
        if answered is None:
            return self._illustrated(
                "talk.lost", *await self._services.readers.contents(person.member_id), say
            )
        if isinstance(answered, Refusal):
            return await self._refused(answered, person.member_id, say)
        return answered

    async def _sentence(self, intent: Intent, reader_id: int, say: Say) -> Illustrated:
        """A sentence or two, with the buttons below."""
        pack, reading = await self._services.readers.contents(reader_id)
        if intent.kind is IntentKind.NO_SUCH_YEAR and intent.about and _years(pack):
            return Illustrated.plain(refused_layout(_no_such_year(pack, intent.about, say), reading, say))
        key = AGAIN.get(intent.kind) if reading.reached else None
        return self._illustrated(key or WORDS.get(intent.kind, "talk.lost"), pack, reading, say)

    def _illustrated(self, key: str, pack: StoryPack, reading: Reading, say: Say) -> Illustrated:
        years = _years(pack)
        commands = {name: self._frame.command(name) for name in ("about", "help", "map", "timeline")}
        span = {"first": str(years[0]), "last": str(years[-1])} if years else {"first": "?", "last": "?"}
        words = say(key, title=pack.title, **commands, **span, **self._examples)
        return Illustrated.plain(said_layout(words, reading, say))

    async def _refused(self, refusal: Refusal, reader_id: int, say: Say) -> Illustrated:
        _, reading = await self._services.readers.contents(reader_id)
        return Illustrated.plain(refused_layout(refusal_text(refusal, say), reading, say))


def _years(pack: StoryPack) -> list[int]:
    return [card.year for card in pack.dossiers if card.year is not None]


def _no_such_year(pack: StoryPack, year: str, say: Say) -> str:
    wanted = int(year)

    def distance(card: Dossier) -> int:
        return abs((card.year or 0) - wanted)

    years = [card for card in pack.dossiers if card.year is not None]
    nearest = [card.name for card in sorted(years, key=distance)[:NEAREST]]
    return refusal_text(Refusal.because(Reason.UNKNOWN_DOSSIER, words=year, nearest=nearest), say)
