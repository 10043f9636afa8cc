"""The Discord and a bot, each in a process and on a core of its own; and what the bot's process uses."""

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import aiohttp
import yaml

from benchmarks.live.town import busy_seconds, percentile
from tests.discord.pointing import FIRST_LINES
from tests.discord.process import ROOT, ScriptError, Served, serve_in_process
from tests.discord.server import TOKEN

BARE: Final = "bare"
NOW: Final = "now"
BARE_PROGRAM: Final = "from benchmarks.live.bare import main\nmain()\n"
BOT_PROGRAM: Final = "import runpy\nrunpy.run_module('bot', run_name='__main__', alter_sys=True)\n"
SERVER: Final = ("--unchecked", "--guilds", "0")
PACK: Final = Path("stories/mille-miglia")
CALM: Final = 0.15
"""The cores that are used in a calm moment."""

APPLICATION: Final = 2000
PATIENCE: Final = 10.0
"""Seconds that a bot has to end by itself."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bot that is measured."""

    name: str
    root: Path
    """The folder that it is started in."""

    @property
    def is_bare(self) -> bool:
        """Whether it only acknowledges."""
        return self.name == BARE

    @property
    def python(self) -> str:
        """Its own interpreter, with its own packages."""
        own = self.root / ".venv" / "bin" / "python"
        return str(own) if own.exists() and self.root != ROOT else sys.executable


@dataclass(frozen=True, slots=True)
class Pair:
    """A bot that has joined a Discord."""

    contestant: Contestant
    served: Served
    pid: int
    """The bot's process."""
    database: Path

    async def run(self, function: str, **arguments: Any) -> Any:
        """Run a script of this package in the Discord's process: `run("answers:open_rounds", rounds=3)`."""
        return await self.served.run(f"benchmarks.live.{function}", **arguments)


class Workshop:
    """The folder with story packs, settings and databases."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder, which is empty."""
        self._folder = folder
        self._made = 0
        self._played: dict[str, Path] = {}
        self._commands: dict[str, object] = {}

    def stories(self, contestant: Contestant, kind: str) -> Path:
        """A copy of its pack that asks questions of that kind alone."""
        stories = self._folder / f"{contestant.name}-{kind}"
        if stories.exists():
            return stories
        pack = stories / PACK.name
        shutil.copytree(contestant.root / PACK, pack)
        for file in (pack / "questions").glob("*.yaml"):
            kept = [one for one in yaml.safe_load(file.read_text("utf-8")) if one["kind"] == kind]
            if kept:
                file.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
            else:
                file.unlink()
        return stories

    def keep(self, pair: Pair, commands: object) -> None:
        """Let its bot begin with this database from now on, and Discord with the commands it was sent."""
        self._played[pair.contestant.name] = pair.database
        self._commands[pair.contestant.name] = commands

    def commands(self, contestant: Contestant) -> object:
        """Those that Discord knows; None before any were kept. A bot does not send them twice."""
        return self._commands.get(contestant.name)

    def database(self, contestant: Contestant) -> Path:
        """One of its own: a copy of the one that was kept, if there is one."""
        self._made += 1
        file = self._folder / f"{self._made}.db"
        kept = self._played.get(contestant.name)
        if kept is not None:
            with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(file)) as target:
                source.backup(target)
        return file

    def commits(self, count: int = 300) -> dict[str, float]:
        """The median and the 99th percentile of the seconds in which the disk takes a row for good."""
        times: list[float] = []
        with closing(sqlite3.connect(self._folder / "commits.db", isolation_level=None)) as connection:
            for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
                connection.execute(statement)
            connection.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, given TEXT)")
            for _ in range(count):
                begun = perf_counter()
                connection.execute("INSERT INTO rows (given) VALUES ('0')")
                times.append(perf_counter() - begun)
        return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99)}

    def config(self, contestant: Contestant, kind: str, database: Path) -> Path:
        """Its settings."""
        settings = {
            "database": str(database),
            "stories": str(self.stories(contestant, kind)),
            "log_level": "WARNING",
            "trivia": {"lobby_seconds": 120},
        }
        file = database.with_suffix(".yaml")
        file.write_text(yaml.safe_dump(settings), "utf-8")
        return file


@asynccontextmanager
async def joined(
    contestant: Contestant, workshop: Workshop, kind: str = "choice", **town: int
) -> AsyncIterator[Pair]:
    """A new Discord with a town in it, and the bot that has joined it; both are ended after."""
    cores = _cores()
    async with serve_in_process(*SERVER, cpu=cores[0] if cores else None) as served:
        await served.run("benchmarks.live.town:found", **town)
        await _tell_commands(served, workshop.commands(contestant))
        database = workshop.database(contestant)
        config = workshop.config(contestant, kind, database)
        log = config.with_suffix(".log")
        with log.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                *_command(contestant, served, config),
                cwd=contestant.root,
                env=dict(os.environ) | {"DISCORD_TOKEN": TOKEN},
                stdout=asyncio.subprocess.DEVNULL,
                stderr=errors,
            )
        try:
            if cores:
                os.sched_setaffinity(process.pid, {cores[1]})
            await _join(served, process, log)
            yield Pair(contestant, served, process.pid, database)
            if process.returncode is not None:
                raise ScriptError(f"{contestant.name} has ended: {_tail(log)}")
        finally:
            await _end(process)


def _command(contestant: Contestant, served: Served, config: Path) -> Sequence[str]:
    program, arguments = BOT_PROGRAM, ["run", "--config", str(config)]
    if contestant.is_bare:
        program, arguments = BARE_PROGRAM, []
    return [contestant.python, "-c", FIRST_LINES + program, served.api, served.gateway, *arguments]


async def calm(patience: float) -> None:
    """Wait until hardly a process does anything, but so many seconds at most."""
    until = perf_counter() + patience
    while perf_counter() < until:
        before = busy_seconds()
        await asyncio.sleep(0.4)
        if busy_seconds() - before < CALM * 0.4:
            return


async def _tell_commands(served: Served, commands: object) -> None:
    if commands is not None:
        url = f"{served.api}/applications/{APPLICATION}/commands"
        headers = {"Authorization": f"Bot {TOKEN}"}
        async with aiohttp.ClientSession(headers=headers, raise_for_status=True) as session:
            await session.put(url, json=commands)


async def _join(served: Served, process: asyncio.subprocess.Process, log: Path) -> None:
    joining = asyncio.create_task(served.run("benchmarks.live.town:joined"))
    ending = asyncio.create_task(process.wait())
    await asyncio.wait((joining, ending), return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    if not joining.done():
        joining.cancel()
        raise ScriptError(f"the bot did not start: {_tail(log)}")
    joining.result()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _cores() -> tuple[int, ...]:
    """Two cores, or none where there is but one or the system cannot tell."""
    if not hasattr(os, "sched_getaffinity"):
        return ()
    cores = sorted(os.sched_getaffinity(0))[:2]
    return tuple(cores) if len(cores) > 1 else ()


def _tail(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-2000:]
