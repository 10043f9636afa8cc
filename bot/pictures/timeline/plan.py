"""Where everything stands on the picture of the years, before a drop of ink: so that it can be checked."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.stories.timeline import Milestone
from bot.pictures.boxes import Box
from bot.pictures.canvas import Face, Point, width_of, wrapped
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 1000
MARGIN: Final = 34
HEADER: Final = 232
ROOM: Final = 74
"""Of a label, from its top to its foot; the labels of one side never come closer."""
LINES: Final = 64
"""Of that for its lines: those of two labels stand further apart than the lines of one."""
GAP_ROOM: Final = 46
"""Of the road where it is broken: more than half a label, so that the break is seen."""
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
    """All of it: year, badges and line."""
    sign: Point
    on_left: bool
    years: str
    years_width: float
    """Of the year and of the badges under it."""
    line: Block


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend; its sign's middle is at the left edge of its text's box."""

    text: str
    box: Box
    mark: str | None
    """Whose sign it explains; None for the chapter, the anecdote and the gap."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole sheet."""

    height: int
    labels: tuple[Label, ...]
    gaps: tuple[tuple[float, float], ...]
    """Where the road is broken: from and to, downwards."""
    marks: tuple[str, ...]
    """Whose signs there are, the most frequent first."""
    letters: tuple[str, ...]
    """What stands in each of these signs."""
    keys: tuple[Key, ...]
    road_ends: float


def lay_out(timeline: Timeline) -> Plan:
    """Place every milestone, alternately right and left of the road, and the legend below."""
    labels: list[Label] = []
    gaps: list[tuple[float, float]] = []
    top = float(HEADER + 20)
    for index, milestone in enumerate(timeline.milestones):
        room = GAP_ROOM if milestone.moment.gap else ROOM / 2
        middle = top + room / 2
        labels.append(_label(milestone, middle, on_left=index % 2 == 1))
        if milestone.moment.gap:
            gaps.append((top, top + room))
        top += room
    road_ends = top + ROOM / 2
    counted = Counter(one.moment.mark for one in timeline.milestones if one.moment.mark)
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
    """Where the middle of the road is at that height."""
    return WIDTH / 2 + BEND * math.sin((y - HEADER) / BEND_LENGTH * math.tau)


def years_of(milestone: Milestone) -> str:
    """`1957`, or `1941-46` with an en dash."""
    moment = milestone.moment
    if moment.until is None:
        return str(moment.year)
    until = str(moment.until)
    same_century = len(until) == len(str(moment.year)) and until[:-2] == str(moment.year)[:-2]
    return f"{moment.year}\u2013{until[-2:] if same_century else until}"


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
    line = _balanced(block(milestone.moment.line, Face.TEXT, LINE_SIZES, (room, LINES), leading=1.08))
    width = years_width + 14 + line.width
    left, right = (inner - width, inner) if on_left else (inner, inner + width)
    box = Box(left, middle - ROOM / 2, right, middle + ROOM / 2)
    return Label(milestone, box, (sign_x, middle), on_left, years, years_width, line)


def _balanced(line: Block) -> Block:
    """The same lines as even as they go: no word is left alone below."""
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
    """The entries in rows, as many in each as fit; where they end."""
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
    """A letter for each: its first one that no other has, or a number."""
    taken: list[str] = []
    for number, mark in enumerate(marks, start=1):
        own = (letter.upper() for letter in mark if letter.isalpha())
        taken.append(next((letter for letter in own if letter not in taken), str(number)))
    return taken
