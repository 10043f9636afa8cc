"""Read what you missed: private, as long as the round is kept."""

from bot.core.packs.quiz import ChoiceQuestion
from tests.ui.conftest import Restart
from tests.ui.trivia.standing.test_race import begun, played
from tests.ui.trivia.standing.test_race import staged as staged  # noqa: PLC0414 - a fixture is taken over by its name
from tests.ui.world import World, buttons, labels, texts

READ = "Read what you missed"


def solution(world: World, prompt: str) -> str:
    choices = (one for one in world.pack.questions if isinstance(one, ChoiceQuestion))
    return next(one.right for one in choices if one.prompt == prompt)


async def test_it_lists_what_was_answered_wrong_or_not_at_all_with_the_right_answer(world, ada, bruno):
    board = await begun(world, ada, bruno)
    wrong = world.prompt(board)
    given = next(one["label"] for one in buttons(board) if one["custom_id"] == world.wrong_answer(board))
    await played(world, board, [ada], [bruno])
    silent = world.prompt(board)
    await played(world, board, [ada], all_in=False)
    known = world.prompt(board)
    await played(world, board, [ada, bruno])
    shown = await bruno.click(board, label=READ)
    assert shown.ephemeral
    said = texts(shown.response)
    assert "2 questions of 3" in said
    assert f"**1.** {wrong}\n✅ **{solution(world, wrong)}**\n-# You said: {given}" in said
    assert f"**2.** {silent}\n✅ **{solution(world, silent)}**\n-# You did not answer." in said
    assert known not in said


async def test_each_question_opens_what_tells_of_it(world, ada, bruno):
    board = await begun(world, ada, bruno)
    for _ in range(3):
        await played(world, board, [ada], [bruno])
    shown = (await bruno.click(board, label=READ)).response
    opening = [one["custom_id"] for one in buttons(shown)]
    assert opening
    for custom_id in opening:
        opened = await bruno.click(shown, custom_id=custom_id)
        assert opened.ephemeral
        assert len(texts(opened.response)) > 100


async def test_who_knew_everything_is_praised(world, ada, bruno):
    board = await begun(world, ada, bruno)
    for _ in range(3):
        await played(world, board, [ada], [bruno])
    shown = await ada.click(board, label=READ)
    assert shown.ephemeral
    assert "Nothing missed" in texts(shown.response)


async def test_who_did_not_play_is_told_so_privately(world, ada, carla):
    board = await begun(world, ada)
    for _ in range(3):
        await played(world, board, [ada])
    refused = await carla.click(board, label=READ)
    assert refused.ephemeral
    assert "You did not play in this round" in texts(refused.response)


async def test_weeks_and_a_restart_later_it_still_opens(world, ada, bruno, restart: Restart):
    board = await begun(world, ada, bruno)
    for _ in range(3):
        await played(world, board, [ada], [bruno])
    await restart(21 * 24 * 3600)
    shown = await bruno.click(board, label=READ)
    assert "3 questions of 3" in texts(shown.response)


async def test_many_missed_questions_are_turned_by_the_page(world, ada, bruno):
    board = await begun(world, ada, bruno, questions=8)
    for _ in range(8):
        await played(world, board, [ada], [bruno])
    shown = (await bruno.click(board, label=READ)).response
    assert "8 questions of 8" in texts(shown)
    assert "**6.**" in texts(shown)
    assert "**7.**" not in texts(shown)
    assert labels(shown)[-2:] == ["Back", "Next"]
    await bruno.click(shown, label="Next")
    assert "**7.**" in texts(shown)
    assert "**6.**" not in texts(shown)
    await bruno.click(shown, label="Back")
    assert "**1.**" in texts(shown)
