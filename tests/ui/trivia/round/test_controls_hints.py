import pytest

from tests.ui.acting import press
from tests.ui.plain_rounds import a_question
from tests.ui.world import DelayedClick, answers, buttons, texts


@pytest.fixture
def kinds():
    """A hint takes four choices."""
    return frozenset({"choice"})


def what_is_left(board, told):
    """The ids of the answers that a hint has left, and of those that fell away."""
    shown = {one["custom_id"]: one["label"] for one in buttons(board) if one["custom_id"] in answers(board)}
    left = [custom_id for custom_id, label in shown.items() if f"**{label}**" in told]
    return left, [custom_id for custom_id in shown if custom_id not in left]


async def test_a_hint_leaves_two_choices_and_tells_its_player_alone(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    before = texts(board)
    told = await ada.click(board, label="Hint")
    assert told.ephemeral
    left, gone = what_is_left(board, texts(told.response))
    assert len(left) == len(gone) == 2
    assert world.right_answer(board) in left
    assert texts(board) == before


async def test_friends_who_compare_their_hints_learn_no_more(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    first, second = [await player.click(board, label="Hint") for player in (ada, bruno)]
    assert texts(first.response) == texts(second.response)


async def test_from_the_hint_on_a_right_answer_drives_half_the_leg(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, label="Hint")
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    driven = {
        player: int(texts(board).split(f"{player.user.global_name} **")[1].split(" km")[0])
        for player in (ada, bruno)
    }
    assert abs(driven[ada] * 2 - driven[bruno]) <= 1


async def test_a_choice_that_fell_away_is_refused_privately_and_changes_nothing(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    told = await ada.click(board, label="Hint")
    before = texts(board)
    _, (gone, _) = what_is_left(board, texts(told.response))
    refused = await ada.click(board, custom_id=gone)
    assert refused.ephemeral
    assert "fell away" in texts(refused.response)
    assert texts(board) == before
    assert not (await bruno.click(board, custom_id=gone)).ephemeral


async def test_a_hint_after_the_answer_is_refused_privately_and_is_still_there(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    before = texts(board)
    refused = await ada.click(board, label="Hint")
    assert refused.ephemeral
    assert "you have answered" in texts(refused.response)
    assert texts(board) == before
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    assert "Left are" in texts((await ada.click(board, label="Hint")).response)


async def test_a_hint_is_told_again_on_its_question_and_is_the_only_one_in_the_round(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    first, again = [(await ada.click(board, label="Hint")).response for _ in range(2)]
    assert texts(again) == texts(first)
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    refused = await ada.click(board, label="Hint")
    assert refused.ephemeral
    assert "there is one a round" in texts(refused.response)


async def test_an_answer_made_before_the_hint_counts_in_full_when_it_arrives_after_it(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    answer = DelayedClick(world, ada, board, world.right_answer(board))
    await world.wait(0.5)
    assert (await ada.click(board, label="Hint")).ephemeral
    await answer.arrives()
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    drives = texts(board).split("Question 2")[0]
    ada_s, bruno_s = (drives.split(f"{one.user.global_name} **")[1].split("**")[0] for one in (ada, bruno))
    assert ada_s == bruno_s


async def test_the_question_has_its_time_back_when_a_late_hint_voids_the_last_answer(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    told = await bruno.click(board, label="Hint")
    _, (gone, _) = what_is_left(board, texts(told.response))
    number = gone.split(":")[1]
    await world.wait(1)
    hint = DelayedClick(world, ada, board, f"th:{number}:1")
    await world.wait(0.2)
    await ada.click(board, custom_id=gone)
    await bruno.click(board, custom_id=world.right_answer(board))
    assert "All answers are in" in texts(board)
    await hint.arrives()
    await world.wait(5)
    assert "Question 1 of 3" in texts(board), "Ada's press on what had fallen away is no answer"
    await ada.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    assert "Question 2 of 3" in texts(board)


async def test_a_hint_outlives_a_restart(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    told = await ada.click(board, label="Hint")
    _, (gone, _) = what_is_left(board, texts(told.response))
    await restart(2)
    refused = await ada.click(board, custom_id=gone)
    assert "fell away" in texts(refused.response)


async def test_one_who_is_not_in_gets_no_hint(world, ada, bruno):
    board = await a_question(world, ada)
    refused = await bruno.click(board, label="Hint")
    assert refused.ephemeral
    assert "Answer it, and you are in" in texts(refused.response)


async def test_a_hint_to_a_question_that_is_over_is_refused_privately(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    old = next(one["custom_id"] for one in buttons(board) if one["label"] == "Hint")
    await world.wait(22)
    refused = await press(world, ada, old, on=board)
    assert refused.ephemeral
    assert "That question is over" in texts(refused.response)
