from bot.storage.database import Database
from bot.storage.stories import seen
from tests.core.builders import NOON, after
from tests.storage.builders import GUILD, OTHER_GUILD, OTHER_PACK, PACK


async def test_each_item_is_kept_with_when_it_was_last_had(database: Database) -> None:
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf", "the-dog"], NOON)
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-dog", "the-egg"], after(60))
    async with database.transaction() as connection:
        assert await seen.load(connection, GUILD, PACK, seen.SeenKind.ANECDOTE) == {
            "the-loaf": NOON,
            "the-dog": after(60),
            "the-egg": after(60),
        }


async def test_audiences_packs_and_kinds_are_kept_apart(database: Database) -> None:
    told, put = seen.SeenKind.ANECDOTE, seen.SeenKind.CLAIM
    places = [(GUILD, PACK, told), (OTHER_GUILD, PACK, told), (GUILD, OTHER_PACK, told), (GUILD, PACK, put)]
    async with database.transaction() as connection:
        for number, place in enumerate(places):
            await seen.mark(connection, *place, [f"item-{number}"], NOON)
        for number, place in enumerate(places):
            assert await seen.load(connection, *place) == {f"item-{number}": NOON}


async def test_what_is_given_back_is_as_it_was_before(database: Database) -> None:
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], NOON)
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf", "the-dog"], after(60))
        for item in ("the-loaf", "the-dog"):
            await seen.give_back(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, item, after(60))
        assert await seen.load(connection, GUILD, PACK, seen.SeenKind.ANECDOTE) == {"the-loaf": NOON}


async def test_what_was_had_again_since_is_not_given_back(database: Database) -> None:
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], NOON)
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], after(60))
        await seen.give_back(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, "the-loaf", NOON)
        assert await seen.load(connection, GUILD, PACK, seen.SeenKind.ANECDOTE) == {"the-loaf": after(60)}


async def test_giving_back_what_nobody_had_changes_nothing(database: Database) -> None:
    async with database.transaction() as connection:
        await seen.mark(connection, OTHER_GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], NOON)
        await seen.give_back(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, "the-loaf", NOON)
        assert await seen.load(connection, OTHER_GUILD, PACK, seen.SeenKind.ANECDOTE) == {"the-loaf": NOON}


async def test_marking_nothing_changes_nothing(database: Database) -> None:
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, [], NOON)
        assert await seen.load(connection, GUILD, PACK, seen.SeenKind.ANECDOTE) == {}
