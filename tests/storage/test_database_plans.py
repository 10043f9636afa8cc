from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.storage.columns import EPOCH
from bot.storage.guilds import names, settings
from bot.storage.stories import ballots, bookmarks, seen, tellings
from bot.storage.trivia import plays, results, rounds
from tests.core.builders import ADA, NOON
from tests.storage.builders import GUILD, PACK, start

DAY_ONE = EPOCH + timedelta(days=1)


@pytest.mark.parametrize(
    ("look", "index"),
    [
        (lambda connection: ballots.unshown(connection, DAY_ONE), "ix_ballots_unshown_since"),
        (lambda connection: tellings.running_in(connection, 7), "uq_tellings_running"),
    ],
    ids=["unshown verdicts", "running tellings"],
)
async def test_what_is_looked_up_often_is_found_by_its_index(database, look, index):
    statements = []
    async with database.transaction() as connection:
        raw = connection.sync_connection
        assert raw is not None
        event.listen(raw, "before_cursor_execute", lambda *call: statements.append(call[2:4]))
        await look(connection)
        ((statement, parameters),) = statements
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
    assert index in str(plan)


@pytest.mark.parametrize(
    ("look", "indexes"),
    [
        (lambda trip: plays.unshown(trip, DAY_ONE), {"ix_rounds_unshown_since"}),
        (lambda trip: rounds.last_start(trip, GUILD, ADA), {"ix_rounds_guild_id_starter_id"}),
        (lambda trip: results.tallies(trip, GUILD, PACK, NOON), {"ix_results_guild_id_pack_id"}),
        (lambda trip: results.of_member(trip, ADA, PACK), {"ix_results_member_id_pack_id"}),
        (lambda trip: rounds.end_is_shown(trip, 1), {"PRIMARY KEY"}),
        (lambda trip: seen.had(trip, GUILD, PACK, seen.SeenKind.QUESTION), {"sqlite_autoindex_seen_1"}),
        (lambda trip: names.read(trip, GUILD, [ADA]), {"sqlite_autoindex_member_names_1"}),
        (lambda trip: bookmarks.read(trip, ADA, PACK), {"sqlite_autoindex_bookmarks_1"}),
        (
            lambda trip: settings.read(trip, GUILD),
            {"sqlite_autoindex_guild_channels_1", "sqlite_autoindex_guild_settings_1"},
        ),
        (
            lambda trip: plays.load(trip, 1),
            {
                "PRIMARY KEY",
                "sqlite_autoindex_round_questions_1",
                "sqlite_autoindex_round_players_1",
                "sqlite_autoindex_answers_1",
                "sqlite_autoindex_hints_1",
                "sqlite_autoindex_skips_1",
            },
        ),
    ],
    ids=[
        "unshown ends",
        "last start",
        "leaderboard",
        "one member everywhere",
        "an end that is shown",
        "what was seen",
        "names",
        "bookmarks",
        "settings",
        "a whole round",
    ],
)
async def test_nothing_that_is_read_in_one_trip_is_looked_for_row_by_row(database, look, indexes):
    await start(database)

    def plans(trip):
        sent: list[str] = []
        trip._connection.set_trace_callback(sent.append)
        look(trip)
        trip._connection.set_trace_callback(None)
        return [
            step
            for statement in sent
            if statement.startswith(("SELECT", "UPDATE"))
            for *_, step in trip._connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]

    steps = await database.write(plans)
    assert steps
    assert [step for step in steps if step.startswith("SCAN") and "INDEX" not in step] == []
    for index in indexes:
        assert any(index in step for step in steps), steps
