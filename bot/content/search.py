"""Search over all texts of a pack: in memory, forgiving accents, plurals and a typo.

Each word that is looked for is matched to similar words of the pack. A text scores higher the more of them it
has, the rarer they are, and the closer the match. Words of a title count for more than words of a text, and
those of a card's name for the most.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from math import log
from sys import intern
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.core.letters import without_accents
from bot.core.packs.pack import StoryPack

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
IN_TITLE = 3.0
"""How often a word of a title is counted."""

IN_NAME = 6.0
"""How often a word of a card's name is counted."""

ALIKE = 0.88
"""How similar, out of 1, a word of the pack must be to a typed one: a letter in five or six may be wrong."""

SURELY_ALIKE = 0.94
"""How similar, out of 1, a word must be to count as the typed one, and not merely as a guess at it."""

SHORTEST_GUESS = 4
"""Shorter words are not corrected."""

MOST_GUESSES = 8
"""How many similar words a typed one is matched to at most."""

COMMON = 0.2
"""A word in more than this share of the texts is left out of the search."""

LONGEST_EXCERPT = 160
"""Characters."""


class HitKind(StrEnum):
    """What a hit opens."""

    CHAPTER = "chapter"
    """A chapter, at the page of it that was found."""
    BEAT = "beat"
    ANECDOTE = "anecdote"
    LEGEND = "legend"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches what was looked for."""

    where: HitKind
    ref: str
    """`chapter/beat`, or the id of the anecdote, claim or card."""
    title: str
    score: float
    share: float = 1.0
    """The share of the words looked for that it surely has, from 0 to 1."""
    tokens: Sequence[str] = ()
    """The text in pieces between spaces."""
    found_at: int = 0
    """Which of them was found first."""

    @property
    def excerpt(self) -> str:
        """The part of the text around what was found; only the hits that are shown have it cut."""
        return _excerpt(self.tokens, self.found_at)


class Match(NamedTuple):
    """A text of an index that matches what was looked for, before it is made a hit."""

    number: int
    """The text's place in the index."""
    score: float
    share: float
    """As `Hit.share`."""


class Ranking(NamedTuple):
    """What a search found: the best first."""

    matches: Sequence[Match]
    known: AbstractSet[str]
    """The words of the pack that were taken for the typed ones."""


@dataclass(frozen=True, slots=True)
class _Text:
    where: HitKind
    ref: str
    title: str
    text: str
    title_weight: float
    shown: str | None = None
    """What of the text an excerpt is cut from; all of it by default."""


class Index:
    """An inverted index of one pack: each word, with the texts that have it and how often."""

    def __init__(self, pack: StoryPack) -> None:
        """Read the whole pack once; a few thousand words."""
        self._texts = tuple(_texts(pack))
        postings: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for number, text in enumerate(self._texts):
            for word in words(text.text):
                # A word that occurs twice counts a little more, not twice as much.
                postings[word][number] = min(postings[word][number] + 1, 2)
            for word in words(text.title):
                postings[word][number] += int(text.title_weight)
        self._postings: Mapping[str, Mapping[int, float]] = {
            word: _weighed(numbers, len(self._texts)) for word, numbers in postings.items()
        }
        self._vocabulary = sorted(self._postings)
        self._tokens = tuple(
            tuple((text.text if text.shown is None else text.shown).split()) for text in self._texts
        )
        self._first = tuple(map(_first_places, self._tokens))

    def find(self, looked_for: str, limit: int) -> list[Hit]:
        """The texts that match best, the best first; empty if no word of the pack is similar."""
        found = self.ranked(looked_for, limit)
        return [self.hit(match, found) for match in found.matches]

    def ranked(self, looked_for: str, limit: int) -> Ranking:
        """Which texts match best, the best first, of which `hit` makes those that are shown."""
        wanted = self._distinctive(list(dict.fromkeys(words(looked_for))))
        known_words: set[str] = set()
        scores: dict[int, float] = {}
        matched: Counter[int] = Counter()
        sure_words: Counter[int] = Counter()
        for word in wanted:
            similar = self._similar_words(word)
            known_words.update(known for known, _likeness in similar)
            best_scores = self._best_scores(similar)
            for number, score in best_scores.items():
                scores[number] = scores.get(number, 0.0) + score
            matched.update(best_scores.keys())
            sure_words.update(self._sure_texts(similar))
        # A text with all of the words comes before one that has a single word twice.
        ranked = sorted(scores, key=lambda number: (-scores[number] * matched[number], number))
        return Ranking(
            [Match(number, scores[number], sure_words[number] / len(wanted)) for number in ranked[:limit]],
            known_words,
        )

    def where(self, match: Match) -> tuple[HitKind, str]:
        """What a match is in, and its reference: see `Hit.ref`."""
        text = self._texts[match.number]
        return text.where, text.ref

    def hit(self, match: Match, found: Ranking, where: HitKind | None = None) -> Hit:
        """A match of that ranking with its title and text; `where` if another kind is to be opened."""
        text = self._texts[match.number]
        tokens, first = self._tokens[match.number], self._first[match.number]
        found_at = min((first[word] for word in found.known if word in first), default=0)
        return Hit(where or text.where, text.ref, text.title, match.score, match.share, tokens, found_at)

    def _best_scores(self, similar: Sequence[tuple[str, float]]) -> Mapping[int, float]:
        """How much a typed word counts in each text: as the best of the words that are similar to it."""
        if len(similar) == 1 and similar[0][1] == 1.0:
            return self._postings[similar[0][0]]
        best: dict[int, float] = {}
        for known, likeness in similar:
            trust = likeness**4
            for number, weight in self._postings[known].items():
                best[number] = max(best.get(number, 0.0), weight * trust)
        return best

    def _sure_texts(self, similar: Iterable[tuple[str, float]]) -> AbstractSet[int]:
        """The texts that have a word so similar that it counts as the typed one."""
        texts: AbstractSet[int] = frozenset()
        for known, likeness in similar:
            if likeness >= SURELY_ALIKE:
                numbers = self._postings[known].keys()
                texts = texts | numbers if texts else numbers
        return texts

    def _distinctive(self, wanted: list[str]) -> list[str]:
        """The words without the common ones, unless all are common."""
        distinctive = [
            word for word in wanted if len(self._postings.get(word, ())) <= len(self._texts) * COMMON
        ]
        return distinctive or wanted

    def _similar_words(self, word: str) -> list[tuple[str, float]]:
        if word in self._postings:
            return [(word, 1.0)]
        if len(word) < SHORTEST_GUESS or word[0].isdigit():
            return []
        matches = process.extract(
            word,
            self._vocabulary,
            scorer=JaroWinkler.normalized_similarity,
            limit=MOST_GUESSES,
            score_cutoff=ALIKE,
        )
        return [(known, likeness) for known, likeness, _index in matches]


def words(text: str) -> Iterator[str]:
    """The text's words, without accents, capitals and the s of a plural."""
    for word in WORD.findall(without_accents(text).casefold()):
        yield word[:-1] if len(word) > SHORTEST_GUESS and word.endswith("s") and word[-2] != "s" else word


def _texts(pack: StoryPack) -> Iterator[_Text]:
    for chapter in pack.chapters:
        for beat in chapter.beats:
            yield _Text(HitKind.BEAT, f"{chapter.id}/{beat.id}", chapter.title, beat.text, IN_TITLE)
    for anecdote in pack.anecdotes:
        tags = " ".join(anecdote.topics)
        yield _Text(HitKind.ANECDOTE, anecdote.id, anecdote.title, f"{anecdote.text} {tags}", IN_TITLE)
    for legend in pack.legends:
        yield _Text(HitKind.LEGEND, legend.id, legend.claim, legend.why, IN_TITLE)
    for dossier in pack.dossiers:
        also = " ".join([*dossier.also, *(f"{figure.label} {figure.value}" for figure in dossier.figures)])
        yield _Text(
            HitKind.DOSSIER, dossier.id, dossier.name, f"{dossier.text} {also}", IN_NAME, dossier.text
        )


def _weighed(numbers: Mapping[int, int], texts: int) -> Mapping[int, float]:
    """How much a word counts in each text that has it: more if it is rare or stands there often."""
    rarity = log(1 + texts / len(numbers))
    return {number: rarity * (1 + log(count)) for number, count in numbers.items()}


def _first_places(tokens: Sequence[str]) -> Mapping[str, int]:
    """Where each word of a text stands first, counted in tokens: the pieces between spaces."""
    places: dict[str, int] = {}
    for place, token in enumerate(tokens):
        for word in words(token):
            places.setdefault(intern(word), place)
    return places


def _excerpt(tokens: Sequence[str], found_at: int) -> str:
    """The part of the text around the first word that was found."""
    start = max(0, found_at - 6)
    # No excerpt has more tokens than characters.
    cut = " ".join(tokens[start : start + LONGEST_EXCERPT])
    if start:
        cut = f"… {cut}"
    return cut if len(cut) <= LONGEST_EXCERPT else cut[: LONGEST_EXCERPT - 2].rsplit(" ", 1)[0] + " …"
