"""What everybody reads is in the server's chosen language, else in Discord's for the server."""

import pytest

from tests.storage.builders import a_standing, score, start
from tests.ui.dailies import DAY, letters, posts, set_daily
from tests.ui.test_text_locale import catalogues, speak  # noqa: F401 - fixtures
from tests.ui.world import texts

# Both fixtures are taken by their names.
# ruff: noqa: F811


@pytest.fixture
async def italian(world, ada):
    """The server's language is set, whatever Discord says."""
    await ada.slash(world.channel, "config server", language="it")


async def test_an_anecdote_is_in_the_language_of_the_server(world, ada, italian):
    for _ in range(10):
        shown = texts((await ada.slash(world.channel, "anecdote")).response)
        if "Certo" in shown:
            return
    pytest.fail("no anecdote says in Italian how sure it is")


async def test_a_claim_is_in_the_language_of_the_server(world, ada, italian):
    assert "Leggenda o realtà?" in texts((await ada.slash(world.channel, "legend")).response)


async def test_a_leaderboard_shown_to_everyone_is_in_the_language_of_the_server(
    world, ada, bruno, italian, database
):
    game = (await start(database, guild_id=world.guild.id)).game
    await score(database, game, [a_standing(bruno.id, distance=8_000)], 3, world.env.now())
    mine = (await bruno.slash(world.channel, "scores")).response
    assert "Leaderboard" in texts(mine)
    shared = await bruno.click(mine, label="Show everyone")
    assert "Classifica" in texts(shared.response)


async def test_as_discord_says_again(world, ada, italian):
    await ada.slash(world.channel, "config server", language="discord")
    assert "Legend or fact?" in texts((await ada.slash(world.channel, "legend")).response)


async def test_the_daily_post_is_in_the_language_of_the_server(world, ada, speak):
    speak("it")
    await set_daily(world, ada, kind="legend")
    await world.wait(DAY)
    assert "Leggenda o realtà?" in texts(posts(world)[0])
    await ada.slash(world.channel, "config server", language="en")
    await world.wait(DAY)
    assert "Legend or fact?" in texts(posts(world)[1])


async def test_the_letter_is_in_the_language_of_who_set_it(world, ada, speak):
    speak("it", ada)
    await set_daily(world, ada, channel=world.elsewhere)
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    assert letters(world, ada)[0].startswith("## La cartolina del giorno")
