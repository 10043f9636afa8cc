from simcord.backend.models.interaction import ResponseKind

from bot.core.packs.pack import DOSSIERS, BeatRef
from tests.ui.plain_rounds import MOST_READING, a_question
from tests.ui.world import DelayedClick, answers, texts


async def test_the_roster_says_who_has_answered_and_never_what(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    right = world.right_answer(board)
    before = texts(board)
    await ada.click(board, custom_id=right)
    shown = texts(board)
    assert f"Answered, 1 of 2: {ada.user.global_name}" in shown
    assert f"Still thinking: {bruno.user.global_name}" in shown
    solution = next(b for b in answers(board) if b == right)
    assert shown.count(solution) == before.count(solution)


async def test_the_last_answer_given_counts(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await ada.click(board, custom_id=world.wrong_answer(board))
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    assert "❌" in texts(board)
    assert "✅" not in texts(board)


async def test_ones_own_answer_is_told_to_oneself_alone(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    none_yet = await ada.click(board, label="My answer")
    assert none_yet.ephemeral
    assert "not answered" in texts(none_yet.response)
    await ada.click(board, custom_id=world.right_answer(board))
    told = await ada.click(board, label="My answer")
    assert told.ephemeral
    assert "Your answer" in texts(told.response)


async def test_whoever_answers_without_having_joined_is_in(world, ada, bruno, carla):
    board = await a_question(world, ada, bruno)
    await carla.click(board, custom_id=world.right_answer(board))
    assert "Answered, 1 of 3" in texts(board)


async def test_a_question_ends_when_all_who_joined_have_answered(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.right_answer(board))
    assert "All answers are in" in texts(board)
    await world.wait(1)
    assert "Question 2 of 3" in texts(board)


async def test_a_question_ends_with_its_time_and_the_grace(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(20.9)
    assert "Question 1 of 3" in texts(board)
    await world.wait(0.2)
    assert "Question 2 of 3" in texts(board)


async def test_a_click_after_the_end_is_told_so_privately_and_changes_nothing(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    await world.wait(20.5)
    late = await bruno.click(board, custom_id=world.right_answer(board))
    assert late.ephemeral
    assert "Too late by 0.5 seconds" in texts(late.response)
    await world.wait(0.5)
    assert f"✅ {ada.user.global_name}" in texts(board)
    assert bruno.user.global_name not in texts(board).split("Question 2")[0]


async def test_a_click_made_in_time_counts_when_it_arrives_in_the_grace_and_draws_nothing(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(19.9)
    click = DelayedClick(world, ada, board, world.right_answer(board))
    await world.wait(0.9)
    before = texts(board)
    await click.arrives()
    assert click.response_kind == ResponseKind.DEFERRED_UPDATE
    assert texts(board) == before
    await world.wait(0.3)
    assert f"✅ {ada.user.global_name}" in texts(board)


async def test_clicks_that_arrive_in_reverse_score_by_their_own_times(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(6)
    first = DelayedClick(world, ada, board, world.right_answer(board))
    await world.wait(1)
    second = DelayedClick(world, ada, board, world.wrong_answer(board))
    await second.arrives()
    await first.arrives()
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    assert f"❌ {ada.user.global_name}" in texts(board), (
        "the later click is the last answer, whenever it arrived"
    )


async def test_a_click_on_an_ended_question_is_refused_privately(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(19.9)
    click = DelayedClick(world, bruno, board, world.right_answer(board))
    await world.wait(1.2)
    assert "Question 2 of 3" in texts(board)
    before = texts(board)
    refused = await click.arrives()
    assert refused.ephemeral
    assert "That question is over" in texts(refused.response)
    assert texts(board) == before


async def test_fifty_clicks_at_once_are_all_counted_and_the_board_is_not_flooded(world, ada):
    crowd = [world.member(f"Fan{number}") for number in range(50)]
    board = await a_question(world, ada, seconds=30)
    right = world.right_answer(board)
    before = len(world.env.http_requests)
    clicks = [DelayedClick(world, fan, board, right) for fan in crowd]
    for click in reversed(clicks):
        click.arrives_unseen()
    await world.env.settle()
    kinds = [click.response_kind for click in clicks]
    assert kinds.count(ResponseKind.UPDATE) <= 20
    assert None not in kinds
    await world.wait(1)
    assert "Answered, 50 of 51" in texts(board)
    assert sum(world.calls(before).values()) == 51
    await ada.click(board, custom_id=right)
    await world.wait(1)
    assert "31 more" in texts(board)
    assert "Question 2 of 3" in texts(board)


async def test_three_questions_without_an_answer_end_the_round(world, ada, bruno):
    board = await a_question(world, ada, bruno, questions=5, seconds=8)
    await world.wait(3 * (8 + 1 + MOST_READING))
    assert "Three questions went by" in texts(board)
    assert "Question" not in texts(board)


async def test_the_answer_above_opens_what_tells_it_for_its_reader_alone(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    asked = next(one for one in world.pack.questions if one.prompt in texts(board))
    for player in (ada, bruno):
        await player.click(board, custom_id=world.right_answer(board))
    await world.wait(1)
    before = texts(board)
    assert "Question 2 of" in before
    opened = await bruno.click(board, label="Read about question 1")
    assert opened.ephemeral
    ref = BeatRef.parse(asked.told_in)
    teller = world.pack.dossier(ref.beat) if ref.chapter == DOSSIERS else world.pack.beat(ref)
    assert teller.text in texts(opened.response)
    assert texts(board) == before


async def test_who_is_late_by_an_instant_is_not_told_that_it_was_nothing(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await world.wait(20.04)
    refused = await ada.click(board, custom_id=answers(board)[0])
    assert refused.ephemeral
    assert "Too late by 0.1 seconds" in texts(refused.response)


async def test_whose_question_has_ended_is_not_told_that_the_answer_may_be_changed(world, ada, bruno):
    board = await a_question(world, ada, bruno)
    await ada.click(board, custom_id=world.right_answer(board))
    told = await ada.click(board, label="My answer")
    assert "You may still change it" in texts(told.response)
    await bruno.click(board, custom_id=world.right_answer(board))
    await world.wait(0.5)
    told = await ada.click(board, label="My answer")
    assert told.ephemeral
    assert "Your answer: **" in texts(told.response)
    assert "The time to change it is over" in texts(told.response)
