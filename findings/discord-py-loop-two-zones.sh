#!/usr/bin/env bash
# discord.py 2.7.1: a daily loop (discord.ext.tasks) at two times in two time zones can pass one of them over,
# every day. With 07:00 in Lima and 08:00 in Tokyo, 07:00 in Lima is always followed by 07:00 in Lima.
#
# Guess: `tasks.loop(time=[...])` takes several times and supports time zones, so it sleeps until whichever
# moment comes next, and runs at each of them once a day.
#
# Needs Python 3.11 or newer. After the installation it uses no network, and runs for about 8 seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'discord.py==2.7.1' 'tzdata==2026.6'

"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import discord
from discord.ext import tasks

# Three zones without summer time; two of them are always far enough from midnight.
ZONES = [ZoneInfo(name) for name in ("Asia/Tokyo", "Africa/Nairobi", "America/Lima")]


def on_the_clock(moment: datetime, zone: ZoneInfo) -> time:
    return moment.astimezone(zone).timetz()


def two_zones(now: datetime) -> list[ZoneInfo]:
    """Two zones, the one whose clocks show the earlier hour first."""
    minute = timedelta(minutes=1)
    calm = [
        zone
        for zone in ZONES
        if (now - minute).astimezone(zone).date() == (now + minute).astimezone(zone).date()
    ]
    return sorted(calm, key=lambda zone: now.astimezone(zone).time())[:2]


async def main() -> bool:
    now = datetime.now(UTC).replace(microsecond=0)
    first, second = now + timedelta(seconds=3), now + timedelta(seconds=6)
    low, high = two_zones(now)
    cases = {
        "both in UTC": [first.timetz(), second.timetz()],
        "two zones, the first moment has the lower clock": [on_the_clock(first, low), on_the_clock(second, high)],
        "two zones, the first moment has the higher clock": [on_the_clock(first, high), on_the_clock(second, low)],
    }
    ran: dict[str, list[int]] = {name: [] for name in cases}

    async def note(name: str) -> None:
        ran[name].append(round((datetime.now(UTC) - now).total_seconds()))

    loops = {name: tasks.loop(time=times)(note) for name, times in cases.items()}
    for name, loop in loops.items():
        loop.start(name)
    await asyncio.sleep((now + timedelta(seconds=8) - datetime.now(UTC)).total_seconds())
    upcoming = {name: loop.next_iteration for name, loop in loops.items()}
    for loop in loops.values():
        loop.cancel()

    print(f"version   discord.py {discord.__version__}, Python {sys.version.split()[0]}")
    print("expected  a daily loop at two moments, 3 and 6 seconds ahead, runs at both, in whatever zones they are written;")
    print("          it sleeps next until the first of them tomorrow")
    for name, times in cases.items():
        written = " and ".join(f"{one:%H:%M:%S} {getattr(one.tzinfo, 'key', 'UTC')}" for one in times)
        ahead = (upcoming[name] - now - timedelta(days=1)).total_seconds()
        print(f"seen      {name}: {written}")
        print(f"          ran at second {ran[name]}; the next run is for second {ahead:.0f} of tomorrow")
    day = timedelta(days=1)
    agree, clash = list(cases)[:2], list(cases)[2]
    return (
        discord.__version__ == "2.7.1"
        and all(ran[name] == [3, 6] and upcoming[name] == first + day for name in agree)
        and ran[clash] == [6]
        and upcoming[clash] == second + day
    )


as_stated = asyncio.run(asyncio.wait_for(main(), 30))
print(
    "so        the times are put in order by what the clocks show, not by when they come, and the one that comes\n"
    "          first is passed over, today and tomorrow: " + ("yes" if as_stated else "NO")
)
sys.exit(not as_stated)
PYTHON
