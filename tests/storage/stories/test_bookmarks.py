from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.core.stories.reading import Reading
from bot.storage.database import Database
from bot.storage.stories import bookmarks, tables
from tests.core.builders import ADA, BRUNO, NOON, a_pack, after
from tests.storage.builders import OTHER_PACK, PACK, a_page

CHAPTERS = [chapter.id for chapter in a_pack().chapters]
turns = st.lists(st.tuples(st.sampled_from(CHAPTERS), st.integers(0, 2)), max_size=8)


async def reading(database: Database, reader_id: int = ADA, pack_id: str = PACK) -> Reading:
    async with database.transaction() as connection:
        found = await bookmarks.load(connection, reader_id, pack_id)
    # Both ways of reading say the same.
    assert await database.read(lambda trip: bookmarks.read(trip, reader_id, pack_id)) == found
    return found


async def turn(database: Database, chapter_id: str, position: int, seconds: float) -> None:
    """Ada turns to a page that many seconds after `NOON`."""
    page = a_page(chapter_id, position)
    await database.write(lambda trip: bookmarks.save(trip, ADA, PACK, page, after(seconds)))


async def test_who_has_read_nothing_has_no_bookmark(database: Database) -> None:
    assert await reading(database) == Reading(reached={}, last=None)


async def test_turning_back_keeps_what_was_reached(database: Database) -> None:
    await turn(database, "the-start", 2, seconds=0)
    await turn(database, "the-start", 1, seconds=5)
    assert await reading(database) == Reading(
        {"the-start": 2}, ("the-start", 1), {"the-start": frozenset({1, 2})}
    )


async def test_the_page_last_open_is_the_newest_of_all_chapters(database: Database) -> None:
    await turn(database, "the-futa", 2, seconds=0)
    await turn(database, "the-start", 1, seconds=5)
    assert await reading(database) == Reading(
        {"the-futa": 2, "the-start": 1},
        ("the-start", 1),
        {"the-futa": frozenset({2}), "the-start": frozenset({1})},
    )


async def test_an_older_page_turn_that_comes_late_does_not_move_the_reader_back(database: Database) -> None:
    await turn(database, "the-start", 1, seconds=5)
    await turn(database, "the-start", 0, seconds=0)
    assert (await reading(database)).last == ("the-start", 1)


async def test_an_older_page_turn_that_comes_late_still_counts_as_read(database: Database) -> None:
    await turn(database, "the-start", 1, seconds=5)
    await turn(database, "the-start", 2, seconds=0)
    assert await reading(database) == Reading(
        {"the-start": 2}, ("the-start", 1), {"the-start": frozenset({1, 2})}
    )


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=turns, data=st.data())
async def test_a_reading_does_not_depend_on_the_order_in_which_page_turns_come(
    database: Database, turns: list[tuple[str, int]], data: st.DataObject
) -> None:
    async with database.transaction() as connection:
        await connection.execute(delete(tables.bookmarks))
    for seconds, (chapter_id, position) in data.draw(st.permutations(list(enumerate(turns)))):
        await turn(database, chapter_id, position, seconds)
    reached: dict[str, int] = {}
    pages: dict[str, frozenset[int]] = {}
    for chapter_id, position in turns:
        reached[chapter_id] = max(position, reached.get(chapter_id, 0))
        pages[chapter_id] = pages.get(chapter_id, frozenset()) | {position}
    assert await reading(database) == Reading(reached, turns[-1] if turns else None, pages)


async def test_readers_and_packs_are_kept_apart(database: Database) -> None:
    for reader_id, pack_id, position in ((ADA, PACK, 1), (BRUNO, PACK, 2), (ADA, OTHER_PACK, 0)):
        save = partial(bookmarks.save, reader_id=reader_id, pack_id=pack_id, page=a_page(position=position))
        await database.write(partial(save, at=NOON))
    assert (await reading(database, ADA, PACK)).last == ("the-start", 1)
    assert (await reading(database, BRUNO, PACK)).last == ("the-start", 2)
    assert (await reading(database, ADA, OTHER_PACK)).last == ("the-start", 0)
