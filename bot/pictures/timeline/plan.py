"""The layout of the timeline, computed before anything is drawn, so that it can be checked.

Discord shows a picture 300 pixels wide on a phone, so it has the years alone, in large type; what happened in
each stands beside the picture.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from bot.core.stories.timeline import Milestone
from bot.pictures.boxes import Box
from bot.pictures.canvas import Point
from bot.pictures.fonts import Face, fitted, width_of

WIDTH: Final = 1000
MARGIN: Final = 34
HEADER: Final = 250
COLUMNS: Final = 5
"""Years in a row of the road."""
COLUMN: Final = 164
ROW: Final = 156
"""From one row of the road to the next, which is the width of its bends."""
FIRST: Final = (WIDTH - (COLUMNS - 1) * COLUMN) / 2
"""The x of the first column."""
ABOVE: Final = 64
"""From the road's middle up to that of its year."""
ROAD: Final = 30
BEFORE_BEND: Final = 38
"""From the last column to where the road bends, so that two years of a span have room."""
GAP: Final = 124
"""The length of a break in the road."""
SIGN: Final = 33
"""Half of a sign's height."""
YEAR_SIZE: Final = 56
LONG_YEAR_SIZE: Final = 37
"""The size of two years of different centuries, at least."""
LEGEND_SIZE: Final = 38
LEGEND_ROW: Final = 78
FOOT: Final = 40
STEP: Final = 6.0
"""Pixels between two points of the road's line."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn: the milestones, and the words around them."""

    title: str
    subtitle: str
    milestones: tuple[Milestone, ...]
    gap: str
    """What a broken road means."""


@dataclass(frozen=True, slots=True)
class Label:
    """One milestone on the road."""

    milestone: Milestone
    sign: Point
    """Where its sign is, on the road."""
    years: str
    size: float
    box: Box
    """The box around the years, above the sign."""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend; its sign's middle is at the left edge of its text's box."""

    text: str
    box: Box
    mark: str | None
    """The mark whose sign it explains; None for the gap."""


@dataclass(frozen=True, slots=True)
class Road:
    """A line, and how far each of its points is from its start."""

    points: tuple[Point, ...]
    distances: tuple[float, ...]

    @property
    def length(self) -> float:
        """In pixels."""
        return self.distances[-1]

    def between(self, start: float, end: float) -> list[Point]:
        """The points from one distance to another."""
        first, last = (bisect_right(self.distances, at) for at in (start, end))
        return list(self.points[max(first - 1, 0) : last])


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole canvas."""

    height: int
    labels: tuple[Label, ...]
    road: Road
    stretches: tuple[tuple[float, float], ...]
    """Where there is road: from and to, in pixels along it."""
    gaps: tuple[tuple[float, float], ...]
    """Where it is broken."""
    marks: tuple[str, ...]
    """The marks that have a sign, the most frequent first."""
    letters: tuple[str, ...]
    """The letter in each of these signs."""
    keys: tuple[Key, ...]


def lay_out(timeline: Timeline) -> Plan:
    """Place every milestone on the road, which runs to and fro, and the legend below."""
    count = len(timeline.milestones)
    places = [_place(index) for index in range(count)]
    road = _measured(list(_line(places)))
    labels = tuple(
        _label(milestone, place) for milestone, place in zip(timeline.milestones, places, strict=True)
    )
    gaps = tuple(_gap(road, label.sign) for label in labels if label.milestone.entry.gap)
    counted = Counter(milestone.entry.mark for milestone in timeline.milestones if milestone.entry.mark)
    marks = tuple(mark for mark, _ in counted.most_common())
    texts = [(f"{mark} \u00d7 {counted[mark]}", mark) for mark in marks]
    keys, legend_ends = _legend([*texts, (timeline.gap, None)], places[-1][1] + ROW / 2 + 22)
    edges = [0.0, *(edge for gap in gaps for edge in gap), road.length]
    return Plan(
        height=math.ceil(legend_ends + FOOT),
        labels=labels,
        road=road,
        stretches=tuple(zip(edges[::2], edges[1::2], strict=True)),
        gaps=gaps,
        marks=marks,
        letters=tuple(_letters(marks)),
        keys=tuple(keys),
    )


def years_of(milestone: Milestone) -> str:
    """`1957`, or `1941-46` with an en dash."""
    entry = milestone.entry
    if entry.until is None:
        return str(entry.year)
    until = str(entry.until)
    same_century = len(until) == len(str(entry.year)) and until[:-2] == str(entry.year)[:-2]
    return f"{entry.year}\u2013{until[-2:] if same_century else until}"


def _place(index: int) -> Point:
    """Where the road reaches that milestone: rows run to the right and to the left in turn."""
    row, column = divmod(index, COLUMNS)
    if row % 2:
        column = COLUMNS - 1 - column
    return FIRST + column * COLUMN, HEADER + ROW * (row + 0.72)


def _line(places: Sequence[Point]) -> Iterator[Point]:
    """The road's line: from the left edge past each place, around the bends, and a little further."""
    yield (float(MARGIN), places[0][1])
    for index, (one, other) in enumerate(pairwise(places)):
        yield one
        if one[1] != other[1]:
            side = 1 if (index // COLUMNS) % 2 == 0 else -1
            middle = (one[1] + other[1]) / 2
            reach, middle_x = ROW / 2, one[0] + side * BEFORE_BEND
            for degrees in range(-88, 90, 4):
                angle = math.radians(degrees)
                yield middle_x + side * reach * math.cos(angle), middle + reach * math.sin(angle)
    x, y = places[-1]
    yield (x, y)
    onward = 1 if ((len(places) - 1) // COLUMNS) % 2 == 0 else -1
    yield (x + onward * (SIGN + 34), y)


def _measured(corners: Sequence[Point]) -> Road:
    points = [corners[0]]
    for start, end in pairwise(corners):
        steps = max(1, round(math.dist(start, end) / STEP))
        points += [
            (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
            for step in range(1, steps + 1)
        ]
    distances = accumulate((math.dist(one, other) for one, other in pairwise(points)), initial=0.0)
    return Road(tuple(points), tuple(distances))


def _gap(road: Road, place: Point) -> tuple[float, float]:
    nearest = min(range(len(road.points)), key=lambda index: math.dist(road.points[index], place))
    at = road.distances[nearest]
    return max(at - GAP / 2, 0.0), min(at + GAP / 2, road.length)


def _label(milestone: Milestone, place: Point) -> Label:
    years = years_of(milestone)
    size = fitted(years, Face.DISPLAY, YEAR_SIZE, LONG_YEAR_SIZE, COLUMN - 28)
    width = width_of(years, Face.DISPLAY, size)
    return Label(milestone, place, years, size, Box.around((place[0], place[1] - ABOVE), width, size))


def _legend(texts: Sequence[tuple[str, str | None]], top: float) -> tuple[list[Key], float]:
    """The entries in rows, as many in each as fit, and the y where they end."""
    keys: list[Key] = []
    x = float(MARGIN + 20)
    for text, mark in texts:
        width = 2 * SIGN + 14 + width_of(text, Face.TEXT, LEGEND_SIZE)
        if x + width > WIDTH - MARGIN and keys and x > MARGIN + 20:
            x, top = float(MARGIN + 20), top + LEGEND_ROW
        keys.append(Key(text, Box(x, top, x + width, top + LEGEND_ROW), mark))
        x += width + 30
    return keys, top + LEGEND_ROW


def _letters(marks: Sequence[str]) -> list[str]:
    """A letter for each mark: its first one that no other mark has, or a number."""
    taken: list[str] = []
    for number, mark in enumerate(marks, start=1):
        own = (letter.upper() for letter in mark if letter.isalpha())
        taken.append(next((letter for letter in own if letter not in taken), str(number)))
    return taken
