"""Rounds at the service: what races and what is kept, without Discord in between."""

import asyncio
import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.loader import load_pack
from bot.core.faults import Faults
from bot.core.guilds import Actor, Place
from bot.core.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.rounds import Click, RoundState
from bot.core.standings import Measure, Period
from bot.services.leaderboard import Leaderboards
from bot.services.trivia import Board, Defaults, Trivia, Wish
from bot.storage.answers import AnswerLog
from tests.content import little_tale

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
PLACE = Place(guild_id=1, channel_id=10)
ADA, BRUNO, CARLA = (Actor(number, name) for number, name in enumerate(("Ada", "Bruno", "Carla"), start=100))
WISH = Wish(questions=1, seconds=20)
interaction_ids = itertools.count(1)


def later(seconds):
    return AT + timedelta(seconds=seconds)


def click(member, given, seconds):
    return Click(member.member_id, given, later(seconds), next(interaction_ids))


@pytest.fixture
def library(tmp_path):
    pack = load_pack(little_tale.write(tmp_path / "stories"))
    assert not isinstance(pack, Faults), pack
    return Library((pack,))


@pytest.fixture
def trivia(database, library):
    return Trivia(database, AnswerLog(database), library, Defaults(), seed=lambda: 7)


async def a_question(trivia, *players):
    """A round with these players in it, its question open since `AT`."""
    board = await trivia.start(PLACE, players[0], WISH, "en-GB", AT)
    assert isinstance(board, Board)
    for player in players:
        await trivia.join(board.game.id, player, AT)
    await trivia.begin(board.game.id, None, AT)
    opened = await trivia.shown(board.game.id, 1, AT)
    assert opened is not None
    return opened


async def test_of_twenty_starts_at_once_one_opens_and_the_others_learn_of_it(trivia):
    starters = [Actor(200 + number, f"Fan {number}") for number in range(20)]
    opened = await asyncio.gather(*(trivia.start(PLACE, one, WISH, "en-GB", AT) for one in starters))
    assert sum(isinstance(one, Board) for one in opened) == 1
    refusals = [one for one in opened if isinstance(one, Refusal)]
    assert {refusal.reason for refusal in refusals} == {Reason.ROUND_RUNNING}


async def test_answers_that_come_at_once_are_all_kept(trivia):
    game = (await a_question(trivia, ADA)).game
    crowd = [Actor(300 + number, f"Fan {number}") for number in range(60)]
    given = game.turns[0].asked.solution
    await asyncio.gather(*(trivia.answer(game.id, 1, one, click(one, given, 3)) for one in crowd))
    board = await trivia.board(game.id)
    assert len(board.answered) == 60
    assert len(board.game.players) == 61


async def test_the_order_of_arrival_changes_no_score(trivia, database, library):
    given = [(ADA, "0", 1.0), (ADA, "1", 2.5), (BRUNO, "1", 2.0), (BRUNO, "0", 4.0), (CARLA, "0", 9.0)]
    clicks = [(member, click(member, answer, seconds)) for member, answer, seconds in given]
    outcomes = set()
    for number in range(6):
        # A server that has heard nothing yet draws the same question each time.
        place = Place(guild_id=20 + number, channel_id=20 + number)
        starter = Actor(400 + number, "Starter")
        game = (await trivia.start(place, starter, WISH, "en-GB", AT)).game
        # The starter is in and never answers, so that nothing ends the question early.
        await trivia.begin(game.id, starter, AT)
        await trivia.shown(game.id, 1, AT)
        for member, one in random.Random(number).sample(clicks, len(clicks)):
            await trivia.answer(game.id, 1, member, one)
        board = await trivia.close(game.id, 1, later(21))
        outcomes.add(tuple((one.member_id, one.distance, one.right) for one in board.standings))
    assert len(outcomes) == 1
    assert len(outcomes.pop()) == 3, "all three answered"


async def test_the_same_interaction_twice_counts_once(trivia):
    game = (await a_question(trivia, ADA, BRUNO)).game
    once = click(ADA, game.turns[0].asked.solution, 2)
    await trivia.answer(game.id, 1, ADA, once)
    board = await trivia.answer(game.id, 1, ADA, once)
    assert list(board.answered) == [ADA.member_id]
    closed = await trivia.close(game.id, 1, later(21))
    assert len(closed.verdicts) == 1


async def test_a_question_is_closed_once_however_many_timers_fire(trivia):
    game = (await a_question(trivia, ADA)).game
    closed = await asyncio.gather(*(trivia.close(game.id, 1, later(21)) for _ in range(5)))
    assert sum(board is not None for board in closed) == 1


async def test_the_leaderboard_is_the_sum_of_the_verdicts(trivia, database, library):
    game = (await a_question(trivia, ADA, BRUNO)).game
    solution = game.turns[0].asked.solution
    await trivia.answer(game.id, 1, ADA, click(ADA, solution, 6))
    await trivia.answer(game.id, 1, BRUNO, click(BRUNO, solution, 12))
    closed = await trivia.close(game.id, 1, later(13))
    assert closed.game.state is RoundState.FINISHED
    page = (
        await Leaderboards(database, library).page(
            1, ADA.member_id, Period.ALL_TIME, Measure.DISTANCE, 0, later(60)
        )
    ).page
    driven = {verdict.member_id: verdict.distance for verdict in closed.verdicts}
    assert {tally.member_id: tally.distance for _, tally in page.lines} == driven
    assert page.own == (1, page.lines[0][1])


async def test_a_question_counts_as_asked_when_it_was_shown(trivia):
    cancelled = (await trivia.start(PLACE, ADA, WISH, "en-GB", AT)).game
    assert (await trivia.begin(cancelled.id, None, later(30))).game.state is RoundState.CANCELLED
    first = (await trivia.start(PLACE, ADA, WISH, "en-GB", later(60))).game
    # The same seed draws the same question again, as nobody has seen it.
    assert first.turns[0].asked.id == cancelled.turns[0].asked.id
    await trivia.begin(first.id, ADA, later(61))
    await trivia.shown(first.id, 1, later(61))
    await trivia.close(first.id, 1, later(82))
    second = (await trivia.start(PLACE, ADA, WISH, "en-GB", later(120))).game
    assert second.turns[0].asked.id != first.turns[0].asked.id
