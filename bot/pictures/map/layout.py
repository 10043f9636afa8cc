"""The layout of a map: computed before anything is drawn, so that it can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, dist
from typing import Final, TypeAlias

from bot.core.packs.route import Route, Stop, point_at
from bot.pictures.boxes import Box
from bot.pictures.canvas import Point
from bot.pictures.fonts import Face, printable, trimmed, width_of
from bot.pictures.label_placement import (
    FARTHEST,
    LAST,
    REACHES,
    LabelRequest,
    Obstacles,
    PlacedLabel,
    place,
    sampled,
)
from bot.pictures.map.projection import Projection
from bot.pictures.map.scene import Scene

WIDTH, HEIGHT = 1000, 1250
FRAME: Final = (22.0, 176.0, 978.0, 1228.0)
"""Left, top, right and bottom of the land: below the title, within the border."""

MARGIN = 66.0
"""Pixels between the route and the frame at least: room for names."""

NAME, SMALL, FIGURE = 32.0, 29.5, 28.5
"""Sizes of text: names that must be read on a phone, lesser names, distances along the road.

A picture is shown 400 pixels wide on a phone, and 300 on a small one: 29 are 11.6 and 8.7 there.
"""

DISC = 19.0
"""The radius of a chapter's number."""
LETTER = 27.0
"""The radius of a stop's letter."""
DOT, STRONG_DOT, RING = 7.0, 12.0, 21.0
FLAG_WIDTH, FLAG_HEIGHT = 42.0, 34.0
PAD = 5.0
INSET = 4.0
"""Pixels between a name on red and the left and right edge of the red."""
LINE_HEIGHT, RED_HEIGHT = 1.25, 1.5
"""The height of a name in sizes of its text: on the map itself, and on red, with its descenders."""
KEY_PAD = 12.0
KEY_CLEAR = 14.0
"""Pixels around the key, so that nobody takes its number for that of a place beside it."""
FLAG_POLE = 16.0
MOST_ACROSS = 4
"""Flags beside each other at one place, at most."""
CROWD, SLIM_WIDTH = 3, 30.0
"""From so many flags at one place, each has the slim width."""
LEVELS: Final = (12.0, 24.0, 48.0, 96.0, 192.0)
"""Pixels within which two cars share a place; the next level is tried where a flag, or a name that must be
there, finds no room."""
HEADING = 42.0
LEGEND_PAD = 12.0
LARGEST_LEGEND = (390.0, 384.0)
LONGEST_NAME = 176.0
"""Pixels of a player's name in the legend; a longer one is cut."""
LINE = 35.0
"""From one line of the legend to the next."""
NEAR = 40.0
"""Pixels between a place and its name in a race, at most."""
CHEQUERS: Final = (40.0, 24.0)
"""Width and height of the chequered flag at the start and the finish."""
FLAGS_RANK = 2
"""The rank of the cars' flags among the labels."""


class What(Enum):
    """The kinds of label."""

    NAME = "name"
    NUMBER = "number"
    FIGURE = "figure"
    FLAG = "flag"
    LETTER = "letter"


Name: TypeAlias = tuple[What, str]
"""The key of a label: its kind, and its stop's id, its text, or its letters."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One place, with one stop or several."""

    stop: Stop
    point: Point
    strong: bool
    """Whether it is the start or the end of the route."""
    looked_at: bool
    numbers: tuple[str, ...]
    """The numbers of the chapters that have their place here."""
    letter: str = ""
    end: str = ""
    """In a race, the word for the start or the finish; else empty."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything on the map is."""

    dots: tuple[Dot, ...]
    placed: tuple[PlacedLabel[Name], ...]
    """Every label that was placed."""
    legend: Box | None
    key: Box | None

    def of(self, what: What) -> Iterator[tuple[str, PlacedLabel[Name]]]:
        """The labels of one kind, each with the second part of its key."""
        for label in self.placed:
            kind, name = label.name
            if kind is what:
                yield name, label


def frame() -> Box:
    """The box of the land."""
    return Box(*FRAME)


def projected(route: Route) -> Projection:
    """The projection that shows the route as large as the frame allows."""
    return Projection.onto(route.line, frame(), MARGIN)


def lay_out(route: Route, scene: Scene, furniture: Sequence[Box]) -> Layout:
    """Where everything of the scene is; `furniture` is what is on the map already."""
    project = projected(route)
    line = tuple(project(position) for position in route.line)
    taken = list(furniture)
    legend = corner(legend_size(scene), line, taken) if scene.cars and not scene.race else None
    taken += [legend] if legend else []
    key = corner(key_size(scene), line, taken) if scene.key and not (scene.letters or scene.race) else None
    taken += [key.grown(KEY_CLEAR)] if key else []
    dots = tuple(_dots(route, scene, project))
    figures = () if scene.letters else _figures(route, scene, project)
    if not scene.cars:
        # The ring is what marks the place that is looked for; only the flags of cars may be there, too.
        taken += [Box.around(dot.point, 2 * RING, 2 * RING) for dot in dots if dot.looked_at]
    requests = [*_labels(dots, scene), *figures]
    shown = [dot.point for dot in dots if dot.strong or dot.letter or not scene.letters]
    placed: list[PlacedLabel[Name]] = []
    must = {request.name for request in requests if request.rank == 0 and request.name[0] is What.NAME}
    for level in LEVELS:
        groups = list(_groups(route, scene, project, level))
        ground = Obstacles(frame().grown(-8), tuple(taken), (*shown, *(point for point, _ in groups)), line)
        placed = place([*requests, *_flags(groups)], ground)
        if must.union((What.FLAG, letters) for _, letters in groups) <= {label.name for label in placed}:
            break
    return Layout(dots, tuple(placed), legend, key)


def corner(size: tuple[float, float], line: Sequence[Point], taken: Sequence[Box]) -> Box:
    """The corner of the map where a box of that size covers least: taken boxes first, then the route."""
    width, height = size
    inner = frame().grown(-16)
    boxes = [
        Box(inner.left, inner.bottom - height, inner.left + width, inner.bottom),
        Box(inner.right - width, inner.bottom - height, inner.right, inner.bottom),
        Box(inner.right - width, inner.top, inner.right, inner.top + height),
        Box(inner.left, inner.top, inner.left + width, inner.top + height),
    ]

    road = list(sampled(line))

    def covered(box: Box) -> tuple[int, int]:
        wide = box.grown(8)
        return sum(wide.meets(other) for other in taken), sum(wide.holds(point) for point in road)

    return min(boxes, key=covered)


def legend_size(scene: Scene) -> tuple[float, float]:
    """Width and height of the legend with the cars' names."""
    names = max(width_of(shown_name(car.name), Face.TEXT, SMALL) for car in scene.shown)
    figures = max(width_of(car.figure, Face.BOLD, SMALL) for car in scene.shown)
    wide = FLAG_WIDTH + names + figures + 4 * LEGEND_PAD
    heading = width_of(scene.cars_title, Face.DISPLAY, HEADING) + 2 * LEGEND_PAD
    lines = len(scene.shown) + bool(scene.cars_more)
    return max(wide, heading), HEADING + lines * LINE + 2 * LEGEND_PAD


def shown_name(name: str) -> str:
    """A player's name as far as it fits."""
    return trimmed(printable(name, Face.TEXT), Face.TEXT, SMALL, LONGEST_NAME)


def key_size(scene: Scene) -> tuple[float, float]:
    """Width and height of the key."""
    return width_of(scene.key, Face.TEXT, SMALL) + 2 * DISC + 3 * KEY_PAD, 2 * DISC + 2 * PAD


def label_of(dot: Dot) -> tuple[Face, float]:
    """The font and size of a stop's name."""
    if dot.looked_at:
        return Face.BOLD, NAME + 2
    return (Face.BOLD, NAME) if dot.stop.weight == 1 else (Face.TEXT, SMALL)


def inset(dot: Dot) -> float:
    """Pixels between a name with its numbers and the edges of their box, besides the padding."""
    return INSET if dot.looked_at else 0.0


def _dots(route: Route, scene: Scene, project: Projection) -> Iterator[Dot]:
    """Each place once: a round trip ends where it begins."""
    letters, words = dict(scene.letters), dict(scene.ends)
    ends = {route.stops[0].id, route.stops[-1].id}
    for position in dict.fromkeys(stop.at for stop in route.stops):
        here = [stop for stop in route.stops if stop.at == position]
        ids = frozenset(stop.id for stop in here)
        yield Dot(
            here[0],
            project(position),
            strong=not ids.isdisjoint(ends),
            looked_at=scene.stop in ids,
            numbers=tuple(number for stop_id, number in scene.chapters if stop_id in ids),
            letter=next((letters[stop.id] for stop in here if stop.id in letters), ""),
            end=next((words[stop.id] for stop in here if stop.id in words), ""),
        )


def _labels(dots: Sequence[Dot], scene: Scene) -> Iterator[LabelRequest[Name]]:
    asked = [dot for dot in dots if dot.letter]
    for dot in asked:
        size = 2 * LETTER
        yield LabelRequest((What.LETTER, dot.letter), dot.point, size, size, gap=DOT + 2, centred=True)
    # A question names no stop; its answer names the right one.
    for dot in (dot for dot in asked if dot.looked_at) if asked else dots:
        if scene.race and not dot.strong and dot.stop.weight > 1:
            continue
        face, size = label_of(dot)
        numbers = len(dot.numbers) * (2 * DISC + 2)
        width = width_of(dot.stop.label, face, size) + 2 * (PAD + inset(dot)) + numbers + end_width(dot)
        height = size * (RED_HEIGHT if dot.looked_at else LINE_HEIGHT)
        gap = RING + 4 if dot.looked_at else (STRONG_DOT if dot.strong else DOT) + 3
        name, rank = dot.stop.id, _rank(dot)
        number_only = (
            LabelRequest((What.NUMBER, name), dot.point, numbers, 2 * DISC, gap) if dot.numbers else None
        )
        # In a race the cars matter most: a name that would be far off is left out.
        farthest_by_default = NEAR if scene.race else FARTHEST
        # A name that must be there may be further off.
        farthest = farthest_by_default if rank else REACHES[-1]
        yield LabelRequest(
            (What.NAME, name), dot.point, width, height, gap, rank, farthest=farthest, otherwise=number_only
        )


def end_width(dot: Dot) -> float:
    """The width of the flag and the word at the start or the finish."""
    return CHEQUERS[0] + 4 * PAD + width_of(dot.end, Face.TEXT, SMALL) if dot.end else 0.0


def _rank(dot: Dot) -> int:
    """The rank of the dot's name: names that must be there come before the flags, the rest after them."""
    if dot.looked_at or dot.strong:
        return 0
    # People look for a chapter's place by its number.
    return 1 if dot.numbers else FLAGS_RANK + dot.stop.weight


def _flags(groups: Sequence[tuple[Point, str]]) -> Iterator[LabelRequest[Name]]:
    for point, cars in groups:
        letters, request = cars.split(), None
        # The last one made is tried first: the flattest arrangement.
        for across in range(1, min(len(letters), MOST_ACROSS) + 1):
            request = LabelRequest(
                (What.FLAG, cars),
                point,
                across * flag_width(len(letters)),
                ceil(len(letters) / across) * FLAG_HEIGHT,
                FLAG_POLE,
                FLAGS_RANK,
                must=True,
                upright=True,
                # A flag may be far off, but it must be there.
                farthest=REACHES[-1],
                otherwise=request,
            )
        if request is not None:
            yield request


def flag_width(count: int) -> float:
    """The width of each flag at one place: many flags are narrower."""
    return FLAG_WIDTH if count < CROWD else SLIM_WIDTH


def _groups(route: Route, scene: Scene, project: Projection, level: float) -> Iterator[tuple[Point, str]]:
    """Where cars are, with their letters, a space between two: cars within `level` pixels share a place."""
    groups: list[tuple[Point, int, str]] = []
    # In a race the end of the road is not its start, even where both are at one place.
    apart = scene.race * route.stops[-1].distance / 2
    for car in scene.shown:
        point = project(point_at(route, car.distance))
        near = next(
            (
                index
                for index, (other, distance, _) in enumerate(groups)
                if dist(point, other) < level and (not apart or abs(distance - car.distance) < apart)
            ),
            None,
        )
        if near is None:
            groups.append((point, car.distance, car.letter))
        else:
            groups[near] = (*groups[near][:2], f"{groups[near][2]} {car.letter}")
    yield from ((point, letters) for point, _, letters in groups)


def _figures(route: Route, scene: Scene, project: Projection) -> Iterator[LabelRequest[Name]]:
    for distance, text in scene.figures:
        width = width_of(text, Face.TEXT, FIGURE) + 2 * PAD
        yield LabelRequest(
            (What.FIGURE, text),
            project(point_at(route, distance)),
            width,
            FIGURE * 1.2,
            6,
            LAST,
            farthest=10.0,
        )
