"""`python -m bot run` as an operator lives with it, against a Discord on this machine."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.logs import RedactingFormatter
from tests.discord.pointing import command
from tests.discord.server import TOKEN, Discord

ROOT = Path(__file__).parents[1]
GUILDS, DIRECT_MESSAGES = 1 << 0, 1 << 12
PROGRAM = "from bot.cli import main; main()"


@pytest.fixture
async def discord():
    async with Discord().running() as server:
        yield server


class Process:
    """The bot in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self, text: str) -> str:
        """The next line of output that holds the text."""
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            async for raw in self._process.stdout:
                if text in raw.decode():
                    return raw.decode()
        raise AssertionError(f"ended without saying {text!r}")

    async def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Signal it; its exit code and what it said last. It has ten seconds, as a service manager gives."""
        self._process.send_signal(number)
        async with asyncio.timeout(10):
            said, _ = await self._process.communicate()
        return self._process.returncode or 0, said.decode()

    async def ended(self) -> tuple[int, str]:
        """Its exit code and what it said, when it ends by itself."""
        async with asyncio.timeout(60):
            said, _ = await self._process.communicate()
        return self._process.returncode or 0, said.decode()


@asynccontextmanager
async def bot_process(discord: Discord, folder: Path, token: str = TOKEN) -> AsyncIterator[Process]:
    config = folder / "config.yaml"
    config.write_text(f"database: {folder / 'cantastorie.db'}\nstories: {ROOT / 'stories'}\n")
    process = await asyncio.create_subprocess_exec(
        *command(discord.api, discord.gateway_url, PROGRAM, ("run", "--config", str(config))),
        cwd=ROOT,
        env={**os.environ, "DISCORD_TOKEN": token},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_joins_prints_its_invite_and_ends_on_a_signal(discord, tmp_path, number):
    async with bot_process(discord, tmp_path) as bot:
        invite = await bot.line("Invite the bot")
        assert "client_id=2000" in invite
        assert "permissions=309237697536" in invite
        await discord.gateway.joined()
        code, said = await bot.end(number)
    assert code == 0
    assert "Stopped." in said
    assert "Traceback" not in said


async def test_it_asks_for_guilds_and_direct_messages_and_for_nothing_privileged(discord, tmp_path):
    async with bot_process(discord, tmp_path) as bot:
        await bot.line("Invite the bot")
        await discord.gateway.joined()
        await bot.end()
    assert discord.gateway.identified[0]["intents"] == GUILDS | DIRECT_MESSAGES


async def test_commands_are_synced_when_they_changed_and_not_at_every_start(discord, tmp_path):
    for _ in range(2):
        async with bot_process(discord, tmp_path) as bot:
            await bot.line("Invite the bot")
            await bot.end()
    assert len(discord.commands.synced) == 1


async def test_a_second_process_on_the_database_is_refused_in_a_clear_line(discord, tmp_path):
    async with bot_process(discord, tmp_path) as first:
        await first.line("Invite the bot")
        async with bot_process(discord, tmp_path) as second:
            code, said = await second.ended()
        await first.end()
    assert code == 2
    assert "Another process" in said
    assert "Traceback" not in said


async def test_a_token_that_discord_does_not_know_is_told_and_never_shown(discord, tmp_path):
    token = "another-token-that-nobody-knows"  # noqa: S105 - nobody's token
    async with bot_process(discord, tmp_path, token) as bot:
        code, said = await bot.ended()
    assert code == 2
    assert "Discord does not know this token" in said
    assert token not in said


async def test_without_a_network_it_says_so_in_a_line_and_comes_when_there_is_one(discord, tmp_path):
    async with Discord().running() as gone:
        port = int(gone.world.address.rpartition(":")[2])
    async with bot_process(gone, tmp_path) as bot:
        line = await bot.line("Discord cannot be reached")
        assert "next try comes in 2 s" in line
        async with Discord().running(port) as back:
            assert "Traceback" not in await bot.line("Invite the bot")
            await back.gateway.joined()
            code, said = await bot.end()
    assert code == 0
    assert "Traceback" not in said
    assert "Unclosed" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_while_it_waits_for_a_network(tmp_path, number):
    async with Discord().running() as gone:
        pass
    async with bot_process(gone, tmp_path) as bot:
        await bot.line("Discord cannot be reached")
        code, said = await bot.end(number)
    assert code == 0
    assert "Stopped." in said
    assert "Traceback" not in said
    assert "Unclosed" not in said


async def test_a_discord_that_is_down_at_the_start_is_tried_again(discord, tmp_path):
    discord.faults.add("GET /users/@me", status=503, times=1)
    async with bot_process(discord, tmp_path) as bot:
        assert "503" in await bot.line("Discord cannot be reached")
        await bot.line("Invite the bot")
        code, said = await bot.end()
    assert code == 0
    assert "Traceback" not in said


def test_no_log_line_shows_the_token_wherever_it_came_in():
    token = SecretStr("MTAwMDAwMDAwMDAwMDAwMDAw.GhIjKl.abcdefghijklmnopqrstuvwxyzA")
    formatter = RedactingFormatter(token)
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(token.get_secret_value())
    stack = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "said %s", (token.get_secret_value(),), stack)
    line = formatter.format(record)
    assert token.get_secret_value() not in line
    assert line.count("[token]") == 2, "once in the message, once in the stack"


def test_a_token_of_yesterday_does_not_show_either():
    old = "MTAwMDAwMDAwMDAwMDAwMDAw.GhIjKl.zyxwvutsrqponmlkjihgfedcba0"
    record = logging.LogRecord("bot", logging.INFO, "", 0, f"was {old}", (), None)
    assert old not in RedactingFormatter(SecretStr("another")).format(record)
