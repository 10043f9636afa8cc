"""The race on the map: with the results, and for whoever asks during a round."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
import simcord

from bot.core.packs.library import Library
from bot.core.packs.quiz import ChoiceQuestion
from bot.pictures.map.race import draw_race
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import Scene
from bot.ui.pictures import PATIENCE
from bot.ui.trivia.standing import race_picture
from tests.ui.conftest import Restart
from tests.ui.gallery import files, galleries
from tests.ui.plain_rounds import MOST_READING, READING, until_the_clock_starts
from tests.ui.world import World, buttons, labels, lobby_of, texts

EDIT = "PATCH webhooks/messages/@original"
SECONDS = 20
FAILED, COMING = "did not come out", "paint is still wet"


@pytest.fixture
def staged(library: Library) -> Library:
    """The story that ships, with its four-choice questions alone: one press answers each."""
    pack = library.default
    choices = tuple(one for one in pack.questions if isinstance(one, ChoiceQuestion))
    return Library((pack.model_copy(update={"questions": choices}),))


async def begun(world: World, *players: simcord.MemberActor, questions: int = 3) -> simcord.ResponseMessage:
    board = await lobby_of(world, players[0], *players, questions=questions)
    await world.wait(30 + READING)
    return board


async def played(
    world: World,
    board: simcord.ResponseMessage,
    right: Sequence[simcord.MemberActor],
    wrong: Sequence[simcord.MemberActor] = (),
    *,
    all_in: bool = True,
) -> None:
    """One question: these have it right, those wrong; where not all are in, its time runs out."""
    for member in right:
        await member.click(board, custom_id=world.right_answer(board))
    for member in wrong:
        await member.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1 if all_in else SECONDS + MOST_READING + 1)


async def unsettled(world: World, condition: Callable[[], bool]) -> None:
    """Let the bot work until that is so, though a picture is still being drawn."""
    for _ in range(100):
        with suppress(TimeoutError):
            await world.env.settle(timeout=0.1)
        if condition():
            return
    pytest.fail("it never came")


async def test_the_results_carry_the_race_in_the_one_write_that_shows_them(world, ada, bruno):
    board = await begun(world, ada, bruno)
    before = len(world.env.http_requests)
    for _ in range(3):
        await played(world, board, [ada], [bruno])
    assert files(board) == ["race.png"]
    ((_, alt),) = galleries(board)
    assert alt == "The race on the map of the Mille Miglia, at the finish. 1. Ada, 1,597 km. 2. Bruno, 0 km."
    assert world.calls(before)[EDIT] == 3


async def test_the_results_tell_the_fastest_answer_the_longest_run_and_what_nobody_knew(world, ada, bruno):
    board = await begun(world, ada, bruno, questions=4)
    await world.wait(2)
    await played(world, board, [ada], [bruno])
    await until_the_clock_starts(world, board)
    await world.wait(1)
    await played(world, board, [ada, bruno])
    unknown = world.prompt(board)
    await played(world, board, [], [ada, bruno])
    await until_the_clock_starts(world, board)
    await world.wait(3)
    await played(world, board, [bruno], all_in=False)
    shown = texts(board)
    assert "Fastest right answer: Ada and Bruno, in **1.0 s** (question 2)" in shown
    assert f"Longest run: {ada.user.global_name}, **2** right in a row" in shown
    assert f"Nobody knew question 3: *{unknown}*" in shown
    assert labels(board) == ["Rematch", "Read what you missed", "Read about question 4"]


async def test_where_somebody_knew_every_question_the_results_say_so(world, ada, bruno):
    board = await begun(world, ada, bruno)
    for member in (ada, bruno, ada):
        await played(world, board, [member], all_in=False)
    assert "Every question found somebody who knew it." in texts(board)
    assert "Longest run" not in texts(board)


async def test_a_picture_that_cannot_be_drawn_costs_the_results_nothing(world, ada, monkeypatch, caplog):
    def fail(*_: object) -> bytes:
        raise ValueError("no paper")

    monkeypatch.setattr(race_picture, "draw_race", fail)
    board = await begun(world, ada)
    before = len(world.env.http_requests)
    for _ in range(3):
        await played(world, board, [ada])
    assert "The finish" in texts(board)
    assert f"{ada.user.global_name} · **1,597 km driven, 479 count**" in texts(board)
    assert FAILED not in texts(board)
    assert galleries(board) == []
    assert world.calls(before)[EDIT] == 3
    caplog.clear()


@pytest.mark.parametrize(("status", "code"), [(413, 40005), (403, 50013), (400, 50035)])
async def test_a_picture_that_discord_refuses_costs_the_results_nothing(world, ada, status, code):
    board = await begun(world, ada)
    for _ in range(2):
        await played(world, board, [ada])
    world.env.inject_error("PATCH", "/webhooks/*", status=status, code=code)
    await played(world, board, [ada])
    assert f"{ada.user.global_name} · **1,597 km driven, 479 count**" in texts(board)
    assert "Broken off" not in texts(board)
    assert galleries(board) == []


async def test_results_do_not_wait_for_a_slow_picture_which_is_added_once_it_is_there(
    world, ada, monkeypatch
):
    gate, began = threading.Event(), threading.Event()

    def slowly(drawn: RouteMap, scene: Scene) -> bytes:
        began.set()
        gate.wait(10)
        return draw_race(drawn, scene)

    monkeypatch.setattr(race_picture, "draw_race", slowly)
    board = await begun(world, ada)
    for _ in range(2):
        await played(world, board, [ada])
    await ada.click(board, custom_id=world.right_answer(board))
    world.env.backend.advance_clock(1)
    await unsettled(world, began.is_set)
    assert "The finish" not in texts(board)
    world.env.backend.advance_clock(PATIENCE)
    await unsettled(world, lambda: "The finish" in texts(board))
    assert COMING not in texts(board)
    assert galleries(board) == []
    gate.set()
    await world.env.settle()
    assert files(board) == ["race.png"]
    assert f"{ada.user.global_name} · **1,597 km driven, 479 count**" in texts(board)


async def test_a_round_that_was_stopped_before_any_answer_was_told_has_no_race_and_nothing_missed(world, ada):
    board = await begun(world, ada)
    await ada.slash(world.channel, "trivia stop")
    assert galleries(board) == []
    assert labels(board) == ["Rematch"]


async def test_during_the_round_the_race_is_shown_to_its_asker_alone(world, ada, bruno):
    board = await begun(world, ada, bruno)
    await played(world, board, [ada], [bruno])
    await ada.click(board, custom_id=world.right_answer(board))
    shown = await bruno.click(board, label="The race")
    assert shown.ephemeral
    assert files(shown.response) == ["race.png"]
    assert "after question 1 of 3" in texts(shown.response)
    assert f"**1.** `A` {ada.user.global_name}" in texts(shown.response)
    assert f"**2.** `B` {bruno.user.global_name} · **0 km**, still in Brescia" in texts(shown.response)
    led = texts((await ada.click(board, label="The race")).response)
    far = led.partition("You lead, **")[2].partition("**")[0]
    assert f"You are **{far}** behind {ada.user.global_name}" in texts(shown.response)
    assert "Question 2 of 3" in texts(board)


async def test_cars_keep_their_letters_when_one_passes_the_other(world, ada, bruno):
    board = await begun(world, ada, bruno, questions=4)
    await played(world, board, [ada], [bruno])
    first = texts((await ada.click(board, label="The race")).response)
    for _ in range(2):
        await played(world, board, [bruno], [ada])
    last = texts((await ada.click(board, label="The race")).response)
    assert f"**1.** `A` {ada.user.global_name}" in first
    assert f"**1.** `B` {bruno.user.global_name}" in last
    assert f"**2.** `A` {ada.user.global_name}" in last
    await played(world, board, [bruno], [ada])
    on_map = texts((await ada.slash(world.channel, "map")).response)
    assert f"**B** · {bruno.user.global_name}" in on_map
    assert f"**A** · {ada.user.global_name}" in on_map


async def test_at_the_start_all_cars_are_at_the_start_and_level(world, ada, bruno):
    board = await begun(world, ada, bruno)
    shown = (await ada.click(board, label="The race")).response
    assert "at the start" in texts(shown)
    assert f"You are level with {bruno.user.global_name}" in texts(shown)
    assert texts(shown).count("**1.**") == 2


async def test_the_race_is_told_in_words_where_it_cannot_be_drawn(world, ada, monkeypatch, caplog):
    monkeypatch.setattr(race_picture, "draw_race", lambda *_: 1 / 0)
    board = await begun(world, ada)
    shown = (await ada.click(board, label="The race")).response
    assert FAILED in texts(shown)
    assert f"**1.** `A` {ada.user.global_name} · **0 km**" in texts(shown)
    caplog.clear()


async def test_whoever_looks_on_sees_the_race_without_a_word_about_themselves(world, ada, carla):
    board = await begun(world, ada)
    shown = await carla.click(board, label="The race")
    assert shown.ephemeral
    assert "You " not in texts(shown.response)


async def test_the_race_can_be_asked_for_after_a_restart(world, ada, bruno, restart: Restart):
    board = await begun(world, ada, bruno)
    await played(world, board, [ada], [bruno])
    await restart(3)
    await world.wait(0)
    shown = await bruno.click(board, label="The race")
    assert files(shown.response) == ["race.png"]
    assert buttons(shown.response) == []
