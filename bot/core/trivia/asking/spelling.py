"""Judges whether a typed name is the one asked for.

Case, accents, punctuation, articles and the order of words do not count. Numbers must be the same: 1955 is
not 1956. Every word must be there, and no other. A word of up to four letters must be exact, one of five to
seven may have one slip, a longer one two, and a whole name three. A slip is a letter too many, too few or
wrong, or two letters swapped; all wrongly doubled letters of a word are one slip. Initials beside a surname
that is enough by itself must be those of the full name.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import OSA

_SLIPS: Final = ((5, 0), (8, 1))
"""Pairs: a word shorter than the first number may have as many slips as the second says."""
_SLIPS_OF_A_LONG_WORD: Final = 2
_SLIPS_OF_A_NAME: Final = 3
_MOST_ORDERS: Final = 5
"""A name of up to so many words is tried in every order of words, a longer one only as it is."""
_MOST_COMPARED: Final = 4096
"""How many comparisons are cached: an answer is judged again at each press until its round is over."""

_LETTERS: Final[Mapping[str, str | int | None]] = MappingProxyType(
    # The dotless i has the same capital as the dotted one.
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "&": " and "}
)
_ELISION: Final = re.compile(r"\b(l|d|un|dell|all|nell|sull|dall)['’ʼ`´](?=\w)")  # noqa: RUF001 - all that people type for it
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
# fmt: off
_SMALL: Final = frozenset(
    {
        "the", "an", "il", "lo", "la", "gli", "le", "un", "una", "uno", "der", "die", "das", "dem",
        "den", "ein", "eine", "el", "los", "las", "les", "une", "os", "as", "di", "de", "del",
        "della", "dei", "degli", "delle", "da", "do", "von", "van", "zu", "of", "and", "und", "et",
        "in", "at", "near", "to", "sir", "mr", "mrs", "ms", "signor", "signora", "herr", "count", "conte",
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
class _Name:
    """A name prepared for comparison: its words, and its numbers in order."""

    words: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def letters(self) -> str:
        """All its words as one."""
        return "".join(self.words)


def is_named(given: str, answers: Iterable[str], decoys: Iterable[str] = ()) -> bool:
    """Whether what was given is one of the answers, and nearer to it than to any decoy."""
    answers, decoys = tuple(answers), tuple(decoys)
    without_initials = _without_initials(given, answers)
    return _is_named(given, answers, decoys) or (
        without_initials is not None and _is_named(without_initials, answers, decoys)
    )


def _is_named(given: str, answers: Sequence[str], decoys: Sequence[str]) -> bool:
    slips = min((found for answer in answers if (found := slips_in(given, answer)) is not None), default=None)
    if slips is None:
        return False
    # An exact answer is right, however similar a decoy is.
    return slips == 0 or all(_distance(given, decoy) > slips for decoy in decoys)


@lru_cache(_MOST_COMPARED)
def slips_in(given: str, name: str) -> int | None:
    """How many spelling slips lie between what was given and the name; None if it is another name."""
    counts = [_slips_between(one, other) for one in _folded(given) for other in _folded(name)]
    return min((slips for slips in counts if slips is not None), default=None)


def _without_initials(given: str, answers: Iterable[str]) -> str | None:
    """What was given without its initials, if they are those of one of the answers; else None."""
    for one in _folded(given):
        rest = [word for word in one.words if len(word) > 1]
        if not rest or len(rest) == len(one.words):
            continue
        for other in (name for answer in answers for name in _folded(answer)):
            spelled_out = _Name(tuple(_in_full(word, one, other) for word in one.words), one.figures)
            if spelled_out != one and _slips_between(spelled_out, other) is not None:
                return " ".join([*rest, *one.figures])
    return None


def _in_full(word: str, one: _Name, other: _Name) -> str:
    """The word; if it is an initial, the word of the other name that begins with it."""
    if len(word) > 1:
        return word
    return next((full for full in other.words if full[0] == word and full not in one.words), word)


def _slips_between(one: _Name, other: _Name) -> int | None:
    if not one.words + one.figures or one.figures != other.figures:
        return None
    if one.letters == other.letters:
        # Words may be joined or split otherwise than in the name: Casteldario.
        return 0
    if len(one.words) != len(other.words):
        return None
    counts = [_slips_by_word(order, other.words) for order in _orders(one.words)]
    return min((slips for slips in counts if slips is not None), default=None)


def tells(text: str, name: str) -> bool:
    """Whether the text contains the name; small words between its words do not count."""
    said, wanted = _words(text), _words(name)
    return any(said[start : start + len(wanted)] == wanted for start in range(len(said)))


def _slips_by_word(given: Sequence[str], words: Sequence[str]) -> int | None:
    """The slips of all words together; None if a word, or the whole name, has too many."""
    total = 0
    for typed, word in zip(given, words, strict=True):
        slips = min(OSA.distance(typed, word), 1 + OSA.distance(_undoubled(typed), _undoubled(word)))
        if slips > _allowed(word):
            return None
        total += slips
    return total if total <= _SLIPS_OF_A_NAME else None


def _distance(given: str, name: str) -> int:
    """The smallest edit distance between two names in any order of words; different numbers add one."""
    (one, *_), (other, *_) = _folded(given), _folded(name)
    apart = 0 if one.figures == other.figures else 1
    return apart + min(OSA.distance("".join(order), other.letters) for order in _orders(one.words))


def _allowed(word: str) -> int:
    return next((slips for length, slips in _SLIPS if len(word) < length), _SLIPS_OF_A_LONG_WORD)


def _undoubled(word: str) -> str:
    """The word with each run of a letter made a single letter."""
    return _DOUBLED.sub(r"\1", word)


def _orders(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return permutations(words) if len(words) <= _MOST_ORDERS else (words,)


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[_Name, ...]:
    """The name prepared for comparison, in two ways: elided articles left out, and joined to their words."""
    return tuple(dict.fromkeys(_name(_words(text, elided)) for elided in ("", r"\1")))


def _name(words: list[str]) -> _Name:
    return _Name(
        tuple(word for word in words if not word.isdecimal()),
        tuple(sorted(str(int(word)) for word in words if word.isdecimal())),
    )


def _words(text: str, elided: str = "") -> list[str]:
    """The words and numbers of the text, without capitals, accents, full stops and articles."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(str.maketrans(dict(_LETTERS))))
    plain = (
        "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter != "·")
        .casefold()
        .replace("ph", "f")
    )
    words = _WORD.findall(_ELISION.sub(elided, plain))
    if len(words) > 1 and words[0] in _FIRST_ONLY and not _INITIAL.match(plain):
        words = words[1:]
    return [word for word in words if word not in _SMALL] or words
