import io
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.content.loading import load_pack
from bot.core.packs.pack import StoryPack
from bot.core.packs.timeline_entries import TimelineEntry
from bot.core.stories.timeline import Milestone, milestones
from bot.pictures.boxes import Box
from bot.pictures.timeline.drawing import draw_timeline
from bot.pictures.timeline.plan import (
    HEADER,
    LEGEND_SIZE,
    MARGIN,
    ROAD,
    SIGN,
    WIDTH,
    Label,
    Plan,
    Timeline,
    lay_out,
    years_of,
)

FOLDER = Path(__file__).parents[3] / "stories" / "mille-miglia"
RACES = {*range(1927, 1939), 1940, *range(1947, 1958)}
PHONE = 300
SMALLEST_READ = 11
"""Pixels of type that are still read on a phone."""

LINES = st.text("Wi m&é0,", min_size=1, max_size=60).map(lambda text: f"x{text}"[:60].strip())
MARKS = st.sampled_from(["Alfa", "Ascari", "BMW", "Lancia", "A", "123", "WWWWWWWWWWWWWWWWWWWWWWWW", None])


@pytest.fixture(scope="module")
def pack() -> StoryPack:
    loaded = load_pack(FOLDER)
    assert isinstance(loaded, StoryPack), "\n".join(map(str, loaded))
    return loaded


@pytest.fixture(scope="module")
def shipped(pack) -> Timeline:
    return a_timeline(milestones(pack), title=pack.title)


def a_timeline(stones: tuple[Milestone, ...], title: str = "A Story") -> Timeline:
    return Timeline(title, "The whole road", stones, "silence")


@st.composite
def any_milestones(draw: st.DrawFn) -> tuple[Milestone, ...]:
    """As many as a pack may have, and as wide as they may be."""
    stones, year = [], 1000
    for number in range(draw(st.integers(1, 48))):
        year += draw(st.integers(1, 3))
        until = year + draw(st.integers(1, 90)) if draw(st.booleans()) else None
        entry = TimelineEntry(
            id=f"m-{number}",
            year=year,
            until=until,
            line=draw(LINES),
            mark=draw(MARKS),
            gap=draw(st.booleans()),
            sources=("X",),
        )
        chapters = tuple(range(1, 1 + draw(st.integers(0, 4))))
        stones.append(Milestone(entry, chapters, draw(st.integers(0, 50))))
        year = entry.end
    return tuple(stones)


def sign_box(label: Label) -> Box:
    return Box.around(label.sign, 2 * SIGN, 2 * SIGN)


def assert_nothing_collides(plan: Plan) -> None:
    boxes = [*(label.box for label in plan.labels), *(key.box for key in plan.keys)]
    boxes += [sign_box(label) for label in plan.labels]
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []
    for label in plan.labels:
        wide = label.box.grown(ROAD / 2)
        assert not [point for point in plan.road.points if wide.holds(point)], label.years


def assert_inside(plan: Plan) -> None:
    for label in plan.labels:
        for box in (label.box, sign_box(label)):
            assert MARGIN - 1 <= box.left < box.right <= WIDTH - MARGIN + 1
            assert HEADER <= box.top < box.bottom < plan.keys[0].box.top
    for x, y in plan.road.points:
        assert ROAD / 2 <= x <= WIDTH - ROAD / 2
        assert HEADER <= y < plan.keys[0].box.top
    for key in plan.keys:
        assert key.box.bottom <= plan.height


def test_every_race_is_there_with_who_won_and_opens_its_card(pack):
    won = {one.entry.year: one.entry for one in milestones(pack) if one.entry.mark}
    assert set(won) == RACES
    for year, entry in won.items():
        card = pack.dossier(f"mille-miglia-{year}")
        assert entry.told_in == f"dossiers/{card.id}"
        car = next(figure.value for figure in card.figures if figure.label == "Car")
        assert car.startswith(entry.mark)
        winners = next(figure.value for figure in card.figures if figure.label == "Winners")
        surnames = [name.removesuffix(" (alone)").split()[-1] for name in winners.split(",")]
        assert all(surname in entry.line for surname in surnames), (winners, entry.line)


def test_the_years_without_a_race_are_gaps(pack):
    gaps = [(one.entry.year, one.entry.end) for one in milestones(pack) if one.entry.gap]
    assert gaps == [(1939, 1939), (1941, 1946), (1962, 1976)]


def test_every_moment_of_the_shipped_story_can_be_opened(pack):
    assert [one.entry.id for one in milestones(pack) if one.entry.told_in is None] == []


def test_nothing_collides_on_the_shipped_timeline(shipped):
    plan = lay_out(shipped)
    assert_nothing_collides(plan)
    assert_inside(plan)


@settings(max_examples=60, deadline=None)
@given(any_milestones())
def test_nothing_collides_whatever_an_author_may_write(stones):
    plan = lay_out(a_timeline(stones))
    assert_nothing_collides(plan)
    assert_inside(plan)


def test_all_that_is_to_be_read_is_read_on_a_phone(shipped):
    share = PHONE / WIDTH
    assert min(label.size for label in lay_out(shipped).labels) * share >= SMALLEST_READ
    assert LEGEND_SIZE * share >= SMALLEST_READ


def test_the_milestones_stand_along_the_road_in_their_order(shipped):
    plan = lay_out(shipped)
    reached = [
        min(range(len(plan.road.points)), key=lambda index: dist(plan.road.points[index], label.sign))
        for label in plan.labels
    ]
    assert reached == sorted(reached)
    assert all(
        dist(plan.road.points[at], label.sign) < 1 for at, label in zip(reached, plan.labels, strict=True)
    )


def test_the_legend_counts_each_mark_once_and_the_most_frequent_first(shipped):
    keys = [key.text for key in lay_out(shipped).keys if key.mark]
    assert keys == [
        "Alfa Romeo × 11",  # noqa: RUF001 - a multiplication sign, as it is printed
        "Ferrari × 8",  # noqa: RUF001 - the same
        "Mercedes-Benz × 2",  # noqa: RUF001 - the same
        "OM × 1",  # noqa: RUF001 - the same
        "BMW × 1",  # noqa: RUF001 - the same
        "Lancia × 1",  # noqa: RUF001 - the same
    ]


def test_each_mark_has_a_letter_of_its_own_so_that_nothing_hangs_on_colour():
    marks = ["Alfa", "Ascari", "Alto", "A", "77"]
    stones = tuple(
        Milestone(TimelineEntry(id=f"m{i}", year=1900 + i, line="x", mark=mark, sources=("X",)), (), 0)
        for i, mark in enumerate(marks)
    )
    letters = lay_out(a_timeline(stones)).letters
    assert letters == ("A", "S", "L", "4", "5")


@pytest.mark.parametrize(
    ("year", "until", "shown"),
    [
        (1927, None, "1927"),
        (1941, 1946, "1941\u201346"),
        (1899, 1901, "1899\u20131901"),
        (9, 12, "9\u201312"),
    ],
)
def test_years_of_one_century_say_it_once(year, until, shown):
    entry = TimelineEntry(id="m", year=year, until=until, line="x", sources=("X",))
    assert years_of(Milestone(entry, (), 0)) == shown


def test_the_road_is_broken_exactly_where_there_was_nothing(shipped):
    plan = lay_out(shipped)
    silent = [label for label in plan.labels if label.milestone.entry.gap]
    assert len(plan.gaps) == len(silent)
    for (start, end), label in zip(plan.gaps, silent, strict=True):
        assert any(dist(point, label.sign) < 1 for point in plan.road.between(start, end))
    ends = [0.0, *(edge for gap in plan.gaps for edge in gap), plan.road.length]
    assert [edge for stretch in plan.stretches for edge in stretch] == ends


def test_the_picture_is_as_high_as_its_plan_and_the_same_twice(shipped):
    first = draw_timeline(shipped)
    assert first == draw_timeline(shipped)
    assert Image.open(io.BytesIO(first)).size == (WIDTH, lay_out(shipped).height)


def test_a_timeline_of_one_moment_and_a_very_long_title_is_drawn():
    entry = TimelineEntry(id="m", year=1, line="W" * 60, mark="W" * 24, sources=("X",))
    timeline = a_timeline((Milestone(entry, (1,), 1),), title="W" * 60)
    assert draw_timeline(timeline)
    assert_inside(lay_out(timeline))
