import pytest

from tests.ui.acting import press
from tests.ui.plain_rounds import a_question
from tests.ui.world import answers, buttons, labels, texts


@pytest.fixture
def dario(world):
    return world.member("Dario")


async def a_lobby(world, starter, **options):
    """The message of a round in teams that nobody has joined."""
    started = await starter.slash(world.channel, "trivia start", way="teams", questions=3, **options)
    assert started.response is not None
    return started.response


async def in_sides(world, reds, silvers):
    """A lobby with these on either side; the first of the reds has started it."""
    board = await a_lobby(world, reds[0])
    for side, members in (("🟥 Red", reds), ("⬜ Silver", silvers)):
        for member in members:
            await member.click(board, label=side)
    return board


def side(board, name):
    """Who is on that side, as the lobby says it."""
    return next(line for line in texts(board).splitlines() if line.startswith(f"**{name}**"))


async def answer(world, board, right=(), wrong=()):
    """Have a question answered and closed."""
    for member in right:
        await member.click(board, custom_id=world.right_answer(board))
    for member in wrong:
        await member.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)


async def test_the_lobby_shows_both_sides_with_their_members(world, ada, bruno, carla):
    board = await in_sides(world, [ada, bruno], [carla])
    assert side(board, "🟥 Red") == f"**🟥 Red** · {ada.user.global_name} and {bruno.user.global_name}"
    assert side(board, "⬜ Silver") == f"**⬜ Silver** · {carla.user.global_name}"
    assert labels(board) == ["🟥 Red", "⬜ Silver", "Even sides", "Leave", "Start now"]


async def test_a_member_changes_sides_and_leaves(world, ada, bruno):
    board = await in_sides(world, [ada], [bruno])
    await bruno.click(board, label="🟥 Red")
    assert bruno.user.global_name in side(board, "🟥 Red")
    assert side(board, "⬜ Silver").endswith("nobody yet")
    await bruno.click(board, label="Leave")
    assert bruno.user.global_name not in texts(board)


async def test_joining_without_a_side_goes_to_the_smaller_one(world, ada, bruno):
    board = await in_sides(world, [ada], [])
    joining = buttons(board)[0]["custom_id"].replace("tv:", "tj:").removesuffix(":red")
    await press(world, bruno, joining, on=board)
    assert bruno.user.global_name in side(board, "⬜ Silver")


async def test_a_team_of_one_does_not_start_and_is_told_why_privately(world, ada, bruno, carla):
    board = await in_sides(world, [ada, bruno], [carla])
    before = texts(board)
    refused = await ada.click(board, label="Start now")
    assert refused.ephemeral
    assert "Silver has fewer" in texts(refused.response)
    assert texts(board) == before


async def test_when_the_time_ends_with_a_team_of_one_each_drives_alone_with_a_word_on_the_board(
    world, ada, bruno, carla
):
    board = await in_sides(world, [ada, bruno], [carla])
    await world.wait(30)
    assert "A side takes two, so each of you drives alone this time" in texts(board)
    for _ in range(3):
        await answer(world, board, right=[carla], wrong=[ada, bruno])
        assert "each of you drives alone" not in texts(board)
    assert f"The win goes to {carla.user.global_name}" in texts(board)


async def test_the_starter_evens_the_sides_and_nobody_else(world, ada, bruno, carla, dario):
    board = await in_sides(world, [ada, bruno, carla, dario], [])
    refused = await bruno.click(board, label="Even sides")
    assert refused.ephemeral
    assert ada.mention in texts(refused.response)
    await ada.click(board, label="Even sides")
    assert [side(board, one).split(" · ")[1].count(" and ") for one in ("🟥 Red", "⬜ Silver")] == [1, 1]


async def test_sides_are_evened_by_what_their_members_had_right_before(world, ada, bruno, carla, dario):
    board = await a_question(world, ada, bruno, carla, dario)
    for _ in range(3):
        await answer(world, board, right=[ada, bruno], wrong=[carla, dario])
    await world.wait(60)
    lobby = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.click(lobby, label="Even sides")
    red = side(lobby, "🟥 Red")
    assert (ada.user.global_name in red) is not (bruno.user.global_name in red)


async def test_a_team_drives_its_members_mean_and_all_of_it_wins(world, ada, bruno, carla, dario):
    board = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.click(board, label="Start now")
    for _ in range(3):
        await answer(world, board, right=[ada, carla, dario], wrong=[bruno])
    finish = texts(board).split("The finish")[1]
    assert "**1. ⬜ Silver** · **1,597 km** on average" in finish
    assert "**2. 🟥 Red** · **798 km** on average" in finish
    assert "**⬜ Silver** is home first" in finish
    scores = texts((await ada.slash(world.channel, "scores", by="wins")).response)
    assert carla.user.global_name in scores
    assert dario.user.global_name in scores
    assert ada.user.global_name not in scores.split("**1.**")[-1].split("\n")[0]


async def test_sides_that_are_even_share_the_win(world, ada, bruno, carla, dario):
    board = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.click(board, label="Start now")
    for _ in range(3):
        await answer(world, board, right=[ada, bruno, carla, dario])
    assert "Red and Silver share the win" in texts(board)


async def test_between_questions_the_sides_are_named_with_what_they_drive_on_average(
    world, ada, bruno, carla, dario
):
    board = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.click(board, label="Start now")
    await answer(world, board, right=[ada, bruno], wrong=[carla, dario])
    assert "Ahead: 🟥 Red" in texts(board)


async def test_a_latecomer_is_on_the_smaller_side(world, ada, bruno, carla, dario):
    elena = world.member("Elena")
    board = await in_sides(world, [ada, bruno], [carla, dario, elena])
    fabio = world.member("Fabio")
    await ada.click(board, label="Start now")
    await fabio.click(board, custom_id=answers(board)[0])
    await answer(world, board, right=[ada, bruno, carla, dario, elena])
    await ada.slash(world.channel, "trivia stop")
    red = next(line for line in texts(board).splitlines() if "🟥 Red" in line and "average" in line)
    assert fabio.user.global_name in red


async def test_a_rematch_keeps_the_way_and_the_sides(world, ada, bruno, carla, dario):
    board = await in_sides(world, [ada, carla], [bruno, dario])
    await ada.click(board, label="Start now")
    for _ in range(3):
        await answer(world, board, right=[ada, bruno, carla, dario])
    await world.wait(30)
    again = (await bruno.click(board, label="Rematch")).response
    assert side(again, "🟥 Red") == f"**🟥 Red** · {ada.user.global_name} and {carla.user.global_name}"
    assert (
        side(again, "⬜ Silver") == f"**⬜ Silver** · {bruno.user.global_name} and {dario.user.global_name}"
    )


async def test_in_a_round_each_for_themselves_there_is_no_side_to_take(world, ada, bruno):
    started = await ada.slash(world.channel, "trivia start")
    board = started.response
    round_id = buttons(board)[0]["custom_id"].split(":")[1]
    refused = await press(world, bruno, f"tv:{round_id}:red", on=board)
    assert refused.ephemeral
    assert "there are no sides" in texts(refused.response)
    assert bruno.user.global_name not in texts(board)


async def test_a_server_without_teams_says_so(world, ada, bruno):
    panel = (await ada.slash(world.channel, "config trivia")).response
    await press(world, ada, "cw:teams:off", on=panel)
    refused = await bruno.slash(world.channel, "trivia start", way="teams")
    assert refused.ephemeral
    assert "This server plays without" in texts(refused.response)


async def test_a_round_in_teams_outlives_a_restart(world, ada, bruno, carla, dario, restart):
    board = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.click(board, label="Start now")
    await restart(2)
    for _ in range(3):
        await answer(world, board, right=[ada, bruno], wrong=[carla, dario])
    assert "**🟥 Red** is home first" in texts(board)


async def test_the_starter_who_is_refused_in_an_empty_lobby_of_teams_is_not_in(world, ada, bruno):
    board = await a_lobby(world, ada)
    await ada.click(board, label="Leave")
    refused = await ada.click(board, label="Start now")
    assert "A side takes two" in texts(refused.response)
    await bruno.click(board, label="⬜ Silver")
    assert ada.user.global_name not in texts(board)


async def test_a_round_in_teams_that_was_stopped_before_a_question_counts_for_nobody(
    world, ada, bruno, carla, dario
):
    board = await in_sides(world, [ada, bruno], [carla, dario])
    await ada.slash(world.channel, "trivia stop")
    assert "Stopped" in texts(board)
    assert "0 km" not in texts(board)
    assert "before anything was scored" in texts(board)
    scores = texts((await ada.slash(world.channel, "scores", by="rounds")).response)
    assert ada.user.global_name not in scores
