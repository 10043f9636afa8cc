"""The race's picture: every car is on it and on no other, and a phone's reader can read who it is."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.core.packs.route import Route
from bot.pictures.map.ground import compass
from bot.pictures.map.layout import HEIGHT, WIDTH, What, lay_out
from bot.pictures.map.race import FOOT, SIZE, cell, draw_race, rows_of
from bot.pictures.map.route_map import FLAGS, MORE_FLAGS, RouteMap, colours_of
from bot.pictures.map.scene import MOST_RACING, Car, Scene
from tests.core.builders import a_route
from tests.pictures.map.test_route_map import (
    LETTERS,
    NO_SHRINKING,
    PHONE,
    SMALLEST_READ,
    a_scene,
    assert_nothing_collides,
    names,
    shipped,
)

WHOLE = 1_597_000
SHADE = 60


def a_race(route: Route, *distances: int, name: str = "Ada", more: str = "") -> Scene:
    cars = (
        Car(distance, letter, name, f"{distance // 1000:,} km", f"{rank}.")
        for rank, (letter, distance) in enumerate(zip(LETTERS, distances, strict=False), start=1)
    )
    start, finish = route.stops[0], route.stops[-1]
    words = (
        ((start.id, "start and finish"),)
        if start.at == finish.at
        else ((start.id, "start"), (finish.id, "finish"))
    )
    return a_scene(route, race=True, cars=tuple(cars), cars_more=more, ends=words)


def image_of(scene: Scene, route: Route) -> Image.Image:
    return Image.open(io.BytesIO(draw_race(RouteMap(route), scene))).convert("RGB")


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(st.lists(st.integers(0, WHOLE), min_size=1, max_size=MOST_RACING))
def test_wherever_the_cars_are_each_has_its_flag_and_nothing_collides(distances):
    route = shipped()
    layout = lay_out(route, a_race(route, *distances), (compass(route),))
    assert_nothing_collides(layout, route)
    flags = " ".join(cars for cars, _ in layout.of(What.FLAG))
    assert sorted(flags.split()) == list(LETTERS[: len(distances)])
    assert {dot.stop.id for dot in layout.dots if dot.end} <= names(layout)


def test_where_many_cars_crowd_together_more_of_them_share_a_place():
    route = shipped()
    crowd = (277_735, 30_698, 15_500, 13_827, 7_173, 5_527, 4_710, 1_022, 539, 86, 20, 1_597_000)
    layout = lay_out(route, a_race(route, *crowd), (compass(route),))
    assert_nothing_collides(layout, route)
    assert sorted(" ".join(cars for cars, _ in layout.of(What.FLAG)).split()) == list(LETTERS)


@pytest.mark.parametrize("distance", [0, WHOLE // 2, WHOLE])
def test_cars_that_are_level_stand_side_by_side(distance):
    route = shipped()
    layout = lay_out(route, a_race(route, *[distance] * MOST_RACING), (compass(route),))
    assert [cars for cars, _ in layout.of(What.FLAG)] == [" ".join(LETTERS)]
    assert_nothing_collides(layout, route)


def test_who_came_all_the_way_round_is_not_with_those_who_never_left():
    route = shipped()
    layout = lay_out(route, a_race(route, WHOLE, 0, WHOLE, 0), (compass(route),))
    assert {cars for cars, _ in layout.of(What.FLAG)} == {"A C", "B D"}


def test_there_is_neither_a_legend_nor_a_key_on_the_map():
    layout = lay_out(shipped(), a_race(shipped(), 1_000), ())
    assert (layout.legend, layout.key) == (None, None)


def test_every_car_of_a_race_has_a_colour_of_its_own():
    assert len({colour for colour, _ in (*FLAGS, *MORE_FLAGS)}) == MOST_RACING


def test_a_car_keeps_its_colour_whoever_passes_it():
    cars = tuple(Car(index, letter, "", "") for index, letter in enumerate(("B", "L", "M", "Z", "AB")))
    assert dict(colours_of(cars)) == dict(colours_of(cars[::-1]))
    assert dict(colours_of(cars[3:])) == dict(list(colours_of(cars))[3:])


@given(st.lists(st.integers(0, WHOLE), min_size=2, max_size=MOST_RACING))
@settings(max_examples=20, deadline=None)
def test_the_cars_of_a_crowd_have_two_letters_and_stand_clear_of_each_other(distances):
    route = shipped()
    few = a_race(route, *distances)
    crowd = replace(few, cars=tuple(replace(car, letter=f"W{car.letter}") for car in few.cars))
    layout = lay_out(route, crowd, (compass(route),))
    assert_nothing_collides(layout, route)
    shown = " ".join(cars for cars, _ in layout.of(What.FLAG)).split()
    assert sorted(shown) == [car.letter for car in crowd.shown]
    assert draw_race(RouteMap(route), crowd)


def test_a_teams_car_has_its_colour_whatever_its_place():
    cars = (Car(2, "A", "Silver", "2 km", team="silver"), Car(1, "B", "Red", "1 km", team="red"))
    one, other = dict(colours_of(cars)), dict(colours_of(cars[::-1]))
    assert one == other
    assert one["A"] != one["B"]


@pytest.mark.parametrize("count", range(1, MOST_RACING + 1))
def test_names_stand_below_the_map_and_not_on_each_other(count):
    rows = rows_of(count)
    boxes = [cell(count, *divmod(index, rows)) for index in range(count)]
    assert all(box.top > HEIGHT and box.left > 0 and box.right < WIDTH for box in boxes)
    assert not any(one.meets(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])


def test_names_and_figures_can_be_read_on_a_phone():
    assert SIZE * PHONE / WIDTH >= SMALLEST_READ + 2


@pytest.mark.parametrize("count", [1, 4, 5, 12])
def test_the_picture_is_as_high_as_its_names_need_and_light_enough_to_send(count):
    scene = a_race(shipped(), *range(0, count * 100_000, 100_000), more="and 13 more")
    data = draw_race(RouteMap(shipped()), scene)
    image = Image.open(io.BytesIO(data))
    assert image.width == WIDTH
    assert HEIGHT + rows_of(count) * 58 < image.height <= HEIGHT + 7 * 58 + 2 * FOOT
    assert len(data) < 200_000


@pytest.mark.parametrize("name", ["漢字", "🏁🏁", "", "W" * 80, "Čapek", "\u202eabc", "שלום Ada"])
def test_a_player_may_be_called_anything(name):
    scene = a_race(shipped(), 800_000, name=name)
    plain = a_race(shipped(), 800_000, name="")
    picture = image_of(scene, shipped())
    assert picture.size == image_of(plain, shipped()).size
    # Whatever the name, it stays clear of the distance.
    box = cell(1, 0, 0)
    figures = (round(box.right) - 116, round(box.top), round(box.right), round(box.bottom))
    difference = ImageChops.difference(picture.crop(figures), image_of(plain, shipped()).crop(figures))
    # Two palettes differ by a shade; a letter would differ by far more.
    assert max(difference.convert("L").tobytes()) < SHADE


def test_another_storys_race_starts_and_ends_where_its_road_does():
    little = a_route()
    scene = a_race(little, 0, 999_000)
    layout = lay_out(little, scene, ())
    assert {dot.end for dot in layout.dots if dot.end} == {"start", "finish"}
    assert image_of(scene, little).width == WIDTH
