"""The phrases that people type in one language, and how typed words are compared with them.

A phrase is a line; `…` in it is a slot for what the person names. The lists are kept in the catalogue of
each language, so that a translation brings its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from bot.core.letters import without_accents

Words = tuple[str, ...]

SLOT = "…"
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
DOUBLED = re.compile(r"(\D)\1+")
SHORTEST_SLIP, SHORTEST_SWAP, TWO_SLIPS = 5, 4, 9
"""From this many letters on, one letter may be wrong; two may be swapped; two may be wrong."""


class Heard(StrEnum):
    """The lists of phrases; each value is the part of a catalogue key after `heard.`."""

    ABOUT = "about"
    ABOUT_CARD = "about_card"
    ABOUT_PERHAPS = "about_perhaps"
    ANECDOTE = "anecdote"
    ANECDOTE_ABOUT = "anecdote_about"
    ANOTHER = "another"
    ARTICLE = "article"
    BACK = "back"
    BYE = "bye"
    CHAPTER = "chapter"
    CHAPTER_PERHAPS = "chapter_perhaps"
    CLOSING = "closing"
    CONTENTS = "contents"
    EDITION = "edition"
    FILLER = "filler"
    FIND = "find"
    HELLO = "hello"
    HELP = "help"
    LAST = "last"
    LEGEND = "legend"
    MAP = "map"
    NEXT = "next"
    NEXT_CHAPTER = "next_chapter"
    NO = "no"
    OPENING = "opening"
    ORDINAL = "ordinal"
    PROGRESS = "progress"
    QUIZ = "quiz"
    QUIZ_ABOUT = "quiz_about"
    READ = "read"
    SCORES = "scores"
    SHORT = "short"
    START_OVER = "start_over"
    THANKS = "thanks"
    TIMELINE = "timeline"
    WHO = "who"
    WHO_WON = "who_won"
    WINNER = "winner"
    WON = "won"
    YES = "yes"


def words_of(text: str) -> Words:
    """The text's words without accents, capitals and punctuation."""
    return tuple(WORD.findall(folded(text)))


def folded(text: str) -> str:
    """The text without accents and capitals."""
    return without_accents(text).casefold()


def alike(typed: str, meant: str) -> bool:
    """Whether a word may be a typing slip for another."""
    if typed == meant:
        return True
    if DOUBLED.sub(r"\1", typed) == DOUBLED.sub(r"\1", meant):
        return True
    shorter = min(len(typed), len(meant))
    if typed[0].isdigit() or shorter < SHORTEST_SWAP:
        return False
    slips = OSA.distance(typed, meant, score_cutoff=2)
    if slips == 1 and sorted(typed) == sorted(meant):
        return True
    return shorter >= SHORTEST_SLIP and slips <= 1 + (shorter >= TWO_SLIPS)


def all_alike(typed: Words, meant: Words) -> bool:
    """Whether two phrases are the same, apart from typing slips."""
    return len(typed) == len(meant) and all(map(alike, typed, meant))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with a slot in it."""

    before: Words
    after: Words

    def slot(self, typed: Words) -> Words | None:
        """What stands in the slot, or None if the words are not this phrase."""
        end = len(typed) - len(self.after)
        if end <= len(self.before):
            return None
        if all_alike(typed[: len(self.before)], self.before) and all_alike(typed[end:], self.after):
            return typed[len(self.before) : end]
        return None


class Phrases:
    """The lists of phrases of one language, or of several that are understood together."""

    def __init__(self, texts: Iterable[Mapping[Heard, str]]) -> None:
        """Take the lists of each language; a list is a text with one phrase a line."""
        lists: dict[Heard, dict[str, None]] = {heard: {} for heard in Heard}
        for text in texts:
            for heard, lines in text.items():
                lists[heard] |= dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip())
        self._whole = {
            heard: frozenset(words_of(line) for line in lines if SLOT not in line)
            for heard, lines in lists.items()
        }
        self._slotted = {heard: _slotted(lines) for heard, lines in lists.items()}
        self._aliases = {
            heard: [tuple(words_of(alias) for alias in line.split(",")) for line in lines]
            for heard, lines in lists.items()
        }
        self._in_full = {
            short[0]: word[0] for word, *shorts in self._aliases[Heard.SHORT] for short in shorts
        }

    def in_full(self, typed: Words) -> Words:
        """The words with each short form replaced by its full form."""
        return tuple(self._in_full.get(word, word) for word in typed)

    def says(self, heard: Heard, typed: Words) -> bool:
        """Whether all the words together are a phrase of the list."""
        known = self._whole[heard]
        return typed in known or any(all_alike(typed, phrase) for phrase in known)

    def slots(self, heard: Heard, typed: Words) -> Iterator[Words]:
        """What stands in the slot of each phrase that the words match, the longest phrase first."""
        for phrase in self._slotted[heard]:
            slot = phrase.slot(typed)
            if slot is not None:
                yield slot

    def single(self, heard: Heard) -> frozenset[str]:
        """The phrases of a list that are a single word."""
        return frozenset(phrase[0] for phrase in self._whole[heard] if len(phrase) == 1)

    def phrases(self, heard: Heard) -> frozenset[Words]:
        """The list's phrases without a slot."""
        return self._whole[heard]

    def position(self, heard: Heard, typed: Words) -> int | None:
        """The index, from 0, of the line that has the words among its own, which are separated by commas."""
        return next((index for index, names in enumerate(self._aliases[heard]) if typed in names), None)


def _slotted(lines: Iterable[str]) -> tuple[Phrase, ...]:
    parts = [line.partition(SLOT) for line in lines if SLOT in line]
    phrases = [Phrase(words_of(before), words_of(after)) for before, _, after in parts]
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.before) - len(phrase.after)))
