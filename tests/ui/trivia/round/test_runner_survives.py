"""A round outlives a restart, a lost token and a failing Discord; it ends with its message or channel."""

import asyncio
import re

import discord
import pytest

from tests.ui.plain_rounds import MOST_READING, a_question, until_the_clock_starts
from tests.ui.world import DelayedClick, answers, lobby_of, texts


async def finish(world, board, *players):
    """Play on to the end, everybody right."""
    while answers(board):
        for player in players:
            await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)


async def test_a_lobby_goes_on_after_a_restart(world, ada, bruno, restart):
    board = await lobby_of(world, ada, ada, questions=3)
    await restart(downtime=5)
    await bruno.click(board, label="Join")
    assert "2 players" in texts(board)
    await world.wait(25)
    assert "Question 1 of 3" in texts(board)


async def test_an_answer_given_before_a_restart_counts_after_it(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await restart(downtime=5)
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    assert f"✅ {ada.user.global_name}" in texts(board)
    assert f"❌ {bruno.user.global_name}" in texts(board)


async def test_a_question_that_all_had_answered_closes_after_a_restart(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    await restart(downtime=5)
    await world.wait(1)
    assert "Question 2 of 3" in texts(board)


@pytest.mark.parametrize(
    ("asked_for", "downtime", "left"), [(3, 0, 17), (3, 4, 17), (3, 600, 17), (15, 5, 10)]
)
async def test_an_open_question_gets_its_time_back_and_at_least_ten_seconds(
    world, ada, bruno, restart, asked_for, downtime, left
):
    board = await a_question(world, ada, bruno)
    await world.wait(asked_for)
    await restart(downtime=downtime)
    assert "your time has been given back" in texts(board)
    await world.wait(left + 0.9)
    assert "Question 1 of 3" in texts(board)
    await world.wait(0.2)
    assert "Question 2 of 3" in texts(board)


async def test_a_restart_between_two_questions_shows_the_next_one(world, ada, bruno, restart, make_bot):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    # The write that shows the next question fails, and then the bot goes down.
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=502, times=None)
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    assert "Question 1 of 3" in texts(board)
    world.env.backend.faults.clear()
    await restart(downtime=2)
    assert "Question 2 of 3" in texts(board)
    await finish(world, board, ada, bruno)
    assert "The finish" in texts(board)


async def test_a_finished_rounds_rematch_works_after_a_restart(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await finish(world, board, ada, bruno)
    await restart(downtime=30)
    again = await ada.click(board, label="Rematch")
    assert "2 players" in texts(again.response)


async def unshown_end(world, board, ending, *players):
    """End the round while Discord takes no edit of its board."""
    world.env.inject_error("PATCH", "*", status=503, times=None)
    if ending == "stop":
        await players[0].slash(world.channel, "trivia stop")
    for player in players if ending == "finish" else ():
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(30 if ending == "lobby" else 2)


async def before_the_end(world, ending, *players):
    """The board of a round that the next step ends."""
    if ending == "lobby":
        board = await lobby_of(world, players[0], questions=3)
        await players[0].click(board, label="Leave")
        return board
    board = await a_question(world, *players)
    for _ in range(2 if ending == "finish" else 0):
        for player in players:
            await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    return board


ENDINGS = {"finish": "The finish", "stop": "Stopped", "lobby": "No start"}


@pytest.mark.parametrize("ending", ENDINGS)
async def test_an_end_that_was_not_shown_is_shown_after_a_restart_and_once(
    world, ada, bruno, restart, ending
):
    board = await before_the_end(world, ending, ada, bruno)
    await unshown_end(world, board, ending, ada, bruno)
    assert ENDINGS[ending] not in texts(board)
    world.env.backend.faults.clear()
    await restart(downtime=600)
    await world.wait(1)
    assert ENDINGS[ending] in texts(board)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(60)
    assert not [route for route in world.calls(before) if route.startswith("PATCH")]


@pytest.mark.parametrize("ending", ENDINGS)
async def test_an_end_that_was_shown_costs_no_call_at_a_restart(world, ada, bruno, restart, ending):
    board = await before_the_end(world, ending, ada, bruno)
    await unshown_end(world, board, ending, ada, bruno)
    world.env.backend.faults.clear()
    await world.wait(5)
    assert ENDINGS[ending] in texts(board)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(60)
    assert not [route for route in world.calls(before) if route.startswith("PATCH")]


async def test_an_end_that_nobody_waits_for_any_more_is_let_be(world, ada, bruno, restart):
    board = await before_the_end(world, "finish", ada, bruno)
    await unshown_end(world, board, "finish", ada, bruno)
    world.env.backend.faults.clear()
    before = len(world.env.http_requests)
    await restart(downtime=25 * 3_600)
    await world.wait(60)
    assert not [route for route in world.calls(before) if route.startswith("PATCH")]


async def test_a_board_on_which_discord_took_no_word_for_a_minute_says_so_after_a_restart(
    world, ada, bruno, restart
):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("*", "*", status=503, times=None)
    await world.wait(120)
    world.env.backend.faults.clear()
    assert answers(board)
    await restart()
    await world.wait(1)
    assert "Broken off" in texts(board)
    assert not answers(board)


async def test_a_deleted_message_ends_the_round_and_its_scores_stay(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    world.env.backend.delete_message(board.channel_id, board.id)
    await world.wait(25 + MOST_READING)
    scores = texts((await ada.slash(world.channel, "scores")).response)
    assert ada.user.global_name in scores
    world.env.backend.advance_clock(30)
    assert not (await ada.slash(world.channel, "trivia start")).ephemeral, "the channel is free again"


async def test_a_deleted_channel_ends_the_round_and_its_scores_stay(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    before = len(world.env.http_requests)
    world.env.backend.delete_channel(world.channel.id)
    await world.env.settle()
    await world.wait(60)
    letter = {"POST users/@me/channels": 1, "POST channels/messages": 1}
    assert world.calls(before) == letter, "nothing is written to a channel that is gone"
    scores = texts((await ada.slash(world.elsewhere, "scores")).response)
    assert ada.user.global_name in scores


async def test_after_fourteen_minutes_the_board_is_written_through_the_channel(world, ada):
    board = await a_question(world, ada, questions=20, seconds=60)
    before = len(world.env.http_requests)
    for _ in range(13):
        await world.wait(59)
        await ada.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    assert set(world.calls(before)) == {"POST interactions/callback", "PATCH webhooks/messages/@original"}
    before = len(world.env.http_requests)
    await world.wait(59)
    await ada.click(board, custom_id=answers(board)[0])
    await world.wait(1)
    assert set(world.calls(before)) == {"POST interactions/callback", "PATCH channels/messages"}
    assert "Question 15 of 20" in texts(board)


@pytest.mark.parametrize(("status", "code"), [(401, 50027), (404, 10015)])
async def test_a_token_that_is_refused_early_is_left_for_the_channel(world, ada, bruno, status, code):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=status, code=code, times=None)
    await finish(world, board, ada, bruno)
    assert "The finish" in texts(board)


async def test_a_write_that_discord_fails_is_tried_again(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=502, times=None)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(2)
    assert "Question 1 of 3" in texts(board)
    world.env.backend.faults.clear()
    await world.wait(5)
    assert "Question 2 of 3" in texts(board)


async def test_a_question_opens_when_its_write_landed_not_when_it_was_sent(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=502, times=None)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(2)
    world.env.backend.faults.clear()
    await world.wait(4)
    assert "Question 2 of 3" in texts(board)
    await until_the_clock_starts(world, board)
    await world.wait(2)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    seconds = [float(one) for one in re.findall(r"\((\d+\.\d) s\)", texts(board))]
    assert seconds
    assert max(seconds) <= 3.0


async def test_a_click_in_flight_across_the_restart_is_answered(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    click = DelayedClick(world, ada, board, world.right_answer(board))
    await restart()
    await click.arrives()
    assert "Answered, 1 of 2" in texts(board)


@pytest.mark.parametrize("ending", ["timer", "stop"])
async def test_a_lobby_update_on_its_way_never_lands_on_top_of_what_comes_after_it(
    world, ada, bruno, ending, monkeypatch
):
    # Discord answers the joining late: the simulator's answer is held until the test lets it go.
    held = asyncio.Event()
    edit = discord.InteractionResponse.edit_message

    async def late(response, **changes):
        if response._parent.data.get("custom_id", "").startswith("tj:"):
            await world.env.external_wait(held.wait(), reason="Discord takes its time")
        return await edit(response, **changes)

    monkeypatch.setattr(discord.InteractionResponse, "edit_message", late)
    board = (await ada.slash(world.channel, "trivia start", questions=3)).response
    await world.wait(29)
    await bruno.click(board, label="Join")
    if ending == "stop":
        await ada.slash(world.channel, "trivia stop")
    await world.wait(1.5)
    assert "One player is in" in texts(board), "what comes next waits for the update"
    held.set()
    await world.env.settle()
    await world.wait(0.1)
    assert ("Stopped" if ending == "stop" else "Question 1 of 3") in texts(board)
