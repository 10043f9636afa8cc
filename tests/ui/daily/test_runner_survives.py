"""The daily post neither comes twice nor falls out without a word."""

import discord
import pytest

from bot.storage.daily import posts as daily_posts
from bot.storage.stories import ballots
from tests.ui.dailies import DAY, letters, minutes, posts, set_daily, simcord_time, times, until
from tests.ui.guilds.test_commands import lent_to
from tests.ui.world import texts

AWAY = "The last post fell out: I was away"

# Restarts


async def test_a_restart_before_its_time_changes_nothing(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 8, 59)
    await restart()
    await world.wait(DAY)
    assert minutes(times(world)) == ["01-01 09:00"]


async def test_a_restart_after_its_time_posts_nothing_again(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 9, 1)
    await restart()
    await until(world, 2026, 1, 2, 8)
    assert minutes(times(world)) == ["01-01 09:00"]


async def test_what_fell_due_while_the_bot_was_away_comes_late_with_a_word(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 8)
    await restart(downtime=3 * 3600)
    await until(world, 2026, 1, 2, 10)
    assert minutes(times(world)) == ["01-01 11:00", "01-02 09:00"]
    late, next_one = (texts(post) for post in posts(world))
    assert "A little late today" in late
    assert "late" not in next_one.splitlines()[0]
    assert AWAY not in next_one


async def test_what_is_too_late_falls_out_and_the_next_post_says_so_once(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 8)
    await restart(downtime=8 * 3600)
    await until(world, 2026, 1, 3, 10)
    assert minutes(times(world)) == ["01-02 09:00", "01-03 09:00"]
    first, second = (texts(post) for post in posts(world))
    assert AWAY in first
    assert AWAY not in second


async def test_days_away_are_counted(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    await until(world, 2026, 1, 1, 8)
    await restart(downtime=3 * DAY)
    await until(world, 2026, 1, 5)
    assert minutes(times(world)) == ["01-04 09:00"]
    assert "The last 3 posts fell out: I was away" in texts(posts(world)[0])


async def test_a_late_post_never_comes_on_the_next_date(world, ada, restart):
    await set_daily(world, ada, time="23:00")
    await until(world, 2026, 1, 1, 22)
    await restart(downtime=3 * 3600)
    await until(world, 2026, 1, 3)
    assert minutes(times(world)) == ["01-02 23:00"]
    assert AWAY in texts(posts(world)[0])


async def test_a_post_that_the_bot_fell_over_is_sent_again_under_its_nonce(world, ada, restart, database):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=503, times=1)
    await until(world, 2026, 1, 1, 9)
    await restart(downtime=30)
    await world.wait(DAY / 2)
    assert minutes(times(world)) == ["01-01 09:00"]
    async with database.transaction() as connection:
        kept = await daily_posts.load(connection, 1)
    assert kept is not None
    assert kept.message_id == posts(world)[0].id


async def test_a_post_that_may_have_arrived_is_not_sent_again_and_the_next_one_says_so(world, ada, restart):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=503, times=1)
    await until(world, 2026, 1, 1, 9)
    await restart(downtime=3600)
    await until(world, 2026, 1, 2, 10)
    assert minutes(times(world)) == ["01-02 09:00"]
    assert "I was called away in the middle of the last post" in texts(posts(world)[0])


# Discord fails


@pytest.mark.parametrize("status", [503, 429])
async def test_while_discord_fails_the_post_is_tried_again(world, ada, status):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=status, times=5)
    await until(world, 2026, 1, 1, 12)
    assert minutes(times(world)) == ["01-01 09:05"]
    assert letters(world, ada) == []


async def test_when_discord_fails_for_long_the_post_falls_out_and_the_next_one_says_so(world, ada):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=503, times=None)
    before = len(world.env.http_requests)
    await until(world, 2026, 1, 1, 12)
    assert world.calls(before) == {"POST channels/messages": 31}
    world.env.backend.faults.clear()
    await until(world, 2026, 1, 3, 8)
    assert minutes(times(world)) == ["01-02 09:00"]
    assert "Discord would not take it" in texts(posts(world)[0])


async def test_what_was_switched_off_is_tried_no_more(world, ada):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=503, times=3)
    await until(world, 2026, 1, 1, 9, 1)
    await ada.slash(world.channel, "config daily", kind="off")
    await until(world, 2026, 1, 2, 10)
    assert posts(world) == []


async def test_many_servers_at_one_time_are_served_one_after_another(world, ada):
    channels = []
    for number in range(30):
        guild = world.env.create_guild(f"Server {number}")
        channels.append(guild.create_text_channel("stories"))
        role = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
        admin = guild.add_member(world.env.create_user(f"admin{number}"), roles=[role])
        await admin.slash(channels[-1], "config daily", time="9:00", kind="anecdote")
    await until(world, 2026, 1, 1, 10)
    came = sorted(simcord_time(posts(world, channel)[0].id) for channel in channels)
    assert (came[-1] - came[0]).total_seconds() >= 29 * 0.04
    assert all(len(posts(world, channel)) == 1 for channel in channels)


async def test_a_claim_that_never_arrived_is_closed(world, ada, database):
    await set_daily(world, ada, kind="legend", time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await until(world, 2026, 1, 1, 10)
    async with database.transaction() as connection:
        assert await ballots.unclosed(connection) == []


# The channel is gone, or closed to the bot


async def test_a_channel_that_was_deleted_pauses_it_and_its_setter_is_told_once(world, ada, bruno):
    await set_daily(world, ada, channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.wait(2 * DAY)
    (letter,) = letters(world, ada)
    assert "Piazza della Vittoria" in letter
    assert "is gone" in letter
    assert letters(world, bruno) == []
    home = (await ada.slash(world.channel, "config panel")).response
    assert "The daily post is paused:" not in texts(home)
    assert "**Daily post:** an anecdote" in texts(home)
    assert "paused" in texts(home)


async def test_a_channel_that_was_deleted_while_the_bot_was_away_pauses_it(world, ada, restart):
    await set_daily(world, ada, channel=world.elsewhere, time="9:00")
    # In one breath with the restart: the bot that goes does not act on it any more.
    world.env.backend.delete_channel(world.elsewhere.id)
    await restart(downtime=60)
    await world.wait(2 * DAY)
    assert len(letters(world, ada)) == 1


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_channel_that_is_closed_to_the_bot_pauses_it(world, ada, code):
    await set_daily(world, ada, time="9:00")
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=code, times=None)
    before = len(world.env.http_requests)
    await world.wait(3 * DAY)
    (letter,) = letters(world, ada)
    assert "I was not let into" in letter
    assert world.calls(before)["POST channels/messages"] == 2


async def test_one_who_takes_no_messages_is_told_with_the_settings_by_whoever_opens_them_first(world, ada):
    admin = world.member("Dora", manage_guild=True)
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await set_daily(world, ada, channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    shown = texts((await admin.slash(world.channel, "config trivia")).response)
    assert shown.startswith("⏸️ **The daily post is paused:** its channel is gone.")
    assert "The daily post is paused" not in texts((await ada.slash(world.channel, "config trivia")).response)


async def test_a_refused_reader_of_the_settings_is_not_who_is_told(world, ada, bruno):
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await set_daily(world, ada, channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    lent_to(world, bruno, "config")
    await bruno.slash(world.channel, "config panel")
    assert "⏸️" in texts((await ada.slash(world.channel, "config panel")).response)


async def test_another_channel_starts_it_again(world, ada):
    await set_daily(world, ada, channel=world.elsewhere, time="9:00", kind="on_this_day")
    world.env.backend.delete_channel(world.elsewhere.id)
    await until(world, 2026, 1, 3)
    shown = (await ada.slash(world.channel, "config daily", channel=world.channel)).response
    assert "paused" not in texts(shown)
    assert "what happened on this day" in texts(shown)
    await until(world, 2026, 1, 4)
    assert minutes(times(world)) == ["01-03 09:00"]
    assert "fell out" not in texts(posts(world)[0])


async def test_a_channel_that_lets_the_bot_in_again_goes_on_when_it_is_asked_for(world, ada):
    await set_daily(world, ada, time="9:00", kind="legend")
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    await until(world, 2026, 1, 3)
    assert posts(world) == []
    shown = texts((await ada.slash(world.channel, "config daily")).response)
    assert "paused" not in shown
    assert "a claim, legend or fact" in shown
    await until(world, 2026, 1, 4)
    assert minutes(times(world)) == ["01-03 09:00"]


async def test_while_the_bot_is_not_let_in_it_stays_paused_and_says_why(world, ada):
    await set_daily(world, ada, time="9:00", channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    shown = (await ada.slash(world.channel, "config daily")).response
    assert "its channel is gone" in texts(shown)
    await world.wait(2 * DAY)
    assert posts(world) == []


async def test_another_time_alone_does_not_start_it_again_while_its_channel_is_gone(world, ada):
    await set_daily(world, ada, time="9:00", channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    shown = texts((await ada.slash(world.channel, "config daily", time="10:00", kind="legend")).response)
    assert "its channel is gone" in shown
    assert "10:00" in shown
    assert "a claim, legend or fact" in shown
    await world.wait(2 * DAY)
    assert len(letters(world, ada)) == 1
    shown = texts((await ada.slash(world.channel, "config daily", channel=world.channel)).response)
    assert "paused" not in shown
    assert "10:00" in shown


async def test_another_time_alone_starts_it_again_where_the_bot_is_let_in(world, ada):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await until(world, 2026, 1, 1, 12)
    shown = texts((await ada.slash(world.channel, "config daily", time="13:00")).response)
    assert "paused" not in shown
    await until(world, 2026, 1, 1, 14)
    assert minutes(times(world)) == ["01-01 13:00"]


@pytest.mark.parametrize("code", [50008, 50083])
async def test_what_discord_would_not_take_is_told_with_the_next_post(world, ada, caplog, code):
    await set_daily(world, ada, time="9:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=400, code=code)
    await until(world, 2026, 1, 1, 12)
    caplog.clear()
    await until(world, 2026, 1, 2, 10)
    assert minutes(times(world)) == ["01-02 09:00"]
    assert "Discord would not take it" in texts(posts(world)[0])


async def test_a_pause_survives_a_restart(world, ada, restart):
    await set_daily(world, ada, channel=world.elsewhere, time="9:00")
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    await restart(downtime=DAY)
    await world.wait(2 * DAY)
    assert len(letters(world, ada)) == 1
