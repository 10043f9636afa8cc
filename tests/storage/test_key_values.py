from bot.storage import key_values
from bot.storage.database import Database


async def test_what_was_never_remembered_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await key_values.get(connection, "commands") is None


async def test_the_last_value_under_a_name_is_remembered(database: Database) -> None:
    async with database.transaction() as connection:
        await key_values.put(connection, "commands", "1:abc")
        await key_values.put(connection, "others", "x")
        await key_values.put(connection, "commands", "1:def")
    async with database.transaction() as connection:
        assert await key_values.get(connection, "commands") == "1:def"
        assert await key_values.get(connection, "others") == "x"
