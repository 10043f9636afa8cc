import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from bot.core.trivia.round.rounds import Resumption, Round, RoundState, opened, resume
from bot.storage.database import Database
from bot.storage.trivia import rounds, tables
from tests.core.builders import ADA, BRUNO, CARLA, DINO, NOON, after, taken
from tests.storage.builders import (
    CHANNEL,
    GUILD,
    OTHER_CHANNEL,
    OTHER_GUILD,
    DraftChanges,
    a_draft,
    start,
)

ENDS = [state for state in RoundState if not state.running]


async def started(database: Database, changes: DraftChanges | None = None) -> Round:
    async with database.transaction() as connection:
        return await start(connection, **(changes or {}))


async def attempt(database: Database, channel_id: int = CHANNEL) -> int | None:
    async with database.transaction() as connection:
        return await rounds.create(connection, a_draft(channel_id=channel_id))


async def loaded(database: Database, round_id: int) -> Round:
    async with database.transaction() as connection:
        game = await rounds.load(connection, round_id)
    assert game is not None
    return game


async def save(database: Database, before: Round, after: Round) -> None:
    async with database.transaction() as connection:
        await rounds.save(connection, before, after)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The SQL that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("topic", "difficulty"), [(None, None), ("Nuvolari", "hard")])
async def test_a_round_is_loaded_as_it_was_drafted(
    database: Database, topic: str | None, difficulty: str | None
) -> None:
    draft = a_draft(topic=topic, difficulty=difficulty, locale="pt-BR", seconds=45)
    async with database.transaction() as connection:
        round_id = await rounds.create(connection, draft)
    assert round_id is not None
    assert await loaded(database, round_id) == Round(
        id=round_id,
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        message_id=None,
        starter_id=ADA,
        pack_id=draft.pack_id,
        topic=topic,
        difficulty=difficulty,
        seconds=45,
        locale="pt-BR",
        created_at=NOON,
        lobby_until=after(30),
        state=RoundState.LOBBY,
        number=0,
        players={},
        turns=draft.turns,
    )


async def test_an_unknown_round_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await rounds.load(connection, 404) is None
        assert await rounds.running_in(connection, 404) is None


@pytest.mark.parametrize("state", [state for state in RoundState if state.running])
async def test_a_running_round_holds_its_channel_and_no_other(database: Database, state: RoundState) -> None:
    game = await started(database)
    await save(database, game, replace(game, state=state))
    assert await attempt(database) is None
    assert await attempt(database, OTHER_CHANNEL) is not None


async def test_of_twenty_starts_at_once_one_holds_the_channel(database: Database, tmp_path: Path) -> None:
    # Two connections, so that the race is run in the database and not decided by who waits for whom.
    other = Database.open(tmp_path / "cantastorie.db")
    try:
        ids = await asyncio.gather(*(attempt(each) for each in (database, other) * 10))
    finally:
        await other.close()
    (winner,) = [round_id for round_id in ids if round_id is not None]
    async with database.transaction() as connection:
        holder = await rounds.running_in(connection, CHANNEL)
        kept = await connection.execute(select(func.count()).select_from(tables.round_questions))
        assert holder is not None
        assert (holder.id, kept.scalar_one()) == (winner, len(holder.turns))


@pytest.mark.parametrize("end", ENDS)
async def test_a_channel_is_free_once_its_round_has_ended(database: Database, end: RoundState) -> None:
    first = await started(database)
    await save(database, first, replace(first, state=end))
    async with database.transaction() as connection:
        assert await rounds.running_in(connection, CHANNEL) is None
    second = await started(database)
    assert second.id != first.id
    assert (await loaded(database, first.id)).state is end


async def test_the_running_rounds_are_listed_oldest_first(database: Database) -> None:
    first, second, third = [await started(database, {"channel_id": channel}) for channel in (3, 2, 1)]
    await save(database, second, replace(second, state=RoundState.STOPPED))
    await save(database, third, replace(third, state=RoundState.ASKING, number=1))
    async with database.transaction() as connection:
        assert [game.id for game in await rounds.running(connection)] == [first.id, third.id]


async def test_an_unshown_end_is_listed_from_its_moment_on_until_it_is_shown(database: Database) -> None:
    shown, unshown, bare = [await started(database, {"channel_id": channel}) for channel in (3, 2, 1)]
    for game in (shown, unshown):
        await save(database, game, replace(game, message_id=7, state=RoundState.STOPPED))
    async with database.transaction() as connection:
        for game in (shown, unshown, bare):
            await rounds.end_is_unshown(connection, game.id, NOON)
        await rounds.end_is_shown(connection, shown.id)
    async with database.transaction() as connection:
        assert [game.id for game in await rounds.unshown(connection, NOON)] == [unshown.id]
        assert await rounds.unshown(connection, after(1)) == []


async def test_a_member_s_last_start_is_that_of_any_channel_of_the_one_server(database: Database) -> None:
    places: list[DraftChanges] = [
        {"channel_id": 1, "created_at": after(20)},
        {"channel_id": 2, "created_at": after(10)},
        {"channel_id": 3, "created_at": after(30), "starter_id": BRUNO},
        {"channel_id": 4, "created_at": after(40), "guild_id": OTHER_GUILD},
    ]
    for place in places:
        await started(database, place)
    async with database.transaction() as connection:
        assert await rounds.last_start(connection, GUILD, ADA) == after(20)
        assert await rounds.last_start(connection, GUILD, CARLA) is None


async def test_players_keep_the_order_in_which_they_joined(database: Database) -> None:
    game = await started(database)
    async with database.transaction() as connection:
        for seconds, (member_id, name) in enumerate([(DINO, "Dino"), (ADA, "Ada"), (CARLA, "Carla")]):
            await rounds.add_player(connection, game.id, member_id, name, after(seconds))
    assert list((await loaded(database, game.id)).players.items()) == [
        (DINO, "Dino"),
        (ADA, "Ada"),
        (CARLA, "Carla"),
    ]


async def test_joining_twice_keeps_the_place_and_takes_the_name_last_seen(database: Database) -> None:
    game = await started(database)
    async with database.transaction() as connection:
        await rounds.add_player(connection, game.id, BRUNO, "Bruno", NOON)
        await rounds.add_player(connection, game.id, ADA, "Ada", after(1))
        await rounds.add_player(connection, game.id, BRUNO, "Brunetto 🏁", after(2))
    assert list((await loaded(database, game.id)).players.items()) == [(BRUNO, "Brunetto 🏁"), (ADA, "Ada")]


async def test_who_leaves_and_joins_again_comes_last(database: Database) -> None:
    game, other = await started(database), await started(database, {"channel_id": OTHER_CHANNEL})
    async with database.transaction() as connection:
        for each in (game, other):
            await rounds.add_player(connection, each.id, ADA, "Ada", NOON)
            await rounds.add_player(connection, each.id, BRUNO, "Bruno", after(1))
        await rounds.remove_player(connection, game.id, ADA)
        await rounds.remove_player(connection, game.id, CARLA)
    assert list((await loaded(database, game.id)).players) == [BRUNO]
    async with database.transaction() as connection:
        await rounds.add_player(connection, game.id, ADA, "Ada", after(2))
    assert list((await loaded(database, game.id)).players) == [BRUNO, ADA]
    assert list((await loaded(database, other.id)).players) == [ADA, BRUNO]


async def joined(database: Database, game: Round, member_id: int, seconds: float) -> Round:
    """The round after the member has joined it then, or has answered to it."""
    async with database.transaction() as connection:
        await rounds.add_player(connection, game.id, member_id, f"member {member_id}", after(seconds))
    return await loaded(database, game.id)


async def shown(database: Database, game: Round, number: int, seconds: float) -> Round:
    """The round after that question has opened then."""
    asking = replace(game, state=RoundState.ASKING, number=number)
    await save(database, game, opened(asking, number, after(seconds)))
    return await loaded(database, game.id)


async def test_what_was_saved_is_loaded(database: Database) -> None:
    game = await started(database)
    for member_id in (ADA, BRUNO):
        game = await joined(database, game, member_id, 0.5)
    asking = replace(game, state=RoundState.ASKING, number=2, message_id=300)
    asking = opened(opened(asking, 1, after(1)), 2, after(30))
    asking = asking.with_turn(replace(asking.turns[0], closed=True))
    resumed = resume(asking, after(60), after(40))
    await save(database, game, resumed)
    assert await loaded(database, game.id) == resumed


async def test_each_restart_of_a_question_is_kept_to_the_millisecond_and_in_order(
    database: Database,
) -> None:
    game = await started(database)
    game = await shown(database, game, 1, 1)
    for back_at, alive_at in [(60.001, 3.002), (90.5, 62), (7200, 91.999)]:
        before = await loaded(database, game.id)
        await save(database, before, resume(before, after(back_at), after(alive_at)))
    turn = (await loaded(database, game.id)).turns[0]
    assert turn.resumptions == (
        Resumption(after(60.001), taken(2.002)),
        Resumption(after(90.5), taken(4.001)),
        Resumption(after(7200), taken(5.5)),
    )
    assert turn.closes_at == after(7214.5)


async def test_restarts_are_kept_with_their_own_question(database: Database) -> None:
    game = await shown(database, await started(database), 1, 1)
    await save(database, game, resume(game, after(60), after(5)))
    game = await shown(database, await loaded(database, game.id), 2, 100)
    await save(database, game, resume(game, after(200), after(107)))
    assert [turn.resumptions for turn in (await loaded(database, game.id)).turns] == [
        (Resumption(after(60), taken(4)),),
        (Resumption(after(200), taken(7)),),
        (),
    ]


async def test_a_question_awaits_those_who_had_joined_when_it_opened(database: Database) -> None:
    game = await started(database)
    for member_id, seconds in [(ADA, 1), (BRUNO, 9.999), (CARLA, 10)]:
        game = await joined(database, game, member_id, seconds)
    saved = await shown(database, game, 1, 10)
    assert [turn.awaited for turn in saved.turns] == [frozenset({ADA, BRUNO, CARLA}), None, None]


async def test_who_joins_by_an_answer_is_awaited_from_the_next_question_on(database: Database) -> None:
    game = await joined(database, await started(database), ADA, 1)
    game = await joined(database, await shown(database, game, 1, 10), BRUNO, 10.001)
    assert game.turns[0].awaited == frozenset({ADA})
    game = await joined(database, await shown(database, game, 2, 40), CARLA, 45)
    assert [turn.awaited for turn in game.turns] == [frozenset({ADA}), frozenset({ADA, BRUNO}), None]


async def test_a_name_seen_anew_changes_nobody_who_is_awaited(database: Database) -> None:
    game = await joined(database, await started(database), ADA, 1)
    game = await joined(database, await shown(database, game, 1, 10), ADA, 15)
    assert game.turns[0].awaited == frozenset({ADA})


async def test_saving_keeps_what_changed_and_lets_the_rest_be(database: Database) -> None:
    game = await started(database)
    posted = replace(game, message_id=300)
    first, second = opened(game, 1, after(1)), opened(game, 2, after(2))
    for changed in (posted, first, second):
        await save(database, game, changed)
    kept = await loaded(database, game.id)
    assert kept == replace(posted, turns=(first.turns[0], second.turns[1], game.turns[2]))


async def test_saving_a_round_that_has_not_changed_writes_nothing(database: Database) -> None:
    game = await started(database)
    with statements(database) as sent:
        await save(database, game, await loaded(database, game.id))
    assert [statement for statement in sent if not statement.startswith("SELECT")] == []


async def test_saving_one_round_leaves_the_others_alone(database: Database) -> None:
    game, other = await started(database), await started(database, {"channel_id": OTHER_CHANNEL})
    await save(database, game, opened(replace(game, state=RoundState.ASKING, number=1), 1, after(1)))
    assert await loaded(database, other.id) == other
