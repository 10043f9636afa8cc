"""A story's route: its stops in the order of the road, and the ground that it is drawn on.

Distances are in thousandths of the pack's unit, as everywhere: where that is the kilometre, in metres.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from bot.core.packs.base import Line, Prose, Slug, SourceKey, Value

Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90)]
Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180)]
Position: TypeAlias = tuple[Latitude, Longitude]
"""A point on the ground, in degrees."""

Edge: TypeAlias = Annotated[tuple[Position, ...], Field(min_length=3)]


class Outline(Value):
    """Coasts and borders, cut to a window: what a map is drawn over."""

    source: Line
    """What it is made from."""
    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude
    home: tuple[Edge, ...]
    """The edges of the country that the story plays in."""
    others: tuple[Edge, ...] = ()
    """Those of its neighbours."""

    def holds(self, position: Position) -> bool:
        """Whether the position is within the window."""
        latitude, longitude = position
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


class Stop(Value):
    """A place on the route."""

    id: Slug
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)] | None = None
    """The name on the map, where the whole one is long."""
    also: tuple[Line, ...] = ()
    """Other names that a reader may look for."""
    at: Position
    distance: Annotated[int, Field(ge=0)]
    """From the start along the course.

    Only the first and the last are sure; those between are estimates along the road, shown rounded and
    with "about", and nothing is asked about them.
    """
    weight: Literal[1, 2, 3] = 2
    """Which names a crowded map keeps: 1 before 2 before 3."""
    text: Annotated[Prose, StringConstraints(max_length=240)]
    """What happened here, in a line or two."""
    chapter: Slug | None = None
    """The chapter whose place this is; its number stands here on the map."""
    told_in: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    """Each `chapter/beat` that tells of it."""
    dossier: Slug | None = None
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]
    road: tuple[Position, ...] = ()
    """The bends of the road from here to the next stop."""

    @property
    def label(self) -> str:
        """The name on the map."""
        return self.short or self.name


class Lettering(Value):
    """A name written large across the map: a sea, a range of hills."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    at: Position
    turn: Annotated[int, Field(ge=-90, le=90)] = 0
    """Degrees clockwise."""


class Route(Value):
    """The course of a story, from its first stop to its last."""

    title: Line
    stops: Annotated[tuple[Stop, ...], Field(min_length=2, max_length=60)]
    lettering: Annotated[tuple[Lettering, ...], Field(max_length=8)] = ()
    outline: Outline

    def stop(self, stop_id: str) -> Stop | None:
        """The stop of that id."""
        return next((stop for stop in self.stops if stop.id == stop_id), None)

    @property
    def legs(self) -> Iterator[tuple[Stop, Stop]]:
        """Each stop with the next."""
        return pairwise(self.stops)

    @cached_property
    def line(self) -> tuple[Position, ...]:
        """The whole road, stops and bends."""
        return tuple(position for stop in self.stops for position in (stop.at, *stop.road))


@dataclass(frozen=True, slots=True)
class Driven:
    """How far somebody came in a round, under the name last seen."""

    member_id: int
    name: str
    distance: int
    number: int = 0
    """In the order of joining: what somebody is called whose name can't be printed."""


def leg_at(route: Route, distance: int) -> tuple[Stop, Stop]:
    """The two stops that the distance lies between; beyond an end, those of that end."""
    found = (leg for leg in route.legs if distance < leg[1].distance)
    return next(found, (route.stops[-2], route.stops[-1]))


def point_at(route: Route, distance: int) -> Position:
    """Where on the road that distance from the start is; beyond an end, the end.

    Between two stops the estimate of their distances is spread evenly over the road.
    """
    start, end = leg_at(route, distance)
    share = (distance - start.distance) / (end.distance - start.distance)
    return along((start.at, *start.road, end.at), share)


def along(line: tuple[Position, ...], share: float) -> Position:
    """The point at that share, from 0 to 1, of a line on the ground."""
    if share <= 0:
        return line[0]
    if share >= 1:
        return line[-1]
    reached = list(accumulate((ground(*stretch) for stretch in pairwise(line)), initial=0.0))
    wanted = share * reached[-1]
    index = next((i for i in range(1, len(line) - 1) if reached[i] > wanted), len(line) - 1)
    length = reached[index] - reached[index - 1]
    part = min((wanted - reached[index - 1]) / length, 1.0) if length else 0.0
    (south, west), (north, east) = line[index - 1], line[index]
    return south + part * (north - south), west + part * (east - west)


def ground(one: Position, other: Position) -> float:
    """The distance between two points as the crow flies, in kilometres of a round earth."""
    (lat1, lon1), (lat2, lon2) = one, other
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(chord)))
