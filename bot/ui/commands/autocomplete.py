"""What autocomplete offers while somebody types."""

from collections.abc import Iterable, Mapping

from discord.app_commands import Choice
from rapidfuzz import fuzz, process, utils

MOST = 25
"""Discord shows at most this many choices."""

LONGEST = 100
"""Characters of a choice's name, at most."""

ALIKE = 60
"""The least similarity, of 100, between what was typed and a choice."""


def choices(values: Mapping[str, str], typed: str) -> list[Choice[str]]:
    """The names most like what was typed, each with its value."""
    return [Choice(name=name[:LONGEST], value=values[name]) for name in matching(values, typed)]


def matching(names: Iterable[str], typed: str) -> list[str]:
    """The names most like what was typed, best first; with nothing typed, as they come."""
    names = list(names)
    if not typed.strip():
        return names[:MOST]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=ALIKE,
    )
    return [name for name, _score, _index in found]
