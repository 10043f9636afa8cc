"""A round that loses its board ends with a word: below it while a token lives, else to its starter alone."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.ui.interactions import Interaction
from tests.ui.dailies import letters
from tests.ui.plain_rounds import MOST_READING, a_question
from tests.ui.world import World, answers, lobby_of, texts


def shut_out(world: World, **denied: bool) -> None:
    """Take permissions from the bot in the channel: to see it at all, where none is named."""
    me = world.env.bot.user
    assert me is not None
    taken = discord.Permissions(**(denied or {"view_channel": True})).value
    world.env.backend.set_overwrite(world.channel.id, Overwrite(me.id, OverwriteType.MEMBER, deny=taken))


async def play(world: World, board, *players: simcord.MemberActor) -> None:
    """Answer the open question, the first player right and the others wrong, after most of a minute."""
    await world.wait(55)
    for number, player in enumerate(players):
        answer = world.wrong_answer if number else world.right_answer
        await player.click(board, custom_id=answer(board))
    await world.wait(5)


async def past_the_token(world: World, *players: simcord.MemberActor):
    """A round whose board is written through the channel by now, 14 questions in."""
    board = await a_question(world, *players, questions=20, seconds=60)
    for _ in range(14):
        await play(world, board, *players)
    assert "Question 15 of 20" in texts(board)
    return board


def said_in(world: World) -> list[str]:
    """What everybody reads in the channel, the oldest first."""
    written = world.env.backend.messages.get(world.channel.id, {}).values()
    shown = [one for one in sorted(written, key=lambda one: one.id) if one.visible_to(None)]
    return [texts(simcord.ResponseMessage(world.env, one)) for one in shown]


def said_below(world: World) -> str:
    """The one message below the board."""
    _board, word = said_in(world)
    return word


async def test_while_the_token_lives_a_round_goes_on_without_any_permission(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    shut_out(world)
    for _ in range(3):
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    assert "The finish" in texts(board)
    assert len(said_in(world)) == 1
    assert letters(world, ada) == []


async def test_after_the_token_a_lost_permission_ends_the_round_with_a_word_below_the_board(
    world, ada, bruno
):
    board = await past_the_token(world, ada, bruno)
    shut_out(world)
    await play(world, board, ada, bruno)
    word = said_below(world)
    assert "The round is over" in word
    assert "not allowed to write" in word
    assert "after 15 questions of 20" in word
    assert word.index(ada.user.global_name) < word.index(bruno.user.global_name)
    assert "config doctor" in word
    assert letters(world, ada) == [], "told once"
    before = len(world.env.http_requests)
    await world.wait(120)
    assert not world.env.http_requests[before:], "told once"


async def test_where_no_token_lives_the_starter_is_told_alone(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    shut_out(world)
    await restart(downtime=5)
    await world.wait(25)
    assert len(said_in(world)) == 1
    (letter,) = letters(world, ada)
    assert "Your round in" in letter
    assert "after one question of 3" in letter
    assert re.search(r"1\. Ada · [1-9]\d* km", letter)
    assert "2. Bruno · 0 km" in letter
    assert letters(world, bruno) == []


async def test_a_press_after_a_restart_lends_its_token(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    await restart(downtime=5)
    await bruno.click(board, custom_id=world.wrong_answer(board))
    shut_out(world)
    await world.wait(25)
    assert "not allowed to write" in said_below(world)
    assert letters(world, ada) == []


async def test_what_was_scored_before_the_loss_stays_in_the_scores(world, ada, bruno):
    board = await past_the_token(world, ada, bruno)
    shut_out(world)
    await play(world, board, ada, bruno)
    scores = texts((await ada.slash(world.elsewhere, "scores")).response)
    assert ada.user.global_name in scores
    assert "15 questions" not in scores
    assert "0 wins" in scores


async def test_a_finish_that_cannot_be_shown_is_told_with_its_result(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno, questions=15, seconds=60)
    await world.wait(30)
    for _ in range(14):
        await play(world, board, ada, bruno)
    shut_out(world)
    await play(world, board, ada, bruno)
    word = said_below(world)
    assert "after 15 questions of 15" in word
    scores = texts((await ada.slash(world.elsewhere, "scores")).response)
    assert "one win" in scores or "1 win" in scores


async def test_a_board_that_was_taken_down_is_told_in_its_channel(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    world.env.backend.delete_message(board.channel_id, board.id)
    await world.wait(25 + MOST_READING)
    (word,) = said_in(world)
    assert "was taken down" in word
    assert "Nothing was scored yet" in word


async def test_a_board_that_was_taken_down_without_a_token_is_told_in_its_channel(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    world.env.backend.delete_message(board.channel_id, board.id)
    await restart(downtime=5)
    await world.wait(25)
    (word,) = said_in(world)
    assert "was taken down" in word
    assert letters(world, ada) == []


async def test_an_unshown_end_whose_board_is_gone_is_told_below_it_once(world, ada, restart):
    board = await lobby_of(world, ada, ada, questions=3)
    await world.wait(30)
    world.env.inject_error("PATCH", "*", status=503, times=None)
    await ada.slash(world.channel, "trivia stop")
    world.env.backend.faults.clear()
    world.env.backend.delete_message(board.channel_id, board.id)
    before = len(world.env.http_requests)
    for _ in range(2):
        await restart(downtime=60)
        await world.wait(60)
    assert "The round is over" in said_in(world)[-1]
    assert world.calls(before)["PATCH channels/messages"] == 1
    assert world.calls(before)["POST channels/messages"] == 1


async def test_a_channel_that_is_deleted_is_told_to_the_starter(world, ada, bruno):
    await a_question(world, bruno, ada)
    world.env.backend.delete_channel(world.channel.id)
    await world.env.settle()
    (letter,) = letters(world, bruno)
    assert "Its channel is not there any more" in letter
    assert letters(world, ada) == []


async def test_a_discord_that_takes_nothing_for_a_minute_is_told_once_it_listens(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=502, times=None)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(75)
    world.env.backend.faults.clear()
    assert "has taken no word of mine" in said_below(world)


async def test_a_starter_who_takes_no_letters_is_no_fault(world, ada, bruno, restart, caplog):
    await a_question(world, ada, bruno)
    shut_out(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
    await restart(downtime=5)
    await world.wait(25)
    assert letters(world, ada) == []
    assert "nobody could be told" in caplog.text


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, Discord lets the bot edit words alone: the simulator looks at no such right."""
    edit = discord.Interaction.edit_original_response

    async def words_alone(interaction: Interaction, **changes: Any) -> discord.InteractionMessage:
        if changes.get("attachments"):
            response: Any = SimpleNamespace(status=403, reason="Forbidden")
            raise discord.Forbidden(response, {"code": 50013, "message": "Missing Permissions"})
        return await edit(interaction, **changes)

    return lambda: monkeypatch.setattr(discord.Interaction, "edit_original_response", words_alone)


@pytest.mark.parametrize("kinds", [frozenset({"map"})])
async def test_without_attach_files_map_questions_are_left_out_with_a_word_and_the_round_ends_whole(
    world, ada, bruno, no_files
):
    board = await a_question(world, ada, bruno)
    assert "Question 1 of 3" in texts(board)
    no_files()
    for player in (ada, bruno):
        await player.click(board, custom_id=answers(board)[0])
    await world.wait(5)
    assert "The finish" in texts(board)
    assert "could not" in texts(board)
    assert letters(world, ada) == []


async def test_without_attach_files_the_finish_comes_in_words(world, ada, bruno, no_files):
    board = await a_question(world, ada, bruno)
    no_files()
    for _ in range(3):
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(3)
    assert "The finish" in texts(board)
    assert ada.user.global_name in texts(board)
