"""Who lives in the measured Discord, and how its process counts what is done there."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from weakref import WeakKeyDictionary

from tests.discord.interactions import Interaction
from tests.discord.people import Person
from tests.discord.server import Discord
from tests.discord.state import Channel

TICKS: Final = os.sysconf("SC_CLK_TCK")
JOINING: Final = 60.0
"""Seconds that a bot has to join."""


@dataclass(slots=True)
class Town:
    """Channels, neighbours of which are in different servers, and the people who use each."""

    channels: list[Channel] = field(default_factory=list)
    people: list[list[Person]] = field(default_factory=list)
    crowd: list[Person] = field(default_factory=list)
    """Many members of the first server."""
    opened: int = 0
    """Channels that have had a round."""

    def next_places(self, count: int) -> list[tuple[Channel, list[Person]]]:
        """Those that had no round for the longest time, with another starter than before."""
        numbers = range(self.opened, self.opened + count)
        self.opened += count
        return [self._place(number) for number in numbers]

    def _place(self, number: int) -> tuple[Channel, list[Person]]:
        turn, place = divmod(number, len(self.channels))
        people = self.people[place]
        first = turn % len(people) if people else 0
        return self.channels[place], people[first:] + people[:first]


_TOWNS: Final[WeakKeyDictionary[Discord, Town]] = WeakKeyDictionary()


def town_of(discord: Discord) -> Town:
    """The town of that Discord."""
    return _TOWNS.setdefault(discord, Town())


async def found(
    discord: Discord, guilds: int = 100, channels: int = 2, people: int = 5, crowd: int = 0
) -> None:
    """Found it before the bot joins."""
    town = town_of(discord)
    there = [discord.guild(f"Server {number}") for number in range(guilds)]
    for number in range(channels):
        for guild in there:
            town.channels.append(discord.channel(guild, f"channel-{number}"))
            names = [f"P{len(town.channels)}x{one}" for one in range(people)]
            town.people.append([discord.person(name, guild) for name in names])
    town.crowd = [discord.person(f"C{number}", there[0]) for number in range(crowd)]


async def joined(discord: Discord) -> None:
    """Return once the bot has joined and its commands are there."""
    await discord.gateway.joined(seconds=JOINING)


async def commands(discord: Discord) -> Any:
    """Those that the bot has sent."""
    return discord.commands.synced[-1]


class Use:
    """How much of the cores has been used since it was made."""

    def __init__(self, pid: int) -> None:
        """Take the id of the bot's process."""
        self._pid = pid
        self._at = perf_counter()
        self._before = self._used()

    def told(self) -> dict[str, float]:
        """Cores that this process, the bot's and all others were using."""
        seconds = perf_counter() - self._at
        own, bot, others = (
            (after - before) / seconds for after, before in zip(self._used(), self._before, strict=True)
        )
        return {"discord_use": own, "bot_use": bot, "others_use": others - own - bot}

    def _used(self) -> tuple[float, float, float]:
        return time.process_time(), cpu_seconds(self._pid), busy_seconds()


def busy_seconds() -> float:
    """What all processes together have used of all cores."""
    first = Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()
    user, nice, system, _idle, _waiting, *interrupts = (int(each) for each in first[1:9])
    return (user + nice + system + sum(interrupts)) / TICKS


def cpu_seconds(pid: int) -> float:
    """What a process has used, in user and system mode."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def exact_cpu_seconds(pid: int) -> float:
    """What its threads have used that still run, to the nanosecond: for work that takes a few ticks."""
    used = (file.read_text("ascii") for file in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(one.split()[0]) for one in used) / 1e9


def resident_bytes(pid: int) -> int:
    """What a process has in memory."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"process {pid} tells no memory")


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of all is not above; NaN of none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")


async def closed_loop(
    act: Callable[[int], Awaitable[Interaction]], at_a_time: int, warm_up: float, seconds: float, pid: int
) -> dict[str, Any]:
    """Let so many people act again and again, each waiting for the answer; `act` is given a running number.

    Returns acknowledgements a second after the warm-up, the bot's CPU seconds for each, and how many acts
    were not acknowledged.
    """
    numbers = count()
    done = unanswered = 0
    until = perf_counter() + warm_up + seconds

    async def go_on() -> None:
        nonlocal done, unanswered
        while perf_counter() < until:
            one = await act(next(numbers))
            done += one.answer is not None
            unanswered += one.answer is None

    people = [asyncio.create_task(go_on()) for _ in range(at_a_time)]
    await asyncio.sleep(warm_up)
    use, before, since = Use(pid), done, perf_counter()
    await asyncio.sleep(seconds)
    a_second, told = (done - before) / (perf_counter() - since), use.told()
    await asyncio.gather(*people)
    return {"a_second": a_second, "unanswered": unanswered, "cpu": told["bot_use"] / a_second, **told}
