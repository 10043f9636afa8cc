"""The daily post: it comes every day, once, by the server's own clock."""

from zoneinfo import ZoneInfo

import discord
import pytest

from bot.storage.stories import seen
from tests.ui.acting import press
from tests.ui.dailies import DAY, minutes, posts, set_daily, set_zone, times, until
from tests.ui.world import buttons, labels, texts

# What comes when


async def test_it_comes_every_day_at_its_time(world, ada):
    await set_daily(world, ada, time="9:00")
    await world.wait(5 * DAY)
    assert minutes(times(world)) == [f"01-0{day} 09:00" for day in (1, 2, 3, 4, 5)]


async def test_a_post_is_one_call(world, ada):
    await set_daily(world, ada)
    before = len(world.env.http_requests)
    await world.wait(3 * DAY)
    assert world.calls(before) == {"POST channels/messages": 3}


async def test_each_post_has_a_nonce_of_its_own_that_discord_holds_to(world, ada):
    await set_daily(world, ada)
    await world.wait(2 * DAY)
    sent = [one.json for one in world.env.http_requests if one.path.endswith("/messages")]
    assert [one["enforce_nonce"] for one in sent] == [True, True]
    assert len({one["nonce"] for one in sent}) == 2


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Rome", "01-01 08:00"),
        ("Asia/Kolkata", "01-01 03:30"),
        ("America/New_York", "01-01 14:00"),
        ("Pacific/Kiritimati", "01-01 19:00"),
    ],
)
async def test_it_goes_by_the_server_s_own_clock(world, ada, zone, first):
    await set_zone(world, ada, zone)
    await set_daily(world, ada, time="9:00")
    await world.wait(DAY)
    assert minutes(times(world)) == [first]


async def test_where_the_clock_is_put_forward_it_comes_when_the_clock_goes_on(world, ada):
    await until(world, 2026, 3, 27, 12)
    await set_zone(world, ada, "Europe/Rome")
    await set_daily(world, ada, time="2:30")
    await world.wait(4 * DAY)
    assert minutes(times(world)) == ["03-28 01:30", "03-29 01:00", "03-30 00:30", "03-31 00:30"]


async def test_where_a_time_comes_twice_it_comes_the_first_time_alone(world, ada):
    await until(world, 2026, 10, 23, 12)
    await set_zone(world, ada, "Europe/Rome")
    await set_daily(world, ada, time="2:30")
    await world.wait(4 * DAY)
    assert minutes(times(world)) == ["10-24 00:30", "10-25 00:30", "10-26 01:30", "10-27 01:30"]


async def test_it_comes_all_the_same_where_clocks_are_changed_while_the_bot_is_away(world, ada, restart):
    await until(world, 2026, 3, 28, 12)
    await set_zone(world, ada, "Europe/Rome")
    await set_daily(world, ada, time="9:00")
    await restart(downtime=DAY / 2)
    await until(world, 2026, 3, 30, 12)
    assert minutes(times(world)) == ["03-29 07:00", "03-30 07:00"]


# Never two on one date


async def test_another_time_on_a_day_that_has_had_its_post_holds_from_the_next_day_on(world, ada):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 10)
    shown = await set_daily(world, ada, time="11:00")
    assert "<t:1767351600:F>" in texts(shown)
    await until(world, 2026, 1, 3, 12)
    assert minutes(times(world)) == ["01-01 09:00", "01-02 11:00", "01-03 11:00"]


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kolkata"])
async def test_another_time_zone_makes_no_second_post_on_a_date_of_either(world, ada, zone):
    await set_zone(world, ada, "Europe/Rome")
    await set_daily(world, ada, time="0:30")
    await until(world, 2026, 1, 3, 0)
    await set_zone(world, ada, zone)
    await world.wait(3 * DAY)
    came = times(world)
    for clock in ("Europe/Rome", zone):
        before, after = _dates(came[:3], clock), _dates(came[3:], clock)
        assert not set(before) & set(after)
    assert (came[3] - came[2]).total_seconds() <= 2 * DAY
    assert len(_dates(came[3:], zone)) == len(set(_dates(came[3:], zone)))


async def test_switched_off_and_on_again_it_waits_for_the_next_day(world, ada):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 10)
    await ada.slash(world.channel, "config daily", kind="off")
    await set_daily(world, ada, time="11:00")
    await until(world, 2026, 1, 2, 12)
    assert minutes(times(world)) == ["01-01 09:00", "01-02 11:00"]


async def test_a_time_that_is_still_to_come_today_comes_today(world, ada):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 8)
    await set_daily(world, ada, time="11:00")
    await world.wait(DAY / 2)
    assert minutes(times(world)) == ["01-01 11:00"]


async def test_switched_off_nothing_comes(world, ada):
    page = await set_daily(world, ada)
    await ada.click(page, label="Switch it off")
    assert "Nothing is posted here day by day" in texts(page)
    await world.wait(2 * DAY)
    assert posts(world) == []


async def test_a_reset_ends_it(world, ada):
    await set_daily(world, ada)
    page = (await ada.slash(world.channel, "config reset")).response
    assert "the daily post ends" in texts(page)
    await ada.click(page, label="Yes, start over")
    await world.wait(2 * DAY)
    assert posts(world) == []


async def test_each_server_has_its_own(world, ada):
    other = world.env.create_guild("Piazza del Duomo")
    channel = other.create_text_channel("stories")
    role = other.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    elena = other.add_member(world.env.create_user("elena"), roles=[role])
    await set_daily(world, ada, time="9:00")
    await elena.slash(channel, "config daily", channel=channel, time="10:00", kind="anecdote")
    await world.wait(2 * DAY)
    assert len(posts(world)) == len(posts(world, channel)) == 2


# What it tells


async def test_a_server_hears_anecdotes_that_it_has_not_had_yet(world, ada):
    await set_daily(world, ada)
    asked = texts((await ada.slash(world.channel, "anecdote")).response)
    await world.wait(6 * DAY)
    shown = [texts(post) for post in posts(world)]
    told = [one.id for text in [asked, *shown] for one in world.pack.anecdotes if one.text in text]
    assert len(set(told)) == len(told) == 7


async def test_a_claim_is_voted_on_until_the_next_post_and_then_has_its_verdict(world, ada, bruno):
    await set_daily(world, ada, kind="legend", time="9:00")
    await until(world, 2026, 1, 1, 12)
    (claim,) = posts(world)
    assert labels(claim) == ["Fact", "Legend"]
    await bruno.click(claim, label="Fact")
    assert "One vote so far" in texts(claim)
    await until(world, 2026, 1, 2, 8, 59)
    assert "One vote so far" in texts(claim)
    await until(world, 2026, 1, 2, 9, 1)
    assert "It is a " in texts(claim)
    assert labels(claim) == []
    assert len(posts(world)) == 2


async def test_nobody_ends_the_vote_on_a_day_s_claim_early(world, ada):
    await set_daily(world, ada, kind="legend")
    await until(world, 2026, 1, 1, 12)
    (claim,) = posts(world)
    refused = await press(world, ada, "lr:1", on=claim)
    assert refused.ephemeral
    assert "Nobody can end this vote early" in texts(refused.response)
    assert "It is a " not in texts(claim)


async def test_a_day_s_claim_survives_restarts(world, ada, bruno, restart):
    await set_daily(world, ada, kind="legend", time="9:00")
    await until(world, 2026, 1, 1, 12)
    (claim,) = posts(world)
    await restart()
    await bruno.click(claim, label="Legend")
    assert "One vote so far" in texts(claim)
    await restart(downtime=DAY)
    await world.wait(60)
    assert "It is a " in texts(claim)


async def test_on_a_date_of_the_story_that_is_told_with_its_date(world, ada):
    await until(world, 2026, 7, 30)
    await set_daily(world, ada, kind="on_this_day")
    await world.wait(DAY / 2)
    shown = texts(posts(world)[0])
    assert "On this day" in shown
    assert "30 July 1903" in shown
    assert next(day for day in world.pack.days if day.id == "maggi-is-born").text in shown


async def test_what_happened_leads_to_where_it_is_told(world, ada, bruno):
    await until(world, 2026, 7, 30)
    await set_daily(world, ada, kind="on_this_day")
    await world.wait(DAY / 2)
    opened = await bruno.click(posts(world)[0], label="Read where it is told")
    assert opened.ephemeral
    assert "Aymo Maggi" in texts(opened.response)


async def test_on_a_date_without_an_entry_the_nearest_is_told_with_its_own_date(world, ada):
    await until(world, 2026, 8, 1)
    await set_daily(world, ada, kind="on_this_day")
    await world.wait(DAY / 2)
    shown = texts(posts(world)[0])
    assert "so I leaf back in the calendar, 2 days" in shown
    assert "30 July 1903" in shown


async def test_where_nothing_is_near_an_anecdote_comes_with_a_word(world, ada):
    await until(world, 2026, 2, 2)
    await set_daily(world, ada, kind="on_this_day")
    await world.wait(DAY / 2)
    shown = texts(posts(world)[0])
    assert "from the drawer that has no dates" in shown
    assert any(one.text in shown for one in world.pack.anecdotes)


async def test_no_day_is_told_twice_in_a_year(world, ada, database):
    await until(world, 2026, 3, 20)
    await set_daily(world, ada, kind="on_this_day")
    await until(world, 2026, 5, 28)
    shown = "\n".join(texts(post) for post in posts(world))
    told = [day for day in world.pack.days if day.text in shown]
    assert [day.id for day in told if shown.count(day.text) > 1] == []
    async with database.transaction() as connection:
        kept = await seen.load(connection, world.guild.id, world.pack.id, seen.SeenKind.DAY)
    assert {day.id for day in told} == set(kept)
    of_the_spring = {day.id for day in world.pack.days if "03-26" <= day.day <= "05-27"}
    assert of_the_spring <= set(kept)


async def test_a_post_fits_with_all_that_may_stand_above_it(world, ada, bruno, carla):
    await set_daily(world, ada, kind="question")
    for kind in ("legend", "on_this_day", "anecdote", "question"):
        await world.wait(DAY)
        question = posts(world)[-1]
        for member in (ada, bruno, carla):
            await member.click(question, custom_id=buttons(question)[-1]["custom_id"])
        await set_daily(world, ada, kind=kind)
        await world.wait(DAY)
        assert "The last question of the day" in texts(posts(world)[-1])
        assert len(texts(posts(world)[-1])) < 4000
        await set_daily(world, ada, kind="question")


def _dates(moments, zone):
    return [one.astimezone(ZoneInfo(zone)).date() for one in moments]
