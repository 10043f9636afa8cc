"""What a map shows."""

from dataclasses import dataclass

MOST_CARS, MOST_RACING = 8, 12
"""More are counted, not drawn: on a map beside what else it shows, and where the cars are all of it."""


@dataclass(frozen=True, slots=True)
class Car:
    """How far somebody came."""

    distance: int
    letter: str
    name: str
    figure: str
    """The distance in words: `1,203 km`."""
    rank: str = ""
    """The place in a race, in words: `1.`"""
    team: str = ""
    """The side that it drives for, whose colour it has: `red` or `silver`."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one map shows; its words come from whoever asks for it."""

    title: str
    subtitle: str
    chapters: tuple[tuple[str, str], ...] = ()
    """A stop's id and the number of the chapter whose place it is, in the order of the chapters."""
    key: str = ""
    """What those numbers mean."""
    figures: tuple[tuple[int, str], ...] = ()
    """Distances along the road, each with what is written there."""
    stop: str | None = None
    """The id of the stop that is looked at."""
    cars: tuple[Car, ...] = ()
    cars_title: str = ""
    cars_more: str = ""
    """That there were more cars than the map takes."""
    letters: tuple[tuple[str, str], ...] = ()
    """A stop's id and the letter that it is asked by; where there are any, no stop is named."""
    race: bool = False
    """Whether the cars are what it is about: more of them, and fewer names beside them."""
    ends: tuple[tuple[str, str], ...] = ()
    """The ids of the start and the finish of a race, each with what it is in words."""

    @property
    def shown(self) -> tuple[Car, ...]:
        """The cars that are drawn."""
        return self.cars[: MOST_RACING if self.race else MOST_CARS]
