"""The shipped route's map: nothing on it covers anything else, and a phone's reader can read it."""

import io
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.content.loading import load_pack
from bot.core.packs.pack import StoryPack
from bot.core.packs.route import Route
from bot.pictures.boxes import Box
from bot.pictures.fonts import SCALE, font
from bot.pictures.label_placement import sampled
from bot.pictures.map.ground import compass
from bot.pictures.map.layout import (
    DISC,
    FIGURE,
    HEIGHT,
    NAME,
    RING,
    SMALL,
    WIDTH,
    Layout,
    What,
    frame,
    label_of,
    lay_out,
    projected,
)
from bot.pictures.map.route_map import FLAGS, RouteMap
from bot.pictures.map.scene import MOST_CARS, Car, Scene
from bot.pictures.palette import RED
from tests.core.builders import a_route

STORY = Path(__file__).parents[3] / "stories" / "mille-miglia"
LETTERS = "ABCDEFGHIJKL"
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A layout takes a tenth of a second: a failing one is told as it was found."""

MARGIN_OF_LETTERS = 4
PHONE, SMALLEST_READ = 400, 11
SMALL_PHONE, SMALLEST_ON_SMALL_PHONE = 300, 8.5
RIM, KEY_CLEAR = 2, 14
"""Pixels of red around what stands on it, and of nothing around the key."""


@cache
def shipped() -> Route:
    pack = load_pack(STORY)
    assert isinstance(pack, StoryPack)
    assert pack.route is not None
    return pack.route


@pytest.fixture(scope="module")
def route() -> Route:
    return shipped()


@pytest.fixture(scope="module")
def drawn(route) -> RouteMap:
    return RouteMap(route)


def a_scene(route: Route, **changes) -> Scene:
    """The map as it hangs in the channel, with no cars."""
    chapters = [(stop.id, str(number)) for number, stop in enumerate(route.stops, 1) if stop.chapter]
    base = Scene(
        title="Mille Miglia",
        subtitle="Brescia, Rome, Brescia · 1,597 km",
        chapters=tuple(chapters[:9]),
        key="a chapter is told here",
        figures=tuple((at * 1000, f"{at:,} km") for at in range(200, 1500, 200)),
        cars_title="The last round",
    )
    return replace(base, **changes)


def cars(*distances: int) -> tuple[Car, ...]:
    return tuple(
        Car(distance, LETTERS[index], f"Player {index}", f"{distance // 1000:,} km")
        for index, distance in enumerate(distances)
    )


def assert_nothing_collides(layout: Layout, route: Route) -> None:
    furniture = [box for box in (layout.legend, layout.key, compass(route)) if box is not None]
    boxes = [(str(one.name), one.box) for one in layout.placed] + [("furniture", box) for box in furniture]
    for (name, box), (other, beside) in combinations(boxes, 2):
        assert not box.meets(beside), f"{name} on {other}"
    assert all(box.within(frame()) for _, box in boxes)


def names(layout: Layout) -> set[str]:
    return {name for name, _ in layout.of(What.NAME)}


def test_on_the_plain_map_every_place_is_named_and_nothing_collides(route):
    layout = lay_out(route, a_scene(route), (compass(route),))
    assert_nothing_collides(layout, route)
    assert names(layout) == {dot.stop.id for dot in layout.dots}


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(
    distances=st.lists(st.integers(0, 1_597_000), max_size=MOST_CARS + 2),
    looked_at=st.integers(0, 40),
)
@example(distances=[277, 7091, 7091, 108], looked_at=1)
@example(distances=[412, 7714, 23, 13703, 1, 88, 22873, 65537, 48500, 281568], looked_at=31)
@example(distances=[17108, 464036, 284091, 166202, 1596922, 1596993, 1596858, 5, 47, 90959], looked_at=0)
@example(distances=[1597000, 389, 1400, 93138, 1597000, 1255, 169, 695891, 368359, 608123], looked_at=1)
def test_whoever_drove_wherever_nothing_collides_and_what_matters_is_there(distances, looked_at):
    route = shipped()
    stop = route.stops[looked_at].id if looked_at < len(route.stops) else None
    scene = a_scene(route, cars=cars(*distances), stop=stop, cars_more="and 2 more")
    layout = lay_out(route, scene, (compass(route),))
    assert_nothing_collides(layout, route)
    shown = [letter for cars, _ in layout.of(What.FLAG) for letter in cars.split()]
    assert sorted(shown) == [car.letter for car in scene.cars[:MOST_CARS]]
    assert {dot.stop.id for dot in layout.dots if dot.looked_at or dot.strong} <= names(layout)


@pytest.mark.parametrize("stop", [stop.id for stop in shipped().stops])
def test_whichever_stop_is_looked_at_is_named_and_marked(route, stop):
    layout = lay_out(route, a_scene(route, stop=stop), (compass(route),))
    (dot,) = [dot for dot in layout.dots if dot.looked_at]
    assert dot.point == next(d.point for d in layout.dots if d.stop.at == route.stop(stop).at)
    assert dot.stop.id in names(layout)
    assert_nothing_collides(layout, route)


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True))
def test_lettered_stops_have_all_their_letters_at_their_places_and_no_names(places):
    route = shipped()
    letters = tuple((route.stops[place].id, letter) for place, letter in zip(places, LETTERS, strict=False))
    layout = lay_out(route, a_scene(route, letters=letters), (compass(route),))
    assert {letter for letter, _ in layout.of(What.LETTER)} == {letter for _, letter in letters}
    assert {what for what in What if list(layout.of(what))} == {What.LETTER}
    assert layout.key is None
    assert_nothing_collides(layout, route)
    for _, one in layout.of(What.LETTER):
        assert one.is_centred or one.box.grown(30).holds(one.point) or one.leader


@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True))
def test_an_answer_names_the_right_stop_alone_and_keeps_every_letter(places):
    route = shipped()
    letters = tuple((route.stops[place].id, letter) for place, letter in zip(places, LETTERS, strict=False))
    right = letters[-1][0]
    layout = lay_out(route, a_scene(route, letters=letters, stop=right), (compass(route),))
    assert {letter for letter, _ in layout.of(What.LETTER)} == {letter for _, letter in letters}
    (named,) = names(layout)
    assert next(dot for dot in layout.dots if dot.stop.id == named).looked_at
    assert_nothing_collides(layout, route)


def test_an_answer_looks_otherwise_than_its_question(route, drawn):
    letters = tuple((stop.id, letter) for stop, letter in zip(route.stops[2:6], "ABCD", strict=True))
    question = a_scene(route, letters=letters)
    pictures = {drawn.draw(replace(question, stop=stop)) for stop in (None, *(stop for stop, _ in letters))}
    assert len(pictures) == 5


def test_cars_that_are_level_share_a_place(route):
    layout = lay_out(route, a_scene(route, cars=cars(0, 1_597_000, 878_000)), (compass(route),))
    assert {letters for letters, _ in layout.of(What.FLAG)} == {"A B", "C"}


def test_every_car_has_a_colour_of_its_own():
    assert len({colour for colour, _ in FLAGS}) == len(FLAGS) == MOST_CARS


def test_names_can_be_read_on_a_phone():
    assert min(NAME, SMALL) * PHONE / WIDTH >= SMALLEST_READ
    assert min(NAME, SMALL, FIGURE) * SMALL_PHONE / WIDTH >= SMALLEST_ON_SMALL_PHONE


def test_a_map_is_a_picture_of_its_size_and_light_enough_to_send(route, drawn):
    data = drawn.draw(a_scene(route, cars=cars(1_597_000, 900_000)))
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT)
    assert len(data) < 200_000


def test_the_same_scene_is_the_same_picture_to_the_byte(route, drawn):
    scene = a_scene(route, stop="rome", cars=cars(1_000_000))
    assert drawn.draw(scene) == RouteMap(route).draw(scene)


def test_a_scene_leaves_nothing_behind_on_the_ground(route, drawn):
    before = drawn.draw(a_scene(route))
    drawn.draw(a_scene(route, stop="rome", cars=cars(1_000_000)))
    assert drawn.draw(a_scene(route)) == before


def test_the_stop_that_is_looked_at_stands_on_red(route, drawn):
    layout = drawn.lay_out(a_scene(route, stop="rome"))
    box = dict(layout.of(What.NAME))["rome"].box
    image = Image.open(io.BytesIO(drawn.draw(a_scene(route, stop="rome")))).convert("RGB")
    assert image.getpixel((round(box.middle[0]), round(box.top) + 4)) == RED


@pytest.mark.parametrize("stop", [stop.id for stop in shipped().stops])
def test_the_red_holds_all_of_the_name_and_the_numbers_with_a_rim_around_them(route, drawn, stop):
    layout = drawn.lay_out(a_scene(route, stop=stop))
    (dot,) = [dot for dot in layout.dots if dot.looked_at]
    box = dict(layout.of(What.NAME))[dot.stop.id].box
    face, size = label_of(dot)
    left, top, right, bottom = font(face, round(size * SCALE)).getbbox(dot.stop.label, anchor="lm")
    inside = box.grown(-RIM)
    assert max(-top, bottom) / SCALE <= inside.height / 2
    assert (right - left) / SCALE + len(dot.numbers) * (2 * DISC + 2) <= inside.width
    assert inside.height >= 2 * DISC


def test_the_key_stands_clear_of_every_name_so_that_its_number_is_nobodys(route, drawn):
    layout = drawn.lay_out(a_scene(route))
    assert layout.key is not None
    clear = layout.key.grown(KEY_CLEAR)
    assert [one.name for one in layout.placed if one.box.meets(clear)] == []


@pytest.mark.parametrize("name", ["漢字", "🏁🏁", "", "W" * 80, "Čapek", "\u202eabc"])
def test_a_player_may_be_called_anything(route, drawn, name):
    car = Car(500_000, "A", name, "500 km")
    layout = drawn.lay_out(a_scene(route, cars=(car,)))
    assert layout.legend is not None
    assert layout.legend.within(frame())
    assert drawn.draw(a_scene(route, cars=(car,)))


def test_another_storys_route_is_drawn_as_well():
    little = a_route()
    scene = Scene("Valley", "A road", stop="the-pass", cars=cars(0, 999_000))
    assert_nothing_collides(RouteMap(little).lay_out(scene), little)
    assert RouteMap(little).draw(scene)


@pytest.mark.parametrize("number", range(-1, 32))
def test_no_name_is_written_across_the_road_or_the_ring_whichever_stop_is_marked(number):
    route = shipped()
    stop = route.stops[number].id if 0 <= number < len(route.stops) else None
    layout = lay_out(route, a_scene(route, stop=stop), (compass(route),))
    project = projected(route)
    road = list(sampled([project(position) for position in route.line]))
    rings = [Box.around(dot.point, RING, RING) for dot in layout.dots if dot.looked_at]
    for _, one in (*layout.of(What.NAME), *layout.of(What.FIGURE)):
        # The box of a name is a little larger than its letters.
        letters = one.box.grown(-MARGIN_OF_LETTERS)
        assert not [point for point in road if letters.holds(point)], one.name
        assert not [ring for ring in rings if letters.meets(ring)], one.name
