"""Draws questions, anecdotes and claims at random, those that an audience has not seen before all others."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar


class Identified(Protocol):
    """Anything of a pack that has an id."""

    @property
    def id(self) -> str:
        """The id, unique within its kind."""


Item = TypeVar("Item", bound=Identified)


def draw(
    items: Iterable[Item], seen: Mapping[str, datetime], count: int, shuffle: random.Random
) -> Sequence[Item]:
    """Draw up to `count` items: first those never seen, in random order, then those seen longest ago.

    `seen` maps an item's id to when it was last shown to this audience.
    """
    pool = list(items)
    shuffle.shuffle(pool)
    # The sort is stable: items that were never seen, or seen at the same time, stay shuffled.
    pool.sort(key=lambda item: (item.id in seen, seen[item.id].timestamp() if item.id in seen else 0.0))
    return pool[:count]
