from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.packs.route import Driven
from bot.core.trivia.round.rounds import Round, RoundState
from bot.core.trivia.standing.leaderboard import Tally
from bot.storage.database import Database
from bot.storage.trivia import results, rounds
from tests.core.builders import ADA, BRUNO, NOON, after
from tests.storage.builders import GUILD, OTHER_GUILD, OTHER_PACK, PACK, DraftChanges, a_standing, start


async def ended(database: Database, changes: DraftChanges | None = None) -> Round:
    """A round that has ended, so that its channel is free for the next."""
    async with database.transaction() as connection:
        game = await start(connection, **(changes or {}))
        await rounds.save(connection, game, replace(game, state=RoundState.FINISHED))
    return game


async def tallies(
    database: Database, since: datetime | None = None, guild_id: int = GUILD, pack_id: str = PACK
) -> list[Tally]:
    async with database.transaction() as connection:
        return await results.tallies(connection, guild_id, pack_id, since)


async def test_a_tally_sums_a_member_s_rounds(database: Database) -> None:
    first, second = await ended(database), await ended(database)
    async with database.transaction() as connection:
        ada, bruno = (
            a_standing(ADA, distance=300, right=3, won=True),
            a_standing(BRUNO, distance=100, right=1),
        )
        await results.record(connection, first, [ada, bruno], 3, NOON)
        await results.record(connection, second, [a_standing(ADA, distance=50, right=1)], 2, after(60))
    assert await tallies(database) == [
        Tally(ADA, distance=350, rounds=2, wins=1, right=4, asked=5),
        Tally(BRUNO, distance=100, rounds=1, wins=0, right=1, asked=3),
    ]


@pytest.mark.parametrize(
    ("since", "distance"), [(None, 111), (NOON, 111), (after(0.001), 110), (after(60), 110), (after(61), 100)]
)
async def test_a_period_counts_the_rounds_that_ended_in_it_its_first_moment_included(
    database: Database, since: datetime | None, distance: int
) -> None:
    for driven, seconds in ((1, 0), (10, 60), (100, 120)):
        game = await ended(database)
        async with database.transaction() as connection:
            await results.record(connection, game, [a_standing(distance=driven)], 3, after(seconds))
    assert [tally.distance for tally in await tallies(database, since)] == [distance]


async def test_a_period_without_a_round_has_no_tallies(database: Database) -> None:
    game = await ended(database)
    async with database.transaction() as connection:
        await results.record(connection, game, [a_standing(distance=1)], 3, NOON)
    assert await tallies(database, after(1)) == []


async def test_servers_and_packs_are_summed_apart(database: Database) -> None:
    places: list[DraftChanges] = [{}, {"guild_id": OTHER_GUILD}, {"pack_id": OTHER_PACK}]
    for driven, place in zip((1, 10, 100), places, strict=True):
        game = await ended(database, place)
        async with database.transaction() as connection:
            await results.record(connection, game, [a_standing(distance=driven)], 3, NOON)
    sums = [
        await tallies(database),
        await tallies(database, guild_id=OTHER_GUILD),
        await tallies(database, pack_id=OTHER_PACK),
    ]
    assert [[tally.distance for tally in each] for each in sums] == [[1], [10], [100]]


async def test_results_recorded_anew_take_the_place_of_those_before(database: Database) -> None:
    game, other = await ended(database), await ended(database)
    async with database.transaction() as connection:
        await results.record(connection, other, [a_standing(BRUNO, distance=7)], 3, NOON)
        await results.record(connection, game, [a_standing(ADA, distance=5)], 3, NOON)
        await results.record(connection, game, [a_standing(ADA, distance=6, right=1)], 3, NOON)
    assert [(tally.member_id, tally.distance) for tally in await tallies(database)] == [(ADA, 6), (BRUNO, 7)]
    async with database.transaction() as connection:
        await results.record(connection, game, [], 3, NOON)
    assert [(tally.member_id, tally.distance) for tally in await tallies(database)] == [(BRUNO, 7)]


async def test_a_sum_beyond_32_bits_is_exact(database: Database) -> None:
    for _ in range(2):
        game = await ended(database)
        async with database.transaction() as connection:
            await results.record(connection, game, [a_standing(distance=2**40)], 3, NOON)
    assert [tally.distance for tally in await tallies(database)] == [2**41]


async def test_the_last_drive_is_that_of_the_round_that_ended_last(database: Database) -> None:
    first, second = await ended(database), await ended(database)
    async with database.transaction() as connection:
        for game in (first, second):
            await rounds.add_player(connection, game.id, ADA, "Ada", NOON)
            await rounds.add_player(connection, game.id, BRUNO, "Bruno", NOON)
        await results.record(connection, second, [a_standing(ADA, distance=7)], 3, NOON)
        await results.record(
            connection,
            first,
            [a_standing(ADA, distance=100), a_standing(BRUNO, distance=300)],
            3,
            after(60),
        )
        drive = await results.last_drive(connection, GUILD, PACK)
    assert drive == (Driven(BRUNO, "Bruno", 300, 2), Driven(ADA, "Ada", 100, 1))


async def test_those_who_drove_are_numbered_in_the_order_of_joining_as_in_the_round(
    database: Database,
) -> None:
    game = await ended(database)
    async with database.transaction() as connection:
        await rounds.add_player(connection, game.id, ADA, "Ada", after(2))
        await rounds.add_player(connection, game.id, BRUNO, "Bruno", after(1))
        await results.record(connection, game, [a_standing(ADA, distance=7)], 3, NOON)
        assert await results.last_drive(connection, GUILD, PACK) == (Driven(ADA, "Ada", 7, 2),)


async def test_of_two_rounds_that_ended_together_the_later_one_is_the_last(database: Database) -> None:
    for distance in (100, 200):
        game = await ended(database)
        async with database.transaction() as connection:
            await rounds.add_player(connection, game.id, ADA, "Ada", NOON)
            await results.record(connection, game, [a_standing(ADA, distance=distance)], 3, NOON)
    async with database.transaction() as connection:
        assert [one.distance for one in await results.last_drive(connection, GUILD, PACK)] == [200]


@pytest.mark.parametrize(("guild_id", "pack_id"), [(OTHER_GUILD, PACK), (GUILD, OTHER_PACK)])
async def test_another_servers_or_storys_drive_is_not_told(
    database: Database, guild_id: int, pack_id: str
) -> None:
    game = await ended(database)
    async with database.transaction() as connection:
        await rounds.add_player(connection, game.id, ADA, "Ada", NOON)
        await results.record(connection, game, [a_standing(ADA, distance=1)], 3, NOON)
        assert await results.last_drive(connection, guild_id, pack_id) == ()
