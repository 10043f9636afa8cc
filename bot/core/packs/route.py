"""A story's route: its stops in driving order, and the outline that is drawn behind them.

Distances are in thousandths of the pack's unit, as everywhere: metres, if the unit is the kilometre.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from bot.core.packs.base import Line, Number, PackModel, Prose, Slug, SourceKey, Whole

Latitude: TypeAlias = Annotated[Number, Field(ge=-90, le=90)]
Longitude: TypeAlias = Annotated[Number, Field(ge=-180, le=180)]
Position: TypeAlias = tuple[Latitude, Longitude]
"""Latitude and longitude, in degrees."""

Edge: TypeAlias = Annotated[tuple[Position, ...], Field(min_length=3)]


class Outline(PackModel):
    """Coasts and borders, cut to a window: the background of the map."""

    source: Line
    """The data that it was made from."""
    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude
    home: tuple[Edge, ...]
    """The coasts and borders of the country in which the story is set."""
    others: tuple[Edge, ...] = ()
    """Those of its neighbours."""

    def holds(self, position: Position) -> bool:
        """Whether the position is within the window."""
        latitude, longitude = position
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


class Stop(PackModel):
    """A place on the route."""

    id: Slug
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)] | None = None
    """The name on the map, if the full one is too long."""
    also: tuple[Line, ...] = ()
    """Other names that a reader may search for."""
    at: Position
    distance: Annotated[Whole, Field(ge=0)]
    """Distance from the start along the course.

    Only the first and the last are exact. The others are estimates along the road: they are shown rounded
    and with "about", and no question asks for them.
    """
    weight: Literal[1, 2, 3] = 2
    """Which names a crowded map keeps: 1 before 2 before 3."""
    text: Annotated[Prose, StringConstraints(max_length=240)]
    """What happened here, in a line or two."""
    chapter: Slug | None = None
    """The chapter that is set here; the map shows its number at the stop."""
    told_in: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    """Each `chapter/beat` that tells of it."""
    dossier: Slug | None = None
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]
    road: tuple[Position, ...] = ()
    """The points of the road between this stop and the next."""

    @property
    def label(self) -> str:
        """The name on the map."""
        return self.short or self.name


class Lettering(PackModel):
    """A name written large across the map: a sea, a mountain range."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    at: Position
    turn: Annotated[Whole, Field(ge=-90, le=90)] = 0
    """Degrees clockwise."""


class Route(PackModel):
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
        """All points of the road in order: the stops, and the bends between them."""
        return tuple(position for stop in self.stops for position in (stop.at, *stop.road))


@dataclass(frozen=True, slots=True)
class Driven:
    """How far a player came in a round, with the display name last seen."""

    member_id: int
    name: str
    distance: int
    number: int
    """Place in the order of joining, from 1: the letter on the car, and the name where none can be drawn."""


def leg_at(route: Route, distance: int) -> tuple[Stop, Stop]:
    """The two stops between which the distance lies; beyond an end, the two stops at that end."""
    legs = (leg for leg in route.legs if distance < leg[1].distance)
    return next(legs, (route.stops[-2], route.stops[-1]))


def point_at(route: Route, distance: int) -> Position:
    """The point of the road at that distance from the start; beyond an end, the end.

    Between two stops the difference of their distances is spread evenly over the road.
    """
    start, end = leg_at(route, distance)
    share = (distance - start.distance) / (end.distance - start.distance)
    return along((start.at, *start.road, end.at), share)


def along(line: tuple[Position, ...], share: float) -> Position:
    """The point at that share, from 0 to 1, of the length of a line on the ground."""
    if share <= 0:
        return line[0]
    if share >= 1:
        return line[-1]
    lengths = list(accumulate((ground(*segment) for segment in pairwise(line)), initial=0.0))
    wanted = share * lengths[-1]
    index = next((i for i in range(1, len(line) - 1) if lengths[i] > wanted), len(line) - 1)
    length = lengths[index] - lengths[index - 1]
    part = min((wanted - lengths[index - 1]) / length, 1.0) if length else 0.0
    (lat1, lon1), (lat2, lon2) = line[index - 1], line[index]
    return lat1 + part * (lat2 - lat1), lon1 + part * (lon2 - lon1)


def ground(one: Position, other: Position) -> float:
    """The great-circle distance between two points, in kilometres (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = one, other
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(chord)))
