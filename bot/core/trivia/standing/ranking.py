"""Who is ahead: one rule for ranks, ties and wins, in a round and on a server's leaderboard."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

Entry = TypeVar("Entry")


def ranked(entries: Iterable[Entry], worth: Callable[[Entry], float | Fraction]) -> list[tuple[int, Entry]]:
    """Order by worth, best first. Equals share a rank, and the next rank counts them all: 1, 2, 2, 4."""
    ordered = sorted(entries, key=worth, reverse=True)
    result: list[tuple[int, Entry]] = []
    for position, entry in enumerate(ordered, start=1):
        tied = bool(result) and worth(result[-1][1]) == worth(entry)
        result.append((result[-1][0] if tied else position, entry))
    return result


def winners(worth: Mapping[Entry, float | Fraction]) -> frozenset[Entry]:
    """All who share the first place among those who took part.

    It takes two to have a winner, and nobody wins with nothing.
    """
    first = max(worth.values(), default=0)
    if len(worth) < 2 or first <= 0:  # noqa: PLR2004 - a contest
        return frozenset()
    return frozenset(entry for entry, reached in worth.items() if reached == first)
