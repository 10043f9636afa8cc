from dataclasses import replace

import pytest

from bot.core.guilds.settings import Feature
from bot.core.trivia.round.hints import fallen
from bot.core.trivia.round.teams import Mode, Team
from bot.storage.trivia import presses, rounds
from tests.core.builders import ADA, BRUNO, CARLA, DINO, NOON, a_press, after
from tests.storage.builders import a_draft, start


async def loaded(connection, round_id):
    game = await rounds.load(connection, round_id)
    assert game is not None
    return game


async def test_hints_and_votes_come_back_in_the_order_of_their_time(database):
    async with database.transaction() as connection:
        game = await start(connection)
        late, early = a_press(ADA, at=after(4)), a_press(BRUNO, at=after(2))
        for press in (late, early):
            await presses.keep_hint(connection, game.id, press)
            await presses.keep_skip(connection, game.id, press)
        again = await loaded(connection, game.id)
    assert again.skips == (early, late)
    assert [one.member_id for one in again.hints] == [BRUNO, ADA]


async def test_the_same_press_twice_is_kept_once(database):
    async with database.transaction() as connection:
        game = await start(connection)
        for _ in range(2):
            await presses.keep_skip(connection, game.id, a_press())
        assert len(await presses.skips_of(connection, game.id)) == 1


async def test_what_fell_away_is_found_again_by_the_round_s_seed(database):
    seed = 2**63 - 1
    async with database.transaction() as connection:
        game = await start(connection, seed=seed)
        await presses.keep_hint(connection, game.id, a_press())
        again = await loaded(connection, game.id)
    assert again.seed == seed
    assert again.hints[0].dropped == fallen(seed, game.turns[0].asked)


async def test_a_round_keeps_its_way_and_what_was_switched_off(database):
    async with database.transaction() as connection:
        game = await start(connection, mode=Mode.TEAMS, off=frozenset({Feature.HINTS, Feature.SKIPS}))
    assert game.mode is Mode.TEAMS
    assert game.off == {Feature.HINTS, Feature.SKIPS}


async def test_a_round_that_says_nothing_is_each_for_themselves_with_all_ways(database):
    async with database.transaction() as connection:
        game = await start(connection)
    assert (game.mode, game.teams, game.off) == (Mode.EACH, {}, frozenset())
    assert a_draft().mode is Mode.EACH


async def test_that_a_round_goes_on_each_for_themselves_is_kept_with_its_sides(database):
    async with database.transaction() as connection:
        game = await start(connection, mode=Mode.TEAMS)
        await rounds.add_player(connection, game.id, ADA, "Ada", NOON)
        await rounds.assign_teams(connection, game.id, {ADA: Team.SILVER})
        game = await loaded(connection, game.id)
        await rounds.save(connection, game, replace(game, mode=Mode.EACH))
        again = await loaded(connection, game.id)
    assert (again.mode, again.teams) == (Mode.EACH, {ADA: Team.SILVER})


@pytest.mark.parametrize("is_reversed", [False, True])
async def test_latecomers_sides_do_not_depend_on_the_order_in_which_they_are_kept(database, is_reversed):
    joining = [(CARLA, after(3)), (DINO, after(4)), (CARLA, after(5))]
    async with database.transaction() as connection:
        game = await start(connection, mode=Mode.TEAMS)
        for member in (ADA, BRUNO):
            await rounds.add_player(connection, game.id, member, str(member), NOON)
        await rounds.assign_teams(connection, game.id, {ADA: Team.RED, BRUNO: Team.SILVER})
        for member, at in reversed(joining) if is_reversed else joining:
            await rounds.add_player(connection, game.id, member, str(member), at)
        again = await loaded(connection, game.id)
    assert list(again.players) == [ADA, BRUNO, CARLA, DINO]
    assert again.teams == {ADA: Team.RED, BRUNO: Team.SILVER, CARLA: Team.RED, DINO: Team.SILVER}


async def test_a_skipped_question_is_kept_as_skipped(database):
    async with database.transaction() as connection:
        game = await start(connection)
        await rounds.save(connection, game, game.with_turn(replace(game.turns[1], skipped=True)))
        again = await loaded(connection, game.id)
    assert [turn.skipped for turn in again.turns] == [False, True, False]
