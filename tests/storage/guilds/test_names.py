from bot.core.trivia.round import play as rules
from bot.core.trivia.round.play import Play, Player
from bot.storage.database import Database
from bot.storage.guilds import names
from bot.storage.trips import Trip
from tests.core.builders import ADA, BRUNO, NOON, after
from tests.storage.builders import GUILD, OTHER_GUILD, save, start


async def known(database: Database, guild_id: int = GUILD) -> dict[int, str]:
    """Whom the server knows by name, read in either way."""
    in_a_trip = await database.read(lambda trip: names.read(trip, guild_id, [ADA, BRUNO]))
    async with database.transaction() as connection:
        assert await names.load(connection, guild_id, [ADA, BRUNO]) == in_a_trip
    return in_a_trip


async def see(database: Database, member_id: int, name: str) -> None:
    async with database.transaction() as connection:
        await names.see(connection, GUILD, member_id, name)


async def test_a_name_is_that_of_last_time_and_each_server_has_its_own(database: Database) -> None:
    for name in ("Ada", "Ada", "Ada B."):
        await see(database, ADA, name)
    assert await known(database) == {ADA: "Ada B."}
    assert await known(database, OTHER_GUILD) == {}


async def test_a_name_that_is_kept_already_changes_no_row(database: Database) -> None:
    keep, named = names.seen_as(GUILD, ADA, "Ada")
    _, renamed = names.seen_as(GUILD, ADA, "Ada B.")

    def work(trip: Trip) -> list[int]:
        return [trip.execute(keep, row) for row in (named, named, renamed)]

    assert await database.write(work) == [1, 0, 1]


async def test_who_joins_a_round_is_known_by_name_and_anew_when_they_call_themselves_otherwise(
    database: Database,
) -> None:
    play = await start(database, starter_id=ADA, players={ADA: Player("Ada", NOON)})
    assert await known(database) == {ADA: "Ada"}
    joined = rules.join(play, BRUNO, "Bruno", after(1))
    assert isinstance(joined, Play)
    await save(database, play, joined)
    assert await known(database) == {ADA: "Ada", BRUNO: "Bruno"}
    renamed = rules.join(joined, BRUNO, "Bruno the Quick", after(2))
    assert isinstance(renamed, Play)
    await save(database, joined, renamed)
    assert await known(database) == {ADA: "Ada", BRUNO: "Bruno the Quick"}


async def test_a_rematch_brings_no_older_name_back(database: Database) -> None:
    await see(database, BRUNO, "Bruno the Quick")
    await start(database, starter_id=ADA, players={ADA: Player("Ada", NOON), BRUNO: Player("Bruno", NOON)})
    assert await known(database) == {ADA: "Ada", BRUNO: "Bruno the Quick"}
