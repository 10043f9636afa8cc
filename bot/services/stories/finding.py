"""Search over the pack, and the cards of people, cars, places and years by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.search import Hit, HitKind, Index, Match, words
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
        index = self._indexes[self._library.default.id]
        ranking = index.ranked(looked_for, MOST_FOUND)
        if not ranking.matches:
            return Refusal.because(Reason.NOTHING_FOUND, words=looked_for)
        ordered = _ordered(index, ranking.matches)
        pages = -(-len(ordered) // PAGE_SIZE)
        number = min(max(number, 0), pages - 1)
        shown = ordered[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
        return Found([index.hit(match, ranking, where) for match, where in shown], number, pages)

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


def _ordered(index: Index, matches: Sequence[Match]) -> list[tuple[Match, HitKind]]:
    """Cards and chapters first, then pages, anecdotes and claims; within each the best first.

    What has fewer of the words comes after what has all that are found together anywhere. A chapter stands
    for the best of its pages among the one or the other.
    """
    best = max(match.share for match in matches)
    parts: list[list[tuple[Match, HitKind]]] = [[] for _ in range(2 * len(ORDER))]
    chapters: set[tuple[bool, str]] = set()
    for match in matches:
        fewer = match.share < best
        if match.share < best / 2:
            continue
        where, ref = index.where(match)
        place = ORDER.index(where)
        if where is HitKind.BEAT:
            chapter = (fewer, ref.partition("/")[0])
            if chapter not in chapters:
                chapters.add(chapter)
                where, place = HitKind.CHAPTER, 0
        parts[fewer * len(ORDER) + place].append((match, where))
    return [found for part in parts for found in part]
