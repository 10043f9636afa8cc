"""Running rounds in memory: what a fault of the database leaves, and that nothing is kept for longer."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import update

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.play import Damaged, Play
from bot.core.trivia.round.rounds import Click, RoundState
from bot.services.trivia.boards import Board
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults, RoundOptions
from bot.services.trivia.rounds import Trivia
from bot.storage import key_values
from bot.storage.database import Database
from bot.storage.trips import NotKeptError, Trip
from bot.storage.trivia import plays, tables
from tests.core.builders import NOON, a_chapter, a_pack, a_question, after

ADA, BRUNO = Actor(1, "Ada"), Actor(2, "Bruno")
PLACE = Place(guild_id=100, channel_id=200)
LONGEST = 2.5
"""Seconds: a press must be answered within three, and the answer has a way to go."""

Value = TypeVar("Value")
interactions = count(1)


@pytest.fixture
def library() -> Library:
    questions = [a_question(id=f"question-{n}", prompt=f"What of {n}?") for n in range(3)]
    return Library((a_pack(chapters=[a_chapter()], questions=questions),))


@pytest.fixture
def live(database: Database, library: Library) -> LiveRounds:
    return LiveRounds(database, library)


@pytest.fixture
def lobbies(database: Database, library: Library, live: LiveRounds) -> Lobbies:
    return Lobbies(database, library, live, RoundDefaults(), seed=lambda: 7)


@pytest.fixture
def trivia(database: Database, live: LiveRounds) -> Trivia:
    return Trivia(database, live)


@pytest.fixture
async def round_id(lobbies: Lobbies, trivia: Trivia) -> int:
    """A round of one question, open since `NOON`, in which Ada is."""
    board = await lobbies.start(PLACE, ADA, RoundOptions(questions=1, seconds=20), "en", NOON)
    assert isinstance(board, Board)
    await lobbies.posted(board.game.id, 300)
    await lobbies.join(board.game.id, ADA, NOON)
    await lobbies.begin(board.game.id, None, NOON)
    assert await trivia.shown(board.game.id, 1, NOON)
    return board.game.id


def clicks(number: int) -> list[Click]:
    """That many answers of as many members, one a millisecond."""
    return [Click(1000 + n, "0", after(1 + n / 1000), next(interactions)) for n in range(number)]


def on_disk(path: Path, round_id: int) -> Play:
    with closing(sqlite3.connect(path)) as connection:
        play = plays.load(Trip(connection), round_id)
    assert play is not None
    return play


async def give(trivia: Trivia, round_id: int, *given: Click) -> list[object]:
    """What each of these answers is told, all at once."""
    members = [Actor(one.member_id, f"member {one.member_id}") for one in given]
    return await asyncio.gather(
        *(trivia.answer(round_id, 1, member, one) for member, one in zip(members, given, strict=True)),
        return_exceptions=True,
    )


# Faults of the database


@pytest.mark.parametrize("others", [0, 12])
async def test_a_locked_file_tells_everybody_in_time_and_keeps_nothing_by_halves(
    database: Database, trivia: Trivia, live: LiveRounds, round_id: int, database_file: Path, others: int
) -> None:
    before = await live.find(round_id)
    waited: dict[Click, float] = {}

    async def answer(click: Click, delay: float) -> object:
        await asyncio.sleep(delay)
        begun = time.perf_counter()
        (told,) = await give(trivia, round_id, click)
        waited[click] = time.perf_counter() - begun
        return told

    async def something_else(number: int) -> object:
        try:
            async with database.transaction() as connection:
                await key_values.put(connection, f"word {number}", "avanti")
        except NotKeptError as fault:
            return fault
        return None

    early, late = clicks(10)[:5], clicks(10)[5:]
    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        # What else is to be written stands before them. Some wait from the beginning, others come meanwhile.
        told = await asyncio.gather(
            *(something_else(number) for number in range(others)),
            *(answer(one, 0) for one in early),
            *(answer(one, 0.1) for one in late),
        )
        other.rollback()
    assert [type(one) for one in told] == [NotKeptError] * (others + 10)
    assert max(waited.values()) < LONGEST
    assert await live.find(round_id) is before
    assert on_disk(database_file, round_id) == before
    # The file is free again: what was not kept may be pressed again, and the round goes on to its end.
    assert all(isinstance(one, Board) for one in await give(trivia, round_id, *early, *late))
    assert on_disk(database_file, round_id).clicks == {1: (*early, *late)}
    closed = await trivia.close(round_id, 1, after(21))
    assert closed is not None
    assert len(closed.verdicts) == 10


async def test_a_file_that_is_locked_for_a_moment_is_waited_for(
    trivia: Trivia, round_id: int, database_file: Path
) -> None:
    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        answering = asyncio.create_task(give(trivia, round_id, *clicks(3)))
        await asyncio.sleep(0.2)
        assert not answering.done()
        other.rollback()
    assert [type(one) for one in await answering] == [Board] * 3


async def test_a_board_is_looked_at_while_the_file_is_locked(
    trivia: Trivia, round_id: int, database_file: Path
) -> None:
    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        board = await asyncio.wait_for(trivia.board(round_id), 0.5)
        other.rollback()
    assert isinstance(board, Board)


async def test_a_full_disk_tells_everybody_and_the_round_goes_on_when_there_is_room(
    database: Database, trivia: Trivia, live: LiveRounds, round_id: int, database_file: Path
) -> None:
    before = await live.find(round_id)
    many = clicks(2000)
    assert database._writer is not None
    pages = (await (await database._writer.execute("PRAGMA page_count")).fetchone() or [0])[0]
    await database._writer.execute(f"PRAGMA max_page_count = {pages}")
    told = await give(trivia, round_id, *many)
    assert {type(one) for one in told} == {NotKeptError}
    assert await live.find(round_id) is before
    assert on_disk(database_file, round_id) == before
    await database._writer.execute(f"PRAGMA max_page_count = {pages + 10_000}")
    assert {type(one) for one in await give(trivia, round_id, *many)} == {Board}
    assert await live.find(round_id) == on_disk(database_file, round_id)


async def test_what_others_write_at_the_same_time_is_kept_though_a_round_s_change_is_not(
    database: Database, trivia: Trivia, round_id: int, database_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_trip: Trip, _writes: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("bot.storage.journal._run", full)
    (told,), _ = await asyncio.gather(give(trivia, round_id, *clicks(1)), trivia.end_shown(round_id))
    assert isinstance(told, NotKeptError)
    assert on_disk(database_file, round_id).clicks == {}


async def test_a_start_that_was_not_kept_leaves_no_round_and_holds_no_channel(
    lobbies: Lobbies, live: LiveRounds, database_file: Path
) -> None:
    options = RoundOptions(questions=1)
    with closing(sqlite3.connect(database_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotKeptError):
            await lobbies.start(PLACE, ADA, options, "en", NOON)
        other.rollback()
    assert len(live) == 0
    assert live.in_channel(PLACE.channel_id) is None
    assert isinstance(await lobbies.start(PLACE, ADA, options, "en", NOON), Board)


# What is kept in memory


@pytest.mark.parametrize("way", ["close", "stop", "lose", "leave out"])
async def test_a_round_that_is_over_is_kept_no_longer_and_its_channel_is_free(
    lobbies: Lobbies, trivia: Trivia, live: LiveRounds, round_id: int, way: str
) -> None:
    assert len(live) == 1
    board = await {
        "close": lambda: trivia.close(round_id, 1, after(21)),
        "stop": lambda: trivia.stop(PLACE.channel_id, ADA, after(21)),
        "lose": lambda: trivia.lose(round_id, after(21)),
        "leave out": lambda: trivia.leave_out(round_id, 1, after(21)),
    }[way]()
    assert isinstance(board, Board)
    assert not board.game.state.running
    assert len(live) == 0
    assert live.in_channel(PLACE.channel_id) is None
    assert await trivia.running_in([PLACE.channel_id]) == []
    assert live.boards._last == {}
    again = await lobbies.start(PLACE, ADA, RoundOptions(questions=1), "en", after(60))
    assert isinstance(again, Board)
    assert len(live) == 1


async def test_a_round_whose_end_nobody_waits_for_any_more_holds_its_channel_no_longer(
    database: Database, lobbies: Lobbies, trivia: Trivia, live: LiveRounds, round_id: int, database_file: Path
) -> None:
    async with database.transaction():
        closing_it = asyncio.create_task(trivia.close(round_id, 1, after(21)))
        await asyncio.sleep(0.01)
        closing_it.cancel()
        await asyncio.wait([closing_it])
    # The change was on its way: it holds, though whoever asked for it is gone.
    await trivia.end_shown(round_id)
    assert not on_disk(database_file, round_id).game.state.running
    assert await trivia.running_in([PLACE.channel_id]) == []
    assert len(live) == 0
    again = await lobbies.start(PLACE, ADA, RoundOptions(questions=1), "en", after(60))
    assert isinstance(again, Board)


async def test_a_round_that_is_over_is_loaded_when_asked_for_and_kept_by_nobody(
    trivia: Trivia, live: LiveRounds, round_id: int
) -> None:
    ended = await trivia.close(round_id, 1, after(21))
    board = await trivia.board(round_id)
    assert board == ended
    (told,) = await give(trivia, round_id, *clicks(1))
    assert isinstance(told, Refusal)
    assert told.reason is Reason.ROUND_OVER
    assert await trivia.close(round_id, 1, after(22)) is None
    assert len(live) == 0


async def test_of_ends_that_come_at_once_one_holds_and_the_others_learn_that_there_is_nothing_to_end(
    trivia: Trivia, live: LiveRounds, round_id: int
) -> None:
    ends = await asyncio.gather(
        *(trivia.close(round_id, 1, after(21)) for _ in range(3)),
        trivia.lose(round_id, after(21)),
        trivia.lose(round_id, after(22)),
    )
    assert [one is not None for one in ends] == [True, False, False, False, False]
    assert len(live) == 0


# Restarts


async def test_a_press_that_comes_before_the_rounds_are_resumed_is_not_forgotten(
    database: Database,
    library: Library,
    round_id: int,
    database_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    again = LiveRounds(database, library)
    back = Trivia(database, again)
    given, read = clicks(2), database.read

    async def while_pressed(work: Callable[[Trip], Value]) -> Value:
        """Read, and let a press come before what was read is used."""
        monkeypatch.setattr(database, "read", read)
        found = await read(work)
        await give(back, round_id, given[1])
        return found

    await give(back, round_id, given[0])
    monkeypatch.setattr(database, "read", while_pressed)
    await back.resume(after(5))
    assert await again.find(round_id) == on_disk(database_file, round_id)
    assert on_disk(database_file, round_id).clicks == {1: tuple(given)}


async def test_times_finer_than_a_row_keeps_are_the_same_in_memory_and_after_a_restart(
    lobbies: Lobbies, trivia: Trivia, live: LiveRounds, database_file: Path
) -> None:
    finer = timedelta(microseconds=789)
    board = await lobbies.start(PLACE, ADA, RoundOptions(questions=1), "en", NOON)
    assert isinstance(board, Board)
    await lobbies.join(board.game.id, ADA, after(1) + finer)
    await lobbies.begin(board.game.id, None, after(2) + finer)
    await trivia.shown(board.game.id, 1, after(3) + finer)
    assert await live.find(board.game.id) == on_disk(database_file, board.game.id)
    await trivia.resume(after(9) + finer)
    assert await live.find(board.game.id) == on_disk(database_file, board.game.id)


async def test_a_round_that_cannot_be_read_after_a_restart_is_given_up_and_the_others_go_on(
    database: Database, library: Library, lobbies: Lobbies, round_id: int
) -> None:
    options = RoundOptions(questions=1)
    other = await lobbies.start(Place(guild_id=101, channel_id=201), BRUNO, options, "en", NOON)
    assert isinstance(other, Board)
    spoiled = update(tables.round_questions).where(tables.round_questions.c.round_id == round_id)
    async with database.transaction() as connection:
        await connection.execute(spoiled.values(snapshot="{}"))
    again = LiveRounds(database, library)
    damaged, board = await Trivia(database, again).resume(after(5))
    assert isinstance(damaged, Damaged)
    assert isinstance(board, Board)
    assert (damaged.round_id, board.game.id) == (round_id, other.game.id)
    assert len(again) == 1
    # Its channel is free.
    reopened = Lobbies(database, library, again, RoundDefaults(), seed=lambda: 7)
    assert isinstance(await reopened.start(PLACE, ADA, options, "en", after(60)), Board)


async def test_a_round_goes_on_after_a_restart_with_all_that_was_confirmed(
    database: Database, library: Library, lobbies: Lobbies, trivia: Trivia, round_id: int
) -> None:
    given = clicks(2)
    await give(trivia, round_id, *given)
    back = Trivia(database, LiveRounds(database, library))
    (board,) = await back.resume(after(5))
    assert isinstance(board, Board)
    assert board.game.state is RoundState.ASKING
    assert set(board.answered) == {one.member_id for one in given}
