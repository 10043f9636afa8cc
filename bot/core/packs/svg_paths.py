"""Outlines written as SVG writes them: `M 10 90 L 50 10 Z`.

The grammar is that of SVG 1.1, section 8.3: M, L, H, V, C, S, Q, T, A and Z, in capitals for places and in
small letters for steps. A point is a complex number here, for turning and scaling are then one product.
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
"""Straight pieces that a curve is drawn with."""
ARC_STEP: Final = math.pi / 60
"""The longest angle that one straight piece of an arc covers."""

_TOKEN = re.compile(r"\s*,?\s*(?:([MLHVCSQTAZmlhvcsqtaz])|([-+]?(?:\d+\.?\d*|\.\d+)))")
_NUMBERS: Final = MappingProxyType(
    {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
)
"""How many numbers follow each letter."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One unbroken part of an outline."""

    points: tuple[complex, ...]
    is_closed: bool


def traced(path: str) -> tuple[Trace, ...]:
    """The outline as straight pieces; ValueError where it is not written as a path."""
    pen = _Pen()
    for letter, numbers in _steps(path):
        pen.step(letter, numbers)
    return pen.traces()


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers, is_complete = "", list[float](), True
    for word in _words(path):
        if isinstance(word, str):
            if not is_complete or (not letter and word.upper() != "M"):
                raise ValueError(f"nothing can follow here: {word}")
            letter = word
        else:
            numbers.append(word)
        wanted = _NUMBERS.get(letter.upper(), 0)
        if not letter or (numbers and not wanted):
            raise ValueError(f"no number is wanted here: {word}")
        is_complete = len(numbers) == wanted
        if is_complete:
            yield letter, numbers
            numbers = []
            # After the first place of a move come lines.
            letter = {"M": "L", "m": "l"}.get(letter, letter)
    if not letter or not is_complete:
        raise ValueError("the outline ends too early")


def _words(path: str) -> Iterator[str | float]:
    position, end = 0, len(path.rstrip())
    while position < end:
        word = _TOKEN.match(path, position)
        if word is None:
            raise ValueError(f"neither a letter nor a number: {path[position:]}")
        yield word[1] or float(word[2])
        position = word.end()


@dataclass
class _Pen:
    """Where the drawing hand is, and what it has drawn."""

    lines: list[tuple[list[complex], bool]] = field(default_factory=list)
    at: complex = 0j
    handle: complex = 0j
    """The last curve's handle, which S and T mirror."""
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
            # After a closing, a line goes on from where the closed part began.
            self._move(self.at)
        self.lines[-1][0].extend(places)
        self.at = places[-1]

    def _curve(self, handles: list[complex]) -> None:
        along = _bezier([self.at, *handles])
        self._draw([along(step / CURVE_STEPS) for step in range(1, CURVE_STEPS + 1)])
        self.handle = handles[-2]

    def _mirrored(self, after: str) -> complex:
        return 2 * self.at - self.handle if self.last in after and self.last else self.at

    def _close(self) -> None:
        points, _ = self.lines[-1]
        self.lines[-1] = (points, True)
        self.at = points[0]

    def _arc(self, numbers: list[float], end: complex) -> None:
        """From the ends of the arc to its centre, after SVG 1.1, appendix F.6.5."""
        across, down, turn, large, sweep = (abs(numbers[0]), abs(numbers[1]), *numbers[2:5])
        half = (self.at - end) / 2 * cmath.rect(1, -math.radians(turn))
        if not across or not down or not half:
            self._draw([end])
            return
        # In a space where the ellipse is the unit circle.
        unit = complex(half.real / across, half.imag / down)
        if abs(unit) > 1:
            across, down, unit = across * abs(unit), down * abs(unit), unit / abs(unit)
        side = 1 if bool(large) != bool(sweep) else -1
        centre = side * -1j * unit / abs(unit) * math.sqrt(max(0.0, 1 - abs(unit) ** 2))
        first, last = cmath.phase(unit - centre), cmath.phase(-unit - centre)
        angle = (last - first) % math.tau - (0 if sweep else math.tau)
        pieces = max(1, math.ceil(abs(angle) / ARC_STEP))
        middle = (self.at + end) / 2

        def place(share: float) -> complex:
            on_circle = centre + cmath.rect(1, first + angle * share)
            flat = complex(on_circle.real * across, on_circle.imag * down)
            return middle + flat * cmath.rect(1, math.radians(turn))

        self._draw([*(place(piece / pieces) for piece in range(1, pieces)), end])


def _bezier(handles: list[complex]) -> Callable[[float], complex]:
    def at(share: float) -> complex:
        points = handles
        while len(points) > 1:
            points = [one + (other - one) * share for one, other in itertools.pairwise(points)]
        return points[0]

    return at
