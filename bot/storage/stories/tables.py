"""The tables of bookmarks, of what was shown, of votes on claims, and of tellings."""

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
)

from bot.storage.columns import Instant, metadata

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("reader_id", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", String(40), primary_key=True),
    Column("chapter_id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    # The pages that were read: the bit of each position.
    Column("pages", BigInteger, nullable=False, server_default="0"),
)


# What an audience (a guild, or a reader in private) has been shown, so that the unseen comes first.
seen = Table(
    "seen",
    metadata,
    Column("audience_id", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", String(40), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item_id", String(40), primary_key=True),
    Column("at", Instant, nullable=False),
    # When it was shown the time before: `at` is set back to this if the item did not arrive.
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
    # When it was closed; null again as soon as its message shows the verdict.
    Column("unshown_since", Instant),
)
Index("ix_ballots_unshown_since", ballots.c.unshown_since)
Index("ix_ballots_closed", ballots.c.closed)


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
    # When the next page comes by itself; null if none does.
    Column("due_at", Instant),
)


RUNNING = tellings.c.state.in_(bindparam("told", ("telling", "paused"), expanding=True, literal_execute=True))
# One running telling a channel, whether asked for or told there: enforced here, not by a lock.
Index("uq_tellings_home", tellings.c.home_id, unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING)
Index(
    "uq_tellings_running", tellings.c.channel_id, unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING
)


# What the listeners chose when a page asked them, one row per listener and page.
telling_choices = Table(
    "telling_choices",
    metadata,
    Column("telling_id", ForeignKey("tellings.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("choice", Integer, nullable=False),
)
