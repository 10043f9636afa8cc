"""The tables of rounds, of the presses in them, of their results, and of practices."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    false,
)

from bot.storage.columns import Instant, metadata

rounds = Table(
    "rounds",
    metadata,
    # SQLite gives out ids by itself only for a plain INTEGER key.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("starter_id", BigInteger, nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("topic", String(40)),
    Column("difficulty", String(16)),
    Column("seconds", Integer, nullable=False),
    Column("locale", String(10), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("lobby_until", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("mode", String(16), nullable=False, server_default="each"),
    Column("seed", BigInteger, nullable=False, server_default="0"),
    # The ways to play that were switched off when it was opened, separated by spaces.
    Column("ways_off", String(80), nullable=False, server_default=""),
    # Seconds that each answer stands alone before the next question.
    Column("pause", Integer, nullable=False, server_default="0"),
    # When it ended; null again as soon as its board shows the end.
    Column("unshown_since", Instant),
)


# SQLite uses a partial index only if the query repeats its condition word for word.
RUNNING = rounds.c.state.in_(bindparam("running", ("lobby", "asking"), expanding=True, literal_execute=True))
# One running round a channel: enforced here, not by a lock in memory.
Index("uq_rounds_running", rounds.c.channel_id, unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING)
Index("ix_rounds_guild_id_starter_id", rounds.c.guild_id, rounds.c.starter_id, rounds.c.created_at)
Index("ix_rounds_unshown_since", rounds.c.unshown_since)


round_players = Table(
    "round_players",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
    Column("joined_at", Instant, nullable=False),
    # The team that was chosen or drawn; null for who joined by an answer: it follows from the others' teams.
    Column("team", String(16)),
    # During which question and when they were found to have left the server; null for who is there.
    Column("gone_in", Integer),
    Column("gone_at", Instant),
)


round_questions = Table(
    "round_questions",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("question_id", String(40), nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("leg", Integer, nullable=False),
    Column("opened_at", Instant),
    Column("closes_at", Instant),
    # Restarts of the bot during the question, as JSON: [[when, milliseconds spent by then], ...]
    Column("resumptions", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    # Milliseconds to read it before its clock starts.
    Column("reading", Integer, nullable=False, server_default="0"),
    Column("skipped", Boolean, nullable=False, server_default=false()),
)


# Every click before its question's time was up, each at its own time: answers are derived from them.
answers = Table(
    "answers",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("interaction_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, nullable=False),
    Column("given", Text, nullable=False),
    Column("at", Instant, nullable=False),
)


# Every press for a hint, each at its own time.
hints = Table(
    "hints",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("interaction_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)


# Every vote to skip a question, and every vote taken back, each at its own time.
skips = Table(
    "skips",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("interaction_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)


# Derived from `answers` when a round ends; every leaderboard is a sum of these.
results = Table(
    "results",
    metadata,
    Column("round_id", ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("distance", BigInteger, nullable=False),
    Column("right", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("won", Boolean, nullable=False),
    # What of the distance counts, by the round's length.
    Column("counted", BigInteger, nullable=False, server_default="0"),
    # Whether another player answered too; if not, it counts in the member's own figures only.
    Column("in_company", Boolean, nullable=False, server_default=false()),
)
Index("ix_results_guild_id_pack_id", results.c.guild_id, results.c.pack_id, results.c.ended_at)
Index("ix_results_member_id_pack_id", results.c.member_id, results.c.pack_id)


# One practice per reader; its questions, as snapshots, and the answers are JSON.
practices = Table(
    "practices",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("reader_id", BigInteger, nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("topic", String(40)),
    Column("questions", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("number", Integer, nullable=False),
    # Ids are never used again, so that the buttons of a replaced practice do not reach another one.
    sqlite_autoincrement=True,
)
Index("uq_practices_reader_id", practices.c.reader_id, unique=True)
