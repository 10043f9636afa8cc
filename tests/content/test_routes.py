"""A pack's route: read with its outline, and the shipped one fit to be drawn, driven and asked about."""

from pathlib import Path

import pytest

from bot.content.loading import load_pack
from bot.content.routes import OUTLINE, read_outline
from bot.core.packs.faults import FaultKey, Faults
from bot.core.packs.pack import StoryPack
from bot.core.packs.route import Route
from tests.content import little_tale

STORY = Path(__file__).parents[2] / "stories" / "mille-miglia"
LARGEST = 90_000
"""Bytes of an outline."""


@pytest.fixture
def folder(tmp_path):
    return little_tale.write(tmp_path)


@pytest.fixture(scope="module")
def route() -> Route:
    pack = load_pack(STORY)
    assert isinstance(pack, StoryPack), "\n".join(map(str, pack))
    assert pack.route is not None
    return pack.route


def test_a_pack_is_loaded_with_its_route_and_the_ground_under_it(folder):
    pack = load_pack(folder)

    assert isinstance(pack, StoryPack)
    assert pack.route is not None
    assert [stop.id for stop in pack.route.stops] == ["ramp", "pass", "home"]
    assert pack.route.outline.home[0][0] == (43.5, 9.5)


def test_a_pack_may_do_without_a_route(folder):
    (folder / "route.yaml").unlink()
    pack = load_pack(folder)

    assert isinstance(pack, StoryPack)
    assert pack.route is None


def test_the_stops_are_judged_even_where_the_outline_is_not_there(folder):
    (folder / OUTLINE).unlink()
    little_tale.change(folder, "route.yaml", "distance: 0", "distance: none")
    loaded = load_pack(folder)

    assert isinstance(loaded, Faults)
    assert [fault.key for fault in loaded] == [FaultKey.MISSING_FILE, FaultKey.NOT_WHOLE]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[" * 100_000, FaultKey.TOO_DEEP),
        ('{"west": ' + "1" * 5_000 + "}", FaultKey.NOT_NUMBER),
        ("[]", FaultKey.NOT_KEYS),
        ("", FaultKey.NOT_JSON),
    ],
    ids=["deep", "long", "list", "empty"],
)
def test_whatever_an_outline_holds_it_is_told_and_never_raised(tmp_path, text, key):
    path = tmp_path / "outline.json"
    path.write_text(text, encoding="utf-8")
    read = read_outline(path)

    assert isinstance(read, Faults)
    assert {fault.key for fault in read} == {key}


def test_the_shipped_route_has_stops_enough_to_ask_about(route):
    assert len(route.stops) >= 24
    assert len({stop.at for stop in route.stops}) == len(route.stops) - 1


def test_the_shipped_route_comes_home_to_where_it_began(route):
    assert route.stops[0].at == route.stops[-1].at


def test_each_chapter_has_its_place_on_the_road(route):
    pack = load_pack(STORY)
    assert isinstance(pack, StoryPack)
    assert sorted(stop.chapter for stop in route.stops if stop.chapter) == sorted(
        chapter.id for chapter in pack.chapters
    )


def test_the_shipped_outline_is_small_and_says_where_it_is_from(route):
    assert (STORY / OUTLINE).stat().st_size < LARGEST
    assert "Natural Earth" in route.outline.source
    assert "public domain" in (STORY / "art" / "LICENSE.md").read_text(encoding="utf-8")
