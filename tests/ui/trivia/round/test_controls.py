from tests.ui.world import answers, labels, lobby_of, texts


async def test_the_lobby_names_who_is_in_and_counts_them_out_again(world, ada, bruno):
    board = await lobby_of(world, ada, bruno)
    assert "2 players" in texts(board)
    assert ada.user.global_name in texts(board)
    await bruno.click(board, label="Leave")
    assert bruno.user.global_name not in texts(board)


async def test_who_starts_a_round_is_in_and_the_rule_is_told_in_a_line(world, ada):
    board = await lobby_of(world, ada, questions=3)
    assert texts(board).splitlines()[1:3] == [
        "3 questions, 20 seconds each.",
        "A right answer drives its leg of the course; the sooner it comes, the further.",
    ]
    assert f"One player is in: {ada.user.global_name}" in texts(board)
    await world.wait(30)
    assert "Question 1 of 3" in texts(board)
    await ada.click(board, custom_id=world.right_answer(board))
    assert f"All answers are in: {ada.user.global_name}." in texts(board)


async def test_an_empty_lobby_cancels_itself(world, ada):
    board = await lobby_of(world, ada)
    await ada.click(board, label="Leave")
    assert "Nobody is in yet" in texts(board)
    await world.wait(31)
    assert "Nobody joined" in texts(board)
    assert answers(board) == []


async def test_the_starter_who_starts_an_empty_lobby_is_in(world, ada):
    board = await lobby_of(world, ada)
    await ada.click(board, label="Leave")
    await ada.click(board, label="Start now")
    assert len(answers(board)) in (2, 4)
    await ada.click(board, custom_id=world.right_answer(board))
    assert ada.user.global_name in texts(board)


async def test_only_the_starter_starts_early(world, ada, bruno):
    board = await lobby_of(world, ada, bruno)
    refused = await bruno.click(board, label="Start now")
    assert refused.ephemeral
    assert ada.mention in texts(refused.response)
    assert answers(board) == []


async def test_a_round_runs_from_lobby_to_scores(world, ada, bruno):
    board = await lobby_of(world, ada, bruno, questions=3)
    await world.wait(30)
    for number in (1, 2, 3):
        assert f"Question {number} of 3" in texts(board)
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    finish = texts(board)
    assert "1,597 km" in finish
    assert f"The win goes to {ada.user.global_name}" in finish
    assert labels(board) == ["Rematch", "Read what you missed", "Read about question 3"]
    scores = texts((await bruno.slash(world.channel, "scores")).response)
    assert scores.index(ada.user.global_name) < len(scores)
    assert "one win" in scores


async def test_a_ten_question_round_of_five_costs_66_calls(world):
    players = [world.member(name) for name in ("Ada", "Bruno", "Carla", "Dario", "Elena")]
    before = len(world.env.http_requests)
    board = await lobby_of(world, *players, questions=10)
    await world.wait(30)
    for _ in range(10):
        for player in players:
            await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    assert "The finish" in texts(board)
    calls = world.calls(before)
    assert sum(calls.values()) == 66, calls
    assert calls["POST interactions/callback"] == 55
    assert calls["PATCH webhooks/messages/@original"] == 11


async def test_a_round_that_nobody_joined_offers_no_rematch_and_lists_nobody(world, ada):
    board = await lobby_of(world, ada)
    await ada.click(board, label="Leave")
    await world.wait(31)
    assert texts(board) == "## No start\nNobody joined, so there was no round."
    assert labels(board) == []


async def test_who_drove_nothing_gets_no_medal(world, ada, bruno):
    board = await lobby_of(world, ada, bruno, questions=3)
    await world.wait(30)
    for _ in range(3):
        await ada.click(board, custom_id=world.wrong_answer(board))
        await bruno.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    assert f"**1.** {ada.user.global_name} · **0 km**" in texts(board)
    assert "🥇" not in texts(board)
