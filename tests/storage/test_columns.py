from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select
from sqlalchemy.exc import StatementError

from bot.storage.columns import Instant
from bot.storage.database import Database

zones = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(timezone)
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=zones)  # noqa: DTZ001 - the zones are drawn


async def through(database: Database, moment: datetime) -> datetime:
    """The moment, as the database gives it back."""
    async with database.transaction() as connection:
        kept: datetime = (await connection.execute(select(literal(moment, Instant())))).scalar_one()
    return kept


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=moments)
async def test_an_instant_is_kept_to_the_millisecond(database: Database, moment: datetime) -> None:
    kept = await through(database, moment)
    assert timedelta() <= moment - kept < timedelta(milliseconds=1)
    assert kept.microsecond % 1000 == 0
    assert kept.tzinfo is UTC


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=moments, gap=st.timedeltas(timedelta(milliseconds=1), timedelta(days=1)))
async def test_the_database_orders_instants_as_time_does(
    database: Database, first: datetime, gap: timedelta
) -> None:
    earlier = literal(first, Instant())
    async with database.transaction() as connection:
        assert (await connection.execute(select(earlier < first + gap))).scalar_one()


async def test_an_instant_without_a_zone_is_a_fault(database: Database) -> None:
    with pytest.raises(StatementError, match="offset-naive"):
        await through(database, datetime(1927, 3, 26))  # noqa: DTZ001 - the fault itself
