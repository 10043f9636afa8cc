"""Makes a story's `art/outline.json`: coasts and borders, cut to a window and thinned.

It reads countries as TopoJSON, such as Natural Earth's in the world-atlas package, file `countries-10m.json`.
Borders that two countries share stay shared: arcs are thinned before they are joined.
`stories/mille-miglia/art/LICENSE.md` has the call that made the shipped one.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring: TypeAlias = list[Point]

DIGITS = 3


def main() -> None:
    """Read the countries and write the outline."""
    options = _arguments()
    topology = json.loads(options.countries.read_text(encoding="utf-8"))
    arcs = [_thinned(arc, options.tolerance) for arc in _arcs(topology)]
    window = (options.west, options.south, options.east, options.north)
    home: list[Ring] = []
    others: list[Ring] = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") in options.without:
            continue
        target = home if country.get("id") in options.home else others
        for ring in _outer_rings(country, arcs):
            cut = _cut(ring, window)
            if len(cut) > 3 and abs(_area(cut)) >= options.smallest:  # noqa: PLR2004 - a closed triangle has four
                target.append(cut)
    outline = {
        "source": options.source,
        **{side: getattr(options, side) for side in ("west", "south", "east", "north")},
        "home": [_rounded(ring) for ring in home],
        "others": [_rounded(ring) for ring in others],
    }
    options.target.write_text(_written(outline), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("countries", type=Path, help="countries as TopoJSON")
    parser.add_argument("target", type=Path, help="the outline to write")
    parser.add_argument("--home", nargs="+", required=True, help="ISO 3166-1 numbers: 380 is Italy")
    parser.add_argument("--without", nargs="+", default=(), help="those to leave out: a country in another")
    parser.add_argument("--source", required=True, help="what the outline is made from, in a line")
    for side in ("west", "south", "east", "north"):
        parser.add_argument(f"--{side}", type=float, required=True, help="the window, in degrees")
    parser.add_argument("--tolerance", type=float, default=0.003, help="how far a line may stray, degrees")
    parser.add_argument("--smallest", type=float, default=0.0004, help="smallest island, square degrees")
    return parser.parse_args()


def _arcs(topology: dict[str, Any]) -> Iterable[list[Point]]:
    """The arcs in degrees: the file has them as steps on a grid."""
    (across, up), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * across + left, y * up + bottom))
        yield arc


def _thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line thinned by Douglas and Peucker: no dropped point is further from it than the tolerance."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        furthest = max(inner, key=lambda i: _distance(line[i], line[first], line[last]), default=None)
        if furthest is not None and _distance(line[furthest], line[first], line[last]) > tolerance:
            kept.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    return [line[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """The distance of the point from the segment, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5)


def _outer_rings(country: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterable[Ring]:
    """The outer edges of the country's polygons; holes are left out: what lies inside is drawn over it."""
    if country["type"] is None:
        return
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    for polygon in polygons:
        ring: Ring = []
        for index in polygon[0]:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        yield ring


def _cut(ring: Ring, window: tuple[float, float, float, float]) -> Ring:
    """The part of the ring within the window, by Sutherland and Hodgman."""
    for axis, bound, sign in ((0, window[0], 1), (1, window[1], 1), (0, window[2], -1), (1, window[3], -1)):
        ring = _cut_at(ring, axis, bound, sign)
    return ring


def _cut_at(ring: Ring, axis: int, bound: float, sign: int) -> Ring:
    kept: Ring = []
    for before, after in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_in, is_in = (sign * (point[axis] - bound) >= 0 for point in (before, after))
        if was_in != is_in:
            share = (bound - before[axis]) / (after[axis] - before[axis])
            kept.append(
                (before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1]))
            )
        if is_in:
            kept.append(after)
    return kept


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _rounded(ring: Ring) -> list[Point]:
    """Latitude first, as people write it; a point that rounds to the one before it is left out."""
    rounded = [(round(y, DIGITS), round(x, DIGITS)) for x, y in ring]
    return [point for before, point in pairwise([None, *rounded]) if point is not None and point != before]


def _written(outline: dict[str, Any]) -> str:
    """JSON with a line for each ring."""
    lines = []
    for key, value in outline.items():
        if isinstance(value, list):
            rings = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in value)
            lines.append(f'"{key}": [\n{rings}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
