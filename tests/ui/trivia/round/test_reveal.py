"""The answer above the next question says what it answers."""

import pytest

from bot.core.packs.library import Library
from tests.ui.plain_rounds import a_question
from tests.ui.world import asked_on, texts


async def answered(world, board, *players):
    for player in players:
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)


@pytest.fixture
def prompt():
    """What every question asks, where a test is about that."""
    return


@pytest.fixture
def staged(staged, prompt):
    pack = staged.default
    asked = tuple(
        one if prompt is None else one.model_copy(update={"prompt": prompt}) for one in pack.questions
    )
    return Library((pack.model_copy(update={"questions": asked}),))


@pytest.mark.parametrize("kinds", [frozenset({"legend"}), frozenset({"choice"})], ids=["claim", "choices"])
async def test_the_answer_repeats_its_question_in_small_print(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    asked = next(one.prompt for one in world.pack.questions if one.prompt in asked_on(board))
    await answered(world, board, ada, bruno)
    assert f"-# The answer to question 1: {asked}\n### " in texts(board)
    assert asked not in asked_on(board)
    await answered(world, board, ada, bruno)
    last = next(one.prompt for one in world.pack.questions if one.prompt in asked_on(board))
    await answered(world, board, ada, bruno)
    assert f"-# The answer to question 3: {last}\n### " in texts(board)


@pytest.mark.parametrize("kinds", [frozenset({"legend"})])
@pytest.mark.parametrize("prompt", ["A car\nof the rally " + "went on " * 60])
async def test_a_long_question_is_repeated_in_one_line_and_cut_at_a_word(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    for player in (ada, bruno):
        await player.click(board, label="Legend")
    await world.wait(1)
    (line,) = (one for one in texts(board).splitlines() if one.startswith("-# The answer"))
    assert line.startswith("-# The answer to question 1: A car of the rally went on went on")
    assert line.endswith((" went…", " on…"))
    assert len(line) < 200
