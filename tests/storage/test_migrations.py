import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Protocol

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds.settings import Feature, GuildSettings, Purpose
from bot.core.trivia.round import play as rules
from bot.core.trivia.round.play import Play, Player
from bot.storage import key_values
from bot.storage.daily import dailies
from bot.storage.daily import posts as daily_posts
from bot.storage.database import MIGRATIONS, DanglingRowsError, Database, DatabaseTooNewError
from bot.storage.guilds import names
from bot.storage.guilds import settings as guilds
from bot.storage.schema import schema
from bot.storage.stories import ballots, bookmarks, seen, tellings
from bot.storage.trivia import practices
from tests.core.builders import ADA, NOON, a_click, a_press
from tests.storage.builders import (
    CHANNEL,
    GUILD,
    PACK,
    a_claim,
    a_daily,
    a_daily_draft,
    a_page,
    a_practice_draft,
    a_standing,
    a_telling_draft,
    save,
    score,
    start,
)

REVISIONS = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
HEAD = REVISIONS[0].revision

Rows = dict[str, list[dict[str, object]]]
"""A database's rows by table."""


class Later(Protocol):
    def __call__(self, up: str, down: str = "pass") -> None:
        """Make the migrations those of a version after this one, whose revision does this."""


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    """A file without tables."""
    database = Database.open(tmp_path / "empty.db")
    yield database
    await database.close()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    folder = tmp_path / "100% of the migrations"
    shutil.copytree(MIGRATIONS, folder)

    def add(up: str, down: str = "pass") -> None:
        script = [
            "import sqlalchemy as sa",
            "from alembic import op",
            f'revision, down_revision = "later", "{HEAD}"',
            "def upgrade():",
            indent(dedent(up).strip(), "    "),
            "def downgrade():",
            indent(dedent(down).strip(), "    "),
        ]
        (folder / "versions" / "later.py").write_text("\n".join(script), encoding="utf-8")
        monkeypatch.setattr("bot.storage.database.MIGRATIONS", folder)

    return add


async def query(connection: AsyncConnection, statement: str) -> list[dict[str, object]]:
    return [dict(row) for row in (await connection.exec_driver_sql(statement)).mappings()]


async def tables_of(connection: AsyncConnection) -> list[str]:
    found = await query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [str(table["name"]) for table in found]
    return [name for name in names if name != "alembic_version" and not name.startswith("sqlite_")]


async def rows_of(database: Database) -> Rows:
    async with database.transaction() as connection:
        return {
            table: await query(connection, f"SELECT * FROM {table}")  # noqa: S608 - a name from the schema
            for table in await tables_of(connection)
        }


async def shape_of(database: Database) -> dict[str, object]:
    """Each table's columns, keys, references and indexes, whatever their order."""

    def unordered(found: list[dict[str, object]], *passed_over: str) -> list[list[tuple[str, object]]]:
        return sorted(
            ([(key, value) for key, value in row.items() if key not in passed_over] for row in found),
            key=repr,
        )

    shape: dict[str, object] = {}
    async with database.transaction() as connection:
        for table in await tables_of(connection):
            indexes = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}'"  # noqa: S608 - a name from the schema
            shape[table] = (
                unordered(await query(connection, f"PRAGMA table_info({table})"), "cid"),
                unordered(await query(connection, f"PRAGMA foreign_key_list({table})"), "id"),
                unordered(await query(connection, indexes)),
            )
    return shape


async def fill(database: Database) -> None:
    """Put something into every table."""
    play = await start(database, players={ADA: Player("Ada", NOON)})
    asked = rules.begin(play, NOON)
    assert isinstance(asked, Play)
    asked, _ = rules.ask_hint(rules.opened(asked, 1, NOON), a_press())
    asked, _ = rules.vote_skip(asked, a_press())
    await save(database, play, rules.answer(asked, 1, "Ada", a_click(at=NOON)))
    await score(database, play.game, [a_standing(distance=1)], 3, NOON)
    await database.write(lambda trip: bookmarks.save(trip, ADA, PACK, a_page(), NOON))
    async with database.transaction() as connection:
        await guilds.save(connection, GuildSettings(GUILD, {Purpose.TRIVIA: frozenset({CHANNEL})}, 5))
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], NOON)
        await ballots.vote(connection, await ballots.create(connection, a_claim()), ADA, "fact")
        await dailies.save(connection, a_daily())
        post_id = await daily_posts.create(connection, a_daily_draft())
        await daily_posts.answer(connection, post_id, ADA, "fact", NOON)
        await practices.begin(connection, a_practice_draft())
        await key_values.put(connection, "commands", "1:abc")
        told = await tellings.create(connection, a_telling_draft())
        assert told is not None
        await tellings.choose(connection, told.id, 1, ADA, 0)


def shared(rows: Rows, other: Rows) -> Rows:
    """The tables and columns that the other has too."""
    return {
        table: [{column: row[column] for column in row if column in other[table][0]} for row in rows[table]]
        for table in rows
        if table in other
    }


async def down_and_up(database: Database, below: str) -> tuple[Rows, Rows, Rows]:
    """The rows before, below and after a way down to that revision and up again."""
    await fill(database)
    before = await rows_of(database)
    await database.downgrade(below)
    beneath = await rows_of(database)
    await database.migrate()
    return before, beneath, await rows_of(database)


async def test_the_migrations_make_this_version_s_tables(database: Database) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), schema())

    async with database.transaction() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrations_make_this_version_s_keys_references_and_indexes(
    database: Database, empty: Database
) -> None:
    async with empty.transaction() as connection:
        await connection.run_sync(schema().create_all)
    assert await shape_of(database) == await shape_of(empty)


async def test_down_to_base_leaves_nothing_and_up_again_works(database: Database) -> None:
    await fill(database)
    whole = await shape_of(database)
    await database.downgrade("base")
    assert await shape_of(database) == {}
    await database.migrate()
    assert await shape_of(database) == whole
    await fill(database)


@pytest.mark.parametrize("script", REVISIONS, ids=lambda script: script.revision)
async def test_what_a_revision_did_not_bring_outlives_a_way_down_and_up_again(
    database: Database, script: Script
) -> None:
    before, below, after = await down_and_up(database, str(script.down_revision or "base"))
    assert all(before.values()), "fill() leaves a table out"
    assert shared(before, below) == below == shared(after, below)
    assert after.keys() == before.keys()


async def test_a_table_built_anew_keeps_the_rows_that_refer_to_it(database: Database, later: Later) -> None:
    later(
        """
        for table in ("rounds", "ballots"):
            with op.batch_alter_table(table, recreate="always") as batch:
                batch.add_column(sa.Column("mood", sa.String(16)))
        """,
        """
        for table in ("rounds", "ballots"):
            with op.batch_alter_table(table, recreate="always") as batch:
                batch.drop_column("mood")
        """,
    )
    await fill(database)
    old = await rows_of(database)
    await database.migrate()
    new = await rows_of(database)
    assert new["rounds"] == [row | {"mood": None} for row in old["rounds"]]
    assert shared(new, old) == old
    await database.downgrade(HEAD)
    assert await rows_of(database) == old


async def test_references_are_held_again_after_migrating(database: Database, later: Later) -> None:
    later("pass")
    await database.migrate()
    async with database.transaction() as connection:
        assert await query(connection, "PRAGMA foreign_keys") == [{"foreign_keys": 1}]


async def test_a_migration_that_fails_leaves_nothing_of_itself(database: Database, later: Later) -> None:
    later("""
        op.create_table("moods", sa.Column("name", sa.String(16)))
        op.execute("DELETE FROM memory")
        raise LookupError("half way")
    """)
    await fill(database)
    rows, shape = await rows_of(database), await shape_of(database)
    with pytest.raises(LookupError, match="half way"):
        await database.migrate()
    assert (await rows_of(database), await shape_of(database)) == (rows, shape)
    later('op.create_table("moods", sa.Column("name", sa.String(16)))')
    await database.migrate()
    assert await rows_of(database) == rows | {"moods": []}


async def test_a_migration_that_leaves_rows_dangling_is_undone(database: Database, later: Later) -> None:
    later('op.execute("DELETE FROM ballots")')
    await fill(database)
    rows = await rows_of(database)
    with pytest.raises(DanglingRowsError, match=r"^ballot_votes$"):
        await database.migrate()
    assert await rows_of(database) == rows


async def test_migrating_what_is_up_to_date_changes_nothing(database: Database) -> None:
    await fill(database)
    rows = await rows_of(database)
    await database.migrate()
    assert await rows_of(database) == rows


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(
    database: Database, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        later('op.create_table("moods", sa.Column("name", sa.String(16)))')
        await database.migrate()
        newer.undo()
    monkeypatch.setattr("bot.storage.database.MIGRATIONS", MIGRATIONS)
    rows = await rows_of(database)
    with pytest.raises(DatabaseTooNewError, match=r"^later$"):
        await database.migrate()
    assert await rows_of(database) == rows
    assert "moods" in rows


async def test_an_older_version_finds_nothing_switched_off_that_it_does_not_know(database: Database) -> None:
    off = frozenset({Feature.HINTS, Feature.SKIPS, Feature.WRONG_ANSWERS})
    await start(database, off=off)
    async with database.transaction() as connection:
        await guilds.save(connection, GuildSettings(GUILD, off=off))
        await guilds.save(connection, GuildSettings(GUILD + 1, off=frozenset({Feature.WRONG_ANSWERS})))
    await database.downgrade("0008")
    rows = await rows_of(database)
    assert [row["ways_off"] for row in rows["rounds"]] == ["hints skips"]
    assert [row["ways_off"] for row in rows["guild_settings"]] == ["hints skips", ""]
    await database.migrate()
    assert (await database.read(lambda trip: guilds.read(trip, GUILD))).off == off - {Feature.WRONG_ANSWERS}


def a_result(round_id: int, member_id: int, distance: int, asked: int) -> dict[str, object]:
    return {
        "round_id": round_id,
        "member_id": member_id,
        "guild_id": GUILD,
        "pack_id": PACK,
        "ended_at": 0,
        "distance": distance,
        "right": 1,
        "asked": asked,
        "won": False,
    }


async def an_old_round(
    database: Database, round_id: int, questions: int, *results: dict[str, object], mode: str = "each"
) -> None:
    """A round of before results were counted, of that many questions, the last of them skipped."""
    add_round = (
        "INSERT INTO rounds (id, guild_id, channel_id, starter_id, pack_id, seconds, locale, created_at,"
        " lobby_until, state, number, mode)"
        " VALUES (:id, 1, :id, 1, 'p', 20, 'en', 0, 0, 'finished', 1, :mode)"
    )
    add_question = (
        "INSERT INTO round_questions (round_id, number, question_id, snapshot, leg, resumptions, closed,"
        " skipped) VALUES (:id, :number, 'q', '{}', 1, '[]', 1, :skipped)"
    )
    add_result = (
        "INSERT INTO results VALUES (:round_id, :member_id, :guild_id, :pack_id, :ended_at, :distance,"
        " :right, :asked, :won)"
    )
    async with database.transaction() as connection:
        await connection.execute(text(add_round), {"id": round_id, "mode": mode})
        for number in range(1, questions + 1):
            question = {"id": round_id, "number": number, "skipped": number == questions}
            await connection.execute(text(add_question), question)
        for result in results:
            await connection.execute(text(add_result), result)


async def answered(database: Database, round_id: int, number: int, *member_ids: int) -> None:
    add = "INSERT INTO answers VALUES (:round_id, :number, :id, :member_id, 'x', 0)"
    async with database.transaction() as connection:
        for member_id in member_ids:
            press = {"round_id": round_id, "number": number, "id": member_id, "member_id": member_id}
            await connection.execute(text(add), press)


async def recounted(database: Database) -> dict[object, list[tuple[object, bool]]]:
    """What counts, and whether it was driven in company, by round."""
    await database.migrate()
    counts: dict[object, list[tuple[object, bool]]] = {}
    for row in (await rows_of(database))["results"]:
        counts.setdefault(row["round_id"], []).append((row["counted"], bool(row["in_company"])))
    return counts


async def test_old_results_are_recounted_by_the_length_of_their_round_and_by_company(
    database: Database,
) -> None:
    await database.downgrade("0009")
    await an_old_round(database, 1, 3, a_result(1, 1, 1_597_000, 3))
    await an_old_round(database, 2, 30, a_result(2, 1, 1_597_000, 30), a_result(2, 2, 0, 30))
    await an_old_round(database, 3, 10, a_result(3, 1, 479_100, 3), a_result(3, 2, 500, 3))
    assert await recounted(database) == {
        1: [(479_100, False)],
        2: [(1_597_000, True), (0, True)],
        3: [(479_100, True), (500, True)],
    }


async def test_an_old_round_of_teams_was_in_company_if_two_answered_what_counted(database: Database) -> None:
    await database.downgrade("0009")
    for round_id in (1, 2, 3):
        four = (a_result(round_id, member, 1000, 4) for member in (1, 2, 3, 4))
        await an_old_round(database, round_id, 5, *four, mode="teams")
    await answered(database, 1, 1, 1)
    await answered(database, 1, 2, 1)
    # The last one was skipped.
    await answered(database, 1, 5, 2)
    await answered(database, 2, 1, 1, 3)
    # Of the third the answers are gone.
    assert await recounted(database) == {1: [(500, False)] * 4, 2: [(500, True)] * 4, 3: [(500, True)] * 4}


async def test_an_old_round_whose_questions_are_gone_is_as_long_as_what_was_asked(database: Database) -> None:
    await database.downgrade("0009")
    await an_old_round(database, 1, 0, a_result(1, 1, 1000, 4), a_result(1, 2, 500, 4))
    await an_old_round(database, 2, 2, a_result(2, 1, 1000, 12), a_result(2, 2, 500, 12))
    assert await recounted(database) == {1: [(400, True), (200, True)], 2: [(1000, True), (500, True)]}


async def test_the_way_down_restores_the_results_that_were_there(database: Database) -> None:
    await database.downgrade("0009")
    await an_old_round(database, 1, 3, a_result(1, 1, 1_597_000, 3), a_result(1, 2, 7, 3))
    before = (await rows_of(database))["results"]
    await database.migrate()
    await database.downgrade("0009")
    assert (await rows_of(database))["results"] == before


def test_the_recount_is_written_for_postgresql_too(monkeypatch: pytest.MonkeyPatch) -> None:
    script = next(one for one in REVISIONS if one.revision == "0010").module
    sent: list[str] = []
    monkeypatch.setattr(script.op, "add_column", lambda *_: None)
    monkeypatch.setattr(
        script.op, "execute", lambda clause: sent.append(str(clause.compile(dialect=postgresql.dialect())))
    )
    script.upgrade()
    assert [one.split(" SET ")[0] for one in sent] == ["UPDATE results"] * 2


async def test_members_are_known_by_the_name_of_their_newest_round(database: Database) -> None:
    await database.downgrade("0011")
    add = "INSERT INTO round_players (round_id, member_id, name, joined_at) VALUES (:round, :id, :name, :at)"
    joined = ((1, 7, "Ada B.", 9), (2, 7, "Ada", 5), (2, 8, "Bruno", 5), (3, 7, "A", 1))
    for round_id in (1, 2, 3):
        await an_old_round(database, round_id, 0)
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE rounds SET guild_id = 2 WHERE id = 3"))
        for round_id, member, name, at in joined:
            player = {"round": round_id, "id": member, "name": name, "at": at}
            await connection.execute(text(add), player)
    await database.migrate()
    async with database.transaction() as connection:
        assert await names.load(connection, 1, [7, 8, 9]) == {7: "Ada B.", 8: "Bruno"}
        assert await names.load(connection, 2, [7, 8, 9]) == {7: "A"}


async def test_of_an_older_bookmark_every_page_up_to_the_furthest_counts_as_read(
    database: Database,
) -> None:
    await database.downgrade("0015")
    async with database.transaction() as connection:
        await connection.execute(
            text("INSERT INTO bookmarks VALUES (1, 'p', 'one', 0, 2, 0), (1, 'p', 'two', 0, 0, 0)")
        )
    await database.migrate()
    kept = await database.read(lambda trip: bookmarks.read(trip, 1, "p"))
    assert kept.pages == {"one": frozenset({0, 1, 2}), "two": frozenset({0})}
    await database.downgrade("0015")
    rows = await rows_of(database)
    assert [row["reached"] for row in rows["bookmarks"]] == [2, 0]
    await database.migrate()
