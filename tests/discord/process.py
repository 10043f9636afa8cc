"""This Discord in a process of its own, and functions that run in there, where people act."""

import asyncio
import importlib
import os
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiohttp import web

from tests.discord import wire
from tests.discord.server import Discord

ROOT: Final = Path(__file__).parents[2]
SCRIPTS: Final = "/scripts"
READY: Final = "Discord is at "


class ScriptError(Exception):
    """A script that failed in the server's process; the message is its traceback there."""


def offer_scripts(discord: Discord) -> None:
    """Let whoever reaches the port run functions in this process, for benchmarks."""

    async def run(request: web.BaseRequest) -> web.Response:
        if request.method != "POST" or request.content_type != "application/json":
            # A page in a browser can send neither to another address without asking first.
            return web.Response(status=405)
        asked = wire.loads(await request.read())
        module, _, name = asked["function"].partition(":")
        try:
            result = await getattr(importlib.import_module(module), name)(discord, **asked["arguments"])
        except Exception:  # noqa: BLE001 - whatever it was, the other process is told
            return web.Response(status=500, text=traceback.format_exc())
        return web.Response(body=wire.dumps(result))

    discord.pages[SCRIPTS] = run


async def run_script(port: int, function: str, **arguments: Any) -> Any:
    """Run `module:function(discord, **arguments)` in the server's process.

    Returns what it returns, as JSON carries it; raises ScriptError where it fails there.
    """
    endless = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=endless) as session:
        url = f"http://127.0.0.1:{port}{SCRIPTS}"
        async with session.post(url, json={"function": function, "arguments": arguments}) as response:
            content = await response.read()
            if response.status != 200:
                raise ScriptError(content.decode())
            return wire.loads(content)


@dataclass(frozen=True, slots=True)
class Served:
    """A Discord in a child process."""

    port: int
    process: asyncio.subprocess.Process

    @property
    def api(self) -> str:
        """What stands for Discord's API."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway(self) -> str:
        """What stands for Discord's gateway."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def run(self, function: str, **arguments: Any) -> Any:
        """As `run_script`."""
        return await run_script(self.port, function, **arguments)


@asynccontextmanager
async def serve_in_process(*arguments: str, cpu: int | None = None) -> AsyncIterator[Served]:
    """Start `python -m tests.discord --scripts` with more arguments, on one core if it is given."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.discord", "--scripts", *arguments),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if cpu is not None:
            os.sched_setaffinity(process.pid, {cpu})
        if process.stdout is None:
            raise ScriptError("the process has no output")
        async with asyncio.timeout(30):
            line = (await process.stdout.readline()).decode()
        if not line.startswith(READY):
            raise ScriptError(f"it did not start: {line!r}")
        yield Served(int(line.rsplit(":", 1)[1]), process)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
