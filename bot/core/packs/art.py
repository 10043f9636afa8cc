"""The drawings of a story pack: shapes that its author wrote down, and no code.

A drawing has its own space, by default 1,000 by 1,000 units with 0, 0 at the top left; what lies outside of
it is cut off. Later shapes cover earlier ones. A drawing may use another one, smaller, mirrored, turned and
in other colours: a wheel on a car, a car on a poster.
"""

import cmath
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.core.packs.base import Slug, Value
from bot.core.packs.svg_paths import traced


class Ink(StrEnum):
    """The colours of the house; which red `red` is, the printing press knows."""

    RED = "red"
    WINE = "wine"
    CREAM = "cream"
    PAPER = "paper"
    WHITE = "white"
    NIGHT = "night"
    DUSK = "dusk"
    BLUE = "blue"
    SKY = "sky"
    SEA = "sea"
    INK = "ink"
    GOLD = "gold"
    AMBER = "amber"
    SILVER = "silver"
    STEEL = "steel"
    SLATE = "slate"
    GREEN = "green"
    LEAF = "leaf"
    EARTH = "earth"
    STONE = "stone"


def _is_path(path: str) -> str:
    try:
        traced(path)
    except ValueError:
        raise PydanticCustomError("not_path", "expected an outline as SVG writes it") from None
    return path


Units = Annotated[int, Field(ge=-3000, le=4000)]
"""A place along one side of the drawing's space."""
Spot: TypeAlias = tuple[Units, Units]
Length = Annotated[int, Field(ge=1, le=4000)]
Degrees = Annotated[int, Field(ge=-360, le=360)]
"""Clockwise; 0 is at three o'clock."""
Outline = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_is_path)]
"""SVG path data: see `bot.core.packs.svg_paths`."""


class Shape(Value):
    """The ground of all shapes."""


class Path(Shape):
    """A filled outline, a line, or both."""

    shape: Literal["path"]
    path: Outline
    fill: Ink | None = None
    line: Ink | None = None
    width: Length = 6
    """Of the line."""


class Circle(Shape):
    """A disc, a ring, or both."""

    shape: Literal["circle"]
    centre: Spot
    radius: Length
    fill: Ink | None = None
    line: Ink | None = None
    width: Length = 6


class Arc(Shape):
    """A part of a ring."""

    shape: Literal["arc"]
    centre: Spot
    radius: Length
    start: Degrees
    end: Degrees
    line: Ink
    width: Length = 6


class Rays(Shape):
    """Rays of a sun, spokes of a wheel, hours of a clock: alike, and spread evenly round a centre."""

    shape: Literal["rays"]
    centre: Spot
    radius: Length
    inner: Annotated[int, Field(ge=0, le=4000)] = 0
    """How far from the centre they begin."""
    count: Annotated[int, Field(ge=1, le=120)]
    fill: Ink
    width: Length | None = None
    """Of each ray; without it a ray widens outwards, as wide as the gap to the next."""
    turn: Degrees = 0


class Bands(Shape):
    """A box of level stripes from the top down; with more steps than colours they run into each other."""

    shape: Literal["bands"]
    corner: Spot
    opposite: Spot
    colours: Annotated[tuple[Ink, ...], Field(min_length=1, max_length=12)]
    steps: Annotated[int, Field(ge=1, le=60)] | None = None


class Text(Shape):
    """A line of type."""

    shape: Literal["text"]
    at: Spot
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    size: Length
    fill: Ink
    face: Literal["display", "text", "bold"] = "display"
    anchor: Literal["left", "middle", "right"] = "middle"
    turn: Degrees = 0


class Copy(Shape):
    """Another drawing of the pack, in this one."""

    shape: Literal["copy"]
    drawing: Slug
    at: Spot
    """Where its top left corner comes to lie; its top right one where it is mirrored."""
    width: Length
    mirrored: bool = False
    turn: Degrees = 0
    """About that corner."""
    paint: dict[Ink, Ink] = Field(default_factory=dict)
    """Its colours, and what stands in their place here."""


AnyShape = Annotated[Path | Circle | Arc | Rays | Bands | Text | Copy, Field(discriminator="shape")]
Drawn: TypeAlias = Path | Circle | Arc | Rays | Bands | Text


class Drawing(Value):
    """A picture of an author's, or a part of one."""

    id: Slug
    alt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] | None = None
    """What is to be seen, for those who do not see it; a part that is only used by others needs none."""
    size: tuple[Length, Length] = (1000, 1000)
    shapes: Annotated[tuple[AnyShape, ...], Field(min_length=1, max_length=200)]

    @property
    def uses(self) -> Iterator[tuple[int, str]]:
        """The drawings that it uses, each with its shape's place."""
        yield from ((i, shape.drawing) for i, shape in enumerate(self.shapes) if isinstance(shape, Copy))


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a drawing's space comes to lie in another: first mirrored, then turned and scaled, then moved."""

    origin: complex = 0j
    factor: complex = 1 + 0j
    mirrored: bool = False

    def place(self, point: complex) -> complex:
        """Where the point comes to lie."""
        # A mirror image is the negated conjugate: left and right change, up and down stay.
        return self.origin + self.factor * (-point.conjugate() if self.mirrored else point)

    def inside(self, outer: "Placing") -> "Placing":
        """The placing of a thing that is placed so in a drawing which itself is placed as `outer`."""
        factor = self.factor.conjugate() if outer.mirrored else self.factor
        return Placing(outer.place(self.origin), outer.factor * factor, self.mirrored != outer.mirrored)

    def angle(self, degrees: float) -> float:
        """The direction, in degrees, that a direction becomes."""
        return math.degrees(cmath.phase(self.place(cmath.rect(1, math.radians(degrees))) - self.place(0j)))

    @property
    def scale(self) -> float:
        """How many times larger things become."""
        return abs(self.factor)


@dataclass(frozen=True, slots=True)
class Layer:
    """A shape, where it lies, and in which colours."""

    shape: Drawn
    placing: Placing
    paint: tuple[tuple[Ink, Ink], ...] = ()

    def ink(self, colour: Ink) -> Ink:
        """The colour that is printed where the drawing says this one."""
        return dict(self.paint).get(colour, colour)


@dataclass(frozen=True, slots=True)
class Artwork:
    """A drawing with all the drawings that it uses, ready to be printed."""

    id: str
    alt: str | None
    width: int
    height: int
    layers: tuple[Layer, ...]


def assembled(drawing: Drawing, parts: Mapping[str, Drawing]) -> Artwork:
    """The drawing with what it uses put in place; `content` has checked that none uses itself."""
    return Artwork(
        drawing.id, drawing.alt, *drawing.size, tuple(_layers(drawing, parts, Placing(), paint={}))
    )


def _layers(
    drawing: Drawing, parts: Mapping[str, Drawing], outer: Placing, paint: Mapping[Ink, Ink]
) -> Iterator[Layer]:
    for shape in drawing.shapes:
        if not isinstance(shape, Copy):
            yield Layer(shape, outer, tuple(paint.items()))
            continue
        part = parts[shape.drawing]
        factor = cmath.rect(shape.width / part.size[0], math.radians(shape.turn))
        placing = Placing(complex(*shape.at), factor, shape.mirrored).inside(outer)
        # The part is painted as it is used here, and then as this drawing itself is painted.
        inner = {**paint, **{ink: paint.get(other, other) for ink, other in shape.paint.items()}}
        yield from _layers(part, parts, placing, inner)
