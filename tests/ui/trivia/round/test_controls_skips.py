import pytest

from tests.ui.acting import press
from tests.ui.plain_rounds import a_question
from tests.ui.world import DelayedClick, answers, buttons, labels, texts


@pytest.fixture
def kinds():
    """A hint takes four choices."""
    return frozenset({"choice"})


async def test_a_majority_that_skips_goes_on_and_nobody_scores(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    await carla.click(board, custom_id=world.right_answer(board))
    await ada.click(board, label="Skip")
    assert "1 wants to skip; it takes 2" in texts(board)
    await bruno.click(board, label="Skip")
    assert "Skipped by a majority" in texts(board)
    await world.wait(1)
    reveal = texts(board).split("Question 2")[0]
    assert "This leg is nobody's" in reveal
    assert carla.user.global_name not in reveal
    assert "Question 2 of 3" in texts(board)


async def test_a_second_press_takes_the_vote_to_skip_back(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, label="Skip")
    await ada.click(board, label="Skip")
    assert "to skip" not in texts(board)
    await bruno.click(board, label="Skip")
    assert "1 wants to skip" in texts(board)


async def test_a_vote_that_comes_late_undoes_a_skip_that_was_never_decided(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    skip = next(one["custom_id"] for one in buttons(board) if one["label"] == "Skip")
    earlier = DelayedClick(world, ada, board, skip)
    await world.wait(0.3)
    await ada.click(board, label="Skip")
    await bruno.click(board, label="Skip")
    assert "Skipped by a majority" in texts(board)
    await earlier.arrives()
    await world.wait(3)
    assert "Question 1 of 3" in texts(board)
    assert "1 wants to skip" in texts(board)


async def test_a_skip_by_one_who_is_not_in_is_refused_privately(world, ada, bruno):
    board = await a_question(world, ada)
    before = texts(board)
    refused = await bruno.click(board, label="Skip")
    assert refused.ephemeral
    assert texts(board) == before


async def test_a_skipped_question_asks_nobody_and_the_finish_line_stays_where_it_was(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    for player in (ada, bruno):
        await player.click(board, label="Skip")
    await world.wait(1)
    for _ in range(2):
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    finish = texts(board)
    assert "2 of 2 right" in finish
    assert "1,597 km" not in finish.split("The finish")[1], "the skipped leg is nobody's"


async def test_a_vote_costs_one_call_the_board_itself(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    before = len(world.env.http_requests)
    await ada.click(board, label="Skip")
    assert world.calls(before) == {"POST interactions/callback": 1}


async def test_the_reveal_shows_the_choices_in_the_order_of_the_question_and_how_many_chose_each(
    world, ada, bruno, carla
):
    board = await a_question(world, ada, bruno, carla)
    shown = [one["label"] for one in buttons(board) if one["custom_id"] in answers(board)]
    right, wrong = world.right_answer(board), world.wrong_answer(board)
    named = {one["custom_id"]: one["label"] for one in buttons(board)}
    for player, choice in ((ada, right), (bruno, right), (carla, wrong)):
        await player.click(board, custom_id=choice)
    await world.wait(1)
    lines = [line for line in texts(board).splitlines() if line.startswith(("✔️", "▫️"))]
    told = [line.split(" ", 1)[1].replace("**", "").rsplit(" · ", 1) for line in lines]
    assert [answer for answer, _ in told] == shown
    counts = dict(told)
    assert counts[named[right]] == "2"
    assert counts[named[wrong]] == "1"
    assert next(line for line in lines if line.startswith("✔️")).startswith(f"✔️ **{named[right]}**")


async def test_ways_that_a_server_has_switched_off_are_not_offered_and_refused(world, ada, bruno):
    panel = (await ada.slash(world.channel, "config trivia")).response
    for way in ("hints", "skips"):
        await press(world, ada, f"cw:{way}:off", on=panel)
    board = await a_question(world, ada, bruno)
    assert not {"Hint", "Skip"} & set(labels(board))
    round_id = answers(board)[0].split(":")[1]
    for made_up in (f"th:{round_id}:1", f"ts:{round_id}:1"):
        refused = await press(world, ada, made_up, on=board)
        assert refused.ephemeral
        assert "This server plays without" in texts(refused.response)
