"""The drawings of a story pack: lists of shapes that its author writes in YAML, never code.

A drawing has its own coordinates, by default 1,000 by 1,000 units with 0, 0 at the top left; what lies
outside is cut off. Later shapes cover earlier ones. A drawing may use another one, scaled, mirrored, turned
and in other colours: a wheel on a car, a car on a poster.
"""

import cmath
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.core.packs.base import PackModel, Slug, Whole
from bot.core.packs.svg_paths import traced


class Ink(StrEnum):
    """The colours that a drawing may use; `pictures/palette.py` says which red `red` is."""

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


Units = Annotated[Whole, Field(ge=-3000, le=4000)]
"""One coordinate in the drawing."""
Spot: TypeAlias = tuple[Units, Units]
Length = Annotated[Whole, Field(ge=1, le=4000)]
Degrees = Annotated[Whole, Field(ge=-360, le=360)]
"""Clockwise; 0 points to three o'clock."""
Outline = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_is_path)]
"""SVG path data: see `bot.core.packs.svg_paths`."""


class Shape(PackModel):
    """The base class of all shapes."""


class Path(Shape):
    """A filled outline, a line, or both."""

    shape: Literal["path"]
    path: Outline
    fill: Ink | None = None
    line: Ink | None = None
    width: Length = 6
    """Width of the line, in units."""


class Circle(Shape):
    """A disc (`fill`), a ring (`line`), or both."""

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
    """Equal rays spread evenly round a centre: a sun, the spokes of a wheel, the hours of a clock."""

    shape: Literal["rays"]
    centre: Spot
    radius: Length
    inner: Annotated[Whole, Field(ge=0, le=4000)] = 0
    """Distance from the centre at which they begin."""
    count: Annotated[Whole, Field(ge=1, le=120)]
    fill: Ink
    width: Length | None = None
    """Width of each ray; without it a ray widens outwards and is as wide as the gap to the next."""
    turn: Degrees = 0


class Bands(Shape):
    """A rectangle of horizontal stripes, from the top down; with more steps than colours, they blend."""

    shape: Literal["bands"]
    corner: Spot
    opposite: Spot
    colours: Annotated[tuple[Ink, ...], Field(min_length=1, max_length=12)]
    steps: Annotated[Whole, Field(ge=1, le=60)] | None = None


class Text(Shape):
    """One line of lettering."""

    shape: Literal["text"]
    at: Spot
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    size: Length
    fill: Ink
    face: Literal["display", "text", "bold"] = "display"
    anchor: Literal["left", "middle", "right"] = "middle"
    turn: Degrees = 0


class Copy(Shape):
    """Another drawing of the pack, used inside this one."""

    shape: Literal["copy"]
    drawing: Slug
    at: Spot
    """Where its top left corner goes; if it is mirrored, its top right corner."""
    width: Length
    mirrored: bool = False
    turn: Degrees = 0
    """Rotation about that corner."""
    paint: dict[Ink, Ink] = Field(default_factory=dict)
    """Replaced colours: the colour in the other drawing, and the one used here."""


AnyShape = Annotated[Path | Circle | Arc | Rays | Bands | Text | Copy, Field(discriminator="shape")]
Drawn: TypeAlias = Path | Circle | Arc | Rays | Bands | Text


class Drawing(PackModel):
    """One picture by a pack's author, or a part that other drawings use."""

    id: Slug
    alt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] | None = None
    """Alt text; a part that only other drawings use needs none."""
    size: tuple[Length, Length] = (1000, 1000)
    shapes: Annotated[tuple[AnyShape, ...], Field(min_length=1, max_length=200)]

    @property
    def uses(self) -> Iterator[tuple[int, str]]:
        """The drawings that it uses: the index of the shape, and the id of the drawing."""
        yield from ((i, shape.drawing) for i, shape in enumerate(self.shapes) if isinstance(shape, Copy))


@dataclass(frozen=True, slots=True)
class Placement:
    """How one drawing is placed in another: first mirrored, then turned and scaled, then moved.

    Points are complex numbers, so `factor` turns and scales in one product. `origin` is where 0, 0 goes.
    """

    origin: complex = 0j
    factor: complex = 1 + 0j
    mirrored: bool = False

    def place(self, point: complex) -> complex:
        """Where the point goes."""
        # The negated conjugate is the mirror image: left and right change places, up and down stay.
        return self.origin + self.factor * (-point.conjugate() if self.mirrored else point)

    def inside(self, outer: "Placement") -> "Placement":
        """The placement of the same thing in an outer drawing, in which this drawing is placed as `outer`."""
        factor = self.factor.conjugate() if outer.mirrored else self.factor
        return Placement(outer.place(self.origin), outer.factor * factor, self.mirrored != outer.mirrored)

    def angle(self, degrees: float) -> float:
        """The direction, in degrees, that a direction becomes."""
        return math.degrees(cmath.phase(self.place(cmath.rect(1, math.radians(degrees))) - self.place(0j)))

    @property
    def scale(self) -> float:
        """How many times larger things become."""
        return abs(self.factor)


@dataclass(frozen=True, slots=True)
class Layer:
    """One shape with its final placement and colours."""

    shape: Drawn
    placing: Placement
    paint: tuple[tuple[Ink, Ink], ...] = ()

    def ink(self, colour: Ink) -> Ink:
        """The colour to paint with where the drawing names this one."""
        return dict(self.paint).get(colour, colour)


@dataclass(frozen=True, slots=True)
class Artwork:
    """A drawing flattened into layers: its own shapes and those of every drawing that it uses."""

    id: str
    alt: str | None
    width: int
    height: int
    layers: tuple[Layer, ...]


def assembled(drawing: Drawing, parts: Mapping[str, Drawing]) -> Artwork:
    """Flatten the drawing; `bot.content` has checked that no drawing uses itself."""
    return Artwork(
        drawing.id, drawing.alt, *drawing.size, tuple(_layers(drawing, parts, Placement(), paint={}))
    )


def _layers(
    drawing: Drawing, parts: Mapping[str, Drawing], outer: Placement, paint: Mapping[Ink, Ink]
) -> Iterator[Layer]:
    for shape in drawing.shapes:
        if not isinstance(shape, Copy):
            yield Layer(shape, outer, tuple(paint.items()))
            continue
        part = parts[shape.drawing]
        factor = cmath.rect(shape.width / part.size[0], math.radians(shape.turn))
        placing = Placement(complex(*shape.at), factor, shape.mirrored).inside(outer)
        # Colours are replaced first as this use of the part says, then as this drawing's own are.
        inner = {**paint, **{ink: paint.get(other, other) for ink, other in shape.paint.items()}}
        yield from _layers(part, parts, placing, inner)
