import pytest

from bot.ui.packs.routes import position_on_route, round_distances
from tests.core.builders import a_route


@pytest.mark.parametrize(
    ("driven", "where"),
    [
        (0, "still in The Ramp"),
        (1, "between The Ramp and The Pass"),
        (600_000, "between The Pass and Home"),
        (999_999, "between The Pass and Home"),
        (1_000_000, "all the way"),
    ],
)
def test_a_distance_is_told_by_the_stops_around_it(say, driven, where):
    assert position_on_route(a_route(), driven, say) == where


@pytest.mark.parametrize(
    ("course", "first", "count"),
    [
        (1_597_000, 200_000, 7),
        (1_000_000, 200_000, 4),
        (1_000, 1_000, 0),
        (90_000_000_000, 20_000_000_000, 4),
    ],
)
def test_distances_along_the_road_are_round_and_few(course, first, count):
    found = list(round_distances(course))
    assert len(found) == count
    assert found[:1] in ([first], [])
