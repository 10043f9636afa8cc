import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.core.guilds.settings import Feature
from bot.core.trivia.round.play import Play, Player, end, posted
from bot.core.trivia.round.rounds import Round, RoundState
from bot.core.trivia.round.teams import Mode, Team
from bot.storage.database import Database
from bot.storage.trivia import plays, rounds, tables
from tests.core.builders import ADA, BRUNO, CARLA, NOON, after
from tests.storage.builders import (
    CHANNEL,
    GUILD,
    OTHER_CHANNEL,
    OTHER_GUILD,
    DraftChanges,
    a_draft,
    loaded,
    save,
    start,
)

ENDS = [state for state in RoundState if not state.running]


async def attempt(database: Database, channel_id: int = CHANNEL) -> int | None:
    return await database.write(lambda trip: rounds.create(trip, a_draft(channel_id=channel_id)))


async def moved(database: Database, play: Play, state: RoundState) -> Play:
    """The round after it was written as standing there."""
    number = 0 if state is RoundState.LOBBY else 1
    after_it = replace(play, game=replace(play.game, state=state, number=number), ended_at=NOON)
    await save(database, play, after_it)
    return after_it


@pytest.mark.parametrize(("topic", "difficulty"), [(None, None), ("Nuvolari", "hard")])
async def test_a_round_is_loaded_as_it_was_drafted(
    database: Database, topic: str | None, difficulty: str | None
) -> None:
    draft = a_draft(topic=topic, difficulty=difficulty, locale="pt-BR", seconds=45)
    round_id = await database.write(lambda trip: rounds.create(trip, draft))
    assert round_id is not None
    game = (await loaded(database, round_id)).game
    assert game == draft.as_round(round_id)
    assert game == Round(
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


async def test_those_who_are_in_from_the_start_are_kept_with_the_round(database: Database) -> None:
    players = {BRUNO: Player("Bruno", NOON, Team.RED), ADA: Player("Ada", after(-1), Team.SILVER)}
    play = await start(database, mode=Mode.TEAMS, players=players)
    assert play.players == players
    assert list(play.game.players.items()) == [(ADA, "Ada"), (BRUNO, "Bruno")]
    assert play.game.teams == {ADA: Team.SILVER, BRUNO: Team.RED}


async def test_a_round_keeps_its_way_and_what_was_switched_off(database: Database) -> None:
    off = frozenset({Feature.HINTS, Feature.SKIPS})
    game = (await start(database, mode=Mode.TEAMS, off=off)).game
    assert (game.mode, game.off) == (Mode.TEAMS, off)


async def test_a_round_that_says_nothing_is_each_for_themselves_with_all_ways(database: Database) -> None:
    game = (await start(database)).game
    assert (game.mode, game.teams, game.off) == (Mode.EACH, {}, frozenset())
    assert a_draft().mode is Mode.EACH


@pytest.mark.parametrize("seed", [0, 2**63 - 1])
async def test_a_round_keeps_its_seed(database: Database, seed: int) -> None:
    assert (await start(database, seed=seed)).game.seed == seed


@pytest.mark.parametrize("state", [state for state in RoundState if state.running])
async def test_a_running_round_holds_its_channel_and_no_other(database: Database, state: RoundState) -> None:
    await moved(database, await start(database), state)
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
    (holder,) = await database.read(plays.running)
    async with database.transaction() as connection:
        kept = await connection.execute(select(func.count()).select_from(tables.round_questions))
        assert isinstance(holder, Play)
        assert (holder.id, kept.scalar_one()) == (winner, len(holder.game.turns))


@pytest.mark.parametrize("state", ENDS)
async def test_a_channel_is_free_once_its_round_has_ended(database: Database, state: RoundState) -> None:
    first = await moved(database, await start(database), state)
    second = await start(database)
    assert second.id != first.id
    assert (await loaded(database, first.id)).game.state is state


async def test_a_member_s_last_start_is_that_of_any_channel_of_the_one_server(database: Database) -> None:
    places: list[DraftChanges] = [
        {"channel_id": 1, "created_at": after(20)},
        {"channel_id": 2, "created_at": after(10)},
        {"channel_id": 3, "created_at": after(30), "starter_id": BRUNO},
        {"channel_id": 4, "created_at": after(40), "guild_id": OTHER_GUILD},
    ]
    for place in places:
        await start(database, **place)
    assert await database.read(lambda trip: rounds.last_start(trip, GUILD, ADA)) == after(20)
    assert await database.read(lambda trip: rounds.last_start(trip, GUILD, CARLA)) is None


async def test_a_round_that_was_lost_before_it_was_shown_is_no_start(database: Database) -> None:
    unseen, seen = await start(database), await start(database, channel_id=OTHER_CHANNEL)
    await save(database, unseen, end(unseen, RoundState.LOST, after(1)))
    lost = end(posted(seen, 300), RoundState.LOST, after(1))

    async def last_start() -> object:
        return await database.read(lambda trip: rounds.last_start(trip, GUILD, ADA))

    assert await last_start() == NOON
    await save(database, seen, end(seen, RoundState.LOST, after(1)))
    assert await last_start() is None
    await save(database, seen, lost)
    assert await last_start() == NOON


async def test_a_round_that_is_given_up_holds_its_channel_no_longer_and_has_no_end_to_show(
    database: Database,
) -> None:
    given_up, other = await start(database), await start(database, channel_id=OTHER_CHANNEL)
    await save(database, given_up, posted(given_up, 300))
    await database.write(lambda trip: rounds.give_up(trip, given_up.id))
    assert not (await loaded(database, given_up.id)).game.state.running
    assert await database.read(lambda trip: plays.unshown(trip, after(-1000))) == []
    assert await loaded(database, other.id) == other
    assert await attempt(database) is not None


async def test_an_end_that_was_shown_is_unshown_no_longer_and_the_others_still_are(
    database: Database,
) -> None:
    ids = []
    for channel_id in (CHANNEL, OTHER_CHANNEL):
        play = posted(await start(database, channel_id=channel_id), 300)
        await save(database, await loaded(database, play.id), play)
        await save(database, play, end(play, RoundState.STOPPED, NOON))
        ids.append(play.id)
    await database.write(lambda trip: rounds.end_is_shown(trip, ids[0]))
    left = await database.read(lambda trip: plays.unshown(trip, NOON))
    assert [one.id for one in left if isinstance(one, Play)] == ids[1:]
