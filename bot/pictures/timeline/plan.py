"""The layout of the timeline, computed before anything is drawn, so that it can be checked."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.stories.timeline import Milestone
from bot.pictures.boxes import Box
from bot.pictures.canvas import Point
from bot.pictures.fonts import Face, width_of, wrapped
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 1000
MARGIN: Final = 34
HEADER: Final = 232
ROOM: Final = 74
"""The height of a label; the labels of one side never come closer."""
LINES: Final = 64
"""The height for a label's lines: those of two labels are further apart than the lines of one."""
GAP_ROOM: Final = 46
"""The length of a break in the road: more than half a label, so that it is seen."""
ROAD: Final = 40
BEND: Final = 24
"""How far the road swings to either side."""
BEND_LENGTH: Final = 560
SIGN: Final = 23
"""Half of a sign's height."""
YEAR_SIZE: Final = 42
LINE_SIZES: Final = (28, 21)
LEGEND_SIZE: Final = 26
LEGEND_ROW: Final = 52
FOOT: Final = 40


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn: the milestones, and the words around them."""

    title: str
    subtitle: str
    milestones: tuple[Milestone, ...]
    chapter: str
    """What a chapter's number means."""
    anecdote: str
    """What an anecdote's diamond means."""
    gap: str
    """What a broken road means."""


@dataclass(frozen=True, slots=True)
class Label:
    """One milestone beside the road."""

    milestone: Milestone
    box: Box
    """The box around year, badges and line."""
    sign: Point
    on_left: bool
    years: str
    years_width: float
    """The width of the year, or of the badges under it if they are wider."""
    line: Block


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend; its sign's middle is at the left edge of its text's box."""

    text: str
    box: Box
    mark: str | None
    """The mark whose sign it explains; None for the chapter, the anecdote and the gap."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole canvas."""

    height: int
    labels: tuple[Label, ...]
    gaps: tuple[tuple[float, float], ...]
    """Where the road is broken: from and to, downwards."""
    marks: tuple[str, ...]
    """The marks that have a sign, the most frequent first."""
    letters: tuple[str, ...]
    """The letter in each of these signs."""
    keys: tuple[Key, ...]
    road_ends: float


def lay_out(timeline: Timeline) -> Plan:
    """Place every milestone, alternately right and left of the road, and the legend below."""
    labels: list[Label] = []
    gaps: list[tuple[float, float]] = []
    top = float(HEADER + 20)
    for index, milestone in enumerate(timeline.milestones):
        room = GAP_ROOM if milestone.entry.gap else ROOM / 2
        middle = top + room / 2
        labels.append(_label(milestone, middle, on_left=index % 2 == 1))
        if milestone.entry.gap:
            gaps.append((top, top + room))
        top += room
    road_ends = top + ROOM / 2
    counted = Counter(milestone.entry.mark for milestone in timeline.milestones if milestone.entry.mark)
    marks = tuple(mark for mark, _ in counted.most_common())
    texts = [(f"{mark} \u00d7 {counted[mark]}", mark) for mark in marks]
    keys, legend_ends = _legend(
        [*texts, *((text, None) for text in (timeline.chapter, timeline.anecdote, timeline.gap))],
        road_ends + 64,
    )
    return Plan(
        height=math.ceil(legend_ends + FOOT),
        labels=tuple(labels),
        gaps=tuple(gaps),
        marks=marks,
        letters=tuple(_letters(marks)),
        keys=tuple(keys),
        road_ends=road_ends,
    )


def road_at(y: float) -> float:
    """The x of the road's middle at that y."""
    return WIDTH / 2 + BEND * math.sin((y - HEADER) / BEND_LENGTH * math.tau)


def years_of(milestone: Milestone) -> str:
    """`1957`, or `1941-46` with an en dash."""
    entry = milestone.entry
    if entry.until is None:
        return str(entry.year)
    until = str(entry.until)
    same_century = len(until) == len(str(entry.year)) and until[:-2] == str(entry.year)[:-2]
    return f"{entry.year}\u2013{until[-2:] if same_century else until}"


def badges_width(milestone: Milestone) -> float:
    """How wide the numbers of the chapters and the anecdotes' count are, side by side."""
    return len(milestone.chapters) * 30 + (44 if milestone.anecdotes else 0)


def _label(milestone: Milestone, middle: float, *, on_left: bool) -> Label:
    years = years_of(milestone)
    years_width = max(width_of(years, Face.DISPLAY, YEAR_SIZE), badges_width(milestone))
    reach = ROAD / 2 + 10 + SIGN
    sign_x = road_at(middle) + (-reach if on_left else reach)
    inner = sign_x + (-SIGN - 10 if on_left else SIGN + 10)
    outer = MARGIN if on_left else WIDTH - MARGIN
    room = abs(outer - inner) - years_width - 14
    line = _balanced(block(milestone.entry.line, Face.TEXT, LINE_SIZES, (room, LINES), leading=1.08))
    width = years_width + 14 + line.width
    left, right = (inner - width, inner) if on_left else (inner, inner + width)
    box = Box(left, middle - ROOM / 2, right, middle + ROOM / 2)
    return Label(milestone, box, (sign_x, middle), on_left, years, years_width, line)


def _balanced(line: Block) -> Block:
    """The same number of lines, as even as possible, so that no word is alone in the last."""
    found, narrower = line, line.width
    while len(line.lines) > 1 and narrower > line.size:
        narrower -= line.size / 2
        lines = tuple(wrapped(" ".join(line.lines), line.face, line.size, narrower))
        tried = replace(line, lines=lines)
        if len(lines) > len(line.lines) or tried.width > found.width:
            break
        found = tried
    return found


def _legend(texts: Sequence[tuple[str, str | None]], top: float) -> tuple[list[Key], float]:
    """The entries in rows, as many in each as fit, and the y where they end."""
    keys: list[Key] = []
    x = float(MARGIN + 20)
    for text, mark in texts:
        width = 2 * SIGN + 12 + width_of(text, Face.TEXT, LEGEND_SIZE)
        if x + width > WIDTH - MARGIN and keys and x > MARGIN + 20:
            x, top = float(MARGIN + 20), top + LEGEND_ROW
        keys.append(Key(text, Box(x, top, x + width, top + LEGEND_ROW), mark))
        x += width + 24
    return keys, top + LEGEND_ROW


def _letters(marks: Sequence[str]) -> list[str]:
    """A letter for each mark: its first one that no other mark has, or a number."""
    taken: list[str] = []
    for number, mark in enumerate(marks, start=1):
        own = (letter.upper() for letter in mark if letter.isalpha())
        taken.append(next((letter for letter in own if letter not in taken), str(number)))
    return taken
