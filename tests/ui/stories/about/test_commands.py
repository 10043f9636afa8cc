import simcord
from simcord.interactions import command_leaves

from bot import __version__
from tests.ui.acting import seen_by
from tests.ui.world import World, labels, texts


def synced(world: World) -> dict[str, str]:
    """Every command that Discord knows, as people click it."""
    return {
        " ".join(path): f"</{' '.join(path)}:{root['id']}>"
        for root in world.env.backend.commands[None].values()
        for path, _leaf in command_leaves(root)
    }


async def help_for(world: World, reader: simcord.MemberActor) -> str:
    """Every command, once the help is unfolded."""
    answered = await reader.slash(world.channel, "help")
    assert answered.ephemeral
    assert answered.response is not None
    await reader.click(answered.response, label="All commands")
    return texts(answered.response)


async def test_help_lists_every_command_that_discord_knows(world, ada):
    shown = await help_for(world, ada)
    assert [name for name, mention in synced(world).items() if f"{mention}: " not in shown] == []


async def test_help_lists_no_command_that_discord_does_not_know(world, ada):
    shown = await help_for(world, ada)
    assert shown.count("</") == len(synced(world))


async def test_help_shows_a_member_what_they_may_use(world, bruno):
    shown = await help_for(world, bruno)
    assert "who manage this server" not in shown
    offered = bruno.available_commands(world.channel)
    assert {name for name, mention in synced(world).items() if mention in shown} == set(offered)


async def test_help_s_commands_are_still_clickable_after_a_restart(world, ada, restart):
    before = await help_for(world, ada)
    await restart()
    assert await help_for(world, ada) == before


async def test_help_begins_with_what_one_can_do_here_and_folds_the_rest(world, bruno):
    shown = (await bruno.slash(world.channel, "help")).response
    assert labels(shown) == ["Read", "Listen", "Play", "All commands"]
    assert "/" not in texts(shown).replace("-#", "")
    assert "worth" in texts(shown)


async def test_where_the_bot_was_only_brought_along_the_help_begins_with_what_one_can_do_alone(
    world, bruno, monkeypatch
):
    monkeypatch.setattr(world.env.bot, "get_guild", lambda _guild_id: None)
    shown = (await bruno.slash(world.channel, "help")).response
    assert labels(shown) == ["Read", "Play", "All commands"]
    await bruno.click(shown, label="Play")
    assert "For you alone · 1 of 10" in texts(shown)


async def test_play_in_a_help_of_before_the_bot_left_the_server_says_so(world, bruno, monkeypatch):
    shown = (await bruno.slash(world.channel, "help")).response
    monkeypatch.setattr(world.env.bot, "get_guild", lambda _guild_id: None)
    refused = await bruno.click(shown, label="Play")
    assert refused.ephemeral
    assert "no member of this server" in texts(refused.response)


async def test_read_in_the_help_opens_the_story_for_its_presser_alone(world, bruno):
    shown = (await bruno.slash(world.channel, "help")).response
    await bruno.click(shown, label="Read")
    assert world.pack.chapters[0].beats[0].text in texts(shown)


async def test_listen_in_the_help_tells_the_first_chapter_that_was_not_told_here(world, bruno):
    shown = (await bruno.slash(world.channel, "help")).response
    told = await bruno.click(shown, label="Listen")
    assert not told.ephemeral
    assert world.pack.chapters[0].title in texts(told.response)


async def test_play_in_the_help_opens_a_lobby(world, bruno):
    shown = (await bruno.slash(world.channel, "help")).response
    opened = await bruno.click(shown, label="Play")
    assert not opened.ephemeral
    assert "The first question comes" in texts(opened.response)


async def test_in_direct_messages_the_help_reads_and_plays_alone(world):
    dora = world.env.create_user("dora")
    shown = (await dora.slash("help")).response
    assert labels(shown) == ["Read", "Play", "All commands"]
    await dora.click(shown, label="Play")
    assert "For you alone · 1 of 10" in texts(shown)


async def test_help_in_direct_messages_leaves_the_settings_out(world):
    dora = world.env.create_user("dora")
    helped = (await dora.slash("help")).response
    await dora.click(helped, label="All commands")
    shown = texts(helped)
    assert "story read" in shown
    assert "config" not in shown


async def test_about_credits_the_author_and_the_sources(world, ada, bruno):
    answered = await ada.slash(world.channel, "about")
    assert answered.ephemeral
    assert seen_by(world, bruno) == []
    shown = texts(answered.response)
    assert "Bernard, of Bernard Miniatures" in shown
    assert "The most dangerous race in history" in shown
    assert "CC BY-SA 4.0" in shown
    assert f"{len(world.pack.sources)} sources" in shown
    assert __version__ in shown


async def test_about_says_why_the_story_is_told_if_its_pack_does(world, ada):
    about = world.pack.credits.about
    assert about is not None
    assert about in texts((await ada.slash(world.channel, "about")).response)


async def test_about_is_there_in_direct_messages_too(world):
    dora = world.env.create_user("dora")
    assert "Bernard" in texts((await dora.slash("about")).response)
