"""Where everything on a map stands: settled before anything is drawn, so that it can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, dist
from typing import Final, TypeAlias

from bot.core.packs.route import Route, Stop, point_at
from bot.pictures.boxes import Box
from bot.pictures.canvas import Face, Point, printable, trimmed, width_of
from bot.pictures.label_placement import FARTHEST, LAST, REACHES, Ground, Placed, Wish, place, sampled
from bot.pictures.map.projection import Projection
from bot.pictures.map.scene import Scene

WIDTH, HEIGHT = 1000, 1250
FRAME: Final = (22.0, 176.0, 978.0, 1228.0)
"""Where the land is, left, top, right and bottom: below the title, within the border."""

MARGIN = 66.0
"""Pixels from the route to the frame at least: room for names."""

NAME, SMALL, FIGURE = 32.0, 29.0, 24.0
"""Sizes of type: names that a phone's reader needs, lesser ones, figures along the road.

A picture is shown 400 pixels wide on a phone, two fifths of its size: 29 are 11.6 there.
"""

DISC = 19.0
"""The radius of a chapter's number."""
LETTER = 27.0
"""The radius of a stop's letter."""
DOT, STRONG_DOT, RING = 7.0, 12.0, 21.0
FLAG_WIDTH, FLAG_HEIGHT = 42.0, 34.0
PAD = 5.0
INSET = 4.0
"""Of what stands on red, from the red's left and right edge."""
LINE_HEIGHT, RED_HEIGHT = 1.25, 1.5
"""Of a name, in sizes of its type: as it stands on the ground, and with its descenders on red."""
KEY_PAD = 12.0
KEY_CLEAR = 14.0
"""Around the key, so that nobody takes its number for that of the place beside it."""
FLAG_POLE = 16.0
MOST_ACROSS = 4
CROWD, SLIM_WIDTH = 3, 30.0
LEVELS: Final = (12.0, 24.0, 48.0, 96.0, 192.0)
"""Pixels within which two cars share a place; the next one counts where a flag finds no room, or a name
that must be there."""
HEADING = 42.0
LEGEND_PAD = 12.0
LARGEST_LEGEND = (390.0, 384.0)
LONGEST_NAME = 176.0
"""Pixels of a player's name in the legend; a longer one is cut."""
LINE = 35.0
"""From one line of the legend to the next."""
NEAR = 40.0
"""How far from its place a name of a race stands at most, in pixels."""
CHEQUERS: Final = (40.0, 24.0)
"""The size of a finish's flag."""


FLAGS_RANK = 2


class What(Enum):
    """What a label is."""

    NAME = "name"
    NUMBER = "number"
    FIGURE = "figure"
    FLAG = "flag"
    LETTER = "letter"


Name: TypeAlias = tuple[What, str]
"""A label by what it is, and by its stop's id, its text, or its letters."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One place, at which one stop or several lie."""

    stop: Stop
    point: Point
    strong: bool
    """Whether it is the start or the end."""
    looked_at: bool
    numbers: tuple[str, ...]
    """Of the chapters that have their place here."""
    letter: str = ""
    end: str = ""
    """What it is of a race, the start or the finish."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands."""

    dots: tuple[Dot, ...]
    placed: tuple[Placed[Name], ...]
    """Everything that had to look for its place."""
    legend: Box | None
    key: Box | None

    def of(self, what: What) -> Iterator[tuple[str, Placed[Name]]]:
        """All of one kind."""
        for one in self.placed:
            kind, name = one.name
            if kind is what:
                yield name, one


def frame() -> Box:
    """Where the land is."""
    return Box(*FRAME)


def projected(route: Route) -> Projection:
    """The route as large as the frame takes it."""
    return Projection.onto(route.line, frame(), MARGIN)


def lay_out(route: Route, scene: Scene, furniture: Sequence[Box]) -> Layout:
    """Where everything of the scene stands; `furniture` is what the map has on it already."""
    project = projected(route)
    line = tuple(project(position) for position in route.line)
    taken = list(furniture)
    legend = corner(legend_size(scene), line, taken) if scene.cars and not scene.race else None
    taken += [legend] if legend else []
    key = corner(key_size(scene), line, taken) if scene.key and not (scene.letters or scene.race) else None
    taken += [key.grown(KEY_CLEAR)] if key else []
    dots = tuple(_dots(route, scene, project))
    figures = () if scene.letters else _figures(route, scene, project)
    wishes = [*_labels(dots, scene), *figures]
    shown = [dot.point for dot in dots if dot.strong or dot.letter or not scene.letters]
    placed: list[Placed[Name]] = []
    must = {wish.name for wish in wishes if wish.rank == 0 and wish.name[0] is What.NAME}
    for level in LEVELS:
        groups = list(_groups(route, scene, project, level))
        ground = Ground(frame().grown(-8), tuple(taken), (*shown, *(point for point, _ in groups)), line)
        placed = place([*wishes, *_flags(groups)], ground)
        if must.union((What.FLAG, letters) for _, letters in groups) <= {one.name for one in placed}:
            break
    return Layout(dots, tuple(placed), legend, key)


def corner(size: tuple[float, float], line: Sequence[Point], taken: Sequence[Box]) -> Box:
    """The corner of the map where a box of that size covers least of the route and nothing else."""
    width, height = size
    inner = frame().grown(-16)
    boxes = [
        Box(inner.left, inner.bottom - height, inner.left + width, inner.bottom),
        Box(inner.right - width, inner.bottom - height, inner.right, inner.bottom),
        Box(inner.right - width, inner.top, inner.right, inner.top + height),
        Box(inner.left, inner.top, inner.left + width, inner.top + height),
    ]

    road = list(sampled(line))

    def harm(box: Box) -> tuple[int, int]:
        wide = box.grown(8)
        return sum(wide.meets(other) for other in taken), sum(wide.holds(point) for point in road)

    return min(boxes, key=harm)


def legend_size(scene: Scene) -> tuple[float, float]:
    """How much room the cars' names take."""
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
    """How much room the key takes."""
    return width_of(scene.key, Face.TEXT, SMALL) + 2 * DISC + 3 * KEY_PAD, 2 * DISC + 2 * PAD


def label_of(dot: Dot) -> tuple[Face, float]:
    """The type that a stop's name is set in."""
    if dot.looked_at:
        return Face.BOLD, NAME + 2
    return (Face.BOLD, NAME) if dot.stop.weight == 1 else (Face.TEXT, SMALL)


def inset(dot: Dot) -> float:
    """How far a name and its numbers stay from the edges of their box, beside the padding."""
    return INSET if dot.looked_at else 0.0


def _dots(route: Route, scene: Scene, project: Projection) -> Iterator[Dot]:
    """Each place once: a round trip ends where it began."""
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


def _labels(dots: Sequence[Dot], scene: Scene) -> Iterator[Wish[Name]]:
    asked = [dot for dot in dots if dot.letter]
    for dot in asked:
        size = 2 * LETTER
        yield Wish((What.LETTER, dot.letter), dot.point, size, size, gap=DOT + 2, centred=True)
    for dot in () if asked else dots:
        if scene.race and not dot.strong and dot.stop.weight > 1:
            continue
        face, size = label_of(dot)
        numbers = len(dot.numbers) * (2 * DISC + 2)
        width = width_of(dot.stop.label, face, size) + 2 * (PAD + inset(dot)) + numbers + end_width(dot)
        height = size * (RED_HEIGHT if dot.looked_at else LINE_HEIGHT)
        gap = RING + 4 if dot.looked_at else (STRONG_DOT if dot.strong else DOT) + 3
        name, rank = dot.stop.id, _rank(dot)
        bare = Wish((What.NUMBER, name), dot.point, numbers, 2 * DISC, gap) if dot.numbers else None
        # In a race the cars count: a name that has to stand far off gives way to them.
        worth = NEAR if scene.race else FARTHEST
        # What must be there may stand further off.
        farthest = worth if rank else REACHES[-1]
        yield Wish((What.NAME, name), dot.point, width, height, gap, rank, farthest=farthest, otherwise=bare)


def end_width(dot: Dot) -> float:
    """How much room a flag and a word take that tell the start or the finish."""
    return CHEQUERS[0] + 4 * PAD + width_of(dot.end, Face.TEXT, SMALL) if dot.end else 0.0


def _rank(dot: Dot) -> int:
    """How much the dot's name is wanted; what must be there comes before the flags, the rest after them."""
    if dot.looked_at or dot.strong:
        return 0
    # A chapter's place is looked for by its number.
    return 1 if dot.numbers else FLAGS_RANK + dot.stop.weight


def _flags(groups: Sequence[tuple[Point, str]]) -> Iterator[Wish[Name]]:
    for point, letters in groups:
        wish = None
        # The last that is made is the first that is tried: the flattest.
        for across in range(1, min(len(letters), MOST_ACROSS) + 1):
            wish = Wish(
                (What.FLAG, letters),
                point,
                across * flag_width(len(letters)),
                ceil(len(letters) / across) * FLAG_HEIGHT,
                FLAG_POLE,
                FLAGS_RANK,
                must=True,
                upright=True,
                # A flag may fly far off, but it must fly.
                farthest=REACHES[-1],
                otherwise=wish,
            )
        if wish is not None:
            yield wish


def flag_width(count: int) -> float:
    """How wide each of the flags of one place is: a crowd stands closer."""
    return FLAG_WIDTH if count < CROWD else SLIM_WIDTH


def _groups(route: Route, scene: Scene, project: Projection, level: float) -> Iterator[tuple[Point, str]]:
    """Where cars are, and the letters of those that are there: whoever is as good as level shares a place."""
    groups: list[tuple[Point, int, str]] = []
    # In a race the road's end is not its start, though both be at one place.
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
            groups[near] = (*groups[near][:2], groups[near][2] + car.letter)
    yield from ((point, letters) for point, _, letters in groups)


def _figures(route: Route, scene: Scene, project: Projection) -> Iterator[Wish[Name]]:
    for distance, text in scene.figures:
        width = width_of(text, Face.TEXT, FIGURE) + 2 * PAD
        yield Wish(
            (What.FIGURE, text),
            project(point_at(route, distance)),
            width,
            FIGURE * 1.2,
            6,
            LAST,
            farthest=10.0,
        )
