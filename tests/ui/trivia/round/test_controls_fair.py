"""Cost and fairness, measured: what a round costs, and what delay does to a score."""

import logging
import random
from itertools import pairwise

import discord
import pytest
from simcord.backend.models.interaction import ResponseKind

from bot.core.packs.library import Library
from tests.ui.acting import seen_by
from tests.ui.plain_rounds import MOST_READING, READING, SECONDS, a_question, clock_starts_at
from tests.ui.typing_in import types
from tests.ui.world import DelayedClick, lobby_of, texts

log = logging.getLogger(__name__)

OUTSIDE_THE_BUDGET = ("POST interactions/callback", "webhooks")
"""Discord counts an interaction's callback and its token's edits against no bot's fifty a second."""


@pytest.fixture
def explanation():
    """What explains each answer, where a test is about that."""
    return


@pytest.fixture
def staged(staged, explanation):
    if explanation is None:
        return staged
    pack = staged.default
    explained = tuple(one.model_copy(update={"explanation": explanation}) for one in pack.questions)
    return Library((pack.model_copy(update={"questions": explained}),))


@pytest.fixture
def five(world):
    return [world.member(name) for name in ("Ada", "Bruno", "Carla", "Dario", "Elena")]


def drives(board, question):
    """What the reveal says of each answer to the question."""
    told = texts(board).split(f"Question {question + 1} of")[0]
    return sorted(line for line in told.splitlines() if line.startswith(("✅", "❌")))


async def test_a_round_of_ten_between_five_makes_67_calls_and_two_at_most_in_the_bot_s_own_budget(
    world, five
):
    before = len(world.env.http_requests)
    board = await lobby_of(world, five[0], *five, questions=10)
    await world.wait(30)
    for _ in range(10):
        for player in five:
            await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    assert "The finish" in texts(board)
    calls = world.calls(before)
    own = {name: n for name, n in calls.items() if not any(part in name for part in OUTSIDE_THE_BUDGET)}
    log.info("%d calls, %d of them in the bot's own budget: %s", calls.total(), sum(own.values()), calls)
    assert sum(calls.values()) <= 67, calls
    assert sum(own.values()) <= 2, own


@pytest.mark.parametrize("kinds", [frozenset({"number", "text"})], ids=["typed"])
@pytest.mark.parametrize("players", [1, 2, 3, 5, 10, 24])
@pytest.mark.parametrize(("at_once", "silent"), [(True, 0), (False, 0), (False, 1)])
async def test_a_typed_question_makes_three_calls_a_player_and_one_and_none_in_the_bot_s_own_budget(
    world, players, at_once, silent
):
    dice = random.Random(players)
    everybody = [world.member(f"Fan{number}") for number in range(players)]
    board = await a_question(world, *everybody, seconds=60)
    pauses = [0] if at_once else [0, 0.5, 2, 50 / players]
    before = len(world.env.http_requests)
    for player in everybody[: max(1, players - silent)]:
        await world.wait(dice.choice(pauses))
        await types(player, board, "1955")
    await world.wait(61)
    assert "The answer to question 1" in texts(board)
    assert all(seen_by(world, player) == [board.id] for player in everybody)
    calls = world.calls(before)
    own = {name: n for name, n in calls.items() if not any(part in name for part in OUTSIDE_THE_BUDGET)}
    log.info("%d players: %s", players, calls)
    assert calls.total() <= 3 * players + 1, calls
    assert not own


async def test_hints_and_votes_cost_a_call_each_and_nothing_more(world, five):
    board = await a_question(world, *five)
    before = len(world.env.http_requests)
    for player in five[:2]:
        await player.click(board, label="Skip")
    assert world.calls(before) == {"POST interactions/callback": 2}


@pytest.mark.parametrize("seed", range(5))
async def test_clicks_that_are_up_to_a_second_late_and_out_of_order_score_by_their_own_time(
    world, five, seed
):
    dice = random.Random(seed)
    board = await a_question(world, *five)
    right = world.right_answer(board)
    await world.wait(6)
    clicks = []
    for player in five[:4]:
        await world.wait(0.1)
        clicks.append((player, DelayedClick(world, player, board, right)))
    dice.shuffle(clicks)
    for _, click in clicks:
        await world.wait(dice.uniform(0, 0.15))
        await click.arrives()
    await world.wait(15)
    told = next(line for line in drives(board, 1) if line.startswith("✅"))
    seconds = [
        told.split(f"{player.user.global_name} **")[1].split("(")[1].split(" s")[0] for player in five[:4]
    ]
    assert seconds == ["6.1", "6.2", "6.3", "6.4"], told


async def test_a_click_made_in_the_last_instant_counts_for_all_of_the_grace_that_it_takes_to_arrive(
    world, five
):
    board = await a_question(world, *five)
    await world.wait(20)
    click = DelayedClick(world, five[0], board, world.right_answer(board))
    await world.wait(0.99)
    await click.arrives()
    await world.wait(0.1)
    assert any(five[0].user.global_name in line and line.startswith("✅") for line in drives(board, 1))


@pytest.mark.parametrize("is_reversed", [False, True])
async def test_an_old_board_never_comes_after_a_new_one_when_clicks_arrive_late_or_reversed(
    world, five, is_reversed
):
    board = await a_question(world, *five)
    right = world.right_answer(board)
    clicks = []
    for player in five:
        clicks.append(DelayedClick(world, player, board, right))
        await world.wait(0.05)
    for click in reversed(clicks) if is_reversed else clicks:
        click.arrives_unseen()
    await world.env.settle()
    straggler = DelayedClick(world, five[0], board, right)
    await world.wait(1.1)
    assert "Question 2 of 3" in texts(board)
    now = texts(board)
    await straggler.arrives()
    assert straggler.response_kind != ResponseKind.UPDATE
    assert texts(board) == now


async def test_of_fifty_clicks_at_once_the_boards_only_ever_count_up_and_the_next_question_is_the_last_word(
    world, five
):
    crowd = [world.member(f"Fan{number}") for number in range(50)]
    board = await a_question(world, *five)
    right = world.right_answer(board)
    before = len(world.env.http_requests)
    clicks = [DelayedClick(world, fan, board, right) for fan in crowd]
    random.Random(1).shuffle(clicks)
    for click in clicks:
        click.arrives_unseen()
    await world.env.settle()
    await world.wait(1)
    written = [
        str(entry.json) for entry in world.env.http_requests[before:] if "Answered, " in str(entry.json)
    ]
    counts = [int(one.split("Answered, ")[1].split(" of")[0]) for one in written]
    assert counts
    assert all(earlier <= later for earlier, later in pairwise(counts)), counts
    assert "Answered, 50 of 55" in texts(board)
    for player in five:
        await player.click(board, custom_id=right)
    await world.wait(1.1)
    assert "Question 2 of 3" in texts(board)


async def test_the_board_says_when_the_clock_starts_and_who_reads_until_then_loses_nothing(world, five):
    ada, bruno = five[:2]
    board = await lobby_of(world, ada, ada, bruno, questions=3, seconds=SECONDS)
    await world.wait(30)
    shown_at = discord.utils.utcnow().timestamp()
    assert clock_starts_at(board) == shown_at + READING
    assert f"Time is up <t:{shown_at + READING + SECONDS:.0f}:R>." in texts(board)
    await ada.click(board, custom_id=world.right_answer(board))
    await world.wait(READING)
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    (told,) = drives(board, 1)
    assert told.count("(at once)") == 2
    assert told.split("**")[1] == told.split("**")[3], "both drive the same"


@pytest.mark.parametrize("explanation", ["Piano " * 80])
async def test_a_long_answer_above_the_next_question_is_read_before_its_clock_starts(
    world, five, explanation
):
    ada, bruno = five[:2]
    board = await a_question(world, ada, bruno)
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    before = len(world.env.http_requests)
    await world.wait(1)
    assert clock_starts_at(board) == discord.utils.utcnow().timestamp() + MOST_READING
    await world.wait(MOST_READING + SECONDS + 0.9)
    assert "Question 2 of 3" in texts(board)
    await world.wait(0.2)
    assert "Question 3 of 3" in texts(board)
    assert world.calls(before) == {"PATCH webhooks/messages/@original": 2}, "no further call"
