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
from bot.ui.messages import FAILURES, may_pass
from bot.ui.text import Say

log = logging.getLogger(__name__)

DONE, BROKEN, REFUSED = 0, 1, 2
"""Exit codes: ended by a signal; ended by a fault; not started."""

YOUNG_OBJECTS = 10_000
"""How many new objects there are before the first search for garbage among them; Python's own is 700."""

LONGEST_CLOSING = 8.0
"""Seconds that closing may take: a service manager kills the process after ten."""

FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds between two tries to log in while Discord cannot be reached; twice as long each time."""

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
    running = asyncio.create_task(_start(bot, token.get_secret_value()))
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


async def _start(bot: discord.Client, token: str) -> None:
    await _log_in(bot, token)
    # From here on discord.py itself tries again.
    await bot.connect()


async def _log_in(bot: discord.Client, token: str) -> None:
    """Log in, however long Discord or the network is away; a token that Discord refuses ends it."""
    wait = FIRST_WAIT
    while True:
        try:
            await bot.login(token)
        except FAILURES as fault:
            # With the application known, Discord was there: what failed is the bot's own.
            if bot.application_id is not None or not may_pass(fault):
                raise
            log.warning("Discord cannot be reached (%s); the next try comes in %d s", fault, wait)
        else:
            return
        await bot.http.close()
        # It was closed with the session.
        bot.http.connector = discord.utils.MISSING
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


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
