"""What a map shows."""

from dataclasses import dataclass

MOST_CARS, MOST_RACING = 8, 12
"""Cars drawn at most, the rest is counted: on a map, and on the picture of a race."""


@dataclass(frozen=True, slots=True)
class Car:
    """A player's or a team's car, and how far it came."""

    distance: int
    letter: str
    """The car's letter or letters, A to Z and then AA, AB and so on; it has its colour by them."""
    name: str
    figure: str
    """The distance in words: `1,203 km`."""
    rank: str = ""
    """The place in a race, in words: `1.`"""
    team: str = ""
    """The team whose colour it has: `red` or `silver`; empty without teams."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that one map shows; the caller gives the words in its language."""

    title: str
    subtitle: str
    chapters: tuple[tuple[str, str], ...] = ()
    """A stop's id and the number of the chapter whose place it is, in the order of the chapters."""
    key: str = ""
    """What those numbers mean."""
    figures: tuple[tuple[int, str], ...] = ()
    """Distances along the road, each with what is written there."""
    stop: str | None = None
    """The id of the highlighted stop."""
    cars: tuple[Car, ...] = ()
    cars_title: str = ""
    cars_more: str = ""
    """A line on the cars that are not drawn."""
    letters: tuple[tuple[str, str], ...] = ()
    """A stop's id and its letter in a question; if there are any, only the highlighted stop is named."""
    race: bool = False
    """Whether it is the map of a race: more cars, and fewer names beside them."""
    ends: tuple[tuple[str, str], ...] = ()
    """The ids of the start and the finish of a race, each with what it is in words."""

    @property
    def shown(self) -> tuple[Car, ...]:
        """The cars that are drawn."""
        return self.cars[: MOST_RACING if self.race else MOST_CARS]
