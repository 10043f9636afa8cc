"""What admins set and then delete: the whole bot, which was away meanwhile or did not hear of it."""

import asyncio
from pathlib import Path

import pytest

from bot.static_content import StaticContent
from tests.discord import guilds
from tests.discord.people import Person
from tests.discord.real_bot import joined
from tests.discord.rules.permissions import ADMINISTRATOR
from tests.discord.server import Discord
from tests.discord.state import Channel, Guild

pytestmark = pytest.mark.usefixtures("no_errors")

FREE = "The channel that this was kept to is gone, so from now on it is welcome everywhere. Please try again."


@pytest.fixture
def chief(discord: Discord, guild: Guild) -> Person:
    return discord.person("Chief", guild, permissions=ADMINISTRATOR)


async def set_aside(chief: Person, channel: Channel, *aside: Channel) -> None:
    page = (await chief.slash(channel, "config channels")).message
    assert page is not None
    await chief.choose(page, "cc:trivia", aside)


async def refusal(ada: Person, channel: Channel) -> str:
    """What they are told who want to open a round; empty where they open one."""
    message = (await ada.slash(channel, "trivia start")).message
    assert message is not None
    return message.text if message.reader is not None else ""


async def test_a_channel_that_was_deleted_while_the_bot_was_away_sends_nobody_there(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    guild: Guild,
    channel: Channel,
    ada: Person,
    chief: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    aside = discord.channel(guild, "quiz")
    async with joined(discord, content, database_file, "choice"):
        await set_aside(chief, channel, aside)
        assert f"<#{aside.id}>" in await refusal(ada, channel)
    guilds.delete_channel(discord.world, aside)
    said = f"guild {guild.id}: channel {aside.id}, set aside for trivia, is gone"
    async with joined(discord, content, database_file, "choice"):
        await logged(caplog, said)
        assert not await refusal(ada, channel)
    assert caplog.messages.count(said) == 1


async def test_where_discord_does_not_answer_at_the_start_the_next_refusal_asks_again(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    guild: Guild,
    channel: Channel,
    ada: Person,
    chief: Person,
) -> None:
    aside, other = discord.channel(guild, "quiz"), discord.channel(guild, "games")
    async with joined(discord, content, database_file, "choice"):
        await set_aside(chief, channel, aside, other)
    guilds.delete_channel(discord.world, aside)
    discord.faults.add("GET /channels/{channel}", status=503)
    async with joined(discord, content, database_file, "choice"):
        assert f"<#{aside.id}>" in await refusal(ada, channel), "for nobody said that it is gone"
        discord.faults.clear()
        assert await refusal(ada, channel) == f"Not in this channel, please. It is welcome in <#{other.id}>."
    guilds.delete_channel(discord.world, other)
    discord.faults.add("GET /channels/{channel}", status=503)
    async with joined(discord, content, database_file, "choice"):
        assert f"<#{other.id}>" in await refusal(ada, channel)
        discord.faults.clear()
        assert await refusal(ada, channel) == FREE
        assert not await refusal(ada, channel)


async def test_a_role_that_was_deleted_while_the_bot_was_away_is_named_to_nobody_but_by_the_doctor(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    channel: Channel,
    ada: Person,
    chief: Person,
) -> None:
    guild = channel.guild
    assert guild is not None
    role = guilds.create_role(discord.world, guild, "Quizmasters", 0)
    async with joined(discord, content, database_file, "choice"):
        page = (await chief.slash(channel, "config trivia")).message
        assert page is not None
        await chief.choose(page, "cr", [role])
        await chief.choose(page, "ca", ["quizmasters"])
        assert f"<@&{role.id}>" in await refusal(ada, channel)
    guilds.delete_role(discord.world, guild, role)
    async with joined(discord, content, database_file, "choice"):
        told = await refusal(ada, channel)
        assert "<@&" not in told
        assert "who manage" in told
        found = (await chief.slash(channel, "config doctor")).message
        assert found is not None
        assert "role" in found.text


async def test_a_daily_post_whose_channel_was_deleted_tells_its_setter_at_the_start(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    guild: Guild,
    channel: Channel,
    chief: Person,
) -> None:
    aside = discord.channel(guild, "daily")
    async with joined(discord, content, database_file, "choice"):
        assert (await chief.slash(aside, "config daily", time="9:00")).how == "message"
    guilds.delete_channel(discord.world, aside)
    async with joined(discord, content, database_file, "choice"):
        await discord.until(lambda: bool(chief.direct.history()))
        [notice] = chief.direct.history()
        assert "The daily post is paused" in notice.text
        assert f"Now <#{aside.id}> is gone" in notice.text
    async with joined(discord, content, database_file, "choice"):
        page = (await chief.slash(channel, "config panel")).message
        assert page is not None
    assert len(chief.direct.history()) == 1


async def logged(caplog: pytest.LogCaptureFixture, said: str) -> None:
    """Wait until it stands in the log, five seconds at most."""
    for _ in range(500):
        if said in caplog.messages:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"not in the log: {said}")
