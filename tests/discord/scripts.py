"""Scripts for `run_script` that need nothing but this Discord."""

import asyncio
from collections import Counter
from time import perf_counter, process_time
from typing import Any

from tests.discord.people import Person
from tests.discord.rest.composing import compose
from tests.discord.server import Discord

ROW = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}


async def press_much(discord: Discord, seconds: float = 3.0, at_a_time: int = 64) -> dict[str, Any]:
    """Let that many people press one button each, again and again, each waiting for the bot's answer.

    Returns presses a second that were acknowledged, the seconds of their median and of the slowest of a
    hundred, this process's own seconds of work a press, and how many were acknowledged how.
    """
    await discord.gateway.joined()
    guild = next(iter(discord.world.guilds.values()))
    channel = next(iter(guild.channels.values()))
    message = compose(discord.world, channel, discord.world.bot, {"content": "x", "components": [ROW]}, {})
    people = [discord.person(f"Presser {number}", guild) for number in range(at_a_time)]
    times: list[float] = []
    hows: Counter[str] = Counter()
    begun, worked = perf_counter(), process_time()

    async def go_on(person: Person) -> None:
        while perf_counter() - begun < seconds:
            one = await person.press(message, "go")
            hows[str(one.how)] += 1
            times.append(one.seconds or 0.0)

    await asyncio.gather(*(go_on(person) for person in people))
    lasted = perf_counter() - begun
    times.sort()
    return {
        "a_second": len(times) / lasted,
        "median": times[len(times) // 2],
        "p99": times[len(times) * 99 // 100],
        "work": (process_time() - worked) / len(times),
        "how": dict(hows),
    }
