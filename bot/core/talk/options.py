"""What the option of a command stands for: read as a direct message is, by the same rules.

Discord offers what there is while somebody types, but people also type on, paste, or write as they would to
the bot: what is offered is only one way to say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.core.matching import nearest
from bot.core.packs.pack import StoryPack
from bot.core.talk.listener import Listener
from bot.core.talk.names import Directory
from bot.core.talk.phrases import Heard, words_of

MOST, NEAREST = 10, 3
"""Things that are offered of several that may be meant, at most, and of those that are only like it."""

LONGEST_SHORT = 50
"""Characters of a topic in an id, at most; Discord takes ids of 100."""


def short_topic(topic: str) -> str:
    """A topic as it stands in an id: its words with hyphens between them, or their beginning."""
    return "-".join(words_of(topic))[:LONGEST_SHORT]


class Meant(NamedTuple):
    """The ids of what may be meant; with none nothing is like what was typed."""

    ids: Sequence[str]
    is_near: bool = False
    """Whether their names are only like what was typed, so that even a single one may not be meant."""

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

    def chapters(self, typed: str) -> Meant:
        """By number in figures or words, title, a part of it, or somebody or something that it tells of."""
        listener, names = self._listener, self._names
        for words in listener.readings(typed, Heard.CHAPTER, Heard.CHAPTER_PERHAPS):
            chapter = listener.chapter_numbered(words)
            if chapter is not None:
                return Meant((chapter,))
            # As it is offered: its number, then its title.
            numbered = listener.chapter_numbered(words[:1])
            if numbered is not None and names.chapters.exact(words[1:]) == numbered:
                return Meant((numbered,))
            found = names.chapters.all_of(words) or self._chapters_of(names.cards.all_of(words))
            if found:
                return Meant(found[:MOST])
        return _near(typed, {chapter.title: chapter.id for chapter in self._pack.chapters})

    def cards(self, typed: str) -> Meant:
        """By id, name, another name, a part of it, or as a year is said."""
        if self._pack.dossier(typed.strip().casefold()) is not None:
            return Meant((typed.strip().casefold(),))
        found = self._named(self._names.cards, typed, Heard.ABOUT, Heard.ABOUT_CARD)
        if found:
            return Meant(found)
        year = self._listener.card_of_year(typed)
        if year is not None:
            return Meant((year,))
        names = {name: card.id for card in self._pack.dossiers for name in (card.name, *card.also)}
        return _near(typed, names)

    def topics(self, typed: str) -> Meant:
        """The topics of anecdotes, by name, another name of its card, or a part of it."""
        topics = list(self._pack.topics())
        found = self._named(self._names.topics, typed, Heard.ANECDOTE_ABOUT, Heard.ABOUT)
        if not found:
            # A card may have other names than its topic has.
            called = (self._pack.dossier(card) for card in self._named(self._names.cards, typed, Heard.ABOUT))
            found = tuple(card.name for card in called if card is not None and card.name in topics)
        return Meant(found[:MOST]) if found else _near(typed, {topic: topic for topic in topics})

    def topic_called(self, short: str) -> str | None:
        """The topic that stands so in an id."""
        return next((topic for topic in self._pack.topics() if short_topic(topic) == short), None)

    def stops(self, typed: str) -> Meant:
        """By id, name, another name, or a part of it."""
        stops = self._pack.route.stops if self._pack.route else ()
        wanted = typed.strip().casefold()
        if any(stop.id == wanted for stop in stops):
            return Meant((wanted,))
        found = self._named(self._names.stops, typed)
        names = {name: stop.id for stop in stops for name in (stop.name, *stop.also)}
        return Meant(found) if found else _near(typed, names)

    def _named(self, directory: Directory, typed: str, *heard: Heard) -> Sequence[str]:
        readings = self._listener.readings(typed, *heard)
        return next((found[:MOST] for words in readings if (found := directory.all_of(words))), ())

    def _chapters_of(self, cards: Iterable[str]) -> Sequence[str]:
        """The chapters that tell of any of these cards, in their order."""
        told = {chapter for card in cards for chapter in _chapters_of(self._pack, card)}
        return tuple(chapter.id for chapter in self._pack.chapters if chapter.id in told)


def _chapters_of(pack: StoryPack, card_id: str) -> Sequence[str]:
    card = pack.dossier(card_id)
    return () if card is None else card.chapters


def _near(typed: str, ids: Mapping[str, str]) -> Meant:
    """What has names that are like the words."""
    return Meant(tuple(dict.fromkeys(ids[name] for name in nearest(typed, ids, NEAREST))), is_near=True)
