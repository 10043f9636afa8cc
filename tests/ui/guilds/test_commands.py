import pytest
import simcord

from bot.core.guilds.settings import GuildSettings, Purpose
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from tests.storage.builders import a_standing, score, start
from tests.ui.acting import DelayedChoice, Look, a_thread, press, seen_by, set_aside
from tests.ui.hearing import forbid, pages
from tests.ui.world import World, labels, selects, texts


async def panel(world: World, admin: simcord.MemberActor, page: str = "panel") -> simcord.ResponseMessage:
    """A page of the settings, as `/config` opens it."""
    opened = (await admin.slash(world.channel, f"config {page}")).response
    assert opened is not None
    return opened


async def kept(database: Database, world: World) -> GuildSettings:
    """The server's settings on disk."""
    async with database.transaction() as connection:
        return await guilds.load(connection, world.guild.id)


def preset(message: simcord.ResponseMessage, custom_id: str) -> list[str]:
    """What a select shows as chosen."""
    menu = next(one for one in selects(message) if one["custom_id"] == custom_id)
    if "options" in menu:
        return [option["value"] for option in menu["options"] if option.get("default")]
    return [str(value["id"]) for value in menu.get("default_values", ())]


def lent_to(world: World, member: simcord.MemberActor, command: str) -> None:
    """Let the member use the command, as an admin can in Discord's own settings."""
    known = world.env.backend.find_command(command, world.guild.id)
    assert known is not None
    world.guild.set_command_permissions(int(known["id"]), {member: True})


# The panel


async def test_the_panel_shows_what_goes_where_nothing_is_set(world, ada):
    home = await panel(world, ada)
    shown = texts(home)
    assert home.ephemeral
    assert "**Stories:** everywhere" in shown
    assert "**Trivia:** everywhere" in shown
    assert "10 questions, 20 seconds each" in shown
    assert "who manages the server" in shown
    assert labels(home) == ["Channels", "Rounds", "Daily post", "Time and language", "Reset"]


async def test_the_panel_s_pages_lead_to_each_other(world, ada):
    home = await panel(world, ada)
    start_page = Look.at(home)
    for label, custom_ids in (
        ("Channels", {"cc:stories", "cc:trivia"}),
        ("Rounds", {"cq", "cs", "cu", "cr", "ca", "ce"}),
        ("Daily post", {"dc", "dk"}),
        ("Time and language", {"gl"}),
        ("Reset", set()),
    ):
        await ada.click(home, label=label)
        assert {menu["custom_id"] for menu in selects(home)} == custom_ids
        await ada.click(home, label="Back")
        assert Look.at(home) == start_page


@pytest.mark.parametrize(
    ("command", "label"),
    [
        ("channels", "Channels"),
        ("trivia", "Rounds"),
        ("daily", "Daily post"),
        ("server", "Time and language"),
        ("reset", "Reset"),
    ],
)
async def test_each_page_opens_by_a_command_of_its_own(world, ada, command, label):
    home = await panel(world, ada)
    await ada.click(home, label=label)
    assert Look.at(await panel(world, ada, command)) == Look.at(home)


# Channels


async def test_a_channel_set_aside_is_kept_and_shown(world, ada, database):
    page = await panel(world, ada, "channels")
    await ada.select(page, [world.channel], custom_id="cc:stories")
    assert f"**Stories:** {world.channel.mention}" in texts(page)
    assert preset(page, "cc:stories") == [str(world.channel.id)]
    assert "**Trivia:** everywhere" in texts(page)
    settings = await kept(database, world)
    assert settings.where(Purpose.STORIES) == {world.channel.id}
    assert settings.where(Purpose.TRIVIA) == frozenset()


async def test_no_channel_means_everywhere_again(world, ada, database):
    page = await panel(world, ada, "channels")
    await ada.select(page, [world.channel, world.elsewhere], custom_id="cc:trivia")
    await ada.select(page, [], custom_id="cc:trivia")
    assert "**Trivia:** everywhere" in texts(page)
    assert (await kept(database, world)).where(Purpose.TRIVIA) == frozenset()


async def test_a_channel_for_trivia_holds_at_once_and_says_where_to_go(world, ada, bruno):
    await set_aside(world, ada, "trivia", world.channel)
    refused = await bruno.slash(world.elsewhere, "trivia start")
    assert refused.ephemeral
    assert world.channel.mention in texts(refused.response)
    assert not (await bruno.slash(world.channel, "trivia start")).ephemeral


@pytest.mark.parametrize("kind", ["voice", "stage"])
async def test_a_voice_channel_s_own_chat_can_be_set_aside(world, ada, bruno, kind):
    voice = getattr(world.guild, f"create_{kind}_channel")("awning")
    await set_aside(world, ada, "stories", voice)
    assert voice.mention in texts((await bruno.slash(world.channel, "story tell")).response)
    told = await bruno.slash(voice, "story tell")
    assert not told.ephemeral
    assert len(pages(world, voice)) == 2


async def test_a_voice_channel_that_the_bot_may_not_enter_is_told_before_the_story_begins(world, ada):
    voice = world.guild.create_voice_channel("awning")
    forbid(world, voice, connect=True)
    for command in ("story tell", "trivia start"):
        refused = await ada.slash(voice, command)
        assert refused.ephemeral
        assert "I lack Connect" in texts(refused.response)


async def test_a_channel_for_stories_says_nothing_about_trivia(world, ada, bruno):
    await set_aside(world, ada, "stories", world.channel)
    assert not (await bruno.slash(world.elsewhere, "trivia start")).ephemeral


async def test_a_thread_follows_its_channel(world, ada, bruno):
    await set_aside(world, ada, "trivia", world.channel)
    await set_aside(world, ada, "stories", world.channel)
    inside, outside = a_thread(world, world.channel, ada), a_thread(world, world.elsewhere, ada)
    for command in ("trivia start", "anecdote", "legend"):
        assert (await bruno.slash(outside, command)).ephemeral
        assert not (await bruno.slash(inside, command)).ephemeral


async def test_private_reading_is_welcome_in_every_channel(world, ada, bruno):
    await set_aside(world, ada, "stories", world.channel)
    assert world.pack.chapters[0].title in texts((await bruno.slash(world.elsewhere, "story read")).response)


# Rounds


async def test_questions_and_seconds_hold_from_the_next_round_on(world, ada, bruno, database):
    page = await panel(world, ada, "trivia")
    assert preset(page, "cq") == preset(page, "cs") == ["default"]
    await ada.select(page, ["5"], custom_id="cq")
    await ada.select(page, ["45"], custom_id="cs")
    assert (preset(page, "cq"), preset(page, "cs")) == (["5"], ["45"])
    settings = await kept(database, world)
    assert (settings.questions, settings.seconds) == (5, 45)
    lobby = (await bruno.slash(world.channel, "trivia start")).response
    assert "5 questions, 45 seconds each" in texts(lobby)


async def test_who_starts_a_round_may_ask_for_other_figures(world, ada, bruno):
    page = await panel(world, ada, "trivia")
    await ada.select(page, ["5"], custom_id="cq")
    lobby = (await bruno.slash(world.channel, "trivia start", questions=7)).response
    assert "7 questions, 20 seconds each" in texts(lobby)


async def test_the_usual_figure_follows_the_bot_again(world, ada, database):
    page = await panel(world, ada, "trivia")
    await ada.select(page, ["5"], custom_id="cq")
    await ada.select(page, ["default"], custom_id="cq")
    assert (await kept(database, world)).questions is None
    await ada.click(page, label="Back")
    assert "10 questions" in texts(page)


async def test_quizmasters_may_stop_anybody_s_round(world, ada, bruno, database):
    role = world.guild.create_role("Quizmasters")
    carla = world.guild.add_member(world.env.create_user("carla", global_name="Carla"), roles=[role])
    await bruno.slash(world.channel, "trivia start")
    assert "can end it, or else" in texts((await carla.slash(world.channel, "trivia stop")).response)
    page = await panel(world, ada, "trivia")
    await ada.select(page, [role], custom_id="cr")
    assert f"**Quizmasters:** {role.mention}" in texts(page)
    assert preset(page, "cr") == [str(role.id)]
    assert (await kept(database, world)).quizmaster_role_id == role.id
    assert "The round is over" in texts((await carla.slash(world.channel, "trivia stop")).response)


async def test_quizmasters_are_nobody_once_the_role_is_taken_away(world, ada, database):
    role = world.guild.create_role("Quizmasters")
    page = await panel(world, ada, "trivia")
    await ada.select(page, [role], custom_id="cr")
    await ada.select(page, [], custom_id="cr")
    assert "who manages the server" in texts(page)
    assert (await kept(database, world)).quizmaster_role_id is None


async def test_a_change_leaves_the_other_settings_alone(world, ada, database):
    role = world.guild.create_role("Quizmasters")
    await set_aside(world, ada, "stories", world.channel)
    page = await panel(world, ada, "trivia")
    await ada.select(page, [role], custom_id="cr")
    await ada.select(page, ["30"], custom_id="cs")
    await ada.select(page, ["15"], custom_id="cq")
    await set_aside(world, ada, "trivia", world.elsewhere)
    settings = await kept(database, world)
    assert (settings.quizmaster_role_id, settings.seconds, settings.questions) == (role.id, 30, 15)
    assert settings.where(Purpose.STORIES) == {world.channel.id}


async def test_two_changes_at_once_are_both_kept(world, ada, database):
    page = await panel(world, ada, "trivia")
    DelayedChoice(world, ada, page, "cq", ["5"]).arrives_unseen()
    await DelayedChoice(world, ada, page, "cs", ["45"]).arrives()
    settings = await kept(database, world)
    assert (settings.questions, settings.seconds) == (5, 45)


async def test_settings_survive_a_restart(world, ada, bruno, restart):
    await set_aside(world, ada, "trivia", world.channel)
    page = await panel(world, ada, "trivia")
    await ada.select(page, ["5"], custom_id="cq")
    await restart()
    home = texts(await panel(world, ada))
    assert f"**Trivia:** {world.channel.mention}" in home
    assert "5 questions" in home
    assert (await bruno.slash(world.elsewhere, "trivia start")).ephemeral


async def test_a_panel_of_a_former_process_still_sets(world, ada, restart, database):
    page = await panel(world, ada, "trivia")
    await restart()
    await ada.select(page, ["30"], custom_id="cs")
    assert (await kept(database, world)).seconds == 30


async def test_another_server_s_settings_stay_as_they_are(world, ada, database):
    await set_aside(world, ada, "trivia", world.channel)
    other = world.env.create_guild("Piazza del Duomo")
    async with database.transaction() as connection:
        assert await guilds.load(connection, other.id) == GuildSettings(guild_id=other.id)


# Starting over


async def test_a_reset_asks_first(world, ada, database):
    await set_aside(world, ada, "stories", world.channel)
    page = await panel(world, ada, "reset")
    assert "Start over?" in texts(page)
    await ada.click(page, label="Back")
    assert f"**Stories:** {world.channel.mention}" in texts(page)
    assert (await kept(database, world)).where(Purpose.STORIES) == {world.channel.id}


async def test_a_reset_forgets_the_settings_and_leaves_the_scores(world, ada, database):
    await set_aside(world, ada, "stories", world.channel)
    game = (await start(database, guild_id=world.guild.id)).game
    await score(database, game, [a_standing(ada.id, distance=8_000)], 3, world.env.now())
    page = await panel(world, ada, "reset")
    await ada.click(page, label="Yes, start over")
    assert "as they came" in texts(page)
    assert "**Stories:** everywhere" in texts(page)
    assert await kept(database, world) == GuildSettings(guild_id=world.guild.id)
    assert "**8 km**" in texts((await ada.slash(world.channel, "scores")).response)


# Who may


async def test_the_settings_are_offered_to_nobody_else(world, ada, bruno):
    offered = {name.partition(" ")[0] for name in bruno.available_commands(world.channel)}
    assert "config" not in offered
    assert "scores" in offered
    assert "config panel" in ada.available_commands(world.channel)


@pytest.mark.parametrize("page", ["panel", "channels", "trivia", "daily", "server", "reset"])
async def test_a_member_who_was_given_the_command_is_refused_privately(world, ada, bruno, page):
    lent_to(world, bruno, "config")
    refused = await bruno.slash(world.channel, f"config {page}")
    assert refused.ephemeral
    assert "Manage Server" in texts(refused.response)
    assert refused.response is not None
    assert labels(refused.response) == []
    assert seen_by(world, ada) == []


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("cp:reset", None),
        ("cc:stories", ["1"]),
        ("cr", ["1"]),
        ("cq", ["5"]),
        ("cs", ["45"]),
        ("ca", ["quizmasters"]),
        ("ce", ["players"]),
        ("cw:hints:off", None),
        ("co", None),
        ("cx", None),
    ],
)
async def test_a_member_who_lost_the_right_changes_nothing_by_a_control(
    world, ada, bruno, database, custom_id, values
):
    await set_aside(world, ada, "trivia", world.channel)
    page = await panel(world, ada)
    before, look = await kept(database, world), Look.at(page)
    refused = await press(world, bruno, custom_id, on=page, values=values)
    assert refused.ephemeral
    assert "Manage Server" in texts(refused.response)
    assert await kept(database, world) == before
    assert Look.at(page) == look


async def test_a_channel_that_was_deleted_is_no_longer_set_aside(world, ada, bruno):
    await set_aside(world, ada, "trivia", world.elsewhere)
    assert (await bruno.slash(world.channel, "trivia start")).ephemeral
    world.env.backend.delete_channel(world.elsewhere.id)
    await world.env.settle()
    assert not (await bruno.slash(world.channel, "trivia start")).ephemeral
