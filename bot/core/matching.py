"""Fuzzy matching of what somebody typed against a list of names."""

from collections.abc import Iterable

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import OSA

from bot.core.letters import without_accents

SHORTEST = 4
"""Letters of a word that can be a slip for another."""

LETTERS_A_SLIP = 4
"""One letter in so many may be wrong, missing, too many, or swapped with the next."""

MOSTLY = 0.5
"""More than this share of what was typed must be in a name, slips forgiven, for the name to be near."""


def nearest(words: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The `count` names most similar to the words at most, best first; empty if none is like them."""
    scores = {name: _likeness(_plain(words), _plain(name)) for name in names}
    near = sorted((name for name, score in scores.items() if score), key=lambda name: -scores[name])
    return near[:count]


def _likeness(typed: str, name: str) -> float:
    """How similar they are, out of 100; 0 if most of the words are neither the name nor a part of it."""
    wanted, parts = typed.split(), name.split()
    runs = (parts[start : start + len(wanted)] for start in range(len(parts) - len(wanted) + 1))
    if _is_slip(typed, name) or any(_is_slip(typed, " ".join(run)) for run in runs):
        return max(fuzz.ratio(typed, name), 100 * MOSTLY)
    found = sum(len(word) for word in wanted if any(_is_slip(word, part) for part in parts))
    share = found / max(1, len(typed.replace(" ", "")))
    return 100 * share if share > MOSTLY else 0.0


def _is_slip(typed: str, meant: str) -> bool:
    shorter = min(len(typed), len(meant))
    if shorter < SHORTEST or typed.isdigit():
        return bool(typed) and typed == meant
    most = shorter // LETTERS_A_SLIP
    return OSA.distance(typed, meant, score_cutoff=most) <= most


def _plain(text: str) -> str:
    return utils.default_process(without_accents(text))
