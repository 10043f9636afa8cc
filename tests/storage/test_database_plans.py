from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.storage.columns import EPOCH
from bot.storage.stories import ballots, tellings
from bot.storage.trivia import rounds


@pytest.mark.parametrize(
    ("look", "index"),
    [
        (lambda connection: rounds.running_in(connection, 7), "uq_rounds_running"),
        (lambda connection: rounds.unshown(connection, EPOCH + timedelta(days=1)), "ix_rounds_unshown_since"),
        (
            lambda connection: ballots.unshown(connection, EPOCH + timedelta(days=1)),
            "ix_ballots_unshown_since",
        ),
        (lambda connection: tellings.running_in(connection, 7), "uq_tellings_running"),
    ],
    ids=["running round", "unshown ends", "unshown verdicts", "running tellings"],
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
