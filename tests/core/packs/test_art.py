import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.packs.art import Drawing, Ink, Placement, assembled

DOT = {"shape": "circle", "centre": [10, 20], "radius": 5, "fill": "red"}


def drawing(name: str, *shapes: dict[str, Any], **more: Any) -> Drawing:
    return Drawing.model_validate({"id": name, "shapes": shapes, **more})


def copy_of(name: str, **more: Any) -> dict[str, Any]:
    return {"shape": "copy", "drawing": name, "at": [0, 0], "width": 1000, **more}


def centres(whole: Drawing, *parts: Drawing) -> list[tuple[int, int]]:
    """Where the dots come to lie."""
    art = assembled(whole, {part.id: part for part in parts})
    placed = (layer.placing.place(10 + 20j) for layer in art.layers)
    return [(round(point.real), round(point.imag)) for point in placed]


def test_a_copy_lies_where_it_is_put_and_is_as_wide_as_it_is_told():
    assert centres(drawing("whole", copy_of("dot", at=[100, 200], width=500)), drawing("dot", DOT)) == [
        (105, 210)
    ]


def test_a_mirrored_copy_runs_leftwards_from_its_corner():
    whole = drawing("whole", copy_of("dot", at=[500, 0], mirrored=True))

    assert centres(whole, drawing("dot", DOT)) == [(490, 20)]


def test_a_turned_copy_turns_clockwise_about_its_corner():
    whole = drawing("whole", copy_of("dot", at=[500, 500], turn=90))

    assert centres(whole, drawing("dot", DOT)) == [(480, 510)]


def test_a_copy_in_a_copy_is_placed_by_both():
    middle = drawing("middle", copy_of("dot", at=[100, 0], width=500))
    whole = drawing("whole", copy_of("middle", at=[1000, 0], width=2000, mirrored=True))

    assert centres(whole, middle, drawing("dot", DOT)) == [(1000 - 2 * 105, 20)]


placings = st.builds(
    Placement,
    origin=st.complex_numbers(max_magnitude=1000),
    factor=st.complex_numbers(min_magnitude=0.1, max_magnitude=10),
    mirrored=st.booleans(),
)


@given(outer=placings, inner=placings, point=st.complex_numbers(max_magnitude=1000))
def test_a_placing_inside_another_is_one_after_the_other(outer, inner, point):
    assert abs(inner.inside(outer).place(point) - outer.place(inner.place(point))) < 1e-6


@given(placings, st.integers(-180, 180))
def test_an_angle_turns_as_the_points_do(placing, degrees):
    towards = math.radians(degrees)
    direction = placing.place(complex(math.cos(towards), math.sin(towards))) - placing.place(0j)
    turned = math.radians(placing.angle(degrees))

    assert abs(direction / abs(direction) - complex(math.cos(turned), math.sin(turned))) < 1e-6


def test_a_copy_is_painted_as_it_is_used_and_then_as_its_user_is():
    middle = drawing("middle", copy_of("dot", paint={"red": "blue"}))
    whole = drawing("whole", copy_of("middle", paint={"blue": "gold", "red": "ink"}))

    (layer,) = assembled(whole, {"middle": middle, "dot": drawing("dot", DOT)}).layers

    assert layer.ink(Ink.RED) is Ink.GOLD
    assert layer.ink(Ink.SEA) is Ink.SEA


@pytest.mark.parametrize(
    "wrong",
    [
        {"shape": "star"},
        {**DOT, "fill": "orange"},
        {**DOT, "radius": 0},
        {**DOT, "centre": [1]},
        {**DOT, "spokes": 12},
        {"shape": "path", "path": "Z", "fill": "red"},
    ],
)
def test_a_shape_that_nobody_could_draw_is_refused(wrong):
    with pytest.raises(ValidationError):
        drawing("whole", wrong)
