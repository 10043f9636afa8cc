"""`/config doctor` in servers whose channels deny this and that."""

import discord
import simcord
from discord import PermissionOverwrite
from simcord.components import validate_components, walk_components

from bot.core.guilds.doctor import Finding, Permission, Remedy, Trouble, Use
from bot.core.guilds.settings import Purpose
from bot.services.guilds.settings import Guilds
from bot.storage.database import Database
from bot.ui.guilds.doctor.views import Checkup, doctor_layout
from tests.ui.acting import a_thread, press, set_aside
from tests.ui.world import World, labels, texts

V2 = 1 << 15


async def doctor(world: World, admin: simcord.MemberActor, channel=None) -> str:
    """What the doctor says."""
    answered = await admin.slash(channel or world.channel, "config doctor")
    assert answered.ephemeral
    return texts(answered.response)


def a_channel(world: World, name: str, **denied: bool) -> simcord.ChannelHandle:
    """A channel whose own permissions say this of the bot."""
    me = world.env.bot.user
    assert me is not None
    return world.guild.create_text_channel(name, overwrites={me: PermissionOverwrite(**denied)})


def bot_role(world: World):
    """The role that the bot came with."""
    guild = world.env.backend.get_guild(world.guild.id)
    return next(role for role in guild.roles.values() if role.managed)


def without(world: World, **denied: bool) -> None:
    """Take permissions out of everybody's and the bot's role."""
    taken = discord.Permissions(**denied).value
    guild = world.env.backend.get_guild(world.guild.id)
    for role in (bot_role(world), guild.roles[guild.id]):
        world.env.backend.edit_role(guild.id, role.id, {"permissions": role.permissions & ~taken})


async def test_where_nothing_is_wrong_it_says_so_warmly_and_makes_no_call_but_its_answer(world, ada):
    before = len(world.env.http_requests)
    said = await doctor(world, ada)
    assert "nothing stands in my way" in said
    assert f"✅ <#{world.channel.id}>" in said
    assert "welcome everywhere" in said
    assert sum(world.calls(before).values()) == 1


async def test_what_a_channel_denies_is_named_with_the_line_that_mends_it(world, ada):
    mute = a_channel(world, "mute", attach_files=False)
    await set_aside(world, ada, "trivia", mute)
    said = await doctor(world, ada)
    assert (
        f"❌ <#{mute.id}>: I have View Channel, Send Messages and Embed Links, but I need Attach Files."
        in said
    )
    name = world.env.bot.user.name
    assert (
        f"→ Edit Channel > Permissions > **{name}** (add it if it is not there) > allow Attach Files" in said
    )


async def test_a_channel_that_is_hidden_is_named_with_all_that_it_denies_and_no_more(world, ada):
    hidden = a_channel(world, "hidden", view_channel=False)
    await set_aside(world, ada, "trivia", hidden)
    said = await doctor(world, ada)
    assert "but I need View Channel." in said
    assert "Send Messages, Embed Links and Attach Files" in said


async def test_what_the_role_lacks_is_mended_in_the_role(world, ada):
    without(world, attach_files=True)
    await world.env.settle()
    said = await doctor(world, ada)
    name = world.env.bot.user.name
    assert f"→ Server Settings > Roles > **{name}** > Permissions > turn on Attach Files" in said


async def test_without_threads_stories_are_told_all_the_same(world, ada):
    flat = a_channel(world, "flat", create_public_threads=False, send_messages_in_threads=False)
    await set_aside(world, ada, "stories", flat)
    said = await doctor(world, ada)
    assert f"⚠️ <#{flat.id}>" in said
    assert "that will do" in said
    assert "nothing keeps me from singing" in said
    assert "in my way" not in said
    assert "allow Send Messages in Threads and Create Public Threads" in said
    assert "❌" not in said


async def test_channels_that_are_alike_share_a_line(world, ada):
    mutes = [a_channel(world, f"mute-{number}", attach_files=False) for number in range(3)]
    await set_aside(world, ada, "trivia", *mutes)
    said = await doctor(world, ada)
    assert said.count("❌") == 1
    assert all(f"<#{mute.id}>" in said for mute in mutes)


async def test_a_channel_that_went_while_the_bot_was_away_is_told(world, ada, restart):
    await set_aside(world, ada, "stories", world.elsewhere)
    await world.env.bot.close()
    world.env.backend.delete_channel(world.elsewhere.id)
    await restart()
    said = await doctor(world, ada)
    assert "A channel that was chosen is not there any more" in said
    assert "config channels" in said


async def test_a_role_that_was_deleted_is_told(world, ada):
    role = world.guild.create_role("Quiz")
    page = (await ada.slash(world.channel, "config trivia")).response
    await ada.select(page, [role], custom_id="cr")
    assert "quizmasters" not in await doctor(world, ada)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    assert "The quizmasters' role is not there any more" in await doctor(world, ada)


async def test_rounds_that_are_left_to_quizmasters_who_are_none_are_told(world, ada):
    role = world.guild.create_role("Quiz")
    page = (await ada.slash(world.channel, "config trivia")).response
    await ada.select(page, ["quizmasters"], custom_id="ca")
    told = "Rounds are left to quizmasters, and there is no role to be one by"
    assert told in await doctor(world, ada)
    await ada.select(page, [role], custom_id="cr")
    assert "nothing stands in my way" in await doctor(world, ada)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    assert told in await doctor(world, ada)


async def test_the_daily_posts_channel_is_looked_at_and_its_clock(world, ada):
    mute = a_channel(world, "mute", embed_links=False)
    await ada.slash(world.channel, "config daily", channel=mute, time="9:00", kind="anecdote")
    said = await doctor(world, ada)
    assert "**The daily post**" in said
    assert "allow Embed Links" in said
    assert "keeps UTC" in said
    await ada.slash(world.channel, "config server", time_zone="Europe/Rome")
    assert "keeps UTC" not in await doctor(world, ada)


async def test_a_daily_post_whose_channel_went_is_told_with_both_commands_that_mend_it(world, ada):
    await ada.slash(world.channel, "config daily", channel=world.elsewhere, time="9:00", kind="anecdote")
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    said = await doctor(world, ada)
    assert "A channel that was chosen is not there any more" in said
    assert "The daily post is paused" in said
    assert said.count("config daily") == 2


async def test_a_forum_is_well_for_stories(world, ada):
    forum = world.guild.create_forum_channel("tales")
    await set_aside(world, ada, "stories", forum)
    said = await doctor(world, ada)
    assert f"✅ <#{forum.id}>" in said
    assert "Send Messages in Threads" in said


async def test_a_voice_channel_s_own_chat_is_looked_at_without_threads(world, ada):
    voice = world.guild.create_voice_channel("awning")
    await set_aside(world, ada, "stories", voice)
    said = await doctor(world, ada)
    (line,) = (one for one in said.splitlines() if f"✅ <#{voice.id}>" in one)
    assert "Connect" in line
    assert "Threads" not in line


async def test_in_a_thread_it_looks_at_what_holds_in_threads(world, ada):
    thread = a_thread(world, a_channel(world, "quiet", send_messages_in_threads=False), ada)
    said = await doctor(world, ada, thread)
    assert f"<#{thread.id}>" in said
    assert "but I need Send Messages in Threads" in said


async def test_a_thread_that_the_bot_has_not_heard_of_is_looked_at_by_its_channel(world, ada):
    thread = a_thread(world, world.channel, ada)
    world.env.bot.get_guild(world.guild.id)._threads.clear()
    said = await doctor(world, ada, thread)
    assert "not there any more" not in said
    assert f"✅ <#{thread.id}>" in said


async def test_it_looks_again_at_a_press_and_sees_what_was_mended(world, ada, restart):
    mute = a_channel(world, "mute", attach_files=False)
    await set_aside(world, ada, "trivia", mute)
    found = (await ada.slash(world.channel, "config doctor")).response
    assert labels(found) == ["Look again"]
    channel = world.env.backend.get_channel(mute.id)
    channel.overwrites.clear()
    world.env.backend.announce_channel_update(mute.id)
    await restart()
    await ada.click(found, label="Look again")
    assert "nothing stands in my way" in texts(found)


async def test_who_may_not_manage_the_server_is_told_nothing(world, ada, bruno):
    found = (await ada.slash(world.channel, "config doctor")).response
    refused = await press(world, bruno, "cl", on=found)
    assert refused.ephemeral
    assert "Manage Server" in texts(refused.response)


async def test_as_many_channels_as_can_be_chosen_fit_into_one_message(world, ada, tmp_path):
    flags = [permission.value for permission in Permission]
    channels = [
        a_channel(world, f"c{number}", **{flag: bool(number >> at & 1) for at, flag in enumerate(flags)})
        for number in range(50)
    ]
    database = Database.open(tmp_path / "cantastorie.db")
    guilds = Guilds(database)
    await guilds.set_channels(world.guild.id, Purpose.STORIES, [one.id for one in channels[:25]])
    await guilds.set_channels(world.guild.id, Purpose.TRIVIA, [one.id for one in channels[25:]])
    await database.close()
    answered = await ada.slash(world.channel, "config doctor")
    validate_components(answered.response.components, flags=V2)
    assert len(texts(answered.response)) <= 4000
    assert "more channels. Mend these first" in texts(answered.response)


def test_the_longest_check_up_fits(catalogues):
    channels = tuple(10**18 + number for number in range(25))
    lacks = tuple(Permission)
    worst = [
        Finding(trouble, channels, lacks, lacks, Remedy.CHANNEL)
        for trouble in (Trouble.GONE, Trouble.LACKS, Trouble.WISHES, Trouble.FINE)
    ]
    one = (channels[0],)
    daily = [Finding(Trouble.LACKS, one, lacks, lacks, Remedy.CHANNEL)]
    found = Checkup(
        findings={Use.STORIES: worst, Use.TRIVIA: worst, Use.DAILY: daily},
        here=frozenset(),
        bot_name="B" * 100,
        no_quizmasters=True,
        daily_paused=True,
        zone_missing=True,
    )

    layout = doctor_layout(found, lambda name: f"</{name}:{10**18}>", catalogues.for_locale("en"))
    shown = validate_components(layout.to_components(), flags=V2)
    told = [part.get("content", "") for part in walk_components(shown)]
    assert 2_500 < sum(map(len, told)) <= 4_000
    assert sum(text.count(f"<#{channels[-1]}>") for text in told) == 2
