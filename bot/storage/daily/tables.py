"""The tables of daily posts, and of the answers to their questions."""

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
)

from bot.storage.columns import Instant, metadata

dailies = Table(
    "dailies",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    # Of the day, in the guild's own time zone.
    Column("minute", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("setter_id", BigInteger, nullable=False),
    Column("setter_locale", String(10), nullable=False),
    Column("locale", String(10), nullable=False),
    Column("due_at", Instant, nullable=False),
    # How many posts were missed since the last one, and why.
    Column("missed", Integer, nullable=False),
    Column("missed_why", String(16)),
    Column("paused", String(16)),
    # Whether an admin was told that it is paused.
    Column("told", Boolean, nullable=False),
)
Index("ix_dailies_paused", dailies.c.paused)


# Each day's post. It outlives the setting, so that no date of a guild has two.
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
    # What is posted, as JSON; a question as a snapshot.
    Column("content", Text, nullable=False),
    Column("ballot_id", ForeignKey("ballots.id", ondelete="SET NULL")),
    Column("slot_at", Instant, nullable=False),
    # When its date ends, in the time zone of that time.
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
Index("ix_daily_posts_state", daily_posts.c.state)
Index("ix_daily_posts_ballot_id", daily_posts.c.ballot_id)
Index("ix_daily_posts_guild_id_slot_at", daily_posts.c.guild_id, daily_posts.c.slot_at)


daily_answers = Table(
    "daily_answers",
    metadata,
    Column("post_id", ForeignKey("daily_posts.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("given", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
