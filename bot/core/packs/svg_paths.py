"""Turns SVG path data, `M 10 90 L 50 10 Z`, into straight lines.

The grammar is that of SVG 1.1, section 8.3: M, L, H, V, C, S, Q, T, A and Z, in capitals for absolute places
and in small letters for relative ones. Points are complex numbers, so turning and scaling are one product.
"""

import cmath
import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

CURVE_STEPS: Final = 24
"""How many straight pieces a curve is drawn with."""
ARC_STEP: Final = math.pi / 60
"""The largest angle, in radians, that one straight piece of an arc covers."""

_TOKEN = re.compile(r"\s*,?\s*(?:([MLHVCSQTAZmlhvcsqtaz])|([-+]?(?:\d+\.?\d*|\.\d+)))")
_NUMBERS: Final = MappingProxyType(
    {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
)
"""How many numbers each command takes."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One unbroken part of an outline; straight lines join its points."""

    points: tuple[complex, ...]
    is_closed: bool


def traced(path: str) -> tuple[Trace, ...]:
    """The outline as straight lines; ValueError if it is not path data."""
    pen = _Pen()
    for letter, numbers in _commands(path):
        pen.step(letter, numbers)
    return pen.traces()


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers, is_complete = "", list[float](), True
    for token in _tokens(path):
        if isinstance(token, str):
            if not is_complete or (not letter and token.upper() != "M"):
                raise ValueError(f"nothing can follow here: {token}")
            letter = token
        else:
            numbers.append(token)
        wanted = _NUMBERS.get(letter.upper(), 0)
        if not letter or (numbers and not wanted):
            raise ValueError(f"no number is wanted here: {token}")
        is_complete = len(numbers) == wanted
        if is_complete:
            yield letter, numbers
            numbers = []
            # Further points after a move are lines.
            letter = {"M": "L", "m": "l"}.get(letter, letter)
    if not letter or not is_complete:
        raise ValueError("the outline ends too early")


def _tokens(path: str) -> Iterator[str | float]:
    position, end = 0, len(path.rstrip())
    while position < end:
        token = _TOKEN.match(path, position)
        if token is None:
            raise ValueError(f"neither a letter nor a number: {path[position:]}")
        yield token[1] or float(token[2])
        position = token.end()


@dataclass
class _Pen:
    """Where the pen is, and what it has drawn so far."""

    lines: list[tuple[list[complex], bool]] = field(default_factory=list)
    """The points of each part, and whether it is closed."""
    at: complex = 0j
    control: complex = 0j
    """The last curve's second control point, which S and T mirror."""
    last: str = ""

    def step(self, letter: str, numbers: list[float]) -> None:
        base = self.at if letter.islower() else 0j
        places = [base + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        match letter.upper():
            case "M":
                self._move(places[0])
            case "H":
                self._draw([complex(base.real + numbers[0], self.at.imag)])
            case "V":
                self._draw([complex(self.at.real, base.imag + numbers[0])])
            case "S":
                self._curve([self._mirrored("CS"), *places])
            case "T":
                self._curve([self._mirrored("QT"), *places])
            case "C" | "Q":
                self._curve(places)
            case "A":
                self._arc(numbers, base + complex(numbers[5], numbers[6]))
            case "Z":
                self._close()
            case _:
                self._draw(places)
        self.last = letter.upper()

    def traces(self) -> tuple[Trace, ...]:
        return tuple(Trace(tuple(points), closed) for points, closed in self.lines if len(points) > 1)

    def _move(self, place: complex) -> None:
        self.lines.append(([place], False))
        self.at = place

    def _draw(self, places: list[complex]) -> None:
        if self.last == "Z":
            # After Z, a line starts where the closed part began.
            self._move(self.at)
        self.lines[-1][0].extend(places)
        self.at = places[-1]

    def _curve(self, controls: list[complex]) -> None:
        along = _bezier([self.at, *controls])
        self._draw([along(step / CURVE_STEPS) for step in range(1, CURVE_STEPS + 1)])
        self.control = controls[-2]

    def _mirrored(self, after: str) -> complex:
        return 2 * self.at - self.control if self.last in after and self.last else self.at

    def _close(self) -> None:
        points, _ = self.lines[-1]
        self.lines[-1] = (points, True)
        self.at = points[0]

    def _arc(self, numbers: list[float], end: complex) -> None:
        """Draw an arc; its centre is found from its ends as in SVG 1.1, appendix F.6.5."""
        radius_x, radius_y, turn, large, sweep = (abs(numbers[0]), abs(numbers[1]), *numbers[2:5])
        half = (self.at - end) / 2 * cmath.rect(1, -math.radians(turn))
        if not radius_x or not radius_y or not half:
            self._draw([end])
            return
        # Scaled so that the ellipse is the unit circle.
        unit = complex(half.real / radius_x, half.imag / radius_y)
        if abs(unit) > 1:
            radius_x, radius_y, unit = radius_x * abs(unit), radius_y * abs(unit), unit / abs(unit)
        side = 1 if bool(large) != bool(sweep) else -1
        centre = side * -1j * unit / abs(unit) * math.sqrt(max(0.0, 1 - abs(unit) ** 2))
        first, last = cmath.phase(unit - centre), cmath.phase(-unit - centre)
        angle = (last - first) % math.tau - (0 if sweep else math.tau)
        pieces = max(1, math.ceil(abs(angle) / ARC_STEP))
        middle = (self.at + end) / 2

        def place(share: float) -> complex:
            on_circle = centre + cmath.rect(1, first + angle * share)
            flat = complex(on_circle.real * radius_x, on_circle.imag * radius_y)
            return middle + flat * cmath.rect(1, math.radians(turn))

        self._draw([*(place(piece / pieces) for piece in range(1, pieces)), end])


def _bezier(controls: list[complex]) -> Callable[[float], complex]:
    def at(share: float) -> complex:
        points = controls
        while len(points) > 1:
            points = [start + (end - start) * share for start, end in itertools.pairwise(points)]
        return points[0]

    return at
