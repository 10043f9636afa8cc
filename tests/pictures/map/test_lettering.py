"""The large lettering: there where it has room, and never under anything else."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bot.pictures.boxes import Box
from bot.pictures.map.ground import compass
from bot.pictures.map.layout import HEIGHT, WIDTH, frame, lay_out, projected
from bot.pictures.map.lettering import boxes, written
from tests.pictures.map.test_route_map import a_scene, cars, shipped

SEAS = ("ADRIATIC", "TYRRHENIAN")


def assert_clear(distances, number):
    route = shipped()
    stop = route.stops[number].id if number < len(route.stops) else None
    furniture = (compass(route),)
    layout = lay_out(route, a_scene(route, cars=cars(*distances), stop=stop), furniture)
    there = list(written(route, layout, furniture))
    others = [*furniture, *(label.box for label in layout.placed)]
    others += [box for box in (layout.legend, layout.key) if box is not None]
    for lettering in there:
        for letter in boxes(lettering):
            assert letter.within(frame())
            assert not [box for box in others if letter.meets(box)], lettering.text
    return there


@pytest.mark.parametrize("number", [*range(32), 99])
def test_on_every_map_of_a_stop_both_seas_and_the_mountains_are_named(number):
    assert len(assert_clear((), number)) == len(shipped().lettering)


@settings(max_examples=15, deadline=None)
@given(distances=st.lists(st.integers(0, 1_597_000), max_size=8), number=st.integers(0, 40))
def test_wherever_the_cars_are_no_letter_is_under_anything(distances, number):
    assert_clear(distances, number)


def test_its_letters_follow_its_line():
    route = shipped()
    layout = lay_out(route, a_scene(route), ())
    for lettering in written(route, layout, ()):
        letters = list(boxes(lettering))
        assert len(letters) == len(lettering.text.replace(" ", ""))
        middle = Box.around(lettering.middle, 60, 60)
        assert any(middle.meets(letter) for letter in letters)
        assert all(one.left < other.left and one.top < other.top for one, other in pairwise(letters))


@pytest.mark.parametrize("number", [*range(32), 99])
def test_on_every_map_of_a_stop_the_seas_are_named_at_sea(number):
    route = shipped()
    project = projected(route)
    ground = Image.new("1", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(ground)
    for land in (*route.outline.home, *route.outline.others):
        pen.polygon([project(position) for position in land], fill=1)
    seas = [lettering for lettering in assert_clear((), number) if lettering.text.replace(" ", "") in SEAS]
    assert len(seas) == 2
    for sea in seas:
        for letter in boxes(sea):
            inside = letter.grown(-8)
            corners = product((inside.left, inside.right), (inside.top, inside.bottom))
            points = [(round(x), round(y)) for x, y in (*corners, inside.middle)]
            assert not any(map(ground.getpixel, points)), sea.text
