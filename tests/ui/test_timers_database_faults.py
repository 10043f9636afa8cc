"""A database that fails for a moment, say locked by somebody's backup, stops nothing for good."""

import pytest
from sqlalchemy.exc import OperationalError

from bot.services.daily.posts import DailyPosts
from bot.services.stories.ballots import Ballots
from bot.services.stories.tellings import Tellings
from bot.services.trivia.lobbies import Lobbies
from bot.services.trivia.rounds import Trivia
from tests.ui.dailies import DAY, posts, set_daily
from tests.ui.faults import fault_logged
from tests.ui.hearing import newest, pages, stand, tell
from tests.ui.plain_rounds import a_question
from tests.ui.world import answers, labels, lobby_of, texts


@pytest.fixture
def failing(monkeypatch):
    """Makes the next call of a service's method fail."""

    def fail(service, name):
        real = getattr(service, name)

        async def locked(*_arguments):
            monkeypatch.setattr(service, name, real)
            raise OperationalError(name, {}, Exception("database is locked"))

        monkeypatch.setattr(service, name, locked)

    return fail


@pytest.mark.parametrize("step", ["close", "shown"])
async def test_a_round_goes_on_and_its_score_is_whole(world, ada, caplog, failing, step):
    board = await a_question(world, ada)
    failing(Trivia, step)
    for number in (1, 2, 3):
        assert f"Question {number} of 3" in texts(board)
        await ada.click(board, custom_id=world.right_answer(board))
        await world.wait(10)
    fault_logged(world, caplog)
    assert "The finish" in texts(board)
    assert "3 right in a row" in texts(board).replace("**", "")


async def test_a_lobby_begins_by_its_timer(world, ada, caplog, failing):
    board = await lobby_of(world, ada, ada)
    failing(Lobbies, "begin")
    await world.wait(36)
    fault_logged(world, caplog)
    assert "Question 1 of" in texts(board)


async def test_a_round_that_start_now_began_is_not_left_without_a_timer(world, ada, caplog, failing):
    board = await lobby_of(world, ada, ada)
    failing(Trivia, "shown")
    await ada.click(board, label="Start now")
    await world.wait(35)
    fault_logged(world, caplog)
    assert "Question 2 of" in texts(board)


async def test_a_round_that_is_stopped_says_so_in_the_end(world, ada, restart, caplog, failing):
    board = await a_question(world, ada)
    failing(Trivia, "end_shown")
    await ada.slash(world.channel, "trivia stop")
    await world.wait(6)
    fault_logged(world, caplog)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(1)
    assert world.calls(before)["PATCH channels/messages"] == 0
    assert "Stopped" in texts(board)


async def test_a_round_that_loses_its_board_leaves_the_channel_and_says_so_once(world, ada, caplog, failing):
    board = await a_question(world, ada)
    world.env.backend.delete_message(board.channel_id, board.id)
    failing(Trivia, "lose")
    await world.wait(60)
    fault_logged(world, caplog)
    assert [texts(one).count("The round is over") for one in pages(world, world.channel)] == [1]
    assert not (await ada.slash(world.channel, "trivia start")).ephemeral


async def test_a_lobby_whose_message_was_not_noted_is_no_dead_end(world, ada, caplog, failing):
    failing(Lobbies, "posted")
    await ada.slash(world.channel, "trivia start", questions=3)
    fault_logged(world, caplog)
    board = newest(world, world.channel)
    await ada.click(board, label="Join")
    await world.wait(30)
    assert answers(board)


@pytest.mark.parametrize("step", ["posted", "reveal", "verdict_shown"])
async def test_a_vote_comes_to_its_verdict(world, ada, restart, caplog, failing, step):
    failing(Ballots, step)
    await ada.slash(world.channel, "legend")
    await world.wait(60)
    fault_logged(world, caplog)
    claim = newest(world, world.channel)
    assert "It is a" in texts(claim)
    assert labels(claim) == ["Another claim"]
    before = len(world.env.http_requests)
    await restart()
    await world.wait(1)
    assert world.calls(before)["PATCH channels/messages"] == 0


@pytest.mark.parametrize("step", ["advance", "landed"])
async def test_a_story_goes_on_and_no_page_comes_twice(world, ada, caplog, failing, step):
    chapter = world.pack.chapters[0]
    thread = await tell(world, ada, chapter)
    failing(Tellings, step)
    for position in (0, 1):
        await stand(world, chapter, position)
        await world.wait(6)
    fault_logged(world, caplog)
    assert len(pages(world, thread)) == 3
    assert chapter.beats[1].text in texts(newest(world, thread))


async def test_a_story_that_could_not_be_noted_leaves_the_channel_free(world, ada, caplog, failing):
    failing(Tellings, "announced")
    await tell(world, ada)
    fault_logged(world, caplog)
    assert not (await ada.slash(world.channel, "story tell")).ephemeral


@pytest.mark.parametrize("step", ["take_due", "shown", "sent"])
async def test_the_daily_post_comes_once_and_so_does_the_next(world, ada, caplog, failing, step):
    await set_daily(world, ada)
    failing(DailyPosts, step)
    await world.wait(DAY)
    fault_logged(world, caplog)
    assert len(posts(world)) == 1
    await world.wait(DAY)
    assert len(posts(world)) == 2
    assert "called away" not in texts(posts(world)[1])
