"""Finds the card, topic or chapter that a typed name stands for; accents and small slips are forgiven."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from rapidfuzz import fuzz, process

from bot.core.packs.cards import CardKind, Dossier
from bot.core.packs.pack import Chapter, StoryPack
from bot.core.talk.phrases import Words, words_of

ALIKE = 84
"""How similar, out of 100, a name must be to what was typed."""
CLEARLY = 4
"""By how much, out of 100, it must be more similar than the name of anything else."""

SHORTEST_GUESS = 6
"""What is typed in fewer characters is not corrected."""

SHORTEST_PART = 3
"""Words of fewer characters do not stand for a longer name."""


class Directory:
    """Names, each with the thing that it stands for; a name that several things share stands for none."""

    def __init__(self, names: Iterable[tuple[str, str]], spoken: frozenset[str]) -> None:
        """Take pairs of name and thing, and the words that are never taken for a slip."""
        self._spoken = spoken
        whole: defaultdict[str, set[str]] = defaultdict(set)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        for name, ref in names:
            words = words_of(name)
            whole[" ".join(words)].add(ref)
            for word in words:
                self._parts[word].add(ref)
        self._shared = {name: tuple(sorted(refs)) for name, refs in whole.items() if len(refs) > 1}
        self._whole = {name: next(iter(refs)) for name, refs in whole.items() if len(refs) == 1}

    def exact(self, words: Words) -> str | None:
        """The thing with exactly this name."""
        return self._whole.get(" ".join(words))

    def find(self, words: Words) -> str | None:
        """The only thing with this name, else the only one with all of these words, else the most similar."""
        return self.exact(words) or self._by_parts(words) or self._by_likeness(words)

    def all_of(self, words: Words) -> tuple[str, ...]:
        """All that may be meant: what has this name, else all of these words, else the most similar names."""
        name = " ".join(words)
        if name in self._whole:
            return (self._whole[name],)
        return self._shared.get(name) or tuple(sorted(self._with_parts(words))) or self._alike(words)

    def _by_parts(self, words: Words) -> str | None:
        refs = self._with_parts(words)
        return next(iter(refs)) if len(refs) == 1 else None

    def _with_parts(self, words: Words) -> AbstractSet[str]:
        if not words or all(len(word) < SHORTEST_PART for word in words):
            return frozenset()
        return set.intersection(*(self._parts.get(word, set()) for word in words))

    def _by_likeness(self, words: Words) -> str | None:
        alike = self._alike(words)
        return alike[0] if len(alike) == 1 else None

    def _alike(self, words: Words) -> tuple[str, ...]:
        """What has the most similar name, with all whose names are nearly as similar."""
        typed = " ".join(words)
        if len(typed) < SHORTEST_GUESS or any(word.isdigit() for word in words):
            return ()
        if len(words) == 1 and words[0] in self._spoken:
            return ()
        matches = process.extract(
            typed, [*self._whole, *self._distinctive_words()], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=4
        )
        best = max((score for _, score, _ in matches), default=0.0)
        refs = (
            self._whole.get(name) or next(iter(self._parts[name]))
            for name, score, _ in matches
            if best - score < CLEARLY
        )
        return tuple(dict.fromkeys(refs))

    def _distinctive_words(self) -> Iterator[str]:
        """The words that occur in the names of one thing only."""
        yield from (
            word for word, refs in self._parts.items() if len(refs) == 1 and len(word) >= SHORTEST_GUESS
        )


class Names:
    """The names of a pack's cards, topics, chapters and stops."""

    def __init__(self, pack: StoryPack) -> None:
        """Read the pack once: its cards, topics, chapters and stops by their names."""
        self.pack = pack
        spoken = frozenset(word for text in _texts(pack) for word in words_of(text))
        cards = [
            (name, card.id)
            for card in pack.dossiers
            for name in dict.fromkeys((card.name, *card.also, *_short(card)))
        ]
        self.cards = Directory(cards, spoken)
        self.topics = Directory(((topic, topic) for topic in pack.topics()), spoken)
        self.chapters = Directory(((chapter.title, chapter.id) for chapter in pack.chapters), spoken)
        stops = pack.route.stops if pack.route else ()
        self.stops = Directory(
            ((name, stop.id) for stop in stops for name in dict.fromkeys((stop.name, *stop.also))), spoken
        )
        self.years = {card.year: card.id for card in sorted(_years(pack), key=_year) if card.year is not None}
        """The ids of the cards of years by year, in ascending order."""
        called = (word for card in _years(pack) for word in words_of(card.name))
        self.of_years = frozenset(word for word in called if not word.isdecimal())
        """The words, besides the year itself, in the names of the cards of years."""

    def card(self, words: Words) -> Dossier | None:
        """The card that is meant."""
        found = self.cards.find(words)
        return None if found is None else self.pack.dossier(found)

    def called(self, words: Words) -> Dossier | None:
        """The card that has exactly this name, apart from accents and punctuation."""
        found = self.cards.exact(words)
        return None if found is None else self.pack.dossier(found)

    def topic(self, words: Words) -> str | None:
        """The topic of anecdotes that is meant."""
        return self.topics.find(words)

    def chapter(self, words: Words) -> Chapter | None:
        """The chapter that is meant by its title."""
        found = self.chapters.find(words)
        return None if found is None else self.pack.chapter(found)

    def is_chapter(self, words: Words) -> bool:
        """Whether a chapter has exactly this title."""
        return self.chapters.exact(words) is not None

    def is_rather_card(self, words: Words) -> bool:
        """Whether a card has exactly this name, and no chapter has exactly this title."""
        return self.cards.exact(words) is not None and not self.is_chapter(words)

    def chapter_at(self, number: int) -> Chapter | None:
        """The chapter of that number, from 1; -1 is the last."""
        chapters = self.pack.chapters
        if number == -1:
            return chapters[-1]
        return chapters[number - 1] if 0 < number <= len(chapters) else None

    def is_title(self, words: Words) -> bool:
        """Whether the story itself is meant."""
        return words == words_of(self.pack.title)

    def mentioned(self, words: Words) -> list[str]:
        """The names of cards that stand in the words, the longest first; none that is part of another."""
        found: dict[str, None] = {}
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                name = words[start : start + length]
                if self.cards.exact(name) is not None and not any(
                    " ".join(name) in longer for longer in found
                ):
                    found[" ".join(name)] = None
        return list(found)


def _short(card: Dossier) -> Iterator[str]:
    """What the card is called for short: a person's last name, a year's number."""
    if card.kind is CardKind.PERSON:
        yield card.name.rpartition(" ")[2]
    if card.year is not None:
        yield str(card.year)


def _years(pack: StoryPack) -> Iterator[Dossier]:
    yield from (card for card in pack.dossiers if card.kind is CardKind.YEAR)


def _year(card: Dossier) -> int:
    return card.year or 0


def _texts(pack: StoryPack) -> Iterator[str]:
    for chapter in pack.chapters:
        yield chapter.title
        yield from (beat.text for beat in chapter.beats)
    yield from (anecdote.text for anecdote in pack.anecdotes)
    yield from (legend.claim for legend in pack.legends)
    yield from (card.told for card in pack.dossiers)
