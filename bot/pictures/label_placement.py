"""Places labels: near their points, covering nothing else, always with the same result."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, ceil, cos, dist, hypot, inf, radians, sin
from typing import Final, Generic, TypeVar

from bot.pictures.boxes import Box
from bot.pictures.canvas import Point

Name = TypeVar("Name", bound=Hashable)
"""The caller's key of a label."""

SIDES: Final = (0, 180, -90, 90, -45, 45, -135, 135, -20, 20, 160, -160, -70, 70, -110, 110)
"""The directions of a label from its point, in degrees clockwise from the right, the best first."""

REACHES: Final = (0.0, 10.0, 22.0, 38.0, 58.0, 82.0, 110.0, 140.0, 180.0, 230.0, 290.0)
"""The distances of a label from its point, in pixels; from `LED_FROM` on it has a leader line."""

FARTHEST: Final = 140.0
"""The largest distance by default."""
LED_FROM: Final = 20.0
"""The distance from which a leader line leads to the label."""
CLEAR: Final = 9.0
"""Pixels that a label keeps from any other point, so as not to cover its dot."""

MISTAKEN: Final = 1.6
"""The cost of each pixel nearer to another point than `UNMISTAKEN`."""
UNMISTAKEN: Final = 30.0
"""Pixels from another point beyond which nobody takes the label for that point's."""

OFF_LINE: Final = 4.0
"""Pixels that a label keeps from the middle of the line, which is as broad as a road."""

STEP: Final = 7.0
"""Pixels between the sampled points of a line."""

LAST: Final = 9
"""The rank of the least important labels."""
MORE_ROUNDS: Final = 4
"""Rounds after the first, at most."""

SIDE: Final = 0.15
OVER_LINE: Final = 18.0
CROSSES: Final = 8.0
"""Costs in pixels of distance: of each worse side, of each sampled point of the route under the label, and of
each under its leader."""


@dataclass(frozen=True, slots=True)
class LabelRequest(Generic[Name]):
    """A label to be placed."""

    name: Name
    point: Point
    """The point that it labels."""
    width: float
    height: float
    gap: float
    """Pixels between it and its point at least: the size of the dot there."""
    rank: int = 0
    """From 0 to `LAST`: the lower, the more important."""
    must: bool = False
    """Whether others are left out rather than this one, whatever their rank."""
    centred: bool = False
    """Whether its best place is on the point itself."""
    upright: bool = False
    """Whether its best place is above the point, like a flag's."""
    farthest: float = FARTHEST
    """The largest distance from its point at which it is placed."""
    otherwise: "LabelRequest[Name] | None" = None
    """The label to place instead where this one finds no room."""


@dataclass(frozen=True, slots=True)
class PlacedLabel(Generic[Name]):
    """A label with its place."""

    name: Name
    point: Point
    box: Box
    leader: tuple[Point, Point] | None = None
    """The line from its point, where it is far from it."""

    @property
    def is_centred(self) -> bool:
        """Whether it is on the point itself."""
        return dist(self.box.middle, self.point) < 1

    @property
    def obstacles(self) -> Box:
        """The box with its leader."""
        if self.leader is None:
            return self.box
        xs, ys = zip(*self.leader, strict=True)
        box = self.box
        return Box(min(box.left, *xs), min(box.top, *ys), max(box.right, *xs), max(box.bottom, *ys))


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What is on the picture before the labels."""

    frame: Box
    taken: tuple[Box, ...]
    """Boxes that no label may overlap."""
    dots: tuple[Point, ...]
    """Points that no label but their own may cover."""
    line: tuple[Point, ...]
    """The route, which is better left uncovered."""


def place(requests: Iterable[LabelRequest[Name]], obstacles: Obstacles) -> list[PlacedLabel[Name]]:
    """A place for each label, in the order of their ranks; a label that finds none is left out.

    Labels that were left out, or that cover the line, come sooner in more rounds; the best round counts. One
    that must be there and was left out comes first of all.
    """
    order = sorted(requests, key=lambda request: request.rank)
    route = list(sampled(obstacles.line))
    best = newest = _round(order, obstacles, route)
    sooner: set[Name] = set()
    first: set[Name] = set()
    for _ in range(MORE_ROUNDS):
        missed = newest.missed(order)
        badly = {request.name for request in missed if request.rank < LAST} | newest.covering
        first |= {request.name for request in missed if request.must}
        if badly <= sooner:
            break
        sooner |= badly
        order.sort(
            key=lambda request: (
                request.name not in first,
                request.rank > 0,
                not request.must,
                request.name not in sooner,
                request.rank,
            )
        )
        newest = _round(order, obstacles, route)
        best = min(best, newest, key=lambda one: one.loss(order))
    least = {request.name for request in order if request.rank == LAST and not request.must}
    # What matters least is left out rather than written across the line.
    return [one for one in best.placed if one.name not in least & best.covering]


@dataclass(frozen=True, slots=True)
class _Round(Generic[Name]):
    placed: list[PlacedLabel[Name]]
    covered: Mapping[Name, int]
    """How many sampled points of the line each label covers that covers any."""

    @property
    def covering(self) -> AbstractSet[Name]:
        """The labels that cover the line."""
        return self.covered.keys()

    def missed(self, requests: Sequence[LabelRequest[Name]]) -> list[LabelRequest[Name]]:
        """The requests that were not placed under their own name."""
        placed_names = {one.name for one in self.placed}
        return [request for request in requests if request.name not in placed_names]

    def loss(self, requests: Sequence[LabelRequest[Name]]) -> list[int]:
        """How many of each rank were not placed, the most important rank first, and how much is covered."""
        missing = Counter(-1 if request.must else request.rank for request in self.missed(requests))
        return [*(missing[rank] for rank in range(-1, LAST + 1)), sum(self.covered.values())]


def _round(
    requests: Iterable[LabelRequest[Name]], obstacles: Obstacles, route: Sequence[Point]
) -> _Round[Name]:
    placed: list[PlacedLabel[Name]] = []
    for request in requests:
        found = None
        candidate_request: LabelRequest[Name] | None = request
        while candidate_request is not None and found is None:
            found = _best(candidate_request, obstacles, route, placed)
            candidate_request = candidate_request.otherwise
        if found is not None:
            placed.append(found)
    covered = {one.name: _covered(one.box, route) for one in placed if not one.is_centred}
    return _Round(placed, {name: points for name, points in covered.items() if points})


def _covered(box: Box, line: Iterable[Point]) -> int:
    """How many sampled points of the line are under the box, or so near that it touches the road."""
    wide = box.grown(OFF_LINE)
    return sum(wide.holds(point) for point in line)


def _best(
    request: LabelRequest[Name],
    obstacles: Obstacles,
    route: Sequence[Point],
    placed: Sequence[PlacedLabel[Name]],
) -> PlacedLabel[Name] | None:
    reach = request.gap + request.farthest + max(request.width, request.height)
    reachable = Box.around(request.point, 2 * reach, 2 * reach)
    near_obstacles = Obstacles(
        obstacles.frame,
        tuple(box for box in obstacles.taken if box.meets(reachable)),
        tuple(
            dot for dot in obstacles.dots if dot != request.point and reachable.grown(UNMISTAKEN).holds(dot)
        ),
        tuple(point for point in route if reachable.holds(point)),
    )
    placed_near = [other for other in placed if other.obstacles.meets(reachable)]
    best: PlacedLabel[Name] | None = None
    lowest_cost = inf
    for number, (away, candidate) in enumerate(_candidates(request)):
        # Candidates come nearest first, and none costs less than its distance.
        if away >= lowest_cost:
            break
        if _is_free(candidate, near_obstacles, placed_near):
            cost = away + SIDE * (number % len(SIDES)) + _cost(candidate, near_obstacles)
            if cost < lowest_cost:
                best, lowest_cost = candidate, cost
    return best


def sampled(line: Sequence[Point]) -> Iterator[Point]:
    """Points along a line, close enough together that no label slips between them."""
    for start, end in pairwise(line):
        steps = max(1, ceil(dist(start, end) / STEP))
        for step in range(steps):
            share = step / steps
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    yield from line[-1:]


def _candidates(request: LabelRequest[Name]) -> Iterator[tuple[float, PlacedLabel[Name]]]:
    if request.centred:
        yield (
            0.0,
            PlacedLabel(
                request.name, request.point, Box.around(request.point, request.width, request.height)
            ),
        )
    # For a flag, the directions are turned so that the first is straight up.
    turn = -90 if request.upright else 0
    for reach in (reach for reach in REACHES if reach <= request.farthest):
        for side in SIDES:
            yield reach, _beside(request, radians(side + turn), reach)


def _beside(request: LabelRequest[Name], angle: float, reach: float) -> PlacedLabel[Name]:
    """The label in that direction, its nearest edge `reach` pixels beyond the dot."""
    x, y = request.point
    across, down = cos(angle), sin(angle)
    away = request.gap + reach
    # How far the box's middle is from its edge in that direction.
    half_width, half_height = request.width / 2, request.height / 2
    middle = (
        x + across * away + half_width * _sign(across),
        y + down * away + half_height * _sign(down),
    )
    box = Box.around(middle, request.width, request.height)
    placed = PlacedLabel(request.name, request.point, box)
    if reach < LED_FROM:
        return placed
    return replace(placed, leader=_leader(request, box))


def _leader(request: LabelRequest[Name], box: Box) -> tuple[Point, Point]:
    end = box.nearest(request.point)
    angle = atan2(end[1] - request.point[1], end[0] - request.point[0])
    length = hypot(end[0] - request.point[0], end[1] - request.point[1])
    start = min(request.gap, length)
    return (request.point[0] + cos(angle) * start, request.point[1] + sin(angle) * start), end


def _sign(value: float) -> float:
    """-1 to 1, with a slope near 0: a label straight above a point is centred on it."""
    return max(-1.0, min(1.0, value * 1.6))


def _is_free(
    candidate: PlacedLabel[Name], near_obstacles: Obstacles, placed: Sequence[PlacedLabel[Name]]
) -> bool:
    """Whether the candidate covers nothing that must be seen."""
    box, leader = candidate.box, candidate.leader
    if not box.within(near_obstacles.frame) or any(box.meets(other) for other in near_obstacles.taken):
        return False
    if any(box.meets(other.box) for other in placed):
        return False
    if not candidate.is_centred and any(dist(dot, box.nearest(dot)) < CLEAR for dot in near_obstacles.dots):
        return False
    leader_points = list(sampled(leader)) if leader else []
    if any(other.box.holds(point) for point in leader_points for other in placed):
        return False
    if any(box.holds(point) for other in placed if other.leader for point in sampled(other.leader)):
        return False
    return all(dist(point, dot) >= CLEAR for point in leader_points for dot in near_obstacles.dots)


def _cost(candidate: PlacedLabel[Name], near_obstacles: Obstacles) -> float:
    """The cost of a place besides its distance and its side."""
    box = candidate.box
    if candidate.is_centred:
        return 0.0
    nearest = min((dist(dot, box.nearest(dot)) for dot in near_obstacles.dots), default=inf)
    covered = _covered(box, near_obstacles.line)
    leader_points = list(sampled(candidate.leader))[1:] if candidate.leader else []
    crossed = sum(any(dist(point, other) < STEP for other in near_obstacles.line) for point in leader_points)
    # With a leader nobody mistakes it.
    mistaken = 0.0 if candidate.leader else MISTAKEN * max(0.0, UNMISTAKEN - nearest)
    return mistaken + OVER_LINE * covered + CROSSES * crossed
