"""Finds room for labels: near what they name, over nothing else, the same way each time."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, ceil, cos, dist, hypot, inf, radians, sin
from typing import Final, Generic, TypeVar

from bot.pictures.boxes import Box
from bot.pictures.canvas import Point

Name = TypeVar("Name", bound=Hashable)
"""What a label is called by whoever asks for it."""

SIDES: Final = (0, 180, -90, 90, -45, 45, -135, 135, -20, 20, 160, -160, -70, 70, -110, 110)
"""Where a label may stand, in degrees clockwise from the right, the best first."""

REACHES: Final = (0.0, 10.0, 22.0, 38.0, 58.0, 82.0, 110.0, 140.0, 180.0, 230.0, 290.0)
"""How far from its point it may stand, in pixels; from the third on a line leads to it."""

FARTHEST: Final = 140.0
LED_FROM: Final = 20.0
CLEAR: Final = 9.0
"""Pixels from any other point, whose dot would be covered."""

MISTAKEN: Final = 1.6
UNMISTAKEN: Final = 30.0
"""Pixels from another point beyond which nobody takes the label for that one's."""

STEP: Final = 7.0
"""Pixels between the points of a line at which it is looked at."""

LAST: Final = 9
MORE_ROUNDS: Final = 2

SIDE: Final = 0.15
OVER_LINE: Final = 18.0
CROSSES: Final = 8.0
"""What each worse side, each point of the route under a label, and each under its leader, cost in pixels."""


@dataclass(frozen=True, slots=True)
class Wish(Generic[Name]):
    """A label that looks for a place."""

    name: Name
    point: Point
    """What it belongs to."""
    width: float
    height: float
    gap: float
    """Pixels that it keeps from its point at least: the size of the dot there."""
    rank: int = 0
    """From 0 to `LAST`: the lower, the more it is wanted."""
    must: bool = False
    """Whether others rather stay away than this one, for all their rank."""
    centred: bool = False
    """Whether it stands best on the very point."""
    upright: bool = False
    """Whether it stands best above the point, as a flag does."""
    farthest: float = FARTHEST
    """How far from its point it is still worth having."""
    otherwise: "Wish[Name] | None" = None
    """What stands there where this finds no room."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[Name]):
    """A label in its place."""

    name: Name
    point: Point
    box: Box
    leader: tuple[Point, Point] | None = None
    """A line from what it belongs to, where it stands apart."""

    @property
    def is_centred(self) -> bool:
        """Whether it stands on its very point."""
        return dist(self.box.middle, self.point) < 1

    @property
    def ground(self) -> Box:
        """The box with its leader."""
        if self.leader is None:
            return self.box
        xs, ys = zip(*self.leader, strict=True)
        box = self.box
        return Box(min(box.left, *xs), min(box.top, *ys), max(box.right, *xs), max(box.bottom, *ys))


@dataclass(frozen=True, slots=True)
class Ground:
    """What is there before the labels."""

    frame: Box
    taken: tuple[Box, ...]
    """What nothing may stand on."""
    dots: tuple[Point, ...]
    """Points that no label but their own may cover."""
    line: tuple[Point, ...]
    """What is better left uncovered: the route."""


def place(wishes: Iterable[Wish[Name]], ground: Ground) -> list[Placed[Name]]:
    """A place for each label: the lower its rank, the sooner it is served; who finds none is left out.

    Whoever was left out is served sooner in a second and a third round; the best round counts.
    """
    order = sorted(wishes, key=lambda wish: wish.rank)
    route = list(sampled(ground.line))
    best = _round(order, ground, route)
    sooner: set[Name] = set()
    for _ in range(MORE_ROUNDS):
        missed = {wish.name for wish in best.missed(order) if wish.rank < LAST}
        if missed <= sooner:
            break
        sooner |= missed
        order.sort(key=lambda wish: (wish.rank > 0, not wish.must, wish.name not in sooner, wish.rank))
        best = min(best, _round(order, ground, route), key=lambda one: one.loss(order))
    return best.placed


@dataclass(frozen=True, slots=True)
class _Round(Generic[Name]):
    placed: list[Placed[Name]]

    def missed(self, wishes: Sequence[Wish[Name]]) -> list[Wish[Name]]:
        """Those that are not there by their own name."""
        there = {one.name for one in self.placed}
        return [wish for wish in wishes if wish.name not in there]

    def loss(self, wishes: Sequence[Wish[Name]]) -> list[int]:
        """How many of each rank are missing, the most important first."""
        missing = Counter(-1 if wish.must else wish.rank for wish in self.missed(wishes))
        return [missing[rank] for rank in range(-1, LAST + 1)]


def _round(wishes: Iterable[Wish[Name]], ground: Ground, route: Sequence[Point]) -> _Round[Name]:
    placed: list[Placed[Name]] = []
    for wish in wishes:
        found = None
        asking: Wish[Name] | None = wish
        while asking is not None and found is None:
            found = _best(asking, ground, route, placed)
            asking = asking.otherwise
        if found is not None:
            placed.append(found)
    return _Round(placed)


def _best(
    wish: Wish[Name], ground: Ground, route: Sequence[Point], placed: Sequence[Placed[Name]]
) -> Placed[Name] | None:
    reach = wish.gap + wish.farthest + max(wish.width, wish.height)
    near = Box.around(wish.point, 2 * reach, 2 * reach)
    around = Ground(
        ground.frame,
        tuple(box for box in ground.taken if box.meets(near)),
        tuple(dot for dot in ground.dots if dot != wish.point and near.grown(UNMISTAKEN).holds(dot)),
        tuple(point for point in route if near.holds(point)),
    )
    beside = [other for other in placed if other.ground.meets(near)]
    best: Placed[Name] | None = None
    least = inf
    for number, (away, candidate) in enumerate(_candidates(wish)):
        # They come nearest first, and none costs less than its reach.
        if away >= least:
            break
        if _is_free(candidate, around, beside):
            cost = away + SIDE * (number % len(SIDES)) + _harm(candidate, around)
            if cost < least:
                best, least = candidate, cost
    return best


def sampled(line: Sequence[Point]) -> Iterator[Point]:
    """Points along a line, close enough together that no label slips between them."""
    for start, end in pairwise(line):
        steps = max(1, ceil(dist(start, end) / STEP))
        for step in range(steps):
            share = step / steps
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    yield from line[-1:]


def _candidates(wish: Wish[Name]) -> Iterator[tuple[float, Placed[Name]]]:
    if wish.centred:
        yield 0.0, Placed(wish.name, wish.point, Box.around(wish.point, wish.width, wish.height))
    # A flag's sides are turned so that the first is straight up.
    turn = -90 if wish.upright else 0
    for reach in (reach for reach in REACHES if reach <= wish.farthest):
        for side in SIDES:
            yield reach, _beside(wish, radians(side + turn), reach)


def _beside(wish: Wish[Name], angle: float, reach: float) -> Placed[Name]:
    """The label in that direction, its nearest edge that far beyond the dot."""
    x, y = wish.point
    across, down = cos(angle), sin(angle)
    away = wish.gap + reach
    # How far the box's middle is from its edge in that direction.
    half_width, half_height = wish.width / 2, wish.height / 2
    middle = (
        x + across * away + half_width * _sign(across),
        y + down * away + half_height * _sign(down),
    )
    box = Box.around(middle, wish.width, wish.height)
    placed = Placed(wish.name, wish.point, box)
    if reach < LED_FROM:
        return placed
    return replace(placed, leader=_leader(wish, box))


def _leader(wish: Wish[Name], box: Box) -> tuple[Point, Point]:
    end = box.nearest(wish.point)
    angle = atan2(end[1] - wish.point[1], end[0] - wish.point[0])
    length = hypot(end[0] - wish.point[0], end[1] - wish.point[1])
    start = min(wish.gap, length)
    return (wish.point[0] + cos(angle) * start, wish.point[1] + sin(angle) * start), end


def _sign(value: float) -> float:
    """-1, 0 or 1, eased near nought: a label straight above a point is centred on it."""
    return max(-1.0, min(1.0, value * 1.6))


def _is_free(candidate: Placed[Name], around: Ground, placed: Sequence[Placed[Name]]) -> bool:
    """Whether nothing is covered that must be seen."""
    box, leader = candidate.box, candidate.leader
    if not box.within(around.frame) or any(box.meets(other) for other in around.taken):
        return False
    if any(box.meets(other.box) for other in placed):
        return False
    if not candidate.is_centred and any(dist(dot, box.nearest(dot)) < CLEAR for dot in around.dots):
        return False
    led = list(sampled(leader)) if leader else []
    if any(other.box.holds(point) for point in led for other in placed):
        return False
    if any(box.holds(point) for other in placed if other.leader for point in sampled(other.leader)):
        return False
    return all(dist(point, dot) >= CLEAR for point in led for dot in around.dots)


def _harm(candidate: Placed[Name], around: Ground) -> float:
    """What else is to be said against a place."""
    box = candidate.box
    if candidate.is_centred:
        return 0.0
    nearest = min((dist(dot, box.nearest(dot)) for dot in around.dots), default=inf)
    covered = sum(box.holds(point) for point in around.line)
    led = list(sampled(candidate.leader))[1:] if candidate.leader else []
    crossed = sum(any(dist(point, other) < STEP for other in around.line) for point in led)
    # A leader leaves no doubt.
    mistaken = 0.0 if candidate.leader else MISTAKEN * max(0.0, UNMISTAKEN - nearest)
    return mistaken + OVER_LINE * covered + CROSSES * crossed
