"""Search over all that a pack tells: in memory, forgiving accents, plurals and a typo.

Each word that is looked for is matched to the words that the pack uses; a text counts for more the more
of them it has, the rarer they are, and the nearer the match. A title's words count for more than a
text's, and a card's name for the most.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.core.packs.pack import StoryPack

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
IN_TITLE = 3.0
IN_NAME = 6.0
ALIKE = 0.88
"""How alike, of 1, a word of the pack must be to one that was typed: a letter in five or six may be wrong."""

SURELY_ALIKE = 0.94
"""How alike, of 1, a word must be to count as the one that was typed, and not merely as a guess at it."""

SHORTEST_GUESS = 4
"""Shorter words are meant as they are typed."""

MOST_GUESSES = 8
COMMON = 0.2
"""A word in more than this share of the texts tells nothing."""

LONGEST_EXCERPT = 160


class Where(StrEnum):
    """What a hit opens."""

    BEAT = "beat"
    ANECDOTE = "anecdote"
    LEGEND = "legend"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds what was looked for."""

    where: Where
    ref: str
    """`chapter/beat`, or the id of the anecdote, claim or card."""
    title: str
    excerpt: str
    score: float
    share: float = 1.0
    """How much of what was looked for it surely has, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Text:
    where: Where
    ref: str
    title: str
    text: str
    title_weight: float


class Index:
    """One pack's words, and the texts that have them."""

    def __init__(self, pack: StoryPack) -> None:
        """Read the whole pack once; a few thousand words."""
        self._texts = tuple(_texts(pack))
        postings: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for number, text in enumerate(self._texts):
            for word in words(text.text):
                # A word said twice says a little more, not twice as much.
                postings[word][number] = min(postings[word][number] + 1, 2)
            for word in words(text.title):
                postings[word][number] += int(text.title_weight)
        self._postings: Mapping[str, Mapping[int, int]] = dict(postings)
        self._vocabulary = sorted(self._postings)

    def find(self, looked_for: str, limit: int) -> list[Hit]:
        """The texts that have most of what is looked for, best first; none where nothing is alike."""
        wanted = self._telling(list(dict.fromkeys(words(looked_for))))
        scores: defaultdict[int, float] = defaultdict(float)
        matched: Counter[int] = Counter()
        surely: Counter[int] = Counter()
        for word in wanted:
            best: defaultdict[int, float] = defaultdict(float)
            sure: set[int] = set()
            for known, likeness in self._alike(word):
                postings = self._postings[known]
                sure |= postings.keys() if likeness >= SURELY_ALIKE else set()
                rarity = log(1 + len(self._texts) / len(postings))
                for number, weight in postings.items():
                    best[number] = max(best[number], rarity * likeness**4 * (1 + log(weight)))
            for number, score in best.items():
                scores[number] += score
            matched.update(best.keys())
            surely.update(sure)
        # One text with all of the words is what was meant, before any with one of them twice.
        ranked = sorted(
            scores, key=lambda number: (scores[number] * matched[number] / len(wanted), -number), reverse=True
        )
        return [
            self._hit(number, wanted, scores[number], surely[number] / len(wanted))
            for number in ranked[:limit]
        ]

    def _telling(self, wanted: list[str]) -> list[str]:
        """The words without those that are everywhere, unless there are no others."""
        telling = [word for word in wanted if len(self._postings.get(word, ())) <= len(self._texts) * COMMON]
        return telling or wanted

    def _alike(self, word: str) -> list[tuple[str, float]]:
        if word in self._postings:
            return [(word, 1.0)]
        if len(word) < SHORTEST_GUESS or word[0].isdigit():
            return []
        found = process.extract(
            word,
            self._vocabulary,
            scorer=JaroWinkler.normalized_similarity,
            limit=MOST_GUESSES,
            score_cutoff=ALIKE,
        )
        return [(known, likeness) for known, likeness, _index in found]

    def _hit(self, number: int, wanted: Sequence[str], score: float, share: float) -> Hit:
        text = self._texts[number]
        known = {known for word in wanted for known, _likeness in self._alike(word)}
        return Hit(text.where, text.ref, text.title, _excerpt(text.text, known), score, share)


def words(text: str) -> Iterator[str]:
    """The text's words, without accents, capitals and the s of a plural."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    for word in WORD.findall(plain.casefold()):
        yield word[:-1] if len(word) > SHORTEST_GUESS and word.endswith("s") and word[-2] != "s" else word


def _texts(pack: StoryPack) -> Iterator[_Text]:
    for chapter in pack.chapters:
        for beat in chapter.beats:
            yield _Text(Where.BEAT, f"{chapter.id}/{beat.id}", chapter.title, beat.text, IN_TITLE)
    for anecdote in pack.anecdotes:
        tags = " ".join(anecdote.topics)
        yield _Text(Where.ANECDOTE, anecdote.id, anecdote.title, f"{anecdote.text} {tags}", IN_TITLE)
    for legend in pack.legends:
        yield _Text(Where.LEGEND, legend.id, legend.claim, legend.why, IN_TITLE)
    for dossier in pack.dossiers:
        also = " ".join([*dossier.also, *(f"{one.label} {one.value}" for one in dossier.figures)])
        yield _Text(Where.DOSSIER, dossier.id, dossier.name, f"{dossier.text} {also}", IN_NAME)


def _excerpt(text: str, known: set[str]) -> str:
    """The part of the text around the first word that was found."""
    plain = " ".join(text.split())
    tokens = plain.split(" ")
    first = next((i for i, token in enumerate(tokens) if known & set(words(token))), 0)
    start = max(0, first - 6)
    cut = " ".join(tokens[start:])
    if start:
        cut = f"… {cut}"
    return cut if len(cut) <= LONGEST_EXCERPT else cut[: LONGEST_EXCERPT - 2].rsplit(" ", 1)[0] + " …"
