"""Rounds at the service: what races and what is kept, without Discord in between."""

import asyncio
import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.loading import load_pack
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.rounds import Click, RoundState
from bot.core.trivia.standing.counting import counted
from bot.core.trivia.standing.leaderboard import Measure, Period
from bot.services.trivia.boards import Board
from bot.services.trivia.leaderboards import Leaderboards
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults, RoundOptions
from bot.services.trivia.rounds import Trivia
from tests.content import little_tale

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
PLACE = Place(guild_id=1, channel_id=10)
ADA, BRUNO, CARLA = (Actor(number, name) for number, name in enumerate(("Ada", "Bruno", "Carla"), start=100))
WISH = RoundOptions(questions=1, seconds=20)
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
def live(database, library):
    return LiveRounds(database, library)


@pytest.fixture
def lobbies(database, library, live):
    return Lobbies(database, library, live, RoundDefaults(), seed=lambda: 7)


@pytest.fixture
def trivia(database, live):
    return Trivia(database, live)


async def a_question(lobbies, trivia, *players):
    """A round with these players in it, its question open since `AT`."""
    board = await lobbies.start(PLACE, players[0], WISH, "en-GB", AT)
    assert isinstance(board, Board)
    for player in players:
        await lobbies.join(board.game.id, player, AT)
    await lobbies.begin(board.game.id, None, AT)
    opened = await trivia.shown(board.game.id, 1, AT)
    assert opened is not None
    return opened


async def test_of_twenty_starts_at_once_one_opens_and_the_others_learn_of_it(lobbies):
    starters = [Actor(200 + number, f"Fan {number}") for number in range(20)]
    opened = await asyncio.gather(*(lobbies.start(PLACE, one, WISH, "en-GB", AT) for one in starters))
    assert sum(isinstance(one, Board) for one in opened) == 1
    refusals = [one for one in opened if isinstance(one, Refusal)]
    assert {refusal.reason for refusal in refusals} == {Reason.ROUND_RUNNING}


async def test_answers_that_come_at_once_are_all_kept(lobbies, trivia):
    game = (await a_question(lobbies, trivia, ADA)).game
    crowd = [Actor(300 + number, f"Fan {number}") for number in range(60)]
    given = game.turns[0].asked.solution
    await asyncio.gather(*(trivia.answer(game.id, 1, one, click(one, given, 3)) for one in crowd))
    board = await trivia.board(game.id)
    assert len(board.answered) == 60
    assert len(board.game.players) == 61


async def test_the_order_of_arrival_changes_no_score(lobbies, trivia, database, library):
    given = [(ADA, "0", 1.0), (ADA, "1", 2.5), (BRUNO, "1", 2.0), (BRUNO, "0", 4.0), (CARLA, "0", 9.0)]
    clicks = [(member, click(member, answer, seconds)) for member, answer, seconds in given]
    outcomes = set()
    for number in range(6):
        # A server that has heard nothing yet draws the same question each time.
        place = Place(guild_id=20 + number, channel_id=20 + number)
        starter = Actor(400 + number, "Starter")
        game = (await lobbies.start(place, starter, WISH, "en-GB", AT)).game
        # The starter is in and never answers, so that nothing ends the question early.
        await lobbies.begin(game.id, starter, AT)
        await trivia.shown(game.id, 1, AT)
        for member, one in random.Random(number).sample(clicks, len(clicks)):
            await trivia.answer(game.id, 1, member, one)
        board = await trivia.close(game.id, 1, later(21))
        outcomes.add(tuple((one.member_id, one.distance, one.right) for one in board.standings))
    assert len(outcomes) == 1
    assert len(outcomes.pop()) == 3, "all three answered"


async def test_the_same_interaction_twice_counts_once(lobbies, trivia):
    game = (await a_question(lobbies, trivia, ADA, BRUNO)).game
    once = click(ADA, game.turns[0].asked.solution, 2)
    await trivia.answer(game.id, 1, ADA, once)
    board = await trivia.answer(game.id, 1, ADA, once)
    assert list(board.answered) == [ADA.member_id]
    closed = await trivia.close(game.id, 1, later(21))
    assert len(closed.verdicts) == 1


async def test_a_question_is_closed_once_however_many_timers_fire(lobbies, trivia):
    game = (await a_question(lobbies, trivia, ADA)).game
    closed = await asyncio.gather(*(trivia.close(game.id, 1, later(21)) for _ in range(5)))
    assert sum(board is not None for board in closed) == 1


async def test_the_leaderboard_is_the_sum_of_the_verdicts(lobbies, trivia, database, library):
    game = (await a_question(lobbies, trivia, ADA, BRUNO)).game
    solution = game.turns[0].asked.solution
    await trivia.answer(game.id, 1, ADA, click(ADA, solution, 6))
    await trivia.answer(game.id, 1, BRUNO, click(BRUNO, solution, 12))
    closed = await trivia.close(game.id, 1, later(13))
    assert closed.game.state is RoundState.FINISHED
    page = (
        await Leaderboards(database, library).page(1, ADA, Period.ALL_TIME, Measure.DISTANCE, 0, later(60))
    ).page
    counts = {verdict.member_id: counted(verdict.distance, 1) for verdict in closed.verdicts}
    assert {tally.member_id: tally.distance for _, tally in page.lines} == counts
    assert page.own == (1, page.lines[0][1])


async def test_a_question_counts_as_asked_when_it_was_shown(lobbies, trivia):
    cancelled = (await lobbies.start(PLACE, ADA, WISH, "en-GB", AT)).game
    await lobbies.leave(cancelled.id, ADA)
    assert (await lobbies.begin(cancelled.id, None, later(30))).game.state is RoundState.CANCELLED
    first = (await lobbies.start(PLACE, ADA, WISH, "en-GB", later(60))).game
    # The same seed draws the same question again, as nobody has seen it.
    assert first.turns[0].asked.id == cancelled.turns[0].asked.id
    await lobbies.begin(first.id, ADA, later(61))
    await trivia.shown(first.id, 1, later(61))
    await trivia.close(first.id, 1, later(82))
    second = (await lobbies.start(PLACE, ADA, WISH, "en-GB", later(120))).game
    assert second.turns[0].asked.id != first.turns[0].asked.id


@pytest.mark.parametrize("news", range(4))
async def test_the_end_is_the_same_whenever_the_bot_learns_of_the_opening(lobbies, trivia, news):
    board = await lobbies.start(PLACE, ADA, WISH, "en-GB", AT)
    for player in (ADA, BRUNO):
        await lobbies.join(board.game.id, player, AT)
    game = (await lobbies.begin(board.game.id, None, AT)).game
    solution = game.turns[0].asked.solution
    # Carla has not joined, so nobody waits for her.
    steps = [(ADA, 1.0), (BRUNO, 2.0), (CARLA, 3.0)]
    kept = []
    for number, (member, seconds) in enumerate([*steps, (None, 0)]):
        if number == news:
            await trivia.shown(game.id, 1, later(0.5))
        if member is not None:
            kept.append(await trivia.answer(game.id, 1, member, click(member, solution, seconds)))
    closed = await trivia.close(game.id, 1, later(5))
    assert closed.game.turns[0].closes_at == later(2)
    assert {verdict.member_id for verdict in closed.verdicts} == {ADA.member_id, BRUNO.member_id}


async def test_an_answer_that_waits_while_the_question_is_closed_is_refused_and_changes_nothing(
    lobbies, trivia, database
):
    game = (await a_question(lobbies, trivia, ADA)).game
    in_time = click(ADA, game.turns[0].asked.solution, 3)
    async with database.transaction():
        closing = asyncio.create_task(trivia.close(game.id, 1, later(21)))
        await asyncio.sleep(0)
        answering = asyncio.create_task(trivia.answer(game.id, 1, ADA, in_time))
        await asyncio.sleep(0)
    closed, answered = await asyncio.gather(closing, answering)
    assert isinstance(answered, Refusal)
    board = await trivia.board(game.id)
    assert board.verdicts == closed.verdicts == ()


async def test_of_answers_that_come_together_one_that_ends_the_question_refuses_a_later_one(
    lobbies, trivia, database
):
    game = (await a_question(lobbies, trivia, ADA)).game
    solution = game.turns[0].asked.solution
    ending, late = click(ADA, solution, 3), click(BRUNO, solution, 4)
    first, second = await asyncio.gather(
        trivia.answer(game.id, 1, ADA, ending), trivia.answer(game.id, 1, BRUNO, late)
    )
    assert isinstance(first, Board)
    assert isinstance(second, Refusal)
    assert second.reason is Reason.TOO_LATE
    assert list(first.answered) == [ADA.member_id]


async def test_an_answer_to_a_round_that_is_not_there_spoils_no_other(lobbies, trivia):
    game = (await a_question(lobbies, trivia, ADA)).game
    given = click(ADA, game.turns[0].asked.solution, 3)
    gone, taken = await asyncio.gather(
        trivia.answer(404, 1, BRUNO, click(BRUNO, "0", 3)), trivia.answer(game.id, 1, ADA, given)
    )
    assert gone == Refusal.because(Reason.GONE)
    assert isinstance(taken, Board)
