"""A server's clock and language set on their page of the settings, without a command."""

from bot.storage.guilds import settings as guilds
from bot.ui.modals import FIELD
from tests.ui.acting import press
from tests.ui.world import texts


async def page_of(world, admin):
    home = (await admin.slash(world.channel, "config panel")).response
    await admin.click(home, label="Time and language")
    return home


async def kept(database, world):
    async with database.transaction() as connection:
        return await guilds.load(connection, world.guild.id)


async def typed_zone(admin, page, zone):
    return await admin.submit_modal(await admin.click(page, label="Set the time zone"), {FIELD: zone})


async def test_a_time_zone_is_set_by_a_city(world, ada, database):
    page = await page_of(world, ada)
    await typed_zone(ada, page, "Milan")
    assert (await kept(database, world)).time_zone == "Europe/Rome"
    assert "Europe/Rome" in texts(page)


async def test_a_place_that_is_none_is_said_to_be_none(world, ada, database):
    page = await page_of(world, ada)
    refused = await typed_zone(ada, page, "xyz")
    assert refused.ephemeral
    assert "I know no time zone “xyz”" in texts(refused.response)
    assert (await kept(database, world)).time_zone is None


async def test_the_language_is_chosen_and_given_back(world, ada, database):
    page = await page_of(world, ada)
    await ada.select(page, ["en"], custom_id="gl")
    assert (await kept(database, world)).locale == "en"
    await ada.select(page, ["discord"], custom_id="gl")
    assert (await kept(database, world)).locale is None


async def test_who_may_not_manage_the_server_sets_neither(world, ada, bruno, database):
    page = await page_of(world, ada)
    assert (await press(world, bruno, "gl", on=page, values=["en"])).ephemeral
    assert (await press(world, bruno, "gz", on=page)).ephemeral
    settings = await kept(database, world)
    assert (settings.locale, settings.time_zone) == (None, None)
