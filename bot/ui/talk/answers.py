"""What is answered to each wish of somebody who talks to the bot."""

from collections import Counter
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.content.search import Where
from bot.core.guilds.settings import Actor, Place
from bot.core.packs.pack import Dossier, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import reading
from bot.core.stories.reading import Leaf
from bot.core.talk.intents import Intent, Wish
from bot.core.talk.phrases import Heard
from bot.ui.desk import Desk
from bot.ui.errors import refusal_text
from bot.ui.layout import Layout, button
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.stories.cards.controls import Opened, hits_layout, opened
from bot.ui.stories.claims.calls import claim_layout
from bot.ui.stories.reader.controls import contents_layout, page_layout
from bot.ui.stories.reader.posters import page_poster
from bot.ui.talk.views import (
    nearest_layout,
    progress_layout,
    told,
    winner_layout,
    winner_of,
    with_ways,
)
from bot.ui.text import Say
from bot.ui.trivia.practice.views import page as practice_page

NEAREST = 3

WORDS: Final = MappingProxyType(
    {
        Wish.HELLO: "talk.hello",
        Wish.THANKS: "talk.thanks",
        Wish.BYE: "talk.bye",
        Wish.YES: "talk.yes",
        Wish.WHO: "talk.who",
        Wish.HELP: "talk.help",
        Wish.NOTHING: "talk.nothing",
        Wish.MAP: "talk.map",
        Wish.TIMELINE: "talk.timeline",
        Wish.WHO_WON: "talk.which_year",
    }
)
"""What is said to a wish that a sentence or two will do for."""

AGAIN: Final = MappingProxyType({Wish.HELLO: "talk.hello_again", Wish.BYE: "talk.bye_again"})
"""What is said instead to somebody who has begun to read."""


class Answers:
    """One message for each wish, to one person alone."""

    def __init__(self, desk: Desk) -> None:
        """Take what is asked for the answers."""
        self._desk = desk
        pack = desk.library.default
        people = Counter(person for anecdote in pack.anecdotes for person in anecdote.people)
        cards = {card.year for card in pack.dossiers if card.year is not None}
        years = Counter(anecdote.year for anecdote in pack.anecdotes if anecdote.year in cards)
        self._examples = {
            "name": next((name for name, _ in people.most_common(1)), pack.title),
            "year": next((str(year) for year, _ in years.most_common(1)), pack.title),
        }

    async def answer(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Opened:
        """The answer, in the person's language."""
        match intent.wish:
            case Wish.READ | Wish.NEXT | Wish.BACK | Wish.NEXT_CHAPTER | Wish.START_OVER | Wish.CHAPTER:
                return await self._page(intent, person.member_id, at, say)
            case Wish.QUIZ | Wish.LEGEND | Wish.ANECDOTE | Wish.ANOTHER:
                return await self._small_thing(intent, person, at, say)
            case Wish.CARD | Wish.WON | Wish.ABOUT | Wish.SEARCH:
                return await self._looked_up(intent, person.member_id, say)
            case Wish.CONTENTS:
                pack, kept = await self._desk.reading.contents(person.member_id)
                return _words(contents_layout(pack, kept, say))
            case Wish.PROGRESS:
                pack, kept = await self._desk.reading.contents(person.member_id)
                return _words(progress_layout(pack, kept, say))
            case _:
                return await self._word(intent, person.member_id, say)

    async def _page(self, intent: Intent, reader_id: int, at: datetime, say: Say) -> Opened:
        room, pack = self._desk.reading, self._desk.library.default
        page: Leaf | Refusal
        match intent.wish:
            case Wish.NEXT:
                page = await room.leap(reader_id, reading.onward, at)
            case Wish.BACK:
                page = await room.leap(reader_id, reading.back, at)
            case Wish.NEXT_CHAPTER:
                page = await room.leap(reader_id, reading.next_chapter, at)
            case Wish.START_OVER:
                page = await room.turn(reader_id, pack.chapters[0].id, 0, at)
            case Wish.CHAPTER:
                page = await room.open(reader_id, intent.about, at)
            case _:
                page = await room.open(reader_id, None, at)
        if isinstance(page, Refusal):
            return await self._refused(page, reader_id, say)
        return Opened(lambda part: page_layout(pack, page, say, part), page_poster(pack, page, say))

    async def _small_thing(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Opened:
        if intent.wish is Wish.QUIZ:
            begun = await self._desk.practices.quiz(person.member_id, intent.about or None, at)
            if isinstance(begun, Refusal):
                return await self._refused(begun, person.member_id, say)
            pack = self._desk.library.default
            return practice_page(begun.practice, pack, self._desk.maps, say, is_ahead=begun.is_ahead)
        if intent.wish is Wish.LEGEND:
            claim = await self._desk.tales.claim(person.member_id, at)
            if not isinstance(claim, Refusal):
                return _words(claim_layout(claim, say))
            return await self._refused(claim, person.member_id, say)
        found = await self._desk.tales.anecdote(Place(None, 0), person, intent.about or None, at)
        if isinstance(found, Refusal):
            return await self._refused(found, person.member_id, say)
        return _words(
            with_ways(
                anecdote_layout(found.anecdote, self._desk.library.default, say),
                button(say("button.another_anecdote"), "tk:anecdote"),
                button(say("button.quiz_me"), "tk:quiz"),
            )
        )

    async def _looked_up(self, intent: Intent, reader_id: int, say: Say) -> Opened:
        """A card by its id, else what a search finds, else that there is nothing."""
        pack = self._desk.library.default
        card = pack.dossier(intent.about)
        if card is not None and intent.wish is Wish.WON:
            labels = say(f"heard.{Heard.WINNER.value}").splitlines()
            return _words(winner_layout(card, winner_of(card, labels), pack, say))
        shown = opened(pack, Where.DOSSIER, intent.about, say)
        if shown is not None and intent.wish is Wish.CARD:
            return shown
        # Where the words find nothing, the names among them may.
        for words in (intent.about, self._desk.finder.named(intent.about)):
            hits = self._desk.finder.surely(words)
            if hits:
                return _words(hits_layout(words, hits, say))
        found = self._desk.finder.dossier(intent.about)
        if intent.wish is Wish.ABOUT and isinstance(found, Refusal):
            return await self._refused(found, reader_id, say)
        return await self._word(Intent(Wish.SEARCH), reader_id, say)

    async def _word(self, intent: Intent, reader_id: int, say: Say) -> Opened:
        """A sentence or two, with the ways on below."""
        pack, kept = await self._desk.reading.contents(reader_id)
        years = [card.year for card in pack.dossiers if card.year is not None]
        if intent.wish is Wish.NO_SUCH_YEAR and years and intent.about:
            return _words(nearest_layout(_no_such_year(pack, intent.about, say), kept, say))
        key = AGAIN.get(intent.wish) if kept.reached else None
        key = key or WORDS.get(intent.wish, "talk.lost")
        commands = {name: self._desk.command(name) for name in ("about", "help", "map", "timeline")}
        span = {"first": str(years[0]), "last": str(years[-1])} if years else {"first": "?", "last": "?"}
        return _words(told(say(key, title=pack.title, **commands, **span, **self._examples), kept, say))

    async def _refused(self, refusal: Refusal, reader_id: int, say: Say) -> Opened:
        _, kept = await self._desk.reading.contents(reader_id)
        return _words(nearest_layout(refusal_text(refusal, say), kept, say))


def _words(layout: Layout) -> Opened:
    """An answer without a picture."""
    return Opened(lambda _: layout)


def _no_such_year(pack: StoryPack, year: str, say: Say) -> str:
    wanted = int(year)

    def distance(card: Dossier) -> int:
        return abs((card.year or 0) - wanted)

    years = [card for card in pack.dossiers if card.year is not None]
    nearest = [card.name for card in sorted(years, key=distance)[:NEAREST]]
    return refusal_text(Refusal.because(Reason.UNKNOWN_DOSSIER, words=year, nearest=nearest), say)
