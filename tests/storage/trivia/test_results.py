from collections.abc import Mapping
from datetime import datetime

import pytest

from bot.core.packs.route import Driven
from bot.core.trivia.round.play import Player
from bot.core.trivia.round.rounds import Round
from bot.core.trivia.standing.leaderboard import Tally
from bot.core.trivia.standing.round_standings import Standing
from bot.storage.database import Database
from bot.storage.trivia import results
from tests.core.builders import ADA, BRUNO, NOON, after
from tests.storage.builders import (
    GUILD,
    OTHER_GUILD,
    OTHER_PACK,
    PACK,
    DraftChanges,
    a_standing,
    score,
    start,
)


async def held(
    database: Database,
    *standings: Standing,
    at: datetime = NOON,
    asked: int = 3,
    joined: Mapping[int, datetime] | None = None,
    changes: DraftChanges | None = None,
) -> Round:
    """A round that has ended with these results, so that its channel is free for the next."""
    players = {one: Player("Ada" if one == ADA else "Bruno", when) for one, when in (joined or {}).items()}
    place: DraftChanges = {"players": players, **(changes or {})}
    play = await start(database, **place)
    await score(database, play.game, standings, asked, at)
    return play.game


async def tallies(
    database: Database, since: datetime | None = None, guild_id: int = GUILD, pack_id: str = PACK
) -> list[Tally]:
    return await database.read(lambda trip: results.tallies(trip, guild_id, pack_id, since))


async def last_drive(database: Database, guild_id: int = GUILD, pack_id: str = PACK) -> tuple[Driven, ...]:
    async with database.transaction() as connection:
        return await results.last_drive(connection, guild_id, pack_id)


async def test_a_tally_sums_a_member_s_rounds(database: Database) -> None:
    ada, bruno = a_standing(ADA, distance=300, right=3, won=True), a_standing(BRUNO, distance=100, right=1)
    await held(database, ada, bruno)
    await held(database, a_standing(ADA, distance=50, right=1), asked=2, at=after(60))
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
        await held(database, a_standing(distance=driven), at=after(seconds))
    assert [tally.distance for tally in await tallies(database, since)] == [distance]


async def test_a_period_without_a_round_has_no_tallies(database: Database) -> None:
    await held(database, a_standing(distance=1))
    assert await tallies(database, after(1)) == []


async def test_servers_and_packs_are_summed_apart(database: Database) -> None:
    places: list[DraftChanges] = [{}, {"guild_id": OTHER_GUILD}, {"pack_id": OTHER_PACK}]
    for driven, place in zip((1, 10, 100), places, strict=True):
        await held(database, a_standing(distance=driven), changes=place)
    sums = [
        await tallies(database),
        await tallies(database, guild_id=OTHER_GUILD),
        await tallies(database, pack_id=OTHER_PACK),
    ]
    assert [[tally.distance for tally in each] for each in sums] == [[1], [10], [100]]


async def test_a_sum_beyond_32_bits_is_exact(database: Database) -> None:
    for _ in range(2):
        await held(database, a_standing(distance=2**40))
    assert [tally.distance for tally in await tallies(database)] == [2**41]


async def test_the_last_drive_is_that_of_the_round_that_ended_last(database: Database) -> None:
    both = {ADA: NOON, BRUNO: NOON}
    furthest = a_standing(ADA, distance=100), a_standing(BRUNO, distance=300)
    await held(database, *furthest, at=after(60), joined=both)
    await held(database, a_standing(ADA, distance=7), joined=both)
    assert await last_drive(database) == (Driven(BRUNO, "Bruno", 300, 2), Driven(ADA, "Ada", 100, 1))


async def test_those_who_drove_are_numbered_in_the_order_of_joining_as_in_the_round(
    database: Database,
) -> None:
    await held(database, a_standing(ADA, distance=7), joined={ADA: after(2), BRUNO: after(1)})
    assert await last_drive(database) == (Driven(ADA, "Ada", 7, 2),)


async def test_of_two_rounds_that_ended_together_the_later_one_is_the_last(database: Database) -> None:
    for distance in (100, 200):
        await held(database, a_standing(ADA, distance=distance), joined={ADA: NOON})
    assert [one.distance for one in await last_drive(database)] == [200]


@pytest.mark.parametrize(("guild_id", "pack_id"), [(OTHER_GUILD, PACK), (GUILD, OTHER_PACK)])
async def test_another_servers_or_storys_drive_is_not_told(
    database: Database, guild_id: int, pack_id: str
) -> None:
    await held(database, a_standing(ADA, distance=1), joined={ADA: NOON})
    assert await last_drive(database, guild_id, pack_id) == ()
