"""The words of a name, prepared so that only what matters is compared.

Case, accents, punctuation, articles and small words do not count, quotes of all kinds are one, and marks
between thousands are left out: `1.000` is 1000.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import OSA

from bot.core.letters import SPELT, without_accents

_SLIPS: Final = ((5, 0), (8, 1))
"""Pairs: a word shorter than the first number may have as many slips as the second says."""
_SLIPS_OF_A_LONG_WORD: Final = 2

_LETTERS: Final[Mapping[str, str | int | None]] = MappingProxyType(
    # A dot in the middle parts two letters, not words.
    SPELT | {"&": " and ", "·": None, "ŀ": "l"}
)
_QUOTE: Final = re.compile("[‘’‚‛‹›′‵`´ʹʻʼʽˈˊˋ՚Ꞌꞌ＇]")  # noqa: RUF001 - all that people type for an apostrophe
_THOUSANDS: Final = re.compile(r"(?<![\d.,'])\d{1,3}(?:[.,']\d{3})+(?![\d.,']?\d)")
_ELISION: Final = re.compile(r"\b(l|d|un|dell|all|nell|sull|dall)\s?'\s?(?=\w)")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
# fmt: off
_ARTICLES: Final = frozenset(
    {
        "the", "an", "il", "lo", "la", "gli", "le", "un", "una", "uno", "der", "die", "das", "dem",
        "den", "ein", "eine", "el", "los", "las", "les", "une", "os", "as",
    }
)
SMALL: Final = _ARTICLES | frozenset(
    {
        "di", "de", "del", "della", "dei", "degli", "delle", "da", "do", "von", "van", "zu", "of", "and",
        "und", "et", "in", "at", "near", "to", "sir", "mr", "mrs", "ms", "signor", "signora", "herr",
        "count", "conte",
    }
)
# fmt: on
"""Articles, forms of address, and small words before and between names; they do not count."""
_FIRST_ONLY: Final = frozenset({"a", "i"})
"""Articles that do not count at the start; inside a name they are part of it."""
_INITIAL: Final = re.compile(r"\W*[^\W\d_]\s?\.")
"""A letter with a full stop is an initial, not an article."""
_DOUBLED: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name prepared for comparison: its words, and its numbers in order."""

    words: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def letters(self) -> str:
        """All its words as one."""
        return "".join(self.words)


@lru_cache(maxsize=4096)
def folded(text: str) -> tuple[Name, ...]:
    """The name prepared for comparison, in two ways: elided articles left out, and joined to their words."""
    return tuple(dict.fromkeys(_name(words(text, elided)) for elided in ("", r"\1")))


def words(text: str, elided: str = "") -> list[str]:
    """The words and numbers of the text, without capitals, accents, full stops and articles."""
    plain = plain_text(text)
    found = _WORD.findall(_ELISION.sub(elided, plain))
    if len(found) > 1 and found[0] in _FIRST_ONLY and not _INITIAL.match(plain):
        found = found[1:]
    kept = [word for word in found if word not in SMALL] or [word for word in found if word not in _ARTICLES]
    return kept or found


def plain_text(text: str) -> str:
    """The text in small letters without accents, with one kind of quote, and its thousands in one."""
    # The small form of this letter is a quote and an n.
    small = _QUOTE.sub("'", text.replace("\u0149", "n").casefold()).translate(str.maketrans(dict(_LETTERS)))
    return _THOUSANDS.sub(_without_marks, without_accents(small).casefold().replace("ph", "f"))


def without_elisions(text: str) -> str:
    """The plain text without its elided articles and prepositions."""
    return _ELISION.sub("", text)


def slips_of_word(typed: str, word: str) -> int | None:
    """How many slips lie between what was typed and the word; None if they are too many."""
    slips = min(OSA.distance(typed, word), 1 + OSA.distance(_undoubled(typed), _undoubled(word)))
    return slips if slips <= most_slips(word) else None


def most_slips(word: str) -> int:
    """How many slips a word of its length may have."""
    return next((slips for length, slips in _SLIPS if len(word) < length), _SLIPS_OF_A_LONG_WORD)


def _name(found: list[str]) -> Name:
    return Name(
        tuple(word for word in found if not word.isdecimal()),
        tuple(sorted(str(int(word)) for word in found if word.isdecimal())),
    )


def _without_marks(thousands: re.Match[str]) -> str:
    return re.sub(r"\D", "", thousands[0])


def _undoubled(word: str) -> str:
    """The word with each run of a letter made a single letter."""
    return _DOUBLED.sub(r"\1", word)
