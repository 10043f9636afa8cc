"""Time to talk: where it is set, an answer stands alone before the next question comes."""

import discord
import pytest
import simcord

from bot.core.guilds.settings import GuildSettings
from bot.storage.guilds import settings as guilds
from tests.ui.acting import press
from tests.ui.plain_rounds import a_question, clock_starts_at
from tests.ui.world import World, answers, labels, lobby_of, texts


async def told(world: World, board: simcord.ResponseMessage, *players: simcord.MemberActor) -> None:
    """All answer, and the answer is told."""
    for player in players:
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)


async def test_an_answer_stands_alone_for_as_long_as_the_pause_and_the_question_comes_below_it(
    world, ada, bruno
):
    board = await a_question(world, ada, bruno, pause=10)
    await told(world, board, ada, bruno)
    assert "The answer to question 1" in texts(board)
    assert "The next question comes <t:" in texts(board)
    assert "Question 2 of 3" not in texts(board)
    assert labels(board) == ["The race", "Read about question 1"]
    await world.wait(9.9)
    assert answers(board) == []
    await world.wait(0.2)
    assert "The answer to question 1" in texts(board)
    assert "Question 2 of 3" in texts(board)


async def test_who_read_the_answer_in_the_pause_gets_no_more_time_for_it(world, ada, bruno):
    clocks = {}
    for pause in (0, 10):
        board = await a_question(world, ada, bruno, pause=pause)
        await told(world, board, ada, bruno)
        await world.wait(pause)
        clocks[pause] = clock_starts_at(board) - discord.utils.utcnow().timestamp()
        await ada.slash(world.channel, "trivia stop")
        await world.wait(31)
    assert clocks[10] < clocks[0]
    assert clocks[10] >= 4


@pytest.mark.parametrize(("pause", "writes"), [(0, 3), (5, 5)])
async def test_a_pause_costs_one_write_more_a_question_and_only_then(world, ada, bruno, pause, writes):
    board = await a_question(world, ada, bruno, pause=pause)
    before = len(world.env.http_requests)
    for _ in range(3):
        await told(world, board, ada, bruno)
        await world.wait(pause)
    assert "The finish" in texts(board)
    assert world.calls(before)["PATCH webhooks/messages/@original"] == writes


async def test_the_lobby_says_that_there_is_time_to_talk(world, ada):
    board = await lobby_of(world, ada, pause=5)
    assert "After each answer there are 5 seconds to talk." in texts(board)


async def test_what_the_server_has_set_holds_where_the_starter_asks_for_nothing_else(world, ada, database):
    async with database.transaction() as connection:
        await guilds.save(connection, GuildSettings(world.guild.id, pause=10))
    first = await lobby_of(world, ada)
    assert "10 seconds to talk" in texts(first)
    await ada.slash(world.channel, "trivia stop")
    await world.wait(31)
    second = await lobby_of(world, ada, pause=0)
    assert "to talk" not in texts(second)


async def test_a_rematch_keeps_the_pause(world, ada, bruno):
    board = await a_question(world, ada, bruno, pause=5)
    for _ in range(3):
        await told(world, board, ada, bruno)
        await world.wait(5)
    await world.wait(30)
    rematch = (await bruno.click(board, label="Rematch")).response
    assert "5 seconds to talk" in texts(rematch)


async def test_a_press_on_the_question_before_comes_too_late_in_the_pause(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, pause=10)
    before = world.right_answer(board)
    await told(world, board, ada, bruno)
    refused = await press(world, carla, before, on=board)
    assert refused.ephemeral
    assert carla.user.global_name not in texts(board)


async def test_a_round_that_is_stopped_in_the_pause_asks_no_more(world, ada, bruno):
    board = await a_question(world, ada, bruno, pause=10)
    await told(world, board, ada, bruno)
    await ada.slash(world.channel, "trivia stop")
    await world.wait(11)
    assert "Stopped" in texts(board)
    assert answers(board) == []


async def test_a_round_goes_on_after_a_restart_in_the_pause(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno, pause=10)
    await told(world, board, ada, bruno)
    await restart(downtime=60)
    await world.wait(11)
    assert "Question 2 of 3" in texts(board)
    await told(world, board, ada, bruno)
    assert "The answer to question 2" in texts(board)
