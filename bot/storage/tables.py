"""The tables. Snowflakes are big integers, times are whole milliseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    false,
)
from typing_extensions import override

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole milliseconds: exact, sortable, the same in every database."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MILLISECOND

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MILLISECOND


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("quizmaster_role_id", BigInteger),
    Column("questions", Integer),
    Column("seconds", Integer),
    Column("locale", String(10)),
    Column("time_zone", String(64)),
    Column("starters", String(16)),
    Column("stoppers", String(16)),
    # The ways to play that are switched off, with spaces between them.
    Column("ways_off", String(80)),
)

guild_channels = Table(
    "guild_channels",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", String(16), primary_key=True),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
)

rounds = Table(
    "rounds",
    metadata,
    # SQLite counts only a plain INTEGER key by itself.
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
    # The ways to play that were switched off when it was opened, with spaces between them.
    Column("ways_off", String(80), nullable=False, server_default=""),
    # When it ended, for as long as its board does not say so.
    Column("unshown_since", Instant),
)
# SQLite uses a partial index only where the query has the very words of its condition.
RUNNING = rounds.c.state.in_(bindparam("running", ("lobby", "asking"), expanding=True, literal_execute=True))
# One round a channel: settled here, not by a lock in memory.
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
    # The side that was chosen or drawn; of who joins by an answer it follows from the others'.
    Column("team", String(16)),
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
    # Each restart that it went on after, as JSON: [[when, milliseconds spent by then], ...]
    Column("resumptions", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("skipped", Boolean, nullable=False, server_default=false()),
)

# Every click that counted when it came, each at its own time: the answer is derived from them.
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
)
Index("ix_results_guild_id_pack_id", results.c.guild_id, results.c.pack_id, results.c.ended_at)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("reader_id", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", String(40), primary_key=True),
    Column("chapter_id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

# What an audience (a server, or one person in private) has had, so that the new comes first.
seen = Table(
    "seen",
    metadata,
    Column("audience_id", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", String(40), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item_id", String(40), primary_key=True),
    Column("at", Instant, nullable=False),
    # When the audience had it the time before: what never reached it is set back to that.
    Column("before", Instant),
)

ballots = Table(
    "ballots",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("asker_id", BigInteger, nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("legend", Text, nullable=False),
    Column("locale", String(10), nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed", Boolean, nullable=False),
    # When it was closed, for as long as its message does not show the verdict.
    Column("unshown_since", Instant),
)
Index("ix_ballots_closed", ballots.c.closed)
Index("ix_ballots_unshown_since", ballots.c.unshown_since)

ballot_votes = Table(
    "ballot_votes",
    metadata,
    Column("ballot_id", ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("call", String(8), nullable=False),
)

tellings = Table(
    "tellings",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    # The channel that it was asked for in.
    Column("home_id", BigInteger, nullable=False),
    # Where its pages are posted: a thread of its own, or its home.
    Column("channel_id", BigInteger, nullable=False),
    # The message of the page shown last; before the first, the card that announces it.
    Column("message_id", BigInteger),
    Column("teller_id", BigInteger, nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("chapter_id", String(40), nullable=False),
    Column("locale", String(10), nullable=False),
    Column("position", Integer, nullable=False),
    # One less than the position while a page is on its way; -1 before the first.
    Column("shown", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("moved_at", Instant, nullable=False),
    # When the next page comes; while the telling rests, null.
    Column("due_at", Instant),
)
TOLD = tellings.c.state.in_(bindparam("told", ("telling", "paused"), expanding=True, literal_execute=True))
# One telling a channel, whether it was asked for there or is told there: settled here, not by a lock.
Index("uq_tellings_home", tellings.c.home_id, unique=True, sqlite_where=TOLD, postgresql_where=TOLD)
Index("uq_tellings_running", tellings.c.channel_id, unique=True, sqlite_where=TOLD, postgresql_where=TOLD)

# What the listeners chose when the teller asked them, one row a listener and moment.
telling_choices = Table(
    "telling_choices",
    metadata,
    Column("telling_id", ForeignKey("tellings.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("choice", Integer, nullable=False),
)

dailies = Table(
    "dailies",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    # Of the day, by the server's own time zone.
    Column("minute", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("setter_id", BigInteger, nullable=False),
    Column("setter_locale", String(10), nullable=False),
    Column("locale", String(10), nullable=False),
    Column("due_at", Instant, nullable=False),
    # How many posts have fallen out since the last one, and why.
    Column("missed", Integer, nullable=False),
    Column("missed_why", String(16)),
    Column("paused", String(16)),
    # Whether an admin knows that it is paused.
    Column("told", Boolean, nullable=False),
)
Index("ix_dailies_paused", dailies.c.paused)

# Each day's post. It outlives the setting, so that no date of a server has two.
daily_posts = Table(
    "daily_posts",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("kind", String(16), nullable=False),
    Column("pack_id", String(40), nullable=False),
    Column("locale", String(10), nullable=False),
    # What is told, as JSON; of a question a snapshot.
    Column("content", Text, nullable=False),
    Column("ballot_id", ForeignKey("ballots.id", ondelete="SET NULL")),
    Column("slot_at", Instant, nullable=False),
    # When its date is over in the time zone of then.
    Column("day_ends_at", Instant, nullable=False),
    Column("tried_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("late", Boolean, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("missed_why", String(16)),
    # The post whose question it answers.
    Column("reveals_id", ForeignKey("daily_posts.id", ondelete="SET NULL")),
    # When its own question is over, and whether the answer was shown to all.
    Column("closes_at", Instant),
    Column("revealed", Boolean, nullable=False),
)
Index("ix_daily_posts_guild_id_slot_at", daily_posts.c.guild_id, daily_posts.c.slot_at)
Index("ix_daily_posts_ballot_id", daily_posts.c.ballot_id)
Index("ix_daily_posts_state", daily_posts.c.state)

daily_answers = Table(
    "daily_answers",
    metadata,
    Column("post_id", ForeignKey("daily_posts.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("given", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# One practice a reader; its questions are kept as they are asked, with what was answered, both as JSON.
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
    # Ids are never used again: the buttons of a practice that was replaced must not reach another.
    sqlite_autoincrement=True,
)
Index("uq_practices_reader_id", practices.c.reader_id, unique=True)

# What the bot remembers of itself: the fingerprint of the commands that Discord knows, and their ids.
memory = Table(
    "memory",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
