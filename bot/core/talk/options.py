"""What the option of a command stands for: read as a direct message is, by the same rules.

Discord offers what there is while somebody types, but people also type on, paste, or write as they would to
the bot: what is offered is only one way to say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.matching import nearest
from bot.core.talk.completion import begun
from bot.core.talk.intents import IntentKind
from bot.core.talk.listener import Listener
from bot.core.talk.names import Directory
from bot.core.talk.phrases import Heard, Words, words_of

MOST, NEAREST = 10, 3
"""Things that are offered of several that may be meant, at most, and of those that are only like it."""

SHORTEST_BEGUN = 3
"""Letters that a name must have been begun with to be taken without asking."""

CHAPTERS = (Heard.CHAPTER, Heard.CHAPTER_PERHAPS)
ABOUT = (Heard.ABOUT, Heard.ABOUT_CARD, Heard.ABOUT_PERHAPS)
"""The phrases that may stand around the name of a chapter, and of everything else."""

LONGEST_SHORT = 50
"""Characters of a topic in an id, at most; Discord takes ids of 100."""


def short_topic(topic: str) -> str:
    """A topic as it stands in an id: its words with hyphens between them, or their beginning."""
    return "-".join(words_of(topic))[:LONGEST_SHORT]


@dataclass(frozen=True, slots=True)
class Meant:
    """The ids of what may be meant; with none nothing is like what was typed."""

    ids: Sequence[str]
    is_near: bool = False
    """Whether their names are only like what was typed, so that even a single one may not be meant."""

    def __bool__(self) -> bool:
        """Whether anything may be meant."""
        return bool(self.ids)

    @property
    def one(self) -> str | None:
        """What is meant beyond doubt."""
        return self.ids[0] if len(self.ids) == 1 and not self.is_near else None


class Options:
    """Reads options in the languages of a listener."""

    def __init__(self, listener: Listener) -> None:
        """Take what understands messages in these languages."""
        self._listener = listener
        self._names = listener.names
        self._pack = listener.names.pack
        self._titles = {
            f"{number} {chapter.title}": chapter.id
            for number, chapter in enumerate(self._pack.chapters, start=1)
        }

    def chapters(self, typed: str) -> Meant:
        """By number in figures or words, title, a part of it, or somebody or something that it tells of."""
        for words in self._listener.readings(typed, *CHAPTERS):
            found = self._numbered(words) or self._names.chapters.all_of(words)
            found = found or self._chapters_of(self._names.cards.all_of(words))
            if found:
                return Meant(found[:MOST])
        intent = self._listener.understand(typed)
        if intent.kind is IntentKind.CHAPTER and self._pack.chapter(intent.about) is not None:
            return Meant((intent.about,))
        return (
            Meant(self._chapters_of(self._asked(typed))[:MOST])
            or self._begun(typed, self._titles, *CHAPTERS)
            or _perhaps(self._chapters_of(self._mentioned(typed)))
            or _near(typed, {chapter.title: chapter.id for chapter in self._pack.chapters})
        )

    def cards(self, typed: str) -> Meant:
        """By id, name, another name, a part of it, or as a year is said."""
        if self._pack.dossier(typed.strip().casefold()) is not None:
            return Meant((typed.strip().casefold(),))
        names = {name: card.id for card in self._pack.dossiers for name in (card.name, *card.also)}
        return (
            Meant(self._cards(typed))
            or self._begun(typed, names, *ABOUT)
            or _perhaps(self._mentioned(typed))
            or _near(typed, names)
        )

    def topics(self, typed: str) -> Meant:
        """The topics of anecdotes, by name, another name of its card, or a part of it."""
        names = {topic: topic for topic in self._pack.topics()}
        found = self._named(self._names.topics, typed, Heard.ANECDOTE_ABOUT, *ABOUT)
        if not found:
            intent = self._listener.understand(typed)
            found = (intent.about,) if intent.kind is IntentKind.ANECDOTE and intent.about in names else ()
        return (
            Meant(found or self._topics_of(self._cards(typed))[:MOST])
            or self._begun(typed, names, Heard.ANECDOTE_ABOUT, *ABOUT)
            or _perhaps(self._topics_of(self._mentioned(typed)))
            or _near(typed, names)
        )

    def topic_called(self, short: str) -> str | None:
        """The topic that stands so in an id."""
        return next((topic for topic in self._pack.topics() if short_topic(topic) == short), None)

    def stops(self, typed: str) -> Meant:
        """By id, name, another name, a part of it, or as its card is asked for."""
        stops = self._pack.route.stops if self._pack.route else ()
        wanted = typed.strip().casefold()
        if any(stop.id == wanted for stop in stops):
            return Meant((wanted,))
        names = {name: stop.id for stop in stops for name in (stop.name, *stop.also)}
        return (
            Meant(self._named(self._names.stops, typed, *ABOUT) or self._stops_of(self._asked(typed)))
            or self._begun(typed, names, *ABOUT)
            or _perhaps(self._stops_of(self._mentioned(typed)))
            or _near(typed, names)
        )

    def _named(self, directory: Directory, typed: str, *heard: Heard) -> Sequence[str]:
        readings = self._listener.readings(typed, *heard)
        return next((found[:MOST] for words in readings if (found := directory.all_of(words))), ())

    def _numbered(self, words: Words) -> Sequence[str]:
        """The chapter of that number, its title perhaps behind it; both if the title is another one's."""
        numbered = self._listener.chapter_numbered(words)
        if numbered is not None:
            return (numbered,)
        numbered = self._listener.chapter_numbered(words[:1])
        titled = () if numbered is None else self._names.chapters.all_of(words[1:])
        if numbered is None or not titled:
            return ()
        if numbered in titled:
            return (numbered,)
        return (numbered, *titled) if words[0].isdecimal() else ()

    def _cards(self, typed: str) -> Sequence[str]:
        """The cards of that name, of that year, or that a direct message asks for."""
        year = self._listener.card_of_year(typed)
        return (
            self._named(self._names.cards, typed, *ABOUT)
            or (() if year is None else (year,))
            or self._asked(typed)
        )

    def _asked(self, typed: str) -> Sequence[str]:
        """The card that answers these words in a direct message."""
        intent = self._listener.understand(typed)
        return (intent.about,) if intent.kind in {IntentKind.CARD, IntentKind.WON} else ()

    def _mentioned(self, typed: str) -> Sequence[str]:
        """The cards whose names stand among the words."""
        words = next(self._listener.readings(typed), ())
        cards = (self._names.cards.exact(tuple(name.split())) for name in self._names.mentioned(words))
        return tuple(card for card in cards if card is not None)

    def _begun(self, typed: str, ids: Mapping[str, str], *heard: Heard) -> Meant:
        """What has names of which the words may be the beginning."""
        for words in self._listener.readings(typed, *heard):
            found = tuple(dict.fromkeys(ids[name] for name in begun(ids, words))) if words else ()
            if found:
                return Meant(found[:MOST], is_near=sum(map(len, words)) < SHORTEST_BEGUN)
        return Meant(())

    def _chapters_of(self, cards: Iterable[str]) -> Sequence[str]:
        """The chapters that tell of any of these cards, in their order."""
        known = (card for card in map(self._pack.dossier, cards) if card is not None)
        told = {chapter for card in known for chapter in card.chapters}
        return tuple(chapter.id for chapter in self._pack.chapters if chapter.id in told)

    def _topics_of(self, cards: Iterable[str]) -> Sequence[str]:
        """The topics that have a name of one of these cards, or its year."""
        topics = frozenset(self._pack.topics())
        known = (card for card in map(self._pack.dossier, cards) if card is not None)
        called = (name for card in known for name in (card.name, *card.also, str(card.year)))
        return tuple(dict.fromkeys(name for name in called if name in topics))

    def _stops_of(self, cards: Iterable[str]) -> Sequence[str]:
        """The stops that have the name of one of these cards."""
        known = (card for card in map(self._pack.dossier, cards) if card is not None)
        stops = (self._names.stops.exact(words_of(card.name)) for card in known)
        return tuple(stop for stop in stops if stop is not None)


def _near(typed: str, ids: Mapping[str, str]) -> Meant:
    """What has names that are like the words."""
    return Meant(tuple(dict.fromkeys(ids[name] for name in nearest(typed, ids, NEAREST))), is_near=True)


def _perhaps(ids: Sequence[str]) -> Meant:
    """What is at least spoken of: one alone is asked about before it is taken."""
    return Meant(ids[:MOST], is_near=len(ids) == 1)
