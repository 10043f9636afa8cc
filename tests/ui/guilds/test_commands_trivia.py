"""`/config trivia`: who may start and end rounds, and the ways to play; each holds where it bites."""

import pytest
import simcord

from bot.core.guilds.settings import Feature, GuildSettings, Starters, Stoppers
from bot.storage.guilds import settings as guilds
from tests.ui.acting import Look, press, set_aside
from tests.ui.world import World, answers, buttons, labels, lobby_of, selects, texts


async def page_of(world: World, admin: simcord.MemberActor) -> simcord.ResponseMessage:
    opened = (await admin.slash(world.channel, "config trivia")).response
    assert opened is not None
    return opened


async def kept(database, world: World) -> GuildSettings:
    async with database.transaction() as connection:
        return await guilds.load(connection, world.guild.id)


async def bound(world: World, admin: simcord.MemberActor, **choices: str) -> simcord.MemberActor:
    """A quizmaster, in a server that has set these."""
    role = world.guild.create_role("Quizmasters")
    page = await page_of(world, admin)
    await admin.select(page, [role], custom_id="cr")
    for custom_id, value in choices.items():
        await admin.select(page, [value], custom_id=custom_id)
    return world.guild.add_member(world.env.create_user("dario", global_name="Dario"), roles=[role])


def role_of(world: World) -> str:
    """The quizmasters as they are mentioned."""
    roles = world.env.backend.get_guild(world.guild.id).roles.values()
    return next(f"<@&{role.id}>" for role in roles if role.name == "Quizmasters")


# The page


async def test_rights_and_ways_are_kept_and_shown(world, ada, database):
    page = await page_of(world, ada)
    await ada.select(page, ["quizmasters"], custom_id="ca")
    await ada.select(page, ["players"], custom_id="ce")
    await ada.select(page, ["10"], custom_id="cu")
    await ada.click(page, label="✅ hints")
    await ada.click(page, label="✅ practice")
    settings = await kept(database, world)
    assert (settings.starters, settings.stoppers) == (Starters.QUIZMASTERS, Stoppers.PLAYERS)
    assert settings.off == {Feature.HINTS, Feature.PRACTICE}
    ways = ["✅ teams", "🚫 hints", "✅ skips", "🚫 practice", "✅ showing wrong answers"]
    assert [one for one in labels(page) if one != "Back"] == ways
    chosen = {
        menu["custom_id"]: [one["value"] for one in menu["options"] if one.get("default")]
        for menu in selects(page)
        if "options" in menu
    }
    assert chosen["ca"] == ["quizmasters"]
    assert chosen["ce"] == ["players"]
    assert (chosen["cu"], settings.pause) == (["10"], 10)
    await ada.click(page, label="Back")
    assert "Only quizmasters may start a round · Everyone who plays may end it" in texts(page)
    assert "**Switched off:** hints and practice" in texts(page)


async def test_a_button_does_what_it_said_however_old_its_page_is(world, ada, database):
    old, new = await page_of(world, ada), await page_of(world, ada)
    await ada.click(new, label="✅ skips")
    await ada.click(old, label="✅ skips")
    assert (await kept(database, world)).off == {Feature.SKIPS}
    await ada.click(new, label="🚫 skips")
    assert (await kept(database, world)).off == frozenset()


async def test_rights_without_a_role_say_whom_that_leaves(world, ada):
    page = await page_of(world, ada)
    warning = "No quizmasters' role is chosen yet"
    assert warning not in texts(page)
    await ada.select(page, ["quizmasters"], custom_id="ca")
    assert warning in texts(page)
    await ada.select(page, [world.guild.create_role("Quiz")], custom_id="cr")
    assert warning not in texts(page)


async def test_a_reset_gives_rights_and_ways_back(world, ada, database):
    await bound(world, ada, ca="quizmasters", ce="quizmasters")
    await ada.click(await page_of(world, ada), label="✅ teams")
    page = (await ada.slash(world.channel, "config reset")).response
    await ada.click(page, label="Yes, start over")
    assert await kept(database, world) == GuildSettings(guild_id=world.guild.id)
    assert "Everyone may start a round" in texts(page)


async def test_rights_and_ways_survive_a_restart(world, ada, bruno, restart):
    await bound(world, ada, ca="quizmasters")
    await ada.click(await page_of(world, ada), label="✅ teams")
    await restart()
    assert "🚫 teams" in labels(await page_of(world, ada))
    assert (await bruno.slash(world.channel, "trivia start")).ephemeral


# Who may start


async def test_who_may_not_start_is_told_privately_which_role_may(world, ada, bruno):
    dario = await bound(world, ada, ca="quizmasters")
    refused = await bruno.slash(world.channel, "trivia start")
    assert refused.ephemeral
    assert role_of(world) in texts(refused.response)
    assert "members who manage the server" in texts(refused.response)
    assert not (await dario.slash(world.channel, "trivia start")).ephemeral
    assert not (await ada.slash(world.elsewhere, "trivia start")).ephemeral


async def test_the_right_comes_before_the_channel(world, ada, bruno):
    await bound(world, ada, ca="quizmasters")
    await set_aside(world, ada, "trivia", world.elsewhere)
    refused = await bruno.slash(world.channel, "trivia start")
    assert role_of(world) in texts(refused.response)
    assert world.elsewhere.mention not in texts(refused.response)


async def test_where_no_role_is_set_the_refusal_names_who_manages_the_server(world, ada, bruno):
    await ada.select(await page_of(world, ada), ["quizmasters"], custom_id="ca")
    refused = await bruno.slash(world.channel, "trivia start")
    assert refused.ephemeral
    assert "rounds are started by members who manage the server" in texts(refused.response)


async def test_a_lobby_is_joined_by_those_who_may_not_start(world, ada, bruno):
    dario = await bound(world, ada, ca="quizmasters")
    board = await lobby_of(world, dario, bruno)
    assert f"2 players are in: {bruno.user.global_name} and Dario" in texts(board)


async def test_who_lost_the_right_cannot_begin_the_lobby_and_its_time_still_does(world, ada, bruno):
    board = await lobby_of(world, bruno, bruno, questions=3)
    await bound(world, ada, ca="quizmasters")
    refused = await bruno.click(board, label="Start now")
    assert refused.ephemeral
    assert role_of(world) in texts(refused.response)
    assert "Join" in labels(board)
    await world.wait(30)
    assert "Question 1 of 3" in texts(board)


async def test_a_rematch_is_started_by_those_who_may_start(world, ada, bruno):
    board = await lobby_of(world, bruno, bruno, questions=3)
    await world.wait(30)
    for _ in range(3):
        await bruno.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    await world.wait(30)
    dario = await bound(world, ada, ca="quizmasters")
    refused = await bruno.click(board, label="Rematch")
    assert refused.ephemeral
    assert role_of(world) in texts(refused.response)
    assert not (await dario.slash(world.channel, "trivia start")).ephemeral


# Who may end


@pytest.mark.parametrize(
    ("choice", "starter", "player", "bystander"),
    [("starter", True, False, False), ("players", True, True, False), ("quizmasters", False, False, False)],
)
async def test_who_may_end_a_round(world, ada, bruno, carla, choice, starter, player, bystander):
    elena = world.member("Elena")
    dario = await bound(world, ada, ce=choice)
    board = await lobby_of(world, bruno, carla)
    for member, allowed in ((elena, bystander), (carla, player), (bruno, starter), (dario, True)):
        ended = await member.slash(world.channel, "trivia stop")
        assert ended.ephemeral
        if allowed:
            assert "The round is over" in texts(ended.response)
            assert "Stopped" in texts(board)
            return
        assert role_of(world) in texts(ended.response)
        assert "Join" in labels(board)


# The ways to play


async def off(world: World, admin: simcord.MemberActor, way: str) -> None:
    await admin.click(await page_of(world, admin), label=f"✅ {way}")


async def test_without_teams_a_round_in_teams_is_refused(world, ada, bruno):
    await off(world, ada, "teams")
    refused = await bruno.slash(world.channel, "trivia start", way="teams")
    assert refused.ephemeral
    assert "This server plays without teams" in texts(refused.response)
    assert not (await bruno.slash(world.channel, "trivia start")).ephemeral


def ids_of(board: simcord.ResponseMessage, prefix: str) -> list[str]:
    return [one["custom_id"] for one in buttons(board) if one["custom_id"].startswith(prefix)]


@pytest.mark.parametrize(("way", "prefix"), [("hints", "th:"), ("skips", "ts:")])
async def test_a_way_that_is_off_has_no_button_and_its_press_is_refused(world, ada, bruno, way, prefix):
    await off(world, ada, way)
    board = await lobby_of(world, bruno, bruno, questions=3, difficulty="easy")
    await world.wait(30)
    assert ids_of(board, prefix) == []
    round_id, number = (answers(board) or ids_of(board, "ta:"))[0].split(":")[1:3]
    look = Look.at(board)
    refused = await press(world, bruno, f"{prefix}{round_id}:{number}", on=board)
    assert refused.ephemeral
    assert f"This server plays without {way}" in texts(refused.response)
    assert Look.at(board) == look


async def test_an_open_round_keeps_the_ways_that_it_began_with(world, ada, bruno):
    board = await lobby_of(world, bruno, bruno, questions=3)
    await off(world, ada, "skips")
    await world.wait(30)
    assert ids_of(board, "ts:") != []


async def test_without_practice_it_is_refused_in_the_server_alone(world, ada, bruno):
    await off(world, ada, "practice")
    refused = await bruno.slash(world.channel, "trivia practice")
    assert refused.ephemeral
    assert "This server plays without practice" in texts(refused.response)
