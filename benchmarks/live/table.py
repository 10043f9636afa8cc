"""What was measured, as medians in a table with its bounds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, isnan, log10, nan
from statistics import median
from typing import Final

from benchmarks.live.processes import BARE, NOW

OTHER: Final = "FOLDER"
"""In bounds: the bot of the other checkout."""


DISTURBED: Final = 0.25
"""If other processes use more of the cores, a measurement counts only where there are none but such."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the figure of this checkout must keep: so many times another's, or an absolute figure."""

    limit: float
    against: str | None = None
    """`BARE`, `OTHER`, or None for an absolute one."""
    at_least: bool = False

    def told(self, figure: float, other: float) -> str:
        """The ratio, the bound, and whether it holds."""
        measured = figure if self.against is None else figure / other if other else nan
        if isnan(measured):
            return ""
        holds = measured >= self.limit if self.at_least else measured <= self.limit
        sign = ">=" if self.at_least else "<="
        verdict = f"({sign} {self.limit:g}: {'holds' if holds else 'MISSED'})"
        if self.against is None:
            return verdict
        return f"{_figure(measured)} x {self.against} {verdict}"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that is measured of each bot."""

    label: str
    bounds: Sequence[Bound] = ()
    scale: float = 1.0
    """By which it is multiplied to be shown."""

    def of_cpu(self) -> "Row":
        """The same bounds for the time that one takes, where this row counts how many there are a second."""
        bounds = tuple(Bound(1 / one.limit, one.against) for one in self.bounds)
        return Row(self.label, bounds, 1e3)


class Table:
    """Figures by row and bot."""

    def __init__(self, folder: str | None) -> None:
        """Keep what the other checkout is called; None if there is none."""
        self._folder = folder
        self._rows: list[Row] = []
        self._figures: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)

    def add(self, row: Row, contestant: str, figure: float | None, others: float = 0.0) -> None:
        """One more measurement of it; `others` are the cores that other processes used meanwhile."""
        if row not in self._rows:
            self._rows.append(row)
        if figure is not None:
            self._figures[row.label, contestant].append((figure, others))

    def lines(self) -> Iterator[str]:
        """The table."""
        folder = self._folder or ""
        yield f"{'':<62}{'bare':>9}{folder[-9:]:>10}{'now':>10}   ratios and bounds"
        for row in self._rows:
            shown = "".join(self._shown(row, name) for name in (BARE, OTHER, NOW))
            bare, other, now = (self._median(row, name) * row.scale for name in (BARE, OTHER, NOW))
            told = [
                text
                for bound in row.bounds
                if (text := bound.told(now, bare if bound.against == BARE else other))
            ]
            yield f"{row.label:<61}{shown}  {'; '.join(told).replace(OTHER, folder)}".rstrip()

    def _shown(self, row: Row, contestant: str) -> str:
        star = "" if self._undisturbed(row, contestant) else "*"
        return f"{_figure(self._median(row, contestant) * row.scale) + star:>10}"

    def _median(self, row: Row, contestant: str) -> float:
        figures = self._undisturbed(row, contestant) or [
            figure for figure, _ in self._figures.get((row.label, contestant), ())
        ]
        return median(figures) if figures else nan

    def _undisturbed(self, row: Row, contestant: str) -> list[float]:
        measured = self._figures.get((row.label, contestant), [(nan, 0.0)])
        return [figure for figure, others in measured if others <= DISTURBED]


def _figure(value: float) -> str:
    if not isfinite(value):
        return "-" if isnan(value) else "none"
    if value == int(value):
        return f"{value:,.0f}"
    # Three digits that tell something.
    return f"{value:,.{max(0, 2 - int(log10(max(abs(value), 1))))}f}"
