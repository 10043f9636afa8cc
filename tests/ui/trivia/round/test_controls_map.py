"""Questions about a map with lettered stops."""

import logging
from collections import Counter
from string import ascii_uppercase
from typing import Any

import pytest
from simcord.components import walk_components

from bot.core.packs.quiz import MapQuestion
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import Scene
from tests.ui.plain_rounds import SECONDS, a_question
from tests.ui.typing_in import question_on
from tests.ui.world import World, answers, labels, lobby_of, texts

CALLBACK, EDIT = "POST interactions/callback", "PATCH webhooks/messages/@original"
GALLERY = 12


@pytest.fixture
def kinds() -> frozenset[str]:
    return frozenset({"map"})


def attached(world: World, board) -> list[str]:
    """The names of the files on the message."""
    stored = world.env.backend.get_message(board.channel_id, board.id)
    return [one["filename"] for one in stored.attachments]


def hung(board) -> list[dict[str, Any]]:
    """The pictures that the message shows."""
    galleries = (one for one in walk_components(board.components) if one["type"] == GALLERY)
    return [item for one in galleries for item in one["items"]]


async def test_the_question_comes_with_a_map_and_a_button_for_each_letter(world, ada):
    board = await a_question(world, ada)
    asked = question_on(world, board)
    assert isinstance(asked, MapQuestion)
    assert attached(world, board) == ["question-1.png"]
    (picture,) = hung(board)
    letters = list(ascii_uppercase[: 1 + len(asked.wrong)])
    assert labels(board)[: len(letters)] == letters
    assert picture["description"].startswith("A map of the course without any names")


async def test_neither_the_words_nor_the_buttons_tell_which_stop_a_letter_is(world, ada):
    board = await a_question(world, ada)
    asked = question_on(world, board)
    assert isinstance(asked, MapQuestion)
    assert world.pack.route is not None
    stops = [world.pack.route.stop(stop) for stop in (asked.right, *asked.wrong)]
    said = " ".join([texts(board).replace(asked.prompt, ""), hung(board)[0]["description"], *labels(board)])
    assert not [stop.name for stop in stops if stop is not None and stop.name in said]


async def test_the_map_stays_while_people_answer(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=answers(board)[0])
    assert ada.user.global_name in texts(board)
    assert attached(world, board) == ["question-1.png"]
    assert hung(board)[0]["media"]["url"].endswith("question-1.png")


async def test_the_answer_names_the_stop_and_its_letter_under_the_next_map(world, ada):
    board = await a_question(world, ada)
    asked = question_on(world, board)
    assert isinstance(asked, MapQuestion)
    assert world.pack.route is not None
    stop = world.pack.route.stop(asked.right)
    assert stop is not None
    await ada.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    assert f", {stop.name}\n" in texts(board)
    answer, question = hung(board)
    assert answer["description"].endswith(f", {stop.name}.")
    assert answer["media"]["url"].endswith("answer-1.png")
    assert question["media"]["url"].endswith("question-2.png")
    assert attached(world, board) == ["question-2.png", "answer-1.png"]


async def test_the_answers_map_stays_while_people_answer_the_next_question(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    for player in (ada, bruno):
        await player.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    await ada.click(board, custom_id=answers(board)[0])
    assert attached(world, board) == ["question-2.png", "answer-1.png"]
    assert len(hung(board)) == 2


async def test_the_results_show_the_answer_to_the_last_map_beside_the_race(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    for _ in range(3):
        for player in (ada, bruno):
            await player.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    assert "The finish" in texts(board)
    assert sorted(attached(world, board)) == ["answer-3.png", "race.png"]
    assert len(hung(board)) == 2


async def test_while_people_talk_about_an_answer_its_map_hangs_alone(world, ada, bruno):
    board = await a_question(world, ada, bruno, pause=10)
    for player in (ada, bruno):
        await player.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    assert attached(world, board) == ["answer-1.png"]
    await world.wait(10)
    assert attached(world, board) == ["question-2.png", "answer-1.png"]


async def test_after_a_restart_the_answers_map_is_still_there(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    for player in (ada, bruno):
        await player.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    await restart()
    await ada.click(board, custom_id=answers(board)[0])
    assert attached(world, board) == ["question-2.png", "answer-1.png"]
    assert len(hung(board)) == 2


async def test_what_was_missed_names_the_stop_of_the_letter_that_was_pressed(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    asked = question_on(world, board)
    assert isinstance(asked, MapQuestion)
    assert world.pack.route is not None
    wrong = {stop.name for one in asked.wrong if (stop := world.pack.route.stop(one)) is not None}
    await ada.click(board, label="A")
    await bruno.click(board, label="B")
    await world.wait(1)
    await ada.slash(world.channel, "trivia stop")
    # Of two letters one at least is wrong.
    loser, letter = (bruno, "B") if "### A, " in texts(board) else (ada, "A")
    missed = texts((await loser.click(board, label="Read what you missed")).response)
    _, said, stop = missed.partition(f"-# You said: {letter}, ")
    assert said
    assert stop in wrong


async def test_a_map_question_costs_what_any_question_by_button_does(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno, questions=3, seconds=SECONDS)
    before = len(world.env.http_requests)
    await ada.click(board, label="Start now")
    assert world.calls(before) == Counter({CALLBACK: 1})
    assert attached(world, board) == ["question-1.png"]
    before = len(world.env.http_requests)
    for player in (ada, bruno):
        await player.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    assert world.calls(before) == Counter({CALLBACK: 2, EDIT: 1})


async def test_after_a_restart_the_map_is_still_there(world, ada, restart):
    board = await a_question(world, ada)
    await restart()
    assert attached(world, board) == ["question-1.png"]
    await ada.click(board, custom_id=answers(board)[0])
    assert "All answers are in" in texts(board)


@pytest.fixture
def no_paper(monkeypatch) -> None:
    """The first map that is to be drawn cannot be."""
    draw, failing = RouteMap.draw, list[Scene]()

    def fails(route: RouteMap, scene: Scene) -> bytes:
        if not failing:
            failing.append(scene)
        if scene in failing:
            raise ValueError("no paper")
        return draw(route, scene)

    monkeypatch.setattr(RouteMap, "draw", fails)


def assert_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever runs the bot can read why; a missing picture is the only fault there is."""
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert any("goes on without question" in one for one in said)
    assert {one for one in said if "without question" not in one} == {"a picture could not be drawn"}
    caplog.clear()


async def test_a_map_that_cannot_be_drawn_is_left_out_for_all_and_said_so(no_paper, world, ada, caplog):
    board = await a_question(world, ada)
    assert "**1.** The map of this question could not be shown" in texts(board)
    assert "Question 2 of 3" in texts(board)
    assert attached(world, board) == ["question-2.png"]
    await ada.click(board, custom_id=answers(board)[0])
    assert "All answers are in" in texts(board)
    assert_logged(caplog)


async def test_starting_at_once_leaves_it_out_too(no_paper, world, ada, caplog):
    board = await lobby_of(world, ada, ada, questions=3, seconds=SECONDS)
    await ada.click(board, label="Start now")
    assert "**1.** The map of this question could not be shown" in texts(board)
    assert attached(world, board) == ["question-2.png"]
    assert_logged(caplog)


async def test_a_round_of_maps_that_cannot_be_drawn_ends_with_a_word(world, ada, monkeypatch, caplog):
    monkeypatch.setattr(RouteMap, "draw", lambda *_: 1 / 0)
    board = await a_question(world, ada)
    assert "**3.** The map of this question could not be shown" in texts(board)
    assert not attached(world, board)
    assert "Rematch" in labels(board)
    assert_logged(caplog)


@pytest.mark.parametrize(("status", "code"), [(413, 40005), (403, 50013), (400, 50035)])
async def test_where_the_file_is_refused_the_question_is_left_out(world, ada, bruno, status, code):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=status, code=code, times=2)
    await ada.click(board, custom_id=answers(board)[0])
    await bruno.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    assert "**2.** The map of this question could not be shown" in texts(board)
    assert attached(world, board) == ["question-3.png"]


@pytest.mark.parametrize("kinds", [frozenset({"choice", "map"})])
async def test_the_next_question_without_a_map_takes_it_off(world, ada):
    board = await a_question(world, ada, questions=10)
    seen = set()
    for _ in range(10):
        is_map = isinstance(question_on(world, board), MapQuestion)
        seen.add(is_map)
        maps = [one for one in attached(world, board) if one.startswith("question")]
        assert bool(maps) is is_map
        assert len(attached(world, board)) == len(hung(board))
        await ada.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    assert seen == {True, False}
