"""The whole bot, where Discord does not take its commands."""

from pathlib import Path

import pytest

from bot.static_content import StaticContent
from bot.ui.commands import sync
from tests.discord.people import Person
from tests.discord.real_bot import joined
from tests.discord.server import Discord
from tests.discord.state import Channel

pytestmark = pytest.mark.usefixtures("no_errors")

PUT = "PUT /applications/{application}/commands"
GET = "GET /applications/{application}/commands"


def refusals(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one for one in caplog.messages if "did not take the commands" in one]


async def test_the_command_that_opens_an_activity_is_kept_as_it_is(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    entry = discord.commands.enable_activity()
    async with joined(discord, content, database_file, "choice"):
        offered = discord.commands.offered(None)
        [kept] = [one for one in offered if one["type"] == entry["type"]]
        assert {**kept, "version": ""} == {**entry, "version": ""}
        assert len(offered) > 10
        assert (await ada.slash(channel, "help")).how == "message"


@pytest.mark.parametrize(("status", "code"), [(400, 50240), (400, 30034), (503, 0)])
async def test_where_the_commands_are_refused_the_bot_goes_on_with_those_that_discord_has(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    channel: Channel,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
    status: int,
    code: int,
) -> None:
    async with joined(discord, content, database_file, "choice"):
        assert not refusals(caplog)
    # A database that knows of no commands yet sends them again.
    fresh = database_file.with_name("fresh.db")
    discord.faults.add(PUT, status=status, code=code)
    async with joined(discord, content, fresh, "choice"):
        helped = (await ada.slash(channel, "help")).message
        assert helped is not None
        await ada.press(helped, "All commands")
        assert "</story contents:" in helped.text, "or a mention that can be clicked has lost its id"
    assert len(refusals(caplog)) == 1
    # They were not taken, so the next start sends them once more.
    discord.faults.clear()
    sent = len(discord.commands.synced)
    async with joined(discord, content, fresh, "choice"):
        assert len(discord.commands.synced) == sent + 1


async def test_where_discord_tells_no_commands_the_bot_goes_on_with_what_it_knows(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    channel: Channel,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    discord.faults.add(GET, status=503)
    async with joined(discord, content, database_file, "choice"):
        assert len(refusals(caplog)) == 1
    discord.faults.clear()
    async with joined(discord, content, database_file, "choice"):
        assert (await ada.slash(channel, "help")).how == "message"


async def test_a_limit_that_lasts_for_hours_does_not_keep_the_bot_from_starting(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync, "PATIENCE", 0.2)
    fault = discord.faults.add(PUT, status=429, code=30034)
    fault.extra = {"retry_after": 3600.0, "global": False}
    fault.headers = {"Retry-After": "3600", "Via": "1.1 google"}
    async with joined(discord, content, database_file, "choice"):
        assert len(refusals(caplog)) == 1
