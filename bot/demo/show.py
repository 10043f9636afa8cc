"""Runs the demo until it is told to stop, and cleans up after it."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
from babel.dates import LOCALTZ
from simcord import SetupError

from bot.demo.guild import BOT, create_guild
from bot.demo.live import LiveEnv, LivePreview, parsers_kept
from bot.demo.page import Speak

log = logging.getLogger(__name__)

MakeBot = Callable[[Path], discord.Client]
"""Makes the bot; its files go into that folder, which is removed at the end."""
Announce = Callable[[str], None]

DONE = 0
PORT_TAKEN = 2
LONGEST_CLOSING = 4.0
"""Seconds that the bot has to close, and then simcord."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(make_bot: MakeBot, *, port: int, say: Speak, announce: Announce) -> int:
    """Show the demo until Ctrl-C, SIGTERM or the page's own end; returns the process's exit code."""
    return asyncio.run(_until_signalled(make_bot, port, say, announce))


async def show(make_bot: MakeBot, *, port: int, say: Speak, announce: Announce, stop: asyncio.Event) -> int:
    """Show the demo until `stop` is set or a page ends it; port 0 is any free one. Returns an exit code."""
    with TemporaryDirectory(prefix="cantastorie-demo-", ignore_cleanup_errors=True) as folder:
        async with _running(LiveEnv(make_bot(Path(folder)), BOT)) as env:
            code = await _show_page(env, port, say, announce, stop)
    if code == DONE:
        announce(say("demo.stopped"))
    return code


async def _show_page(env: LiveEnv, port: int, say: Speak, announce: Announce, stop: asyncio.Event) -> int:
    guild = create_guild(env, say)
    await env.start()
    # A machine without a time zone (a container, for example) uses UTC.
    zone = getattr(LOCALTZ, "key", None) or "UTC"
    page = LivePreview(env, guild.channel, guild.viewers, port=port, timezone=zone, say=say)
    # It is opened from the greeting, so any free port will do.
    letters = LivePreview(env, guild.alone.dm_channel, (guild.alone,), port=0, timezone=zone, say=say)
    async with AsyncExitStack() as opened:
        try:
            for preview in (page, letters):
                await preview.__aenter__()
                opened.push_async_callback(preview.close)
        except SetupError as refused:
            if not isinstance(refused.__cause__, OSError):
                raise
            log.debug("no socket on port %d: %s", port, refused.__cause__)
            announce(say("demo.port_taken", port=port))
            return PORT_TAKEN
        await guild.write(say)
        await guild.greet(say, letters.url)
        announce(say("demo.ready", address=page.url))
        await _first_of(
            page.wait_closed(), letters.wait_closed(), stop.wait(), page.follow(), letters.follow()
        )
    return DONE


@asynccontextmanager
async def _running(env: LiveEnv) -> AsyncIterator[LiveEnv]:
    try:
        with env.time_context(), parsers_kept():
            yield env
    finally:
        # simcord does not close the bot itself.
        for close in (env.bot.close, env.shutdown):
            try:
                async with asyncio.timeout(LONGEST_CLOSING):
                    await close()
            except Exception:  # whatever fails, the demo ends
                log.exception("the demo did not end as it should")


async def _first_of(*coroutines: Coroutine[Any, Any, Any]) -> None:
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until_signalled(make_bot: MakeBot, port: int, say: Speak, announce: Announce) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def end() -> None:
        stop.set()
        for number in SIGNALS:  # a second Ctrl-C ends the process at once
            loop.remove_signal_handler(number)

    for number in SIGNALS:
        loop.add_signal_handler(number, end)
    return await show(make_bot, port=port, say=say, announce=announce, stop=stop)
