"""Fuzzy matching of what somebody typed against a list of names."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, utils

NEAR = 65
"""How similar, out of 100, a name or a word of it must be to what was typed."""

SHORTEST = 4
"""Letters of a word that can be taken for another."""


def nearest(words: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The `count` names most similar to the words at most, best first; empty if none is like them."""
    scores = {name: _likeness(_plain(words), _plain(name)) for name in names}
    near = sorted((name for name, score in scores.items() if score >= NEAR), key=lambda name: -scores[name])
    return near[:count]


def _likeness(typed: str, name: str) -> float:
    """How similar the words are to the whole name, or to the one of its words that is most like them."""
    if len(typed) < SHORTEST:
        return 100.0 if typed and typed in name.split() else 0.0
    parts = (part for part in name.split() if len(part) >= SHORTEST)
    return max((fuzz.ratio(typed, one) for one in (name, *parts)), default=0.0)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return utils.default_process("".join(letter for letter in letters if not unicodedata.combining(letter)))
