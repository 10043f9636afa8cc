import asyncio
from dataclasses import replace

import pytest

from bot.core.stories.telling import UNSHOWN, Telling, TellingState
from bot.storage.database import Database
from bot.storage.stories import tellings
from tests.core.builders import ADA, BRUNO, NOON, after
from tests.storage.builders import CHANNEL, GUILD, OTHER_CHANNEL, PACK, a_telling_draft


async def begun(database: Database, home_id: int = CHANNEL) -> Telling:
    async with database.transaction() as connection:
        telling = await tellings.create(connection, a_telling_draft(home_id))
    assert telling is not None
    return telling


async def loaded(database: Database, telling_id: int) -> Telling:
    async with database.transaction() as connection:
        telling = await tellings.load(connection, telling_id)
    assert telling is not None
    return telling


async def saved(database: Database, before: Telling, now: Telling) -> bool:
    async with database.transaction() as connection:
        return await tellings.save(connection, before, now)


async def test_a_telling_begins_at_its_opening_which_nobody_has_seen(database: Database) -> None:
    telling = await begun(database)
    assert telling == Telling(
        id=telling.id,
        guild_id=GUILD,
        home_id=CHANNEL,
        channel_id=CHANNEL,
        message_id=None,
        teller_id=ADA,
        pack_id=PACK,
        chapter_id="the-start",
        locale="en",
        position=0,
        shown=UNSHOWN,
        state=TellingState.TELLING,
        moved_at=NOON,
        due_at=after(20),
        choices={},
    )


async def test_an_unknown_telling_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await tellings.load(connection, 404) is None


async def test_what_was_saved_is_loaded(database: Database) -> None:
    before = await begun(database)
    now = replace(
        before,
        channel_id=OTHER_CHANNEL,
        message_id=300,
        position=4,
        shown=3,
        state=TellingState.PAUSED,
        moved_at=after(9),
        due_at=None,
    )
    assert await saved(database, before, now)
    assert await loaded(database, before.id) == now


@pytest.mark.parametrize("since", [{"position": 1}, {"shown": 0}, {"state": TellingState.PAUSED}])
async def test_a_telling_that_has_moved_on_since_is_not_overwritten(
    database: Database, since: dict[str, object]
) -> None:
    before = await begun(database)
    moved = replace(before, **since)  # type: ignore[arg-type]  # one of its own fields
    assert await saved(database, before, moved)
    assert not await saved(database, before, replace(before, position=9))
    assert await loaded(database, before.id) == moved


async def test_of_many_who_turn_the_page_at_once_one_does(database: Database) -> None:
    before = await begun(database)
    turns = (saved(database, before, replace(before, position=1)) for _ in range(5))
    assert sorted(await asyncio.gather(*turns)) == [False] * 4 + [True]


async def test_one_telling_a_home_and_one_where_it_is_told(database: Database) -> None:
    first = await begun(database)
    thread = 77
    assert await saved(database, first, replace(first, channel_id=thread))
    async with database.transaction() as connection:
        assert await tellings.create(connection, a_telling_draft(CHANNEL)) is None
        assert await tellings.create(connection, a_telling_draft(thread)) is None
        assert await tellings.create(connection, a_telling_draft(OTHER_CHANNEL)) is not None
        assert await tellings.running_in(connection, CHANNEL) == await tellings.running_in(connection, thread)


@pytest.mark.parametrize("state", [state for state in TellingState if not state.running])
async def test_a_telling_that_has_ended_leaves_its_channel_free(
    database: Database, state: TellingState
) -> None:
    first = await begun(database)
    assert await saved(database, first, replace(first, state=state))
    second = await begun(database)
    async with database.transaction() as connection:
        assert await tellings.running(connection) == [second]


async def test_a_changed_choice_replaces_the_one_before(database: Database) -> None:
    first, other = await begun(database), await begun(database, OTHER_CHANNEL)
    async with database.transaction() as connection:
        await tellings.choose(connection, first.id, 1, ADA, 0)
        await tellings.choose(connection, first.id, 1, BRUNO, 0)
        await tellings.choose(connection, first.id, 1, ADA, 2)
        await tellings.choose(connection, first.id, 3, ADA, 1)
        await tellings.choose(connection, other.id, 1, ADA, 1)
    assert (await loaded(database, first.id)).choices == {1: {ADA: 2, BRUNO: 0}, 3: {ADA: 1}}
    assert (await loaded(database, other.id)).choices == {1: {ADA: 1}}
