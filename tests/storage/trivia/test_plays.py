"""A round's rows: loaded whole, and written by what has changed between two values of it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select, update

from bot.core.trivia.round import play as rules
from bot.core.trivia.round.hints import removed_answers
from bot.core.trivia.round.play import Damaged, Gone, Play, Player
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, Resumption, RoundState
from bot.core.trivia.round.teams import Mode, Team
from bot.storage.database import Database
from bot.storage.stories import seen
from bot.storage.trivia import plays, tables
from tests.core.builders import ADA, BRUNO, CARLA, DINO, NOON, a_click, a_press, after, an_asked, taken
from tests.storage.builders import CHANNEL, GUILD, OTHER_CHANNEL, PACK, loaded, save, start

NO_ROUND = 404


async def joined(database: Database, play: Play, member_id: int, seconds: float, name: str = "") -> Play:
    """The round after the member has joined it then."""
    joining = rules.join(play, member_id, name or f"member {member_id}", after(seconds))
    assert isinstance(joining, Play)
    return await written(database, play, joining)


async def written(database: Database, before: Play, after_it: Play) -> Play:
    """The round as it is loaded after the change was written, which is as it was before it was."""
    await save(database, before, after_it)
    found = await loaded(database, before.id)
    assert found == after_it
    return found


async def asking(database: Database, *members: int, mode: Mode = Mode.EACH) -> Play:
    """A round whose first question is open since `NOON` to those who joined a minute before."""
    play = await start(database, mode=mode)
    for member_id in members or (ADA, BRUNO):
        play = await joined(database, play, member_id, -60)
    begun = rules.begin(play, NOON)
    assert isinstance(begun, Play)
    return await written(database, play, rules.opened(begun, 1, NOON))


async def add(database: Database, play: Play, *clicks: Click, number: int = 1) -> Play:
    """The round after each of these answers was taken and written by itself."""
    for click in clicks:
        play = await written(database, play, rules.answer(play, number, f"member {click.member_id}", click))
    return play


async def test_who_has_left_the_server_is_kept_and_so_is_their_return(database: Database) -> None:
    play = await asking(database, ADA, BRUNO)
    left = await written(database, play, rules.gone(play, BRUNO, 1, after(3)))
    assert left.players[BRUNO].gone == Gone(1, after(3))
    back = await add(database, left, a_click(BRUNO, at=after(5)))
    assert back.players[BRUNO].gone is None


def ids(found: Sequence[Play | Damaged]) -> list[int]:
    return [play.id for play in found if isinstance(play, Play)]


# Loading


async def test_an_unknown_round_is_none(database: Database) -> None:
    assert await database.read(lambda trip: plays.load(trip, NO_ROUND)) is None


async def test_the_running_rounds_are_listed_oldest_first(database: Database) -> None:
    first, second, third = [await start(database, channel_id=channel) for channel in (3, 2, 1)]
    await save(database, second, rules.end(second, RoundState.STOPPED, NOON))
    third = await joined(database, third, ADA, 1)
    begun = rules.begin(third, after(2))
    assert isinstance(begun, Play)
    await save(database, third, begun)
    assert ids(await database.read(plays.running)) == [first.id, third.id]


async def test_an_end_is_unshown_from_its_moment_on_if_it_had_a_board(database: Database) -> None:
    later, earlier, bare = [await start(database, channel_id=channel) for channel in (3, 2, 1)]
    for play, at in ((later, after(5)), (earlier, NOON)):
        with_board = await written(database, play, rules.posted(play, 7))
        await save(database, with_board, rules.end(with_board, RoundState.STOPPED, at))
    await save(database, bare, rules.end(bare, RoundState.LOST, NOON))

    async def unshown(since: datetime) -> list[int]:
        return ids(await database.read(lambda trip: plays.unshown(trip, since)))

    assert await unshown(NOON) == [earlier.id, later.id]
    assert await unshown(after(0.001)) == [later.id]
    assert await unshown(after(5.001)) == []


async def test_a_board_that_ends_together_with_its_posting_is_unshown(database: Database) -> None:
    play = await start(database)
    await save(database, play, rules.end(rules.posted(play, 7), RoundState.STOPPED, NOON))
    assert ids(await database.read(lambda trip: plays.unshown(trip, NOON))) == [play.id]


async def test_a_running_round_whose_rows_cannot_be_read_is_told_apart_and_the_others_are_read(
    database: Database,
) -> None:
    first, second = await start(database), await start(database, channel_id=OTHER_CHANNEL)
    await spoil(database, first)
    damaged, sound = await database.read(plays.running)
    assert isinstance(damaged, Damaged)
    assert (damaged.round_id, damaged.guild_id, damaged.channel_id) == (first.id, GUILD, CHANNEL)
    assert (damaged.message_id, damaged.locale) == (None, "en")
    assert isinstance(damaged.fault, ValueError)
    assert sound == second


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE rounds SET number = 4",
        "UPDATE rounds SET number = -1",
        "UPDATE rounds SET number = 0",
        "UPDATE rounds SET seconds = 'x'",
        "UPDATE rounds SET seconds = 0",
        "UPDATE rounds SET created_at = 'x'",
        "UPDATE rounds SET lobby_until = 'x'",
        "UPDATE rounds SET mode = 'x'",
        "DELETE FROM round_questions",
        "DELETE FROM round_questions WHERE number = 1",
        "UPDATE round_questions SET leg = 'x'",
        "UPDATE round_questions SET leg = -1",
        "UPDATE round_questions SET opened_at = 'x'",
        "UPDATE round_questions SET resumptions = 'x'",
        "UPDATE round_questions SET snapshot = json_set(snapshot, '$.right', 9)",
        "UPDATE round_questions SET snapshot = json_set(snapshot, '$.right', -1)",
        "UPDATE round_players SET joined_at = 'x'",
        "UPDATE answers SET at = 'x'",
    ],
)
async def test_whatever_is_wrong_with_the_rows_of_a_round_the_others_go_on(
    database: Database, damage: str
) -> None:
    play = await add(database, await asking(database), a_click(ADA))
    async with database.transaction() as connection:
        await connection.exec_driver_sql(damage)
    sound = await start(database, channel_id=OTHER_CHANNEL)
    damaged, other = await database.read(plays.running)
    assert isinstance(damaged, Damaged)
    assert damaged.round_id == play.id
    assert other == sound


async def spoil(database: Database, play: Play) -> None:
    """Make a round's questions such as this version of the bot does not know."""
    columns = tables.round_questions.c
    async with database.transaction() as connection:
        await connection.execute(
            update(tables.round_questions)
            .where(columns.round_id == play.id, columns.number == 1)
            .values(snapshot='{"kind": "of a later version"}')
        )


# Answers


async def test_a_click_is_kept_as_it_was_made(database: Database) -> None:
    play = await asking(database)
    click = Click(member_id=2**63 - 1, given="1", at=after(1.234), interaction_id=2**62)
    play = await add(database, play, click)
    assert play.clicks == {1: (click,)}


async def test_a_typed_answer_is_kept_letter_by_letter(database: Database) -> None:
    play = await asking(database)
    click = a_click(given="più 🏁")
    # What an answer may be is for the rules to say; the rows take any.
    assert (await written(database, play, replace(play, clicks={1: (click,)}))).clicks == {1: (click,)}


async def test_every_click_of_a_member_is_kept_not_just_the_last(database: Database) -> None:
    changing = [a_click(given=given, at=after(second)) for second, given in enumerate("0120")]
    play = await add(database, await asking(database), *changing)
    assert play.clicks[1] == tuple(changing)


async def test_a_round_s_clicks_come_by_the_number_of_their_question(database: Database) -> None:
    play, other = await asking(database), await start(database, channel_id=OTHER_CHANNEL)
    first, third = a_click(ADA), a_click(BRUNO, at=after(40))
    play = await add(database, play, first)
    play = await written(database, play, replace(play, clicks={**play.clicks, 3: (third,)}))
    assert play.clicks == {1: (first,), 3: (third,)}
    assert (await loaded(database, other.id)).clicks == {}


async def test_clicks_come_in_the_order_of_their_time_in_whatever_order_they_were_kept(
    database: Database,
) -> None:
    # Two of one millisecond are in the order of their interactions.
    clicks = [a_click(at=after(1), interaction_id=n) for n in (1, 2)] + [a_click(BRUNO, at=after(2))]
    play = await add(database, await asking(database), *clicks[::-1])
    assert play.clicks[1] == tuple(clicks)


async def test_two_hundred_clicks_are_kept_by_one_difference(database: Database) -> None:
    play = after_all = await asking(database)
    clicks = [a_click(member_id=n, at=after(n / 1000)) for n in range(1, 201)]
    for click in random.Random(7).sample(clicks, len(clicks)):
        after_all = rules.answer(after_all, 1, f"member {click.member_id}", click)
    kept = await written(database, play, after_all)
    assert kept.clicks[1] == tuple(clicks)
    assert len(kept.players) == 200


async def test_the_same_interaction_twice_is_kept_once(database: Database) -> None:
    before = await asking(database)
    play = await add(database, before, a_click(), a_click())
    # Also if a value that has not seen it writes it again.
    await save(database, before, play)
    assert (await loaded(database, play.id)).clicks == {1: (a_click(),)}


# Hints and votes to skip


async def test_hints_and_votes_come_back_in_the_order_of_their_time(database: Database) -> None:
    play = await asking(database)
    late, early = a_press(ADA, at=after(4)), a_press(BRUNO, at=after(2))
    for press in (late, early):
        play = await written(database, play, rules.ask_hint(play, press)[0])
        play = await written(database, play, rules.vote_skip(play, press)[0])
    assert play.game.skips == (early, late)
    assert [one.member_id for one in play.game.hints] == [BRUNO, ADA]


@pytest.mark.parametrize("press_for", [rules.ask_hint, rules.vote_skip])
async def test_the_same_press_twice_is_kept_once(database: Database, press_for) -> None:
    before = play = await asking(database)
    for _ in range(2):
        play = await written(database, play, press_for(play, a_press())[0])
    await save(database, before, play)
    found = (await loaded(database, play.id)).game
    assert len(found.hints) + len(found.skips) == 1


async def test_a_hint_and_a_vote_of_one_interaction_are_two_things(database: Database) -> None:
    play = await asking(database, ADA, BRUNO, CARLA)
    play = await written(database, play, rules.ask_hint(play, a_press())[0])
    play = await written(database, play, rules.vote_skip(play, a_press())[0])
    assert (len(play.game.hints), len(play.game.skips)) == (1, 1)


async def test_what_fell_away_is_found_again_by_the_round_s_seed(database: Database) -> None:
    seed = 2**63 - 1
    play = await joined(database, await start(database, seed=seed), ADA, -1)
    begun = rules.begin(play, NOON)
    assert isinstance(begun, Play)
    hinted, _ = rules.ask_hint(rules.opened(begun, 1, NOON), a_press())
    found = (await written(database, play, hinted)).game
    assert found.hints[0].dropped == removed_answers(seed, found.turns[0].asked) != ()


async def test_a_skipped_question_is_kept_as_skipped(database: Database) -> None:
    play = await asking(database)
    for member_id in (ADA, BRUNO):
        play = await written(
            database, play, rules.vote_skip(play, a_press(member_id, at=after(member_id)))[0]
        )
    assert [turn.skipped for turn in play.game.turns] == [True, False, False]


async def test_a_question_that_was_left_out_is_kept_as_skipped_and_closed(database: Database) -> None:
    play = await asking(database)
    play = await written(database, play, rules.leave_out(play, 1, NOON))
    assert [(turn.skipped, turn.closed) for turn in play.game.turns] == [(True, True)] + [(False, False)] * 2


# Players and teams


async def test_players_keep_the_order_in_which_they_joined(database: Database) -> None:
    play = await start(database)
    for seconds, (member_id, name) in enumerate([(DINO, "Dino"), (ADA, "Ada"), (CARLA, "Carla")]):
        play = await joined(database, play, member_id, seconds, name)
    assert list(play.game.players.items()) == [(DINO, "Dino"), (ADA, "Ada"), (CARLA, "Carla")]


async def test_joining_twice_keeps_the_place_and_takes_the_name_last_seen(database: Database) -> None:
    play = await joined(database, await start(database), BRUNO, 0, "Bruno")
    play = await joined(database, play, ADA, 1, "Ada")
    play = await joined(database, play, BRUNO, 2, "Brunetto 🏁")
    assert list(play.game.players.items()) == [(BRUNO, "Brunetto 🏁"), (ADA, "Ada")]


async def test_who_leaves_and_joins_again_comes_last(database: Database) -> None:
    play, other = await start(database), await start(database, channel_id=OTHER_CHANNEL)
    for seconds, member_id in enumerate((ADA, BRUNO)):
        play = await joined(database, play, member_id, seconds)
        other = await joined(database, other, member_id, seconds)
    for member_id in (ADA, CARLA):
        left = rules.leave(play, member_id)
        assert isinstance(left, Play)
        play = await written(database, play, left)
    assert list(play.players) == [BRUNO]
    play = await joined(database, play, ADA, 2)
    assert list(play.players) == [BRUNO, ADA]
    assert list((await loaded(database, other.id)).players) == [ADA, BRUNO]


async def test_a_question_awaits_those_who_had_joined_when_it_opened(database: Database) -> None:
    play = await start(database)
    for member_id, seconds in [(ADA, 1), (BRUNO, 9.999), (CARLA, 10)]:
        play = await joined(database, play, member_id, seconds)
    begun = rules.begin(play, after(10))
    assert isinstance(begun, Play)
    play = await written(database, play, rules.opened(begun, 1, after(10)))
    assert [turn.awaited for turn in play.game.turns] == [frozenset({ADA, BRUNO, CARLA}), None, None]


async def test_who_joins_by_an_answer_is_awaited_from_the_next_question_on(database: Database) -> None:
    play = await add(database, await asking(database, ADA), a_click(BRUNO, at=after(0.001)))
    assert play.game.turns[0].awaited == frozenset({ADA})
    closed = rules.close(play, 1, after(21))
    play = await written(database, play, rules.opened(closed, 2, after(40)))
    play = await add(database, play, a_click(CARLA, "fact", after(45)), number=2)
    awaited = [turn.awaited for turn in play.game.turns]
    assert awaited == [frozenset({ADA}), frozenset({ADA, BRUNO}), None]


async def test_that_a_round_goes_on_each_for_themselves_is_kept_with_its_sides(database: Database) -> None:
    play = await start(database, mode=Mode.TEAMS)
    chosen = rules.join(play, ADA, "Ada", NOON, Team.SILVER)
    assert isinstance(chosen, Play)
    begun = rules.begin(chosen, after(1))
    assert isinstance(begun, Play)
    game = (await written(database, play, begun)).game
    assert (game.mode, game.teams) == (Mode.EACH, {ADA: Team.SILVER})


async def test_teams_that_were_made_even_are_kept(database: Database) -> None:
    play = await start(database, mode=Mode.TEAMS)
    for member_id in (ADA, BRUNO, CARLA):
        play = await joined(database, play, member_id, member_id)
    even = {ADA: Team.SILVER, BRUNO: Team.SILVER, CARLA: Team.RED}
    assigned = rules.assign(play, even)
    assert isinstance(assigned, Play)
    assert (await written(database, play, assigned)).game.teams == even


@pytest.mark.parametrize("is_reversed", [False, True])
async def test_latecomers_sides_do_not_depend_on_the_order_in_which_they_are_kept(
    database: Database, *, is_reversed: bool
) -> None:
    play = await asking(database, ADA, BRUNO, CARLA, DINO, mode=Mode.TEAMS)
    sides = dict(play.game.teams)
    joining = [a_click(11, at=after(3)), a_click(12, at=after(4)), a_click(11, "1", after(5))]
    play = await add(database, play, *(reversed(joining) if is_reversed else joining))
    assert list(play.players) == [ADA, BRUNO, CARLA, DINO, 11, 12]
    assert play.game.teams == {**sides, 11: Team.RED, 12: Team.SILVER}


# Restarts


async def test_what_was_written_is_loaded(database: Database) -> None:
    play = await asking(database)
    later = rules.opened(rules.close(rules.posted(play, 300), 1, after(21)), 2, after(30))
    await written(database, play, rules.resume(later, after(60), after(40)))


async def test_each_restart_of_a_question_is_kept_to_the_millisecond_and_in_order(
    database: Database,
) -> None:
    play = await asking(database)
    for back_at, alive_at in [(60.001, 3.002), (90.5, 62), (7200, 91.999)]:
        play = await written(database, play, rules.resume(play, after(back_at), after(alive_at)))
    turn = play.game.turns[0]
    assert turn.resumptions == (
        Resumption(after(60.001), taken(-1.998)),
        Resumption(after(90.5), taken(0.001)),
        Resumption(after(7200), taken(1.5)),
    )
    assert turn.closes_at == after(7218.5)


async def test_restarts_are_kept_with_their_own_question(database: Database) -> None:
    play = await asking(database)
    play = await written(database, play, rules.resume(play, after(60), after(4)))
    second = rules.opened(rules.close(play, 1, after(90)), 2, after(100))
    play = await written(database, play, rules.resume(second, after(200), after(107)))
    assert [turn.resumptions for turn in play.game.turns] == [
        (Resumption(after(60), taken(-1)),),
        (Resumption(after(200), taken(2)),),
        (),
    ]


# Writing


async def test_writing_keeps_what_changed_and_lets_the_rest_be(database: Database) -> None:
    play = await asking(database)
    for changed in (rules.posted(play, 300), rules.answer(play, 1, "member 1", a_click())):
        await save(database, play, changed)
    both = rules.answer(rules.posted(play, 300), 1, "member 1", a_click())
    assert await loaded(database, play.id) == both


async def test_a_round_that_has_not_changed_is_not_written(database: Database) -> None:
    play = await add(database, await asking(database), a_click())
    assert list(plays.difference(play, play)) == []
    assert list(plays.difference(play, await loaded(database, play.id))) == []
    # A press that is delivered again changes nothing.
    assert list(plays.difference(play, rules.answer(play, 1, "member 1", a_click()))) == []


async def test_a_round_that_was_not_there_or_is_kept_no_longer_is_not_written(database: Database) -> None:
    play = await start(database)
    assert list(plays.difference(None, play)) == []
    assert list(plays.difference(play, None)) == []


async def test_writing_one_round_leaves_the_others_alone(database: Database) -> None:
    other = await joined(database, await start(database, channel_id=OTHER_CHANNEL), ADA, -1)
    assert other.game.channel_id != CHANNEL
    play = await add(database, await asking(database), a_click())
    await save(database, play, rules.end(play, RoundState.STOPPED, after(5)))
    assert await loaded(database, other.id) == other


# What was seen, and results


async def test_a_question_counts_as_asked_from_the_moment_at_which_it_opened(database: Database) -> None:
    play = await asking(database)

    async def had() -> dict[str, datetime]:
        return await database.read(lambda trip: seen.had(trip, GUILD, PACK, seen.SeenKind.QUESTION))

    assert await had() == {an_asked().id: NOON}
    await save(database, play, rules.leave_out(rules.close(play, 1, after(21)), 2, after(22)))
    assert await had() == {an_asked().id: NOON}, "what could not be shown was not asked"


async def results_of(database: Database, round_id: int) -> list[tuple[object, ...]]:
    columns = ("member_id", "guild_id", "pack_id", "ended_at", "right", "asked", "won")
    query = select(*(tables.results.c[name] for name in columns)).where(tables.results.c.round_id == round_id)
    async with database.transaction() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def test_a_round_s_results_are_written_with_its_end_alone(database: Database) -> None:
    play = await add(database, await asking(database), a_click(ADA), a_click(BRUNO, "1", after(2)))
    play = await written(database, play, rules.close(play, 1, after(3)))
    assert await results_of(database, play.id) == []
    await written(database, play, rules.end(play, RoundState.STOPPED, after(9)))
    assert await results_of(database, play.id) == [
        (ADA, GUILD, PACK, after(9), 1, 1, False),
        (BRUNO, GUILD, PACK, after(9), 0, 1, False),
    ]


async def test_a_round_of_which_no_question_counted_has_no_results(database: Database) -> None:
    play = await asking(database, ADA, BRUNO, CARLA, DINO, mode=Mode.TEAMS)
    await save(database, play, rules.end(rules.leave_out(play, 1, NOON), RoundState.STOPPED, after(9)))
    assert await results_of(database, play.id) == []


async def test_an_end_that_is_written_anew_takes_the_place_of_the_results_before(database: Database) -> None:
    play = await add(database, await asking(database), a_click(ADA), a_click(BRUNO, at=after(2)))
    closed = rules.close(play, 1, after(3))
    for seconds in (9, 10):
        await save(database, play, rules.end(closed, RoundState.STOPPED, after(seconds)))
    assert [row[3] for row in await results_of(database, play.id)] == [after(10)] * 2


async def test_a_player_is_loaded_with_the_moment_of_joining_and_the_chosen_side(database: Database) -> None:
    play = await start(database, mode=Mode.TEAMS)
    chosen = rules.join(play, ADA, "Ada", after(1.5), Team.SILVER)
    assert isinstance(chosen, Play)
    assert (await written(database, play, chosen)).players == {ADA: Player("Ada", after(1.5), Team.SILVER)}


async def test_a_press_is_kept_with_its_own_question(database: Database) -> None:
    play = await asking(database, ADA, BRUNO, CARLA)
    play = await written(database, play, rules.vote_skip(play, a_press())[0])
    second = rules.opened(rules.close(play, 1, after(21)), 2, after(30))
    play = await written(database, play, second)
    press = a_press(number=2, at=after(31))
    assert isinstance(press, Press)
    play = await written(database, play, rules.vote_skip(play, press)[0])
    assert [vote.number for vote in play.game.skips] == [1, 2]
