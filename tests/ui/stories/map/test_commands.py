"""`/map`: the road as a picture and in words, one stop of it, and where the last round's cars came to."""

import io

import pytest
from PIL import Image

from bot.core.packs.library import Library
from bot.core.packs.route import Driven
from bot.core.refusals import Refusal
from bot.core.trivia.standing.race import Racer
from bot.pictures.fonts import Face, printable
from bot.pictures.map.layout import HEIGHT, WIDTH
from bot.pictures.map.route_map import RouteMap
from bot.services.stories.maps import Maps
from bot.storage.database import Database
from bot.ui.pictures import LONGEST_ALT
from bot.ui.stories.map.views import (
    described,
    route_layout,
    scene_of,
    stop_layout,
)
from bot.ui.trivia.standing.race_picture import shown_name
from tests.core.builders import a_pack
from tests.ui.acting import set_aside
from tests.ui.gallery import files, galleries
from tests.ui.limits import assert_discord_takes
from tests.ui.world import buttons, labels, lobby_of, texts


def drives(count: int, name: str = "Ada") -> list[Driven]:
    return [Driven(10**18 + number, name, 1_597_000 - number * 97_000, number + 1) for number in range(count)]


async def test_the_road_is_a_picture_with_its_stops_in_words(world, ada):
    shown = await ada.slash(world.channel, "map")
    assert not shown.ephemeral
    ((_, alt),) = galleries(shown.response)
    assert files(shown.response) == ["map.png"]
    assert "Brescia, Peschiera del Garda, Verona" in alt
    assert "1 at Rome" in alt
    assert len(alt) <= LONGEST_ALT
    assert "1,597 km" in texts(shown.response)


async def test_a_stop_says_what_happened_there_and_opens_what_tells_of_it(world, ada):
    shown = await ada.slash(world.channel, "map", stop="rome")
    assert world.pack.route.stop("rome").text in texts(shown.response)
    assert "about 880 km" in texts(shown.response)
    ((_, alt),) = galleries(shown.response)
    assert "Rome is marked" in alt
    assert labels(shown.response) == ["Read: The Kiss in Rome", "Read: Years of Plenty", "Open its card"]
    for custom_id in [one["custom_id"] for one in buttons(shown.response)]:
        opened = await ada.click(shown.response, custom_id=custom_id)
        assert opened.ephemeral
        assert len(texts(opened.response)) > 100


@pytest.mark.parametrize("name", ["rome", "Rome", " roma ", "ROMA"])
async def test_a_stop_is_found_by_its_id_its_name_or_another_name(world, ada, name):
    assert "## Rome" in texts((await ada.slash(world.channel, "map", stop=name)).response)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("L\u2019Aquila", "L'Aquila"),
        ("futa", "Futa Pass"),
        ("Peskara", "Pescara"),
        ("the futa", "Futa Pass"),
        ("bol", "Bologna"),
        ("where is the futa?", "Futa Pass"),
    ],
)
async def test_a_stop_is_named_as_in_a_direct_message(world, ada, typed, name):
    assert f"## {name}\n" in texts((await ada.slash(world.channel, "map", stop=typed)).response)


async def test_of_stops_that_are_only_near_one_is_chosen(world, ada):
    asked = await ada.slash(world.channel, "map", stop="Pizcanza")
    assert asked.ephemeral
    assert "I know nothing by the name of “Pizcanza”" in texts(asked.response)
    assert galleries(asked.response) == []
    shown = await ada.click(asked.response, label="Piacenza")
    assert "## Piacenza" in texts(shown.response)


@pytest.mark.parametrize("typed", ["xyz", "milan", "paris"])
async def test_where_no_stop_is_near_none_is_suggested(world, ada, typed):
    refused = await ada.slash(world.channel, "map", stop=typed)
    assert refused.ephemeral
    assert texts(refused.response) == f"The road does not go by “{typed}”."
    assert buttons(refused.response) == []
    assert await ada.autocomplete(world.channel, "map", "stop", typed) == []


async def test_autocomplete_offers_stops_also_by_another_name(world, ada):
    offered = await ada.autocomplete(world.channel, "map", "stop", "firenze")
    assert offered[0] == {"name": "Florence", "value": "florence"}
    assert len(await ada.autocomplete(world.channel, "map", "stop", "")) == 25


async def test_the_map_shows_where_the_last_rounds_cars_came_to(world, ada, bruno):
    board = await lobby_of(world, ada, bruno, questions=3)
    await world.wait(30)
    for _ in range(3):
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    shown = (await ada.slash(world.channel, "map")).response
    assert f"**A** · {ada.user.global_name} · **1,597 km**, all the way" in texts(shown)
    assert f"**B** · {bruno.user.global_name} · **0 km**, still in Brescia" in texts(shown)
    ((_, alt),) = galleries(shown)
    assert "A Ada (all the way) and B Bruno (still in Brescia)" in alt


async def test_where_neither_stories_nor_rounds_are_welcome_the_map_is_for_the_asker_alone(world, ada, bruno):
    await set_aside(world, ada, "stories", world.elsewhere)
    await set_aside(world, ada, "trivia", world.elsewhere)
    assert (await bruno.slash(world.channel, "map")).ephemeral
    assert not (await bruno.slash(world.elsewhere, "map")).ephemeral


def test_every_stops_page_fits_discord(library, say):
    pack = library.default
    for stop in pack.route.stops:
        assert_discord_takes(stop_layout(pack, pack.route, stop, say, None))
        scene = scene_of(pack, pack.route, drives(12, "W" * 32), stop, say)
        alt = described(pack, pack.route, scene, say)
        assert len(alt[: alt.index("The road:")]) <= LONGEST_ALT - 20


def test_the_whole_roads_page_fits_discord_and_counts_who_is_not_drawn(library, say):
    pack = library.default
    layout = route_layout(pack, pack.route, drives(40), say, "</map:1>", None)
    assert_discord_takes(layout)
    assert "and 32 more" in str(layout.to_components())


@pytest.mark.parametrize("looked_at", [None, "padua"])
def test_the_map_that_is_sent_is_drawn(library, say, looked_at):
    pack = library.default
    stop = pack.route.stop(looked_at) if looked_at else None
    data = RouteMap(pack.route).draw(scene_of(pack, pack.route, drives(3), stop, say))
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("漢字", "Player 7"), ("🏁", "Player 7"), ("محمد 2", "Player 7"), ("Čapek", "Čapek"), ("1927", "1927")],
)
def test_who_cannot_be_printed_is_called_by_number_on_the_map_as_in_the_race(library, say, name, shown):
    pack = library.default
    driven = Driven(1, name, 900_000, number=7)
    (car,) = scene_of(pack, pack.route, [driven], None, say).cars
    assert car.name == shown
    assert shown_name(Racer(1, 900_000, (1,), name, 7), say) == printable(shown, Face.TEXT)


async def test_a_story_without_a_road_has_no_map(tmp_path):
    database = Database.open(tmp_path / "cantastorie.db")
    maps = Maps(database, Library((a_pack(),)))
    await database.close()
    for answer in (maps.route(), maps.stop("Rome")):
        assert isinstance(answer, Refusal)
        assert answer.reason == "no_map"
