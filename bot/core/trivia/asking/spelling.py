"""Judges whether a typed name is the one asked for.

Case, accents, punctuation, articles and the order of words do not count. Numbers must be the same: 1955 is
not 1956. Every word must be there, and no other, but for titles, small words and what the question itself
calls optional. A word of up to four letters must be exact, one of five to seven may have one slip, a longer
one two, and a whole name three. A slip is a letter too many, too few or wrong, or two letters swapped; all
wrongly doubled letters of a word are one slip. Initials beside a surname that is enough by itself must be
those of the full name. Where several names are right, all of them may be given. Another name that the story
knows is wrong, and so is what is nearer to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Final

from rapidfuzz.distance import OSA

from bot.core.trivia.asking.readings import parts, readings
from bot.core.trivia.asking.words import Name, folded, most_slips, slips_of_word, words

_SLIPS_OF_A_NAME: Final = 3
_SHORTEST_JOINED: Final = 8
"""A name of fewer letters may have no slip where its words are joined or split otherwise."""
_SHORTEST_PART: Final = 3
"""A shorter word may be an initial or an article, which is more than a slip."""
_MOST_ORDERS: Final = 5
"""A name of up to so many words is tried in every order of words, a longer one only as it is."""
_MOST_COMPARED: Final = 4096
"""How many comparisons are cached: an answer is judged again at each press until its round is over."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is right for a question, and what is like it and wrong."""

    answers: tuple[str, ...]
    decoys: tuple[str, ...] = ()
    """What is as near to one of these as to an answer is wrong."""
    others: tuple[str, ...] = ()
    """Other names of the story: what is nearer to one of these than to an answer is wrong."""
    optional: tuple[str, ...] = ()
    """What may be added to an answer and changes nothing of it."""


def is_named(
    given: str,
    answers: Iterable[str],
    decoys: Iterable[str] = (),
    *,
    others: Iterable[str] = (),
    optional: Iterable[str] = (),
) -> bool:
    """Whether what was given is one of the answers, and nearer to it than to any other name."""
    wanted = Wanted(tuple(answers), tuple(decoys), tuple(others), tuple(optional))
    if _is_one(given, wanted):
        return True
    several = parts(given)
    return len(several) > 1 and all(_is_one(part, wanted) for part in several)


def _is_one(given: str, wanted: Wanted) -> bool:
    """Whether it is one of the answers, in one of its readings."""
    if _is_accepted(given, wanted):
        return True
    if any(slips_in(given, name) == 0 for name in (*wanted.decoys, *wanted.others)):
        return False
    return any(_is_accepted(reading, wanted) for reading in readings(given, wanted.optional))


def _is_accepted(given: str, wanted: Wanted) -> bool:
    without_initials = _without_initials(given, wanted.answers)
    return _is_nearest(given, wanted) or (
        without_initials is not None and _is_nearest(without_initials, wanted)
    )


def _is_nearest(given: str, wanted: Wanted) -> bool:
    found = (slips for answer in wanted.answers if (slips := slips_in(given, answer)) is not None)
    slips = min(found, default=None)
    if slips is None:
        return False
    # An exact answer is right, however similar another name is.
    return slips == 0 or (
        all(_letters_apart(given, decoy) > slips for decoy in wanted.decoys)
        and all(_letters_apart(given, other) >= slips for other in wanted.others)
    )


@lru_cache(_MOST_COMPARED)
def slips_in(given: str, name: str) -> int | None:
    """How many spelling slips lie between what was given and the name; None if it is another name."""
    counts = [_slips_between(one, other) for one in folded(given) for other in folded(name)]
    return min((slips for slips in counts if slips is not None), default=None)


def are_near(answer: str, name: str) -> bool:
    """Whether one typed text may be a slip of the answer and be nearer to the name."""
    (one, *_), (other, *_) = folded(answer), folded(name)
    reach = 2 * min(_SLIPS_OF_A_NAME, sum(map(most_slips, one.words)))
    if one.figures != other.figures or abs(len(one.letters) - len(other.letters)) >= reach:
        return False
    return _letters_apart(answer, name) < reach


def _letters_apart(given: str, name: str) -> int:
    """The smallest edit distance between two names in any order of words; different numbers add one."""
    (one, *_), (other, *_) = folded(given), folded(name)
    apart = 0 if one.figures == other.figures else 1
    return apart + min(OSA.distance("".join(order), other.letters) for order in _orders(one.words))


def tells(text: str, name: str) -> bool:
    """Whether the text contains the name; small words between its words do not count."""
    said, wanted = words(text), words(name)
    return any(said[start : start + len(wanted)] == wanted for start in range(len(said)))


def _without_initials(given: str, answers: Iterable[str]) -> str | None:
    """What was given without its initials, if they are those of one of the answers; else None."""
    for one in folded(given):
        rest = [word for word in one.words if len(word) > 1]
        if not rest or len(rest) == len(one.words):
            continue
        for other in (name for answer in answers for name in folded(answer)):
            spelled_out = Name(tuple(_in_full(word, one, other) for word in one.words), one.figures)
            if spelled_out != one and _slips_between(spelled_out, other) is not None:
                return " ".join([*rest, *one.figures])
    return None


def _in_full(word: str, one: Name, other: Name) -> str:
    """The word; if it is an initial, the word of the other name that begins with it."""
    if len(word) > 1:
        return word
    return next((full for full in other.words if full[0] == word and full not in one.words), word)


def _slips_between(one: Name, other: Name) -> int | None:
    if not one.words + one.figures or one.figures != other.figures:
        return None
    if one.letters == other.letters:
        # Words may be joined or split otherwise than in the name: Casteldario.
        return 0
    if len(one.words) != len(other.words):
        return _slips_of_joined(one, other)
    counts = [_slips_by_word(order, other.words) for order in _orders(one.words)]
    return min((slips for slips in counts if slips is not None), default=None)


def _slips_of_joined(one: Name, other: Name) -> int | None:
    """One slip, where a name is written as one word that is several, or the other way round."""
    has_short_word = any(len(word) < _SHORTEST_PART for word in one.words + other.words)
    if has_short_word or 1 not in {len(one.words), len(other.words)} or len(other.letters) < _SHORTEST_JOINED:
        return None
    return 1 if OSA.distance(one.letters, other.letters) == 1 else None


def _slips_by_word(given: Sequence[str], name: Sequence[str]) -> int | None:
    """The slips of all words together; None if a word, or the whole name, has too many."""
    total = 0
    for typed, word in zip(given, name, strict=True):
        slips = slips_of_word(typed, word)
        if slips is None:
            return None
        total += slips
    return total if total <= _SLIPS_OF_A_NAME else None


def _orders(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return permutations(name) if len(name) <= _MOST_ORDERS else iter((name,))
