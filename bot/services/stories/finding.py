"""Search over the pack, and the cards of people, cars, places and years by name."""

from bot.content.search import Hit, Index, words
from bot.core.matching import nearest
from bot.core.packs.cards import Dossier
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.talk.names import Names
from bot.core.talk.phrases import words_of

MOST_HITS = 5
SURE = 0.66
"""The share of the typed words that a text must have to be what somebody meant."""


class Finder:
    """Searches packs and finds cards, from indexes in memory."""

    def __init__(self, library: Library) -> None:
        """Index the packs."""
        self._library = library
        self._indexes = {pack.id: Index(pack) for pack in library.packs}
        self._names = Names(library.default)

    def find(self, looked_for: str) -> list[Hit] | Refusal:
        """The best hits; refused if there are none, or if no word was given."""
        if not any(words(looked_for)):
            return Refusal.because(Reason.NOTHING_LOOKED_FOR)
        hits = self._indexes[self._library.default.id].find(looked_for, MOST_HITS)
        return hits or Refusal.because(Reason.NOTHING_FOUND, words=looked_for)

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
