"""Questions whose answer is typed into a field."""

from collections import Counter

import pytest
from discord import ButtonStyle
from simcord.backend.models.interaction import ResponseKind

from bot.core.packs.library import Library
from bot.core.packs.quiz import NumberQuestion, TextQuestion
from tests.ui.acting import Look, seen_by
from tests.ui.faults import rows
from tests.ui.plain_rounds import MOST_READING, SECONDS, a_question
from tests.ui.typing_in import DelayedSubmit, opens, question_on, types
from tests.ui.world import buttons, labels, texts

NUMBERS = pytest.mark.parametrize("kinds", [frozenset({"number"})], ids=["numbers"])
TEXTS = pytest.mark.parametrize("kinds", [frozenset({"text"})], ids=["texts"])
BOTH = pytest.mark.parametrize(
    "kinds", [frozenset({"number"}), frozenset({"text"})], ids=["numbers", "texts"]
)

CALLBACK, EDIT = "POST interactions/callback", "PATCH webhooks/messages/@original"
DELETE = "DELETE webhooks/messages/@original"


@pytest.fixture
def staged(staged: Library) -> Library:
    """The story with what is measured in a unit, and the names: years are typed without thousands."""
    pack = staged.default
    asked = tuple(one for one in pack.questions if not isinstance(one, NumberQuestion) or one.unit == "km")
    return Library((pack.model_copy(update={"questions": asked}),))


@pytest.fixture
def dario(world):
    return world.member("Dario")


def solution(world, board) -> str:
    question = question_on(world, board)
    if isinstance(question, TextQuestion):
        return question.answers[0]
    assert isinstance(question, NumberQuestion)
    return f"{question.answer:.{question.decimals}f}"


def something_else(world, board) -> str:
    return "1000000" if isinstance(question_on(world, board), NumberQuestion) else "Nobody"


@BOTH
async def test_the_answer_button_opens_a_field_under_the_question(world, ada):
    board = await a_question(world, ada)
    modal = (await opens(ada, board)).modal
    assert modal is not None
    assert modal["title"] == "Question 1"
    shown, field = modal["components"]
    assert world.prompt(board) in shown["content"]
    assert field["label"].startswith("Your answer")


@BOTH
async def test_the_field_s_button_is_told_apart_from_my_answer(world, ada):
    board = await a_question(world, ada)
    assert labels(board) == ["Type your answer", "Skip", "The race", "My answer"]
    field, *others = buttons(board)
    assert field["style"] == ButtonStyle.primary.value
    assert {one["style"] for one in others} == {ButtonStyle.secondary.value}


@BOTH
async def test_a_right_answer_drives(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    asked = question_on(world, board)
    await types(ada, board, solution(world, board))
    await world.wait(2)
    assert "Answered, 1 of 2: Ada" in texts(board)
    await types(bruno, board, something_else(world, board))
    await world.wait(1)
    assert asked.explanation in texts(board)
    assert f"✅ {ada.user.global_name}" in texts(board)


@BOTH
async def test_a_question_costs_three_calls_a_player_and_one(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    before = len(world.env.http_requests)
    for player in (ada, bruno, carla):
        await types(player, board, solution(world, board))
    await world.wait(1)
    calls = world.calls(before)
    assert calls == Counter({CALLBACK: 2 * 3, DELETE: 3, EDIT: 1})


@BOTH
async def test_where_the_board_was_redrawn_it_answers_what_ends_the_question(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    before = len(world.env.http_requests)
    for player in (ada, bruno):
        assert (await types(player, board, solution(world, board))).ephemeral
        await world.wait(3)
    last = DelayedSubmit(world, carla, board, solution(world, board))
    await opens(carla, board)
    await last.arrives()
    assert last.response_kind == ResponseKind.UPDATE
    assert "All answers are in: Ada, Bruno and Carla" in texts(board)
    await world.wait(1)
    assert world.calls(before) == Counter({CALLBACK: 2 * 3, DELETE: 2, EDIT: 2})


@NUMBERS
async def test_the_submit_says_privately_what_was_understood(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    told = await types(ada, board, "about 1,200.5 km")
    assert told.ephemeral
    assert texts(told.response) == "**1,200.5 km**: noted; you may change it until the question ends."
    settled = await types(bruno, board, "1300")
    assert settled.ephemeral
    assert texts(settled.response) == "**1,300 km**: noted. The time to change it is over."


@TEXTS
async def test_a_name_is_noted_letter_for_letter(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    told = (await types(ada, board, "*Mo*  <@1>")).response
    assert texts(told).startswith("**\\*Mo\\* \\<\\@1\\>**: noted; ")


@BOTH
async def test_a_changed_answer_stands_in_place_of_the_one_before(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await types(ada, board, something_else(world, board))
    changed = (await types(ada, board, solution(world, board))).response
    assert changed is not None
    assert "noted; you may change it" in texts(changed)
    assert seen_by(world, ada) == [board.id, changed.id]
    await types(bruno, board, solution(world, board))
    await world.wait(1)
    assert "❌" not in texts(board)
    assert seen_by(world, ada) == seen_by(world, bruno) == [board.id]


@BOTH
async def test_answers_that_come_together_are_drawn_together(world, ada, bruno, carla, dario):
    board = await a_question(world, ada, bruno, carla, dario)
    before = len(world.env.http_requests)
    for player in (ada, bruno, carla):
        await types(player, board, solution(world, board))
    assert "Nobody has answered yet" in texts(board)
    await world.wait(2)
    assert "Answered, 3 of 4: Ada, Bruno and Carla" in texts(board)
    assert world.calls(before) == Counter({CALLBACK: 2 * 3, EDIT: 1})


@BOTH
async def test_nothing_is_redrawn_once_another_update_has_shown_it(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    before = len(world.env.http_requests)
    await types(ada, board, solution(world, board))
    await bruno.click(board, label="Skip")
    assert "Answered, 1 of 3: Ada" in texts(board)
    await world.wait(5)
    assert world.calls(before) == Counter({CALLBACK: 3})


@BOTH
async def test_a_redraw_is_never_made_in_the_bot_s_own_budget(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await restart()
    before = len(world.env.http_requests)
    await types(ada, board, solution(world, board))
    await world.wait(3)
    assert not [route for route in world.calls(before) if "channels" in route]
    await types(bruno, board, solution(world, board))
    await world.wait(1)
    assert "Question 2 of 3" in texts(board)


@BOTH
async def test_the_answer_counts_at_the_moment_of_sending(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(2)
    sent = DelayedSubmit(world, ada, board, solution(world, board))
    await world.wait(1)
    await sent.arrives()
    assert sent.response_kind == ResponseKind.MESSAGE
    await types(bruno, board, solution(world, board))
    await world.wait(1)
    assert "(2.0 s)" in texts(board)
    assert "(3.0 s)" in texts(board)


@BOTH
async def test_my_answer_says_what_was_understood_to_its_giver_alone(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await types(ada, board, "1,234.5" if isinstance(question_on(world, board), NumberQuestion) else "Mo*ss")
    mine = (await ada.click(board, label="My answer")).response
    assert mine.ephemeral
    assert "1,234.5" in texts(mine) or "Mo\\*ss" in texts(mine)


@BOTH
async def test_the_same_answer_again_keeps_its_first_time(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(1)
    await types(ada, board, solution(world, board))
    await world.wait(9)
    await types(ada, board, f"  {solution(world, board)} ")
    await types(bruno, board, something_else(world, board))
    await world.wait(1)
    assert "(1.0 s)" in texts(board)


@BOTH
async def test_a_field_of_a_former_process_is_heard(world, ada, restart):
    board = await a_question(world, ada)
    opened = await opens(ada, board)
    raw = solution(world, board)
    await restart()
    told = (await ada.submit_modal(opened, {"answer": raw})).response
    assert "noted" in texts(told)
    await world.wait(1)
    assert "✅ Ada" in texts(board)


@BOTH
async def test_a_field_sent_after_the_end_is_refused_in_private(world, ada, bruno, database_file):
    board = await a_question(world, ada, bruno)
    opened = await opens(ada, board)
    await world.wait(SECONDS + 1)
    before, look = rows(database_file), Look.at(board)
    answered = (await ada.submit_modal(opened, {"answer": "1900"})).response
    assert answered is not None
    assert answered.ephemeral
    assert (rows(database_file), Look.at(board)) == (before, look)


BAD = {
    "an empty one": ("", "nothing in the field"),
    "one of 4,000 characters": ("x" * 4000, "at most 100 characters"),
    "one of emoji alone": ("🏁🏁", "neither a word nor a figure"),
    "one with a control character": ("19\x0055", "nobody can see"),
    "one that turns the line around": ("19\u202e55", "nobody can see"),
}
BAD_NUMBERS = {
    "two numbers": ("10 or 20", "one number"),
    "a word": ("plenty", "one number"),
    "another unit": ("5 lb", "asked in"),
}


async def refused(world, ada, bruno, database_file, raw: str, words: str) -> None:
    board = await a_question(world, ada, bruno)
    before, look = rows(database_file), Look.at(board)
    answered = (await DelayedSubmit(world, ada, board, raw).arrives()).response
    assert answered is not None
    assert answered.ephemeral
    assert words in texts(answered)
    assert (rows(database_file), Look.at(board)) == (before, look)


@BOTH
@pytest.mark.parametrize(("raw", "words"), BAD.values(), ids=BAD)
async def test_what_is_no_answer_is_refused_and_changes_nothing(world, ada, bruno, database_file, raw, words):
    await refused(world, ada, bruno, database_file, raw, words)


@NUMBERS
@pytest.mark.parametrize(("raw", "words"), BAD_NUMBERS.values(), ids=BAD_NUMBERS)
async def test_what_is_no_number_is_refused_and_changes_nothing(world, ada, bruno, database_file, raw, words):
    await refused(world, ada, bruno, database_file, raw, words)


@BOTH
@pytest.mark.parametrize("name", ["tt:1:9", "tt:99:1", "tt:1", "tt:1:x", "tt:1:1:1"])
async def test_a_field_that_was_made_up_is_refused(world, ada, database_file, name):
    board = await a_question(world, ada)
    before = rows(database_file)
    answered = (await DelayedSubmit(world, ada, board, "1900", name).arrives()).response
    assert answered is not None
    assert answered.ephemeral
    assert rows(database_file) == before


@TEXTS
async def test_what_was_missed_shows_what_was_typed_as_it_was_typed(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    for _ in range(3):
        for player in (ada, bruno):
            await types(player, board, "*Who* _knows_")
        await world.wait(1)
    shown = texts((await ada.click(board, label="Read what you missed")).response)
    assert "You said: \\*Who\\* \\_knows\\_" in shown


@TEXTS
async def test_the_reveal_shows_the_wrong_answers_that_were_typed_each_once(world, ada, bruno, carla, dario):
    board = await a_question(world, ada, bruno, carla, dario)
    await types(ada, board, "Juan Perón")
    await types(bruno, board, "juan perón")
    await types(carla, board, "<@123> *who* https://a.it")
    await types(dario, board, solution(world, board))
    await world.wait(1)
    assert "\n✏️ Typed: “Juan Perón” and “\\<\\@123\\> \\*who\\* https\\://a.it”\n" in texts(board)


@NUMBERS
async def test_the_reveal_shows_wrong_numbers_as_they_were_understood(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await types(ada, board, "a million")
    await types(ada, board, "1,000,000")
    await types(bruno, board, solution(world, board))
    await world.wait(1)
    assert "\n✏️ Typed: “1,000,000 km”\n" in texts(board)


@TEXTS
async def test_the_reveal_shows_no_wrong_answers_where_the_server_has_them_switched_off(world, ada, bruno):
    page = (await ada.slash(world.channel, "config trivia")).response
    await ada.click(page, label="✅ showing wrong answers")
    board = await a_question(world, ada, bruno)
    await types(ada, board, "Juan Perón")
    await types(bruno, board, solution(world, board))
    await world.wait(1)
    assert "❌ Ada" in texts(board)
    assert "Juan" not in texts(board)


@NUMBERS
async def test_the_reveal_of_a_number_says_who_came_nearest_and_with_what(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    asked = question_on(world, board)
    assert isinstance(asked, NumberQuestion)
    answer = int(asked.answer)
    await types(ada, board, f"{answer + 9_000} km")
    await types(bruno, board, f"about {answer + 1}")
    await types(carla, board, f"{answer + 6_000:,}")
    await world.wait(1)
    assert f"\n🎯 Nearest: {bruno.user.global_name} with {answer + 1:,} km\n" in texts(board)
    for player in (ada, bruno, carla):
        await types(player, board, solution(world, board) if player is carla else "1")
    await world.wait(1)
    assert f"\n🎯 Spot on: {carla.user.global_name}\n" in texts(board)
    await world.wait(22 + MOST_READING)
    assert "🎯" not in texts(board)


@NUMBERS
async def test_nobody_is_named_nearest_who_is_far_from_the_number(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await types(ada, board, "1,000,000")
    await types(bruno, board, "2,000,000")
    await world.wait(1)
    assert f"❌ {ada.user.global_name} and {bruno.user.global_name}" in texts(board)
    assert "🎯" not in texts(board)


@TEXTS
async def test_nobody_is_nearest_to_a_name(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await types(ada, board, "Nuvolari")
    await types(bruno, board, "Moss")
    await world.wait(1)
    assert "The answer to question 1" in texts(board)
    assert "🎯" not in texts(board)
