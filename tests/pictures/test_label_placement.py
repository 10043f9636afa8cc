"""Labels find room, the important ones first, and the same each time."""

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.boxes import Box
from bot.pictures.label_placement import CLEAR, LAST, LabelRequest, Obstacles, place, sampled

FRAME = Box(0, 0, 400, 400)
EMPTY = Obstacles(FRAME, (), (), ())
POINTS = st.tuples(st.floats(0, 400), st.floats(0, 400))


def a_wish(name: str, point: tuple[float, float] = (200, 200), **changes) -> LabelRequest[str]:
    return replace(LabelRequest(name=name, point=point, width=80, height=20, gap=8), **changes)


def test_a_label_stands_to_the_right_of_its_point_where_nothing_is_in_the_way():
    (placed,) = place([a_wish("Rome")], EMPTY)
    assert placed.box == Box(208, 190, 288, 210)
    assert placed.leader is None


def test_a_label_at_the_edge_turns_to_the_other_side():
    (placed,) = place([a_wish("Rome", (390, 200))], EMPTY)
    assert placed.box.right == 382


def test_a_label_that_must_stand_apart_has_a_line_to_its_point():
    wall = Obstacles(FRAME, (Box(150, 150, 320, 250),), (), ())
    (placed,) = place([a_wish("Rome")], wall)
    assert placed.leader is not None
    start, end = placed.leader
    assert math.dist(start, (200, 200)) == pytest.approx(8)
    assert placed.box.grown(0.01).holds(end)


def test_who_finds_no_room_is_left_out():
    assert place([a_wish("Rome")], Obstacles(FRAME, (FRAME,), (), ())) == []


def test_who_finds_no_room_sends_what_is_smaller():
    tight = Obstacles(Box(150, 180, 250, 220), (), (), ())
    small = a_wish("1", width=20)
    (placed,) = place([a_wish("Rome", width=120, otherwise=small)], tight)
    assert placed.name == "1"


def test_the_more_wanted_stays_where_there_is_room_for_one():
    tight = Obstacles(Box(190, 190, 300, 210), (), (), ())
    wishes = [a_wish("Forlì", rank=LAST), a_wish("Rome", rank=1)]
    assert [placed.name for placed in place(wishes, tight)] == ["Rome"]


def test_a_label_that_may_cover_its_point_stands_on_it():
    (placed,) = place([a_wish("A", width=40, height=40, centred=True)], EMPTY)
    assert placed.is_centred


def test_a_flag_stands_above_its_point():
    (placed,) = place([a_wish("A", upright=True)], EMPTY)
    assert placed.box.bottom == pytest.approx(192)


def test_a_label_keeps_off_the_road_where_it_can():
    road = Obstacles(FRAME, (), (), ((200, 200), (400, 200)))
    (placed,) = place([a_wish("Rome")], road)
    assert not any(placed.box.holds(point) for point in sampled(road.line))


@settings(deadline=None, max_examples=50)
@given(st.lists(POINTS, max_size=10, unique=True), st.integers(0, 9))
def test_no_label_stands_on_another_or_on_a_foreign_point(points, rank):
    wishes = [a_wish(str(number), point, rank=number % (rank + 1)) for number, point in enumerate(points)]
    placed = place(wishes, Obstacles(FRAME, (Box(0, 0, 90, 90),), tuple(points), tuple(points)))
    for one, other in combinations(placed, 2):
        assert not one.box.meets(other.box)
    for one in placed:
        assert one.box.within(FRAME)
        assert not one.box.meets(Box(0, 0, 90, 90))
        foreign = [point for point in points if point != one.point]
        assert all(math.dist(point, one.box.nearest(point)) >= CLEAR for point in foreign)
