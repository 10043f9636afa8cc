"""The tables of guild settings, and of the names that members were seen by."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    String,
    Table,
)

from bot.storage.columns import metadata

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
    # The ways to play that are switched off, separated by spaces.
    Column("ways_off", String(80)),
    # Seconds that an answer stands alone before the next question; null is none.
    Column("pause", Integer),
)


guild_channels = Table(
    "guild_channels",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", String(16), primary_key=True),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
)


# Of those alone who are named in a server's messages: who played, voted or answered there.
member_names = Table(
    "member_names",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
)
