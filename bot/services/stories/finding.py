"""Search over the pack, and the cards of people, cars, places and years by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.content.search import Hit, HitKind, Index, words
from bot.core.matching import nearest
from bot.core.packs.cards import Dossier
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.talk.names import Names
from bot.core.talk.phrases import words_of

MOST_HITS = 5
"""Hits of words that may not be meant as a search, at most."""
MOST_FOUND, PAGE_SIZE = 60, 6
ORDER = (HitKind.DOSSIER, HitKind.BEAT, HitKind.ANECDOTE, HitKind.LEGEND)

SURE = 0.66
"""The share of the typed words that a text must have to be what somebody meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search has found, and how many pages there are."""

    hits: Sequence[Hit]
    number: int = 0
    pages: int = 1


class Finder:
    """Searches packs and finds cards, from indexes in memory."""

    def __init__(self, library: Library) -> None:
        """Index the packs."""
        self._library = library
        self._indexes = {pack.id: Index(pack) for pack in library.packs}
        self._names = Names(library.default)

    def find(self, looked_for: str, number: int = 0) -> Found | Refusal:
        """Page `number`, from 0, of the hits; refused if there are none, or if no word was given."""
        if not any(words(looked_for)):
            return Refusal.because(Reason.NOTHING_LOOKED_FOR)
        hits = self._indexes[self._library.default.id].find(looked_for, MOST_FOUND)
        if not hits:
            return Refusal.because(Reason.NOTHING_FOUND, words=looked_for)
        best = max(hit.share for hit in hits)
        full = [hit for hit in hits if hit.share >= best]
        # What has fewer of the words comes after what has all that are found together anywhere.
        ordered = [*_ordered(full), *_ordered(hit for hit in hits if best > hit.share >= best / 2)]
        pages = -(-len(ordered) // PAGE_SIZE)
        number = min(max(number, 0), pages - 1)
        return Found(ordered[number * PAGE_SIZE : (number + 1) * PAGE_SIZE], number, pages)

    def surely(self, looked_for: str) -> list[Hit]:
        """Only the hits that have most of the words, for messages that may not be meant as a search."""
        hits = self._indexes[self._library.default.id].find(looked_for, MOST_HITS)
        return [hit for hit in hits if hit.share >= SURE]

    def named(self, looked_for: str) -> str:
        """The names of cards among the words, joined by spaces."""
        return " ".join(self._names.mentioned(words_of(looked_for)))

    def dossier(self, name: str) -> Dossier | Refusal:
        """The card of that id or name; else a refusal with the nearest names."""
        pack = self._library.default
        wanted = name.strip().casefold()
        for dossier in pack.dossiers:
            if wanted in (dossier.id, dossier.name.casefold(), *(other.casefold() for other in dossier.also)):
                return dossier
        called = self._names.called(words_of(name))
        if called is not None:
            return called
        names = [dossier.name for dossier in pack.dossiers]
        return Refusal.because(Reason.UNKNOWN_DOSSIER, words=name, nearest=nearest(name, names))


def _ordered(hits: Iterable[Hit]) -> list[Hit]:
    """Cards and chapters first, then pages, anecdotes and claims; within each the best first.

    A chapter stands for the best of its pages.
    """
    chapters: set[str] = set()
    ordered: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        chapter = hit.ref.partition("/")[0]
        if hit.where is HitKind.BEAT and chapter not in chapters:
            chapters.add(chapter)
            ordered[0].append(replace(hit, where=HitKind.CHAPTER))
        else:
            ordered[ORDER.index(hit.where)].append(hit)
    return [hit for place in sorted(ordered) for hit in ordered[place]]
