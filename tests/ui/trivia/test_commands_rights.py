import discord
import pytest

from tests.ui.world import answers, asked_on, labels, lobby_of, texts


async def a_finished_round(world, *players):
    """The board of a round that these players have finished, the first of them winning."""
    board = await lobby_of(world, players[0], *players, questions=3)
    await world.wait(30)
    for _ in range(3):
        await players[0].click(board, custom_id=world.right_answer(board))
        for player in players[1:]:
            await player.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    assert "The finish" in texts(board)
    return board


async def test_a_second_start_is_refused_with_a_link_to_the_board(world, ada, bruno):
    board = await lobby_of(world, ada, ada)
    refused = await bruno.slash(world.channel, "trivia start")
    assert refused.ephemeral
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{board.id}"
    assert link in texts(refused.response)


async def test_another_channel_may_have_its_own_round(world, ada, bruno):
    await lobby_of(world, ada, ada)
    other = await bruno.slash(world.elsewhere, "trivia start")
    assert not other.ephemeral
    assert "trivia" in texts(other.response)


async def test_a_member_starts_a_round_every_thirty_seconds(world, ada):
    board = await lobby_of(world, ada, ada)
    await ada.slash(world.channel, "trivia stop")
    assert "Stopped" in texts(board)
    refused = await ada.slash(world.channel, "trivia start")
    assert refused.ephemeral
    assert "You have just started a round" in texts(refused.response)
    await world.wait(30)
    assert not (await ada.slash(world.channel, "trivia start")).ephemeral


async def test_a_forbidden_channel_says_privately_where_to_go(world, ada, bruno):
    panel = (await ada.slash(world.channel, "config channels")).response
    await ada.select(panel, [world.elsewhere], custom_id="cc:trivia")
    refused = await bruno.slash(world.channel, "trivia start")
    assert refused.ephemeral
    assert f"<#{world.elsewhere.id}>" in texts(refused.response)
    assert not (await bruno.slash(world.elsewhere, "trivia start")).ephemeral


async def test_more_questions_than_there_are_is_refused_with_both_numbers(world, ada):
    chapter = world.pack.chapters[0].id
    there = sum(
        question.difficulty == "hard" and world.pack.chapter_of(question.told_in) == chapter
        for question in world.pack.questions
    )
    assert there < 30
    refused = await ada.slash(world.channel, "trivia start", questions=30, difficulty="hard", topic=chapter)
    assert refused.ephemeral
    assert f"I have {there} questions of that kind, and this round takes 30" in texts(refused.response)


@pytest.mark.parametrize("typed", ["the kis in rome", "chapter 1", "one", "1. The Kiss in Rome"])
async def test_a_topic_that_is_typed_is_read_as_in_a_direct_message(world, ada, typed):
    opened = await ada.slash(world.channel, "trivia start", topic=typed)
    assert not opened.ephemeral
    assert "The Kiss in Rome" in texts(opened.response)


async def test_of_several_topics_one_is_chosen_and_the_other_options_hold(world, ada):
    asked = await ada.slash(world.channel, "trivia start", topic="moss", questions=4, seconds=15, pause=5)
    assert asked.ephemeral
    opened = await ada.click(asked.response, label="5. Seventeen Pages")
    assert not opened.ephemeral
    assert "All of it on *Seventeen Pages*" in texts(opened.response)
    assert "4 questions, 15 seconds each." in texts(opened.response)
    assert "5 seconds to talk" in texts(opened.response)


async def test_where_no_topic_is_near_none_is_suggested(world, ada):
    refused = await ada.slash(world.channel, "trivia start", topic="xyz")
    assert refused.ephemeral
    assert texts(refused.response) == "There is no chapter “xyz”."


async def test_a_topic_asks_from_its_chapter_alone(world, ada):
    chapter = world.pack.chapters[0]
    board = await lobby_of(world, ada, ada, topic=chapter.id, questions=5)
    await world.wait(30)
    prompts = [q.prompt for q in world.pack.questions if q.told_in.startswith(f"{chapter.id}/")]
    for _ in range(5):
        assert any(prompt in texts(board) for prompt in prompts)
        await ada.click(board, custom_id=answers(board)[0])
        await world.wait(1)


async def test_a_missing_permission_is_named_before_the_lobby_opens(world, ada, bruno):
    mute = discord.PermissionOverwrite(send_messages=False, attach_files=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.env.bot.user: mute})
    refused = await ada.slash(closed, "trivia start")
    assert refused.ephemeral
    assert "Send Messages and Attach Files" in texts(refused.response)
    again = await bruno.slash(closed, "trivia start")
    assert "Send Messages" in texts(again.response), "the refused start must not hold the channel"


async def test_a_bystander_cannot_stop_a_round_but_the_starter_and_an_admin_can(world, ada, bruno, carla):
    board = await lobby_of(world, bruno, bruno)
    refused = await carla.slash(world.channel, "trivia stop")
    assert refused.ephemeral
    assert texts(refused.response) == (
        f"Only {bruno.mention}, who started the round, can end it, or else members who manage the server."
    )
    assert "Join" in labels(board)
    await ada.slash(world.channel, "trivia stop")
    assert "Stopped" in texts(board)


async def test_a_quizmaster_stops_anybodys_round(world, ada, bruno):
    role = world.guild.create_role("Quizmasters")
    dario = world.guild.add_member(world.env.create_user("dario"), roles=[role])
    panel = (await ada.slash(world.channel, "config trivia")).response
    await ada.select(panel, [role], custom_id="cr")
    board = await lobby_of(world, bruno, bruno)
    await dario.slash(world.channel, "trivia stop")
    assert "Stopped" in texts(board)


async def test_there_is_nothing_to_stop_where_no_round_runs(world, ada):
    refused = await ada.slash(world.channel, "trivia stop")
    assert refused.ephemeral
    assert "No round is on" in texts(refused.response)


async def test_a_stopped_round_keeps_what_was_scored_and_has_no_winner(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno, questions=3)
    await world.wait(30)
    await ada.click(board, custom_id=world.right_answer(board))
    await bruno.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    await ada.slash(world.channel, "trivia stop")
    assert "The win goes to" not in texts(board)
    scores = texts((await ada.slash(world.channel, "scores")).response)
    assert ada.user.global_name in scores
    assert "0 wins" in scores


@pytest.mark.parametrize("begun", [False, True])
async def test_a_round_stopped_before_anything_was_scored_says_just_that(world, ada, begun):
    board = await lobby_of(world, ada, ada, topic="the-kiss-in-rome", questions=3)
    if begun:
        await ada.click(board, label="Start now")
    await ada.slash(world.channel, "trivia stop")
    assert texts(board) == "## Stopped\nThe round was ended before anything was scored."


async def test_a_round_alone_scores_but_is_not_won(world, ada):
    board = await a_finished_round(world, ada)
    assert "1,597 km" in texts(board)
    assert "A win takes two" in texts(board)
    scores = texts((await ada.slash(world.channel, "scores")).response)
    assert "**479 km** · 0 wins · one round · 100% right" in scores


async def test_a_rematch_has_the_same_players_and_fresh_questions(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno, questions=5)
    await world.wait(30)
    asked = set()
    for _ in range(5):
        asked |= {q.id for q in world.pack.questions if q.prompt in asked_on(board)}
        await ada.click(board, custom_id=answers(board)[0])
        await bruno.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    await world.wait(30)
    again = (await bruno.click(board, label="Rematch")).response
    assert again.id != board.id
    assert "2 players" in texts(again)
    await world.wait(15)
    for _ in range(5):
        now = {q.id for q in world.pack.questions if q.prompt in asked_on(again)}
        assert now
        assert not now & asked
        await ada.click(again, custom_id=answers(again)[0])
        await bruno.click(again, custom_id=answers(again)[0])
        await world.wait(1)


async def test_a_rematch_waits_for_nobody_who_never_answered(world, ada, bruno):
    board = await lobby_of(world, ada, ada, bruno, questions=5)
    await world.wait(30)
    while "Rematch" not in labels(board):
        if answers(board):
            await ada.click(board, custom_id=answers(board)[0])
        await world.wait(30)
    again = (await ada.click(board, label="Rematch")).response
    assert ada.user.global_name in texts(again)
    assert bruno.user.global_name not in texts(again)


async def test_a_rematch_while_another_round_runs_is_refused_with_its_link(world, ada, bruno, carla):
    board = await a_finished_round(world, ada, bruno)
    running = await lobby_of(world, carla, carla)
    refused = await bruno.click(board, label="Rematch")
    assert refused.ephemeral
    assert str(running.id) in texts(refused.response)


async def test_a_rematch_is_for_those_who_played(world, ada, bruno, carla):
    board = await a_finished_round(world, ada, bruno)
    refused = await carla.click(board, label="Rematch")
    assert refused.ephemeral
    assert "for those who played" in texts(refused.response)


@pytest.mark.parametrize("command", ["trivia start", "trivia stop"])
async def test_rounds_are_refused_in_direct_messages(world, command):
    dora = world.env.create_user("dora", global_name="Dora")
    refused = await dora.slash(command)
    assert refused.ephemeral
    assert "only in a server" in texts(refused.response)


@pytest.mark.parametrize("command", ["trivia start", "trivia stop"])
async def test_rounds_are_refused_where_the_bot_was_only_brought_along(world, bruno, monkeypatch, command):
    monkeypatch.setattr(world.env.bot, "get_guild", lambda _guild_id: None)
    refused = await bruno.slash(world.channel, command)
    assert refused.ephemeral
    assert "no member of this server" in texts(refused.response)
