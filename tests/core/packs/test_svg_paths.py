import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.svg_paths import Trace, traced


def points(path: str) -> list[tuple[float, float]]:
    (trace,) = traced(path)
    return [(round(point.real, 6), round(point.imag, 6)) for point in trace.points]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M 1 2 L 3 4", [(1, 2), (3, 4)]),
        ("m1,2 3,4", [(1, 2), (4, 6)]),
        ("M1 2 3 4 5 6", [(1, 2), (3, 4), (5, 6)]),
        ("M 1 2 H 9 V 7 h -1 v -2", [(1, 2), (9, 2), (9, 7), (8, 7), (8, 5)]),
        ("M-1-2.5L.5-.5", [(-1, -2.5), (0.5, -0.5)]),
        ("M 0 0 A 0 5 0 0 1 8 8", [(0, 0), (8, 8)]),
    ],
)
def test_straight_lines_go_where_they_are_written(path, expected):
    assert points(path) == expected


def test_a_closed_part_ends_where_it_began_and_the_next_one_starts_there():
    first, second = traced("M 1 1 H 5 V 5 Z L 0 0")

    assert first == Trace((1 + 1j, 5 + 1j, 5 + 5j), is_closed=True)
    assert second == Trace((1 + 1j, 0j), is_closed=False)


def test_a_curve_starts_and_ends_at_its_places_and_passes_between_its_handles():
    along = points("M 0 0 C 0 10 10 10 10 0")

    assert (along[0], along[-1]) == ((0, 0), (10, 0))
    assert (5, 7.5) in along


def test_a_smooth_curve_goes_on_with_the_mirrored_handle():
    assert points("M 0 0 C 0 5 5 10 10 10 S 20 5 20 0") == points("M 0 0 C 0 5 5 10 10 10 C 15 10 20 5 20 0")
    assert points("M 0 0 Q 5 10 10 0 T 20 0") == points("M 0 0 Q 5 10 10 0 Q 15 -10 20 0")


def test_a_smooth_curve_after_a_line_has_no_handle_of_its_own():
    assert points("M 0 0 L 4 4 S 9 9 9 0") == points("M 0 0 L 4 4 C 4 4 9 9 9 0")


@given(
    radius=st.integers(1, 50),
    large=st.booleans(),
    sweep=st.booleans(),
    turn=st.integers(0, 180),
    x=st.integers(1, 90),
)
def test_every_point_of_a_circles_arc_is_as_far_from_its_centre(radius, large, sweep, turn, x):
    (trace,) = traced(f"M 0 0 A {radius} {radius} {turn} {int(large)} {int(sweep)} {x} 0")
    # An arc that is too small to reach grows until it does.
    reached = max(radius, x / 2)
    centre = complex(x / 2, math.sqrt(max(0.0, reached**2 - (x / 2) ** 2)))

    assert trace.points[-1] == x
    assert any(
        all(math.isclose(abs(point - place), reached, rel_tol=1e-6) for point in trace.points)
        for place in (centre, centre.conjugate())
    )


def test_a_sweeping_arc_goes_clockwise_on_paper():
    above = traced("M 0 0 A 5 5 0 0 1 10 0")[0].points
    below = traced("M 0 0 A 5 5 0 0 0 10 0")[0].points

    assert min(point.imag for point in above) == pytest.approx(-5, abs=0.1)
    assert max(point.imag for point in below) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "ends too early"),
        ("L 1 1", "nothing can follow"),
        ("1 1", "no number"),
        ("M 1", "ends too early"),
        ("M 1 1 L", "ends too early"),
        ("M 1 1 L 2", "ends too early"),
        ("M Z", "nothing can follow"),
        ("M 1 1 L Z", "nothing can follow"),
        ("M 1 1 W 2 2", "neither a letter nor a number"),
        ("M 1 1 Z 5", "no number"),
    ],
)
def test_what_is_no_path_is_refused(path, why):
    with pytest.raises(ValueError, match=why):
        traced(path)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789 .,-+", max_size=40))
def test_any_text_is_either_a_path_or_refused(text):
    try:
        traces = traced(text)
    except ValueError:
        return
    assert all(len(trace.points) > 1 for trace in traces)
