"""Members who left the server in the midst of a round: it waits for them in one question at most."""

from tests.ui.plain_rounds import MOST_READING, SECONDS, a_question
from tests.ui.world import texts

LOOKS = "GET guilds/members"


async def passed(world, board, *players):
    """These answer, the time runs out, and the next question is on the board."""
    for player in players:
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(MOST_READING + SECONDS + 1)


async def test_a_member_who_left_is_waited_for_in_one_question(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    world.guild.remove_member(carla)
    await passed(world, board, ada, bruno)
    assert "Question 2 of 3" in texts(board)
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    assert "Question 3 of 3" in texts(board)
    await ada.click(board, custom_id=world.right_answer(board))
    assert "Answered, 1 of 2" in texts(board)
    assert carla.user.global_name not in texts(board).split("Answered, 1 of 2")[1]


async def test_a_member_who_only_thought_too_long_is_waited_for_as_before(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await passed(world, board, ada)
    await ada.click(board, custom_id=world.right_answer(board))
    assert "All answers are in" not in texts(board)
    await bruno.click(board, custom_id=world.right_answer(board))
    assert "All answers are in" in texts(board)


async def test_nobody_is_looked_for_while_others_are_still_awaited(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno, carla)
    before = len(world.env.http_requests)
    await passed(world, board, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    assert world.calls(before)[LOOKS] == 0
    for _ in range(2):
        await bruno.click(board, custom_id=world.right_answer(board))
    assert world.calls(before)[LOOKS] == 1


async def test_a_question_that_everybody_answers_costs_no_look(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    before = len(world.env.http_requests)
    for _ in range(3):
        for player in (ada, bruno):
            await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    assert world.calls(before)[LOOKS] == 0


async def test_who_left_is_not_waited_for_after_a_restart_either(world, ada, bruno, restart):
    board = await a_question(world, ada, bruno)
    world.guild.remove_member(bruno)
    await passed(world, board, ada)
    await ada.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    await restart()
    await ada.click(board, custom_id=world.right_answer(board))
    assert "All answers are in" in texts(board)
