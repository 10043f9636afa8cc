from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.daily.local_time import day_end, next_due, read_minute

ZONES = (
    *("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"),
    *("Asia/Kolkata", "America/Nuuk", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati"),
    *("America/Sao_Paulo", "Asia/Tehran", "Asia/Beirut", "Antarctica/Troll", "Pacific/Kwajalein", "UTC"),
)
MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds UTC


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        *(("9", 540), ("9:00", 540), ("09:00", 540), ("0900", 540), ("930", 570), ("21.30", 1290)),
        *(("9 pm", 1260), ("9pm", 1260), ("9:30 P.M.", 1290), ("12 am", 0), ("12 pm", 720), ("9 a.m.", 540)),
        *(
            ("21h30", 1290),
            ("21 h", 1260),
            ("21,15", 1275),
            (" 7 : 05 ", 425),
            ("noon", 720),
            ("midnight", 0),
        ),
        *(("0", 0), ("24", 0), ("24:00", 0), ("23:59", 1439)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, minute):
    assert read_minute(typed) == minute


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "25",
        "24:01",
        "9:60",
        "9:5",
        "13 pm",
        "0 am",
        "-9",
        "9-10",
        "1:2:3",
        "12345",
        "9 pmm",
        "½",
    ],
)
def test_what_is_no_time_is_none(typed):
    assert read_minute(typed) is None


@given(st.text())
def test_whatever_is_typed_is_a_minute_of_the_day_or_none(typed):
    minute = read_minute(typed)
    assert minute is None or 0 <= minute < 1440


@given(st.integers(0, 1439))
def test_a_time_as_it_is_shown_is_read_back(minute):
    assert read_minute(f"{minute // 60:02}:{minute % 60:02}") == minute


@given(st.sampled_from(ZONES), MOMENTS, st.integers(0, 1439))
@example("Pacific/Apia", datetime(2011, 12, 28, tzinfo=UTC), 600)
@example("America/Nuuk", datetime(2026, 3, 27, tzinfo=UTC), 1410)
@example("Africa/Cairo", datetime(2026, 4, 22, tzinfo=UTC), 15)
@example("Australia/Lord_Howe", datetime(2026, 10, 2, tzinfo=UTC), 130)
@example("Pacific/Kwajalein", datetime(1993, 8, 19, tzinfo=UTC), 600)
def test_each_local_date_has_one_moment_and_each_is_within_its_date(name, after, minute):
    zone = ZoneInfo(name)
    moments = [after]
    for _ in range(12):
        moments.append(next_due(moments[-1], minute, zone))
    dates = [moment.astimezone(zone).date() for moment in moments[1:]]
    assert moments == sorted(set(moments))
    assert dates == sorted(set(dates)), "two on one date"
    missing = {dates[0] + timedelta(days=days) for days in range((dates[-1] - dates[0]).days)} - set(dates)
    assert {day for day in missing if _exists(day, zone)} == set(), "a date skipped"


@given(st.sampled_from(ZONES), MOMENTS, st.integers(0, 1439))
def test_it_is_that_minute_of_the_clock_or_the_clock_skips_it(name, after, minute):
    zone = ZoneInfo(name)
    moment = next_due(after, minute, zone)
    local = moment.astimezone(zone)
    if (local.hour, local.minute) != (minute // 60, minute % 60):
        before, later = moment - timedelta(minutes=1), moment + timedelta(minutes=1)
        assert len({one.astimezone(zone).utcoffset() for one in (before, moment, later)}) == 2
    else:
        assert local.fold == 0, "the second of two"


@given(st.sampled_from(ZONES), MOMENTS, st.integers(0, 1439))
def test_the_next_is_after_and_never_two_days_away_where_no_date_is_left_out(name, after, minute):
    wait = next_due(after, minute, ZoneInfo(name)) - after
    assert timedelta() < wait <= timedelta(days=3 if name in {"Pacific/Apia", "Pacific/Kwajalein"} else 2)


@given(st.sampled_from(ZONES), MOMENTS)
def test_a_day_ends_where_the_next_date_begins(name, moment):
    zone = ZoneInfo(name)
    end = day_end(moment, zone)
    assert end > moment
    last = (end - timedelta(seconds=1)).astimezone(zone).date()
    assert end.astimezone(zone).date() > last >= moment.astimezone(zone).date()


def test_where_the_clock_is_put_forward_the_moment_is_when_it_goes_on():
    rome = ZoneInfo("Europe/Rome")
    moment = next_due(datetime(2026, 3, 28, 12, tzinfo=UTC), 150, rome)
    assert moment.astimezone(rome).isoformat() == "2026-03-29T03:00:00+02:00"


def test_where_it_goes_on_at_another_date_the_moment_is_the_minute_before():
    nuuk = ZoneInfo("America/Nuuk")
    moment = next_due(datetime(2026, 3, 28, 12, tzinfo=UTC), 1410, nuuk)
    assert moment.astimezone(nuuk).isoformat() == "2026-03-28T22:59:00-02:00"


def test_where_a_time_comes_twice_the_first_is_meant():
    rome = ZoneInfo("Europe/Rome")
    moment = next_due(datetime(2026, 10, 24, 12, tzinfo=UTC), 150, rome)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_due(moment, 150, rome) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def _exists(day: date, zone: ZoneInfo) -> bool:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day
