"""`/config daily` and `/config server`, as the admin meets them."""

import discord
import pytest

from bot.core.daily.schedule import DailyKind
from bot.storage.daily import dailies
from bot.storage.guilds import settings as guilds
from tests.ui.acting import a_thread
from tests.ui.dailies import set_daily, set_zone
from tests.ui.world import labels, texts


async def kept(database, world):
    async with database.transaction() as connection:
        return await dailies.load(connection, world.guild.id)


async def test_where_nothing_is_set_it_says_how_to_begin(world, ada):
    shown = (await ada.slash(world.channel, "config daily")).response
    assert "Nothing is posted here day by day" in texts(shown)
    assert "</config daily:" in texts(shown)
    assert labels(shown) == ["Set the time", "Back"]


async def test_it_answers_where_what_and_when_the_first_comes(world, ada, database):
    await set_zone(world, ada, "Europe/Rome")
    shown = texts(await set_daily(world, ada, kind="question", time="9.30 pm"))
    assert f"**Where:** {world.channel.mention}" in shown
    assert "**What:** a question of the day" in shown
    assert "**When:** 21:30 every day, by the clock of Europe/Rome" in shown
    assert "<t:1767299400:F>, <t:1767299400:R>" in shown
    assert "UTC" not in shown
    daily = await kept(database, world)
    assert daily is not None
    assert (daily.channel_id, daily.minute, daily.kind) == (world.channel.id, 1290, DailyKind.QUESTION)
    assert daily.setter_id == ada.id


async def test_without_a_time_zone_it_goes_by_utc_and_says_how_to_set_one(world, ada):
    shown = texts(await set_daily(world, ada))
    assert "by the clock of UTC" in shown
    assert "</config server:" in shown


async def test_what_is_left_out_is_this_channel_nine_o_clock_and_an_anecdote(world, ada, database):
    await ada.slash(world.elsewhere, "config daily", kind="anecdote")
    daily = await kept(database, world)
    assert daily is not None
    assert (daily.channel_id, daily.minute, daily.kind) == (world.elsewhere.id, 540, DailyKind.ANECDOTE)


async def test_what_is_left_out_later_stays_as_it_is(world, ada, database):
    await set_daily(world, ada, kind="legend", time="7:15")
    await ada.slash(world.elsewhere, "config daily", time="8")
    daily = await kept(database, world)
    assert daily is not None
    assert (daily.channel_id, daily.minute, daily.kind) == (world.channel.id, 480, DailyKind.LEGEND)


async def test_in_a_thread_its_channel_is_meant(world, ada, database):
    await ada.slash(a_thread(world, world.channel, ada), "config daily", kind="legend")
    daily = await kept(database, world)
    assert daily is not None
    assert daily.channel_id == world.channel.id


async def test_a_channel_of_another_kind_is_refused(world, ada, database):
    voice = world.guild.create_voice_channel("voices")
    refused = await ada.slash(voice, "config daily", kind="legend")
    assert "Name a text channel" in texts(refused.response)
    assert await kept(database, world) is None


async def test_a_channel_for_announcements_will_do(world, ada, database):
    news = world.guild.create_news_channel("news")
    await set_daily(world, ada, channel=news)
    daily = await kept(database, world)
    assert daily is not None
    assert daily.channel_id == news.id


@pytest.mark.parametrize("time", ["soon", "25:00", "9:5", "13 pm", "-1", "x" * 300])
async def test_what_is_no_time_is_refused_with_how_to_write_it(world, ada, database, time):
    refused = await ada.slash(world.channel, "config daily", time=time)
    assert refused.ephemeral
    assert "Write it like 9:00, 21.30 or 9 pm" in texts(refused.response)
    assert await kept(database, world) is None


async def test_it_warns_where_the_bot_may_not_post_with_what_to_do(world, ada):
    overwrite = discord.PermissionOverwrite(send_messages=False, embed_links=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.guild.me: overwrite})
    shown = texts(await set_daily(world, ada, channel=closed))
    assert f"In {closed.mention} I lack Send Messages" in shown
    assert "allow it for my role" in shown


async def test_where_the_bot_may_post_nothing_is_warned_of(world, ada):
    assert "I lack" not in texts(await set_daily(world, ada))


async def test_the_panel_shows_it(world, ada):
    home = (await ada.slash(world.channel, "config panel")).response
    assert "**Daily post:** none" in texts(home)
    assert "**Time zone:** UTC" in texts(home)
    assert "**Language:** as Discord says" in texts(home)
    await set_zone(world, ada, "Asia/Kolkata")
    await set_daily(world, ada, kind="on_this_day", time="6:05")
    home = texts((await ada.slash(world.channel, "config panel")).response)
    assert f"**Daily post:** what happened on this day, in {world.channel.mention}, 06:05" in home
    assert "**Time zone:** Asia/Kolkata" in home


# The server's clock and language


async def test_the_server_s_settings_are_shown_where_none_is_given(world, ada):
    await set_zone(world, ada, "Asia/Kolkata")
    shown = texts((await ada.slash(world.channel, "config server")).response)
    assert "**Time zone:** Asia/Kolkata, where it is 05:30" in shown
    assert "**Language:** as Discord says" in shown


async def test_a_language_is_called_as_its_speakers_call_it(world, ada):
    shown = texts((await ada.slash(world.channel, "config server", language="en")).response)
    assert "**Language:** English" in shown


async def test_one_of_the_two_leaves_the_other_alone(world, ada):
    await set_zone(world, ada, "Europe/Rome")
    shown = texts((await ada.slash(world.channel, "config server", language="en")).response)
    assert "Europe/Rome" in shown


async def test_two_admins_at_once_set_one_of_the_two_each(world, ada, database, monkeypatch):
    dora = world.member("Dora", manage_guild=True)

    async def unhandled(*_arguments, **_options):
        """The command is on its way, and so is the next one."""

    with monkeypatch.context() as first:
        first.setattr(world.env, "_settle_internal", unhandled)
        await ada.slash(world.channel, "config server", time_zone="Europe/Rome")
    await dora.slash(world.channel, "config server", language="en")
    async with database.transaction() as connection:
        settings = await guilds.load(connection, world.guild.id)
    assert (settings.time_zone, settings.locale) == ("Europe/Rome", "en")


async def test_the_language_goes_back_to_what_discord_says(world, ada):
    await ada.slash(world.channel, "config server", language="en")
    shown = texts((await ada.slash(world.channel, "config server", language="discord")).response)
    assert "**Language:** as Discord says" in shown


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("rome", "Europe/Rome"),
        ("new y", "America/New_York"),
        ("kolk", "Asia/Kolkata"),
        ("italy", "Europe/Rome"),
    ],
)
async def test_a_time_zone_is_found_by_its_city_or_country(world, ada, typed, zone):
    offered = await ada.autocomplete(world.channel, "config server", "time_zone", typed)
    assert offered[0]["value"] == zone


async def test_beside_a_big_city_no_zone_of_a_like_name_is_offered(world, ada):
    offered = await ada.autocomplete(world.channel, "config server", "time_zone", "Milan")
    assert [one["value"] for one in offered] == ["Europe/Rome"]


async def test_of_a_country_with_several_clocks_the_refusal_names_those_of_most_cities(world, ada):
    refused = await ada.slash(world.channel, "config server", time_zone="USA")
    assert "**America/New_York**" in texts(refused.response)
    assert "Adak" not in texts(refused.response)


async def test_before_anything_is_typed_zones_are_offered_all_the_same(world, ada):
    offered = await ada.autocomplete(world.channel, "config server", "time_zone", "")
    assert len(offered) == 25


@pytest.mark.parametrize("typed", ["europe/rome", "ROME", "Rome", "Europe/Rome"])
async def test_a_time_zone_may_be_typed_in_full(world, ada, typed):
    assert "**Time zone:** Europe/Rome" in texts(await set_zone(world, ada, typed))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("us/eastern", "America/New_York"),
        ("Istanbul", "Europe/Istanbul"),
        ("asia/istanbul", "Europe/Istanbul"),
        ("Barcelona", "Europe/Madrid"),
        ("England", "Europe/London"),
        ("GMT", "GMT"),
        ("cet", "CET"),
        ("São Paulo", "America/Sao_Paulo"),
        ("turkiye", "Europe/Istanbul"),
    ],
)
async def test_older_names_and_accents_are_understood(world, ada, typed, zone):
    assert f"**Time zone:** {zone}," in texts(await set_zone(world, ada, typed))


@pytest.mark.parametrize("typed", ["EST", "MST", "localtime", "Factory"])
async def test_a_name_that_knows_no_summer_or_no_place_is_refused(world, ada, typed):
    assert "I know no time zone" in texts(await set_zone(world, ada, typed))


async def test_an_unknown_time_zone_is_refused_with_the_nearest(world, ada):
    refused = await ada.slash(world.channel, "config server", time_zone="Europe/Rom")
    assert refused.ephemeral
    assert "**Europe/Rome**" in texts(refused.response)
    assert "UTC" in texts((await ada.slash(world.channel, "config server")).response)


async def test_a_new_time_zone_moves_the_next_post(world, ada, database):
    await set_daily(world, ada, time="9:00")
    await set_zone(world, ada, "Asia/Kolkata")
    daily = await kept(database, world)
    assert daily is not None
    assert f"{daily.due_at:%m-%d %H:%M}" == "01-01 03:30"
