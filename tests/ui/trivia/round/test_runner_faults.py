"""What is lost on the way to Discord, or comes late, holds no round up."""

import asyncio

import aiohttp
import discord
import pytest

from bot.services.trivia.lobbies import Lobbies
from bot.ui.pictures import PictureSender
from tests.ui.dailies import letters
from tests.ui.faults import fault_logged
from tests.ui.plain_rounds import a_question
from tests.ui.world import DelayedClick, answers, buttons, labels, lobby_of, texts

CALLBACK = "/interactions/*/callback"


def given_up(world) -> None:
    """From now on Discord has given every press up: the bot was too slow."""
    world.env.inject_error("POST", CALLBACK, status=404, code=10062, times=None)


async def test_a_round_begins_though_the_press_on_start_now_is_given_up(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno)
    given_up(world)
    await ada.click(board, label="Start now")
    world.env.backend.faults.clear()
    await world.wait(1)
    assert "Question 1 of" in texts(board)
    assert answers(board)


@pytest.mark.parametrize("kinds", [frozenset({"map"})], ids=["maps"])
async def test_a_round_begins_though_its_map_is_late_and_the_press_is_given_up(
    world, ada, bruno, monkeypatch
):
    board = await lobby_of(world, ada, ada, bruno)
    given_up(world)
    monkeypatch.setattr(PictureSender.ready, "__defaults__", (0,))
    await ada.click(board, label="Start now")
    world.env.backend.faults.clear()
    await world.wait(1)
    assert "Question 1 of" in texts(board)


async def test_a_round_that_is_stopped_ends_on_its_board_though_the_command_is_given_up(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    given_up(world)
    await ada.slash(world.channel, "trivia stop")
    # The simulator keeps what a command raises; the bot has told it to its log.
    world.env._errors.clear()
    world.env.backend.faults.clear()
    await world.wait(1)
    assert "Stopped" in texts(board)


@pytest.mark.parametrize("is_answered_first", [False, True])
async def test_a_joining_that_lands_on_the_first_question_is_painted_over(
    world, ada, bruno, is_answered_first, monkeypatch
):
    # Discord takes the joining after the start, and tells the bot of the start before or after that.
    joining, starting = asyncio.Event(), asyncio.Event()
    edit = discord.InteractionResponse.edit_message

    async def late(response, **changes):
        name = response._parent.data.get("custom_id", "")
        if name.startswith("tj:"):
            await world.env.external_wait(joining.wait(), reason="Discord takes its time")
        landed = await edit(response, **changes)
        if name.startswith("tb:"):
            await world.env.external_wait(starting.wait(), reason="Discord takes its time")
        return landed

    board = await lobby_of(world, ada, ada)
    monkeypatch.setattr(discord.InteractionResponse, "edit_message", late)
    await bruno.click(board, label="Join")
    await ada.click(board, label="Start now")
    for one in (joining, starting) if is_answered_first else (starting, joining):
        one.set()
        await world.env.settle()
    assert "Join" in labels(board), "the lobby lies over the question"
    await world.wait(1)
    assert "Question 1 of" in texts(board)


async def test_a_joining_that_takes_its_time_is_painted_over_at_last(world, ada, bruno, monkeypatch):
    joining = asyncio.Event()
    edit = discord.InteractionResponse.edit_message

    async def late(response, **changes):
        if response._parent.data.get("custom_id", "").startswith("tj:"):
            await world.env.external_wait(joining.wait(), reason="Discord takes its time")
        return await edit(response, **changes)

    board = await lobby_of(world, ada, ada)
    monkeypatch.setattr(discord.InteractionResponse, "edit_message", late)
    await bruno.click(board, label="Join")
    await ada.click(board, label="Start now")
    await world.wait(2)
    joining.set()
    await world.env.settle()
    assert "Join" in labels(board), "the lobby lies over the question"
    await world.wait(1)
    assert "Question 1 of" in texts(board)


async def test_in_a_crowd_a_late_receipt_does_not_open_a_question_again_that_all_have_answered(
    world, ada, bruno, monkeypatch
):
    crowd = [world.member(f"Fan{number}") for number in range(20)]
    board = await a_question(world, ada, bruno)
    right = world.right_answer(board)
    held = asyncio.Event()
    defer = discord.InteractionResponse.defer

    async def late(response, **options):
        if response._parent.user.id == ada.id:
            await world.env.external_wait(held.wait(), reason="Discord takes its time")
        await defer(response, **options)

    monkeypatch.setattr(discord.InteractionResponse, "defer", late)
    for player in (*crowd, ada, bruno):
        await DelayedClick(world, player, board, right).arrives()
    held.set()
    await world.env.settle()
    await world.wait(1.1)
    assert "Question 2 of 3" in texts(board)


async def test_a_lobby_that_nobody_can_see_holds_neither_its_channel_nor_its_starter(
    world, ada, caplog, monkeypatch
):
    send = discord.InteractionResponse.send_message

    async def cut_off(response, *arguments, **options):
        monkeypatch.setattr(discord.InteractionResponse, "send_message", send)
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(discord.InteractionResponse, "send_message", cut_off)
    await ada.slash(world.channel, "trivia start")
    assert "trivia start" in fault_logged(world, caplog).getMessage()
    board = (await ada.slash(world.channel, "trivia start")).response
    assert labels(board) == ["Join", "Leave", "Start now"]


async def test_a_joining_that_comes_in_as_the_lobby_ends_never_lands_on_the_first_question(
    world, ada, bruno, monkeypatch
):
    sent, held = asyncio.Event(), asyncio.Event()
    edit, begin = discord.InteractionResponse.edit_message, Lobbies.begin

    async def late(response, **changes):
        if response._parent.data.get("custom_id", "").startswith("tj:"):
            sent.set()
            await world.env.external_wait(held.wait(), reason="Discord takes its time")
        return await edit(response, **changes)

    async def just_after_the_joining(lobbies, *arguments):
        DelayedClick(world, bruno, board, name).arrives_unseen()
        await sent.wait()
        return await begin(lobbies, *arguments)

    board = await lobby_of(world, ada, ada)
    name = next(one["custom_id"] for one in buttons(board) if one["label"] == "Join")
    monkeypatch.setattr(discord.InteractionResponse, "edit_message", late)
    monkeypatch.setattr(Lobbies, "begin", just_after_the_joining)
    await world.wait(30)
    held.set()
    await world.env.settle()
    await world.wait(0.1)
    assert "Question 1 of" in texts(board)


UNSHOWN = {
    "deleted": (404, 10008, "was taken down meanwhile"),
    "archived": (400, 50083, "This thread is closed"),
    "locked": (403, 160005, "This thread is closed"),
    "old": (400, 30046, "no more changes of that old message"),
}


@pytest.mark.parametrize(("status", "code", "why"), UNSHOWN.values(), ids=UNSHOWN.keys())
async def test_a_press_that_its_message_cannot_show_is_kept_and_said_to_be(
    world, ada, bruno, caplog, status, code, why
):
    board = await a_question(world, ada, bruno)
    right = world.right_answer(board)
    world.env.inject_error("POST", CALLBACK, status=status, code=code)
    told = await ada.click(board, custom_id=right)
    assert told.ephemeral
    assert why in texts(told.response)
    assert "What you pressed in time is kept" in texts(told.response)
    assert "Code" not in texts(told.response)
    assert not [one for one in caplog.records if one.levelname in ("WARNING", "ERROR")]
    mine = await ada.click(board, label="My answer")
    assert "Your answer" in texts(mine.response)


@pytest.mark.parametrize(("status", "code"), [(400, 50083), (403, 160005)], ids=["archived", "locked"])
async def test_a_round_whose_thread_was_closed_ends_at_once_with_the_reason(world, ada, bruno, status, code):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=status, code=code)
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1.5)
    (letter,) = letters(world, ada)
    assert "was closed" in letter
    assert "It stays:" in letter
    again = await ada.slash(world.channel, "trivia start")
    assert not again.ephemeral
