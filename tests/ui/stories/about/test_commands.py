import simcord
from simcord.interactions import command_leaves

from bot import __version__
from tests.ui.acting import seen_by
from tests.ui.world import World, texts


def synced(world: World) -> dict[str, str]:
    """Every command that Discord knows, as people click it."""
    return {
        " ".join(path): f"</{' '.join(path)}:{root['id']}>"
        for root in world.env.backend.commands[None].values()
        for path, _leaf in command_leaves(root)
    }


async def help_for(world: World, reader: simcord.MemberActor) -> str:
    answered = await reader.slash(world.channel, "help")
    assert answered.ephemeral
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


async def test_help_says_how_rounds_are_scored(world, bruno):
    assert "worth" in await help_for(world, bruno)


async def test_help_in_direct_messages_leaves_the_settings_out(world):
    dora = world.env.create_user("dora")
    shown = texts((await dora.slash("help")).response)
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
