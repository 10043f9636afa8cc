from bot.storage import key_values as memory
from bot.storage.database import Database


async def test_what_was_never_remembered_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await memory.recall(connection, "commands") is None


async def test_the_last_value_under_a_name_is_remembered(database: Database) -> None:
    async with database.transaction() as connection:
        await memory.remember(connection, "commands", "1:abc")
        await memory.remember(connection, "others", "x")
        await memory.remember(connection, "commands", "1:def")
    async with database.transaction() as connection:
        assert await memory.recall(connection, "commands") == "1:def"
        assert await memory.recall(connection, "others") == "x"
