"""The bot as a process: from its start to SIGTERM."""

import asyncio
import contextlib
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
"""Exit codes: ended as told; ended by a fault; not started."""

LONGEST_FAREWELL = 8.0
"""Seconds until the bot is left to itself: a service manager waits ten before it kills."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(
    bot: discord.Client, token: SecretStr, database: str, say: Say, announce: Callable[[str], None]
) -> int:
    """Join Discord and stay until a signal; the process's exit code."""
    return asyncio.run(_run(bot, token, database, say, announce))


async def _run(
    bot: discord.Client, token: SecretStr, database: str, say: Say, announce: Callable[[str], None]
) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in SIGNALS:
        loop.add_signal_handler(number, stop.set)
    living = asyncio.create_task(bot.start(token.get_secret_value()))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((living, stopping), return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            return _reason(living, database, say, announce)
    finally:
        stopping.cancel()
        await _farewell(bot, living)
    announce(say("run.stopped"))
    return DONE


def _reason(living: asyncio.Task[None], database: str, say: Say, announce: Callable[[str], None]) -> int:
    match living.exception():
        case None:
            return DONE
        case discord.LoginFailure():
            announce(say("run.bad_token"))
        case DatabaseInUseError() as held:
            announce(say("run.database_in_use", pid=held, database=database))
        case DatabaseTooNewError():
            announce(say("run.database_too_new", database=database))
        case fault:
            log.critical("the bot has stopped", exc_info=fault)
            return BROKEN
    return REFUSED


async def _farewell(bot: discord.Client, living: asyncio.Task[None]) -> None:
    try:
        async with asyncio.timeout(LONGEST_FAREWELL):
            await bot.close()
    except Exception:  # whatever is in the way, the process ends
        log.exception("the bot did not close as it should")
    living.cancel()
    with contextlib.suppress(BaseException):
        await living
