"""The bot as a process: from its start to SIGTERM."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable

import discord
from pydantic import SecretStr

from bot.storage.database import DatabaseTooNewError
from bot.storage.lock import DatabaseInUseError
from bot.ui.text import Say

log = logging.getLogger(__name__)

DONE, BROKEN, REFUSED = 0, 1, 2
"""Exit codes: ended by a signal; ended by a fault; not started."""

YOUNG_OBJECTS = 10_000
"""How many new objects there are before the first search for garbage among them; Python's own is 700."""

LONGEST_CLOSING = 8.0
"""Seconds that closing may take: a service manager kills the process after ten."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(
    bot: discord.Client, token: SecretStr, database: str, say: Say, announce: Callable[[str], None]
) -> int:
    """Run the bot until a signal; returns the process's exit code."""
    # The stories stay for as long as the process: a search for garbage among them would let presses wait
    # for some 80 ms each time.
    gc.collect()
    gc.freeze()
    # What a press leaves behind is hardly ever garbage, so it is looked through every hundred presses or so.
    gc.set_threshold(YOUNG_OBJECTS)
    return asyncio.run(_run(bot, token, database, say, announce))


async def _run(
    bot: discord.Client, token: SecretStr, database: str, say: Say, announce: Callable[[str], None]
) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    running = asyncio.create_task(bot.start(token.get_secret_value()))
    signalled = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((running, signalled), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            return _exit_code(running, database, say, announce)
    finally:
        signalled.cancel()
        await _close(bot, running)
    announce(say("run.stopped"))
    return DONE


def _exit_code(running: asyncio.Task[None], database: str, say: Say, announce: Callable[[str], None]) -> int:
    match running.exception():
        case None:
            return DONE
        case discord.LoginFailure():
            announce(say("run.bad_token"))
        case DatabaseInUseError() as error:
            announce(say("run.database_in_use", pid=error, database=database))
        case DatabaseTooNewError():
            announce(say("run.database_too_new", database=database))
        case fault:
            log.critical("the bot has stopped", exc_info=fault)
            return BROKEN
    return REFUSED


async def _close(bot: discord.Client, running: asyncio.Task[None]) -> None:
    try:
        async with asyncio.timeout(LONGEST_CLOSING):
            await bot.close()
    except Exception:  # whatever fails, the process ends
        log.exception("the bot did not close as it should")
    running.cancel()
    with contextlib.suppress(BaseException):
        await running
