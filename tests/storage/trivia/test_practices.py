from dataclasses import replace

from bot.core.trivia.practice import Practice
from bot.storage.database import Database
from bot.storage.trivia import practices
from tests.core.builders import ADA, BRUNO, an_asked, an_asked_legend
from tests.storage.builders import PACK, a_practice_draft


async def begun(database: Database, reader_id: int = ADA, topic: str | None = "the-start") -> Practice:
    async with database.transaction() as connection:
        return await practices.begin(connection, a_practice_draft(reader_id, topic))


async def kept(database: Database, reader_id: int = ADA) -> Practice | None:
    async with database.transaction() as connection:
        return await practices.of_reader(connection, reader_id)


async def test_a_practice_begins_at_its_first_question(database: Database) -> None:
    practice = await begun(database)
    assert practice == Practice(
        id=practice.id,
        reader_id=ADA,
        pack_id=PACK,
        topic="the-start",
        questions=(an_asked(), an_asked_legend()),
        given=(),
        number=1,
    )
    assert await kept(database) == practice


async def test_a_reader_without_a_practice_has_none(database: Database) -> None:
    await begun(database)
    assert await kept(database, BRUNO) is None


async def test_what_was_saved_is_loaded(database: Database) -> None:
    practice = replace(await begun(database, topic=None), given=("1",), number=2)
    async with database.transaction() as connection:
        await practices.save(connection, practice)
    assert await kept(database) == practice


async def test_a_new_practice_takes_the_place_of_the_readers_last_and_of_nobody_elses(
    database: Database,
) -> None:
    old, other = await begun(database), await begun(database, BRUNO)
    new = await begun(database, topic=None)
    assert await kept(database) == new
    assert await kept(database, BRUNO) == other
    assert new.id not in (old.id, other.id)


async def test_the_id_of_a_practice_that_was_replaced_never_comes_back(database: Database) -> None:
    ids = [(await begun(database)).id for _ in range(4)]
    assert sorted(set(ids)) == ids


async def test_saving_a_practice_that_was_replaced_changes_nothing(database: Database) -> None:
    old = await begun(database)
    new = await begun(database)
    async with database.transaction() as connection:
        await practices.save(connection, replace(old, given=("0",), number=2))
    assert await kept(database) == new
