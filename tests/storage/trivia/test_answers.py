import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.trivia.round.rounds import Click
from bot.storage.database import Database
from bot.storage.groups import GroupCommit
from bot.storage.trivia import answers
from tests.core.builders import ADA, BRUNO, a_click, after
from tests.storage.builders import start

NO_ROUND = 404


@pytest.fixture
async def round_id(database: Database) -> int:
    async with database.transaction() as connection:
        return (await start(connection)).id


Log: TypeAlias = GroupCommit[tuple[int, int, Click], None]


@pytest.fixture
def log(database: Database) -> Log:
    """Keeps clicks, and nothing else."""

    async def keep(connection: AsyncConnection, clicks: Sequence[tuple[int, int, Click]]) -> Sequence[None]:
        await answers.keep(connection, clicks)
        return [None] * len(clicks)

    return GroupCommit(database, keep)


def clicks(count: int) -> list[Click]:
    """Clicks of that many members, one a millisecond."""
    return [a_click(member_id=n, at=after(n / 1000)) for n in range(1, count + 1)]


async def kept(database: Database, round_id: int, number: int = 1) -> list[Click]:
    async with database.transaction() as connection:
        found = await answers.of_turn(connection, round_id, number)
    return sorted(found, key=lambda click: click.interaction_id)


@contextmanager
def commits(database: Database) -> Iterator[list[object]]:
    """One entry for each transaction that is committed meanwhile."""
    counted: list[object] = []
    count, engine = counted.append, database._engine.sync_engine
    event.listen(engine, "commit", count)
    try:
        yield counted
    finally:
        event.remove(engine, "commit", count)


@asynccontextmanager
async def held_up(database: Database) -> AsyncIterator[None]:
    """Hold the one connection, so that what is added meanwhile waits."""
    async with database.transaction():
        yield


async def all_waiting() -> None:
    """Let every task go as far as it can while the connection is held."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_click_is_kept_as_it_was_made(database: Database, log: Log, round_id: int) -> None:
    click = Click(member_id=2**63 - 1, given="più 🏁", at=after(1.234), interaction_id=2**62)
    await log.add((round_id, 2, click))
    assert await kept(database, round_id, 2) == [click]
    assert await kept(database, round_id, 1) == []


async def test_every_click_of_a_member_is_kept_not_just_the_last(
    database: Database, log: Log, round_id: int
) -> None:
    changing = [a_click(given=given, at=after(second)) for second, given in enumerate("0120")]
    for click in changing:
        await log.add((round_id, 1, click))
    assert await kept(database, round_id) == changing


async def test_a_round_s_clicks_come_by_the_number_of_their_question(
    database: Database, log: Log, round_id: int
) -> None:
    first, third = a_click(ADA), a_click(BRUNO, at=after(40))
    await log.add((round_id, 1, first))
    await log.add((round_id, 3, third))
    async with database.transaction() as connection:
        assert await answers.of_round(connection, round_id) == {1: [first], 3: [third]}
        assert await answers.of_round(connection, NO_ROUND) == {}


async def test_two_hundred_at_once_are_on_disk_when_confirmed_and_share_a_few_transactions(
    database: Database, log: Log, round_id: int, tmp_path: Path
) -> None:
    outside = sqlite3.connect(tmp_path / "cantastorie.db")
    lost: list[Click] = []

    async def answer(click: Click) -> None:
        await log.add((round_id, 1, click))
        query = "SELECT 1 FROM answers WHERE interaction_id = ?"
        if outside.execute(query, [click.interaction_id]).fetchone() is None:
            lost.append(click)

    try:
        with commits(database) as counted:
            await asyncio.gather(*map(answer, clicks(200)))
    finally:
        outside.close()
    assert lost == []
    assert len(counted) <= 10
    assert await kept(database, round_id) == clicks(200)


async def test_clicks_that_come_while_a_group_is_written_make_up_the_next(
    database: Database, log: Log, round_id: int
) -> None:
    early, late = clicks(60)[:30], clicks(60)[30:]
    async with held_up(database):
        adding = [asyncio.create_task(log.add((round_id, 1, click))) for click in early]
        await all_waiting()
        for click in late:
            adding.append(asyncio.create_task(log.add((round_id, 1, click))))
            await all_waiting()
        assert not any(task.done() for task in adding)
    with commits(database) as counted:
        await asyncio.gather(*adding)
    assert len(counted) == 2
    assert await kept(database, round_id) == early + late


async def test_a_group_that_fails_tells_every_waiter_and_the_next_is_written(
    database: Database, log: Log, round_id: int
) -> None:
    first, second, third, fourth = clicks(4)
    async with held_up(database):
        failing = [
            asyncio.create_task(log.add((round_id, 1, first))),
            asyncio.create_task(log.add((NO_ROUND, 1, second))),
            asyncio.create_task(log.add((round_id, 1, third))),
        ]
        await all_waiting()
        following = asyncio.create_task(log.add((round_id, 1, fourth)))
        await all_waiting()
    told = await asyncio.gather(*failing, return_exceptions=True)
    await following
    assert [type(fault) for fault in told] == [IntegrityError] * 3
    assert await kept(database, round_id) == [fourth]


async def test_a_click_whose_group_failed_can_be_added_again(
    database: Database, log: Log, round_id: int
) -> None:
    adding = [log.add((round_id, 1, a_click())), log.add((NO_ROUND, 1, a_click(BRUNO)))]
    await asyncio.gather(*adding, return_exceptions=True)
    await log.add((round_id, 1, a_click()))
    assert await kept(database, round_id) == [a_click()]


async def test_the_same_interaction_twice_is_kept_once(database: Database, log: Log, round_id: int) -> None:
    await asyncio.gather(log.add((round_id, 1, a_click())), log.add((round_id, 1, a_click())))
    await log.add((round_id, 1, a_click()))
    assert await kept(database, round_id) == [a_click()]


@pytest.mark.parametrize("cancelled", [0, 1, 2])
async def test_an_add_that_nobody_waits_for_any_more_does_not_break_the_others(
    database: Database, log: Log, round_id: int, cancelled: int
) -> None:
    given = clicks(3)
    async with held_up(database):
        adding = [asyncio.create_task(log.add((round_id, 1, click))) for click in given]
        await all_waiting()
        adding[cancelled].cancel()
        await all_waiting()
    ended = await asyncio.gather(*adding, return_exceptions=True)
    assert [end for end in ended if end is None] == [None, None]
    assert isinstance(ended[cancelled], asyncio.CancelledError)
    on_disk = await kept(database, round_id)
    assert all(click in on_disk for position, click in enumerate(given) if position != cancelled)


async def test_the_log_rests_when_all_is_written_and_wakes_for_the_next(
    database: Database, log: Log, round_id: int
) -> None:
    running = asyncio.all_tasks()
    for click in clicks(3):
        await log.add((round_id, 1, click))
        await all_waiting()
        assert asyncio.all_tasks() == running
    assert await kept(database, round_id) == clicks(3)
