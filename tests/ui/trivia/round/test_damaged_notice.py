"""A round whose rows cannot be read ends with a word and a code; others go on."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.world import answers, lobby_of, texts


def spoil(database_file: Path, *statements: str) -> None:
    """Make every round's questions unreadable."""
    with closing(sqlite3.connect(database_file)) as file, file:
        for statement in ("UPDATE round_questions SET snapshot = '{}'", *statements):
            file.execute(statement)


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([], id="it ran"),
        pytest.param(
            ["UPDATE rounds SET state = 'stopped', unshown_since = created_at"], id="its end was not shown"
        ),
    ],
)
async def test_a_damaged_round_says_so_with_a_code_that_stands_in_the_log(
    world, ada, restart, database_file, caplog, statements
):
    board = await lobby_of(world, ada, ada, questions=3)
    spoil(database_file, *statements)
    await restart(downtime=5)
    assert "cannot be read any more" in texts(board)
    assert not answers(board)
    code = re.search(r"\*\*(\w+)\*\*", texts(board))
    assert code is not None
    assert code[1] in caplog.text
    caplog.clear()
    await world.wait(31)
    again = await lobby_of(world, ada, ada, questions=3)
    assert "One player is in" in texts(again)
    await restart(downtime=5)
    assert "cannot be read any more" in texts(board)
    assert code[1] not in caplog.text
