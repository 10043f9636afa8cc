from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.daily.local_time import day_end, next_due
from bot.core.daily.schedule import LATEST, Daily, DailyKind, LastPost, Pause, fall_due, first_due, latest

NINE = datetime(2026, 1, 1, 9, tzinfo=UTC)
ZONES = (
    "UTC",
    "Europe/Rome",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "America/New_York",
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds UTC
MINUTES = st.integers(0, 1439)


def a_daily(due_at: datetime = NINE, minute: int = 540) -> Daily:
    return Daily(
        guild_id=1,
        channel_id=2,
        minute=minute,
        kind=DailyKind.ANECDOTE,
        setter_id=3,
        setter_locale="en",
        locale="en",
        due_at=due_at,
    )


def test_before_its_time_nothing_is_due():
    assert fall_due(a_daily(), UTC, NINE - timedelta(milliseconds=1)) is None


def test_at_its_time_it_is_due_and_the_next_comes_a_day_later():
    due = fall_due(a_daily(), UTC, NINE)
    assert due is not None
    assert (due.slot_at, due.late, due.fell_out, due.next_at) == (NINE, False, 0, NINE + DAY)


def test_what_is_paused_never_falls_due():
    assert fall_due(replace(a_daily(), paused=Pause.GONE), UTC, NINE + DAY) is None


def test_some_hours_late_it_is_due_and_says_so():
    due = fall_due(a_daily(), UTC, NINE + 5 * HOUR)
    assert due is not None
    assert (due.slot_at, due.late, due.fell_out) == (NINE, True, 0)


def test_too_late_it_falls_out():
    due = fall_due(a_daily(), UTC, NINE + LATEST)
    assert due is not None
    assert (due.slot_at, due.fell_out, due.next_at) == (None, 1, NINE + DAY)


def test_each_day_away_is_one_that_fell_out_and_the_last_may_still_come():
    due = fall_due(a_daily(), UTC, NINE + 3 * DAY + HOUR)
    assert due is not None
    assert (due.slot_at, due.fell_out, due.next_at) == (NINE + 3 * DAY, 3, NINE + 4 * DAY)


@given(st.sampled_from(ZONES), MOMENTS, MINUTES, st.timedeltas(timedelta(), timedelta(days=9)))
def test_after_any_time_away_every_post_has_come_or_is_counted(name, after, minute, away):
    zone = ZoneInfo(name)
    daily = a_daily(next_due(after, minute, zone), minute)
    at = daily.due_at + away
    due = fall_due(daily, zone, at)
    assert due is not None
    slots = [daily.due_at]
    while slots[-1] < due.next_at:
        slots.append(next_due(slots[-1], minute, zone))
    assert due.next_at > at
    assert len(slots) - 1 == due.fell_out + (due.slot_at is not None)
    if due.slot_at is not None:
        assert due.slot_at.astimezone(zone).date() == at.astimezone(zone).date()


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), MOMENTS, MINUTES, MINUTES, st.integers(0, 3 * 86_400))
def test_no_change_of_time_or_zone_makes_two_posts_on_one_date_of_either_zone(
    old, new, after, minute, changed, later
):
    before, now = ZoneInfo(old), ZoneInfo(new)
    slot = next_due(after, minute, before)
    last = LastPost(slot, day_end(slot, before))
    at = slot + timedelta(seconds=later)
    upcoming = first_due(at, changed, now, last)
    assert upcoming > at
    for zone in (before, now):
        assert upcoming.astimezone(zone).date() > slot.astimezone(zone).date()
    assert upcoming - at <= timedelta(days=3)


@given(st.sampled_from(ZONES), MOMENTS, MINUTES)
def test_a_post_may_come_late_on_its_own_date_alone(name, after, minute):
    zone = ZoneInfo(name)
    slot = next_due(after, minute, zone)
    end = latest(slot, zone)
    assert slot < end <= slot + LATEST
    assert (end - timedelta(milliseconds=1)).astimezone(zone).date() == slot.astimezone(zone).date()
