"""The daily post set up on its page of the settings, without a command."""

from bot.core.daily.schedule import DailyKind
from bot.ui.modals import FIELD
from tests.ui.acting import press
from tests.ui.daily.test_commands import kept
from tests.ui.world import texts


async def page_of(world, admin):
    home = (await admin.slash(world.channel, "config panel")).response
    await admin.click(home, label="Daily post")
    return home


async def test_a_daily_post_is_set_up_by_choosing_what_is_posted(world, ada, database):
    page = await page_of(world, ada)
    assert "Nothing is posted here day by day" in texts(page)
    await ada.select(page, ["legend"], custom_id="dk")
    daily = await kept(database, world)
    assert (daily.kind, daily.channel_id, daily.minute) == (DailyKind.LEGEND, world.channel.id, 9 * 60)
    assert "Nothing is posted" not in texts(page)


async def test_its_channel_and_its_time_are_set_there_too(world, ada, database):
    page = await page_of(world, ada)
    await ada.select(page, [world.elsewhere], custom_id="dc")
    opened = await ada.click(page, label="Set the time")
    await ada.submit_modal(opened, {FIELD: "21.30"})
    daily = await kept(database, world)
    assert (daily.channel_id, daily.minute) == (world.elsewhere.id, 21 * 60 + 30)
    assert "21:30" in texts(page)


async def test_a_time_that_is_none_is_said_to_be_none_and_changes_nothing(world, ada, database):
    page = await page_of(world, ada)
    await ada.select(page, ["anecdote"], custom_id="dk")
    opened = await ada.click(page, label="Set the time")
    refused = await ada.submit_modal(opened, {FIELD: "at lunch"})
    assert refused.ephemeral
    assert "at lunch" in texts(refused.response)
    assert (await kept(database, world)).minute == 9 * 60


async def test_who_may_not_manage_the_server_sets_nothing(world, ada, bruno, database):
    page = await page_of(world, ada)
    await ada.select(page, ["anecdote"], custom_id="dk")
    for custom_id, values in (("dk", ["legend"]), ("dc", [str(world.elsewhere.id)]), ("dt", None)):
        refused = await press(world, bruno, custom_id, on=page, values=values)
        assert refused.ephemeral
    daily = await kept(database, world)
    assert (daily.kind, daily.channel_id) == (DailyKind.ANECDOTE, world.channel.id)
