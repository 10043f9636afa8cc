"""What is answered privately on a question stands under the board until the question is over."""

import logging
from collections import Counter

import pytest

from tests.ui.acting import seen_by
from tests.ui.plain_rounds import MOST_READING, SECONDS, a_question
from tests.ui.typing_in import types
from tests.ui.world import DelayedClick, texts

DELETE = "DELETE webhooks/messages/@original"
EDIT = "PATCH webhooks/messages/@original"


def private(world, member, board):
    """The ids of what the member alone sees below the board."""
    return [one for one in seen_by(world, member) if one != board.id]


async def hints(member, board):
    return await member.click(board, label="Hint")


async def asks_for_the_answer_not_given(member, board):
    return await member.click(board, label="My answer")


async def types_no_number(member, board):
    return await types(member, board, "10 or 20")


REPLIES = [
    pytest.param(frozenset({"choice"}), hints, id="a hint"),
    pytest.param(frozenset({"choice"}), asks_for_the_answer_not_given, id="not answered yet"),
    pytest.param(frozenset({"number"}), types_no_number, id="no number"),
]


@pytest.mark.parametrize(("kinds", "act"), REPLIES)
async def test_a_private_reply_goes_when_its_question_is_over_and_not_before(world, ada, bruno, act):
    board = await a_question(world, ada, bruno)
    assert (await act(ada, board)).response.ephemeral
    await world.wait(SECONDS)
    assert len(private(world, ada, board)) == 1
    before = len(world.env.http_requests)
    await world.wait(1)
    assert "Question 2 of 3" in texts(board)
    assert private(world, ada, board) == []
    assert world.calls(before) == Counter({EDIT: 1, DELETE: 1})


@pytest.mark.parametrize("kinds", [frozenset({"choice"})], ids=["choices"])
async def test_a_newer_private_reply_stands_in_place_of_the_older_one(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await asks_for_the_answer_not_given(ada, board)
    await hints(bruno, board)
    newer = await hints(ada, board)
    assert private(world, ada, board) == [newer.response.id]
    assert len(private(world, bruno, board)) == 1, "Bruno's own reply is not Ada's"


async def test_a_refusal_after_the_end_stays_until_the_next_question_is_over(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(SECONDS - 0.1)
    late = DelayedClick(world, ada, board, world.right_answer(board))
    await world.wait(0.6)
    too_late = await bruno.click(board, custom_id=world.right_answer(board))
    assert "Too late" in texts(too_late.response)
    await world.wait(1)
    refused = await late.arrives()
    assert "That question is over" in texts(refused.response)
    await world.wait(5)
    assert [len(private(world, member, board)) for member in (ada, bruno)] == [1, 1]
    await world.wait(SECONDS + MOST_READING)
    assert [len(private(world, member, board)) for member in (ada, bruno)] == [0, 0]


@pytest.mark.parametrize("kinds", [frozenset({"choice"})], ids=["choices"])
async def test_private_replies_go_with_the_round_when_it_is_stopped(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await hints(bruno, board)
    await ada.slash(world.channel, "trivia stop")
    assert seen_by(world, bruno) == [board.id]


@pytest.mark.parametrize("kinds", [frozenset({"choice"})], ids=["choices"])
async def test_what_cannot_be_deleted_stays_and_the_round_goes_on(world, ada, bruno, caplog):
    board = await a_question(world, ada, bruno)
    told = await hints(ada, board)
    world.env.backend.delete_message(board.channel_id, told.response.id)
    with caplog.at_level(logging.DEBUG):
        await world.wait(SECONDS + 1)
    assert "Question 2 of 3" in texts(board)
    assert [one.levelname for one in caplog.records if "was not deleted" in one.message] == ["DEBUG"]


@pytest.mark.parametrize("kinds", [frozenset({"choice"})], ids=["choices"])
async def test_a_new_process_does_not_know_of_private_replies(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await hints(ada, board)
    await restart()
    before = len(world.env.http_requests)
    await world.wait(SECONDS + 1)
    assert "Question 2 of 3" in texts(board)
    assert world.calls(before)[DELETE] == 0
