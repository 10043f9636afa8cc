"""Guild settings: loaded, saved and deleted."""

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds.settings import Feature, GuildSettings, Purpose, Starters, Stoppers
from bot.storage.database import insert
from bot.storage.guilds.tables import guild_channels, guild_settings
from bot.storage.trips import Statement, Trip


async def load(connection: AsyncConnection, guild_id: int) -> GuildSettings:
    """The guild's settings; the defaults if nothing was ever set."""
    row = (
        await connection.execute(select(guild_settings).where(guild_settings.c.guild_id == guild_id))
    ).one_or_none()
    rows = await connection.execute(
        select(guild_channels.c.purpose, guild_channels.c.channel_id).where(
            guild_channels.c.guild_id == guild_id
        )
    )
    channels: dict[Purpose, set[int]] = {}
    for purpose, channel_id in rows:
        channels.setdefault(Purpose(purpose), set()).add(channel_id)
    settings = GuildSettings(
        guild_id=guild_id,
        channels=MappingProxyType({purpose: frozenset(ids) for purpose, ids in channels.items()}),
    )
    if row is None:
        return settings
    return replace(
        settings,
        quizmaster_role_id=row.quizmaster_role_id,
        questions=row.questions,
        seconds=row.seconds,
        locale=row.locale,
        time_zone=row.time_zone,
        starters=Starters(row.starters or Starters.EVERYONE),
        stoppers=Stoppers(row.stoppers or Stoppers.STARTER),
        off=frozenset(Feature(way) for way in (row.ways_off or "").split()),
        pause=row.pause or 0,
    )


def read(trip: Trip, guild_id: int) -> GuildSettings:
    """The same in one trip."""
    channels: dict[Purpose, set[int]] = {}
    for purpose, channel_id in trip.rows(_channels(), guild_id=guild_id):
        channels.setdefault(Purpose(purpose), set()).add(channel_id)
    settings = GuildSettings(
        guild_id=guild_id,
        channels=MappingProxyType({purpose: frozenset(ids) for purpose, ids in channels.items()}),
    )
    found = trip.rows(_settings(), guild_id=guild_id)
    if not found:
        return settings
    ((role_id, questions, seconds, locale, time_zone, starters, stoppers, off, pause),) = found
    return replace(
        settings,
        quizmaster_role_id=role_id,
        questions=questions,
        seconds=seconds,
        locale=locale,
        time_zone=time_zone,
        starters=Starters(starters or Starters.EVERYONE),
        stoppers=Stoppers(stoppers or Stoppers.STARTER),
        off=frozenset(Feature(feature) for feature in (off or "").split()),
        pause=pause or 0,
    )


async def save(connection: AsyncConnection, settings: GuildSettings) -> None:
    """Store the settings in place of those before."""
    values = {
        "quizmaster_role_id": settings.quizmaster_role_id,
        "questions": settings.questions,
        "seconds": settings.seconds,
        "locale": settings.locale,
        "time_zone": settings.time_zone,
        "starters": settings.starters.value,
        "stoppers": settings.stoppers.value,
        "ways_off": " ".join(sorted(way.value for way in settings.off)),
        "pause": settings.pause,
    }
    statement = insert(connection, guild_settings).values(guild_id=settings.guild_id, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=[guild_settings.c.guild_id], set_=values)
    )
    await connection.execute(delete(guild_channels).where(guild_channels.c.guild_id == settings.guild_id))
    rows = [
        {"guild_id": settings.guild_id, "purpose": purpose.value, "channel_id": channel_id}
        for purpose, ids in settings.channels.items()
        for channel_id in sorted(ids)
    ]
    if rows:
        await connection.execute(guild_channels.insert(), rows)


async def clear(connection: AsyncConnection, guild_id: int) -> None:
    """Delete the guild's settings, and nothing else."""
    await connection.execute(delete(guild_settings).where(guild_settings.c.guild_id == guild_id))
    await connection.execute(delete(guild_channels).where(guild_channels.c.guild_id == guild_id))


@cache
def _settings() -> Statement:
    columns = (
        "quizmaster_role_id",
        "questions",
        "seconds",
        "locale",
        "time_zone",
        "starters",
        "stoppers",
        "ways_off",
        "pause",
    )
    return Statement(
        select(*(guild_settings.c[name] for name in columns)).where(
            guild_settings.c.guild_id == bindparam("guild_id")
        )
    )


@cache
def _channels() -> Statement:
    return Statement(
        select(guild_channels.c.purpose, guild_channels.c.channel_id).where(
            guild_channels.c.guild_id == bindparam("guild_id")
        )
    )
