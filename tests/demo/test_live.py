"""Simcord in real time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from simcord.preview import _markdown

from bot.demo import live
from bot.demo.guild import DemoGuild, create_guild
from bot.demo.live import LiveEnv, RealClock, parsers_kept
from tests.browser.small_bot import SmallBot
from tests.browser.small_demo import plain


@pytest.fixture
async def env() -> AsyncIterator[LiveEnv]:
    env = LiveEnv(SmallBot(), "Small bot")
    yield env
    await env.bot.close()
    await env.shutdown()


@pytest.fixture
async def guild(env: LiveEnv) -> DemoGuild:
    guild = create_guild(env, plain)
    await env.start()
    return guild


async def test_the_clock_runs_and_nobody_moves_it() -> None:
    clock = RealClock()
    then = clock.now()
    clock.advance(3600)
    await asyncio.sleep(0.01)
    assert timedelta(milliseconds=10) <= clock.now() - then < timedelta(minutes=1)


async def test_a_timer_far_off_holds_up_no_command(env: LiveEnv, guild: DemoGuild) -> None:
    async with asyncio.timeout(1):
        result = await guild.admin.slash(guild.channel, "timer", seconds=2.0)
    assert result.response is not None
    assert "The timer of 2 s rings" in result.response.content


async def test_a_cancelled_timer_stays_silent(env: LiveEnv, guild: DemoGuild) -> None:
    rung: list[str] = []
    with env._bot_scope():
        loop = asyncio.get_running_loop()
        loop.call_later(0.05, rung.append, "cancelled").cancel()
        loop.call_later(0.05, rung.append, "kept")
    await asyncio.sleep(0.2)
    assert rung == ["kept"]


async def test_a_timer_rings_once_though_a_command_looks_at_it_too(env: LiveEnv, guild: DemoGuild) -> None:
    rung: list[int] = []
    with env._bot_scope():
        loop = asyncio.get_running_loop()
        for step in range(40):
            loop.call_later(step / 100, rung.append, step)
    while len(rung) < 40:
        await guild.admin.slash(guild.channel, "whisper")
    await asyncio.sleep(0.1)
    assert rung == list(range(40))


async def test_a_fault_of_a_command_is_the_bots_to_handle(
    env: LiveEnv, guild: DemoGuild, caplog: pytest.LogCaptureFixture
) -> None:
    await guild.admin.slash(guild.channel, "fail")
    assert [record.name for record in caplog.records if record.levelname == "ERROR"] == [
        "discord.app_commands.tree"
    ]
    assert env.errors == []


async def test_a_fault_of_a_task_is_logged(
    env: LiveEnv, guild: DemoGuild, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise RuntimeError("a task's own fault")

    tasks: list[asyncio.Task[None]] = []
    with env._bot_scope():
        loop = asyncio.get_running_loop()
        loop.call_later(0, lambda: tasks.append(loop.create_task(fail())))
    await asyncio.sleep(0.05)
    assert "a task's own fault" in caplog.text


async def test_an_hours_requests_are_not_kept(
    env: LiveEnv, guild: DemoGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "KEPT_REQUESTS", 5)
    for _ in range(9):
        await guild.admin.slash(guild.channel, "whisper")
    env.forget()
    assert len(env.http_requests) == len(env.backend.transcript) == 5


def test_simcord_gets_its_own_parsers_back() -> None:
    before = _markdown._markdown_parser
    with parsers_kept():
        first = _markdown.markdown_tokens("**Rome** <@1>", context={"users": {"1": "Ada"}})
        assert _markdown.markdown_tokens("**Rome** <@1>", context={"users": {"1": "Ada"}}) == first
        assert _markdown.markdown_tokens("**Rome** <@1>", context={"users": {}}) != first
    assert _markdown._markdown_parser is before
    assert _markdown.markdown_tokens("**Rome** <@1>", context={"users": {"1": "Ada"}}) == first
