"""A distance becomes a point on the road, and never another one."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.route import Route, along, ground, leg_at, point_at
from tests.core.builders import a_route, a_stop

BENDS = st.lists(st.tuples(st.floats(43, 46), st.floats(9, 12)), max_size=6)


def reached(route: Route, distance: int) -> float:
    """How much of the road lies behind a point, in kilometres, found by walking."""
    before, after = leg_at(route, distance)
    done = sum(
        length(leg[0].at, *leg[0].road, leg[1].at) for leg in route.legs if leg[1].distance <= before.distance
    )
    share = (distance - before.distance) / (after.distance - before.distance)
    return done + share * length(before.at, *before.road, after.at)


def length(*line: tuple[float, float]) -> float:
    return sum(ground(one, other) for one, other in itertools.pairwise(line))


@pytest.fixture
def route() -> Route:
    return a_route()


def test_the_ends_of_the_road_are_exact(route):
    assert point_at(route, 0) == route.stops[0].at
    assert point_at(route, route.stops[-1].distance) == route.stops[-1].at


@pytest.mark.parametrize("beyond", [-1, -1_000_000])
def test_before_the_start_is_the_start(route, beyond):
    assert point_at(route, beyond) == route.stops[0].at


def test_beyond_the_finish_is_the_finish(route):
    assert point_at(route, route.stops[-1].distance + 1) == route.stops[-1].at


def test_a_stops_distance_is_its_place(route):
    for stop in route.stops:
        assert point_at(route, stop.distance) == pytest.approx(stop.at)


def test_half_of_a_straight_leg_is_its_middle():
    route = a_route(
        stops=[a_stop(id="a", at=[44.0, 10.0]), a_stop(id="b", name="B", at=[45.0, 10.0], distance=100)]
    )
    assert point_at(route, 50) == pytest.approx((44.5, 10.0))


def test_a_bend_is_followed_and_not_cut():
    stops = [
        a_stop(id="a", at=[44.0, 10.0], road=[[45.0, 10.0]]),
        a_stop(id="b", name="B", at=[44.0, 10.0], distance=100),
    ]
    assert point_at(a_route(stops=stops), 50) == pytest.approx((45.0, 10.0))


@given(BENDS, BENDS, st.lists(st.integers(0, 1_000_000), min_size=2, max_size=12))
def test_who_drove_further_is_further_along_the_road(first, second, distances):
    route = a_route(
        stops=[
            a_stop(id="a", at=[44.0, 10.0], road=first),
            a_stop(id="b", name="B", at=[45.0, 11.0], distance=400_000, road=second),
            a_stop(id="c", name="C", at=[44.0, 11.5], distance=1_000_000),
        ]
    )
    ways = [reached(route, distance) for distance in sorted(distances)]
    assert ways == sorted(ways)
    for distance, way in zip(sorted(distances), ways, strict=True):
        assert walked(route, point_at(route, distance), way)


def walked(route: Route, point: tuple[float, float], way: float) -> bool:
    """Whether walking that far down the road ends at the point."""
    line = route.line
    for start, end in itertools.pairwise(line):
        stretch = ground(start, end)
        if way <= stretch + 1e-6:
            share = min(way / stretch, 1.0) if stretch else 0.0
            met = tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))
            return math.dist(met, point) < 1e-4
        way -= stretch
    return math.dist(line[-1], point) < 1e-4


@given(BENDS, st.floats(-1, 2))
def test_a_share_of_a_line_is_on_the_line(bends, share):
    line = ((44.0, 10.0), *bends, (45.0, 11.0))
    latitude, longitude = along(line, share)
    assert min(one[0] for one in line) - 1e-9 <= latitude <= max(one[0] for one in line) + 1e-9
    assert min(one[1] for one in line) - 1e-9 <= longitude <= max(one[1] for one in line) + 1e-9


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    assert ground((44.0, 10.0), (45.0, 10.0)) == pytest.approx(111.19, abs=0.01)
