#!/usr/bin/env bash
# discord.py 2.7.1: an interaction's first answer that Discord turns down with 503 is tried for 25 seconds.
#
# Guess: Discord gives an interaction up after 3 seconds, and on a channel's route discord.py raises a 503 at
# once. So the answer to an interaction should raise at once too, or after one quick second try.
#
# Needs Python 3.11 or newer. After the installation it talks to the loopback only, for about 25 seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'discord.py==2.7.1' 'aiohttp==3.14.5'

"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
import time

import aiohttp
import discord
from aiohttp import web

SOMEONE = {"id": "1001", "username": "ada", "discriminator": "0", "global_name": "Ada", "avatar": None}
BOT = {"id": "2002", "username": "bot", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}
INTERACTION = {
    "id": "3003",
    "application_id": "2002",
    "type": 2,
    "token": "token-of-the-interaction",
    "version": 1,
    "user": SOMEONE,
    "channel_id": "4004",
    "channel": {"id": "4004", "type": 1, "last_message_id": None, "flags": 0, "recipients": [SOMEONE]},
    "data": {"id": "5005", "name": "hello", "type": 1},
    "context": 1,
    "locale": "en-US",
    "app_permissions": "0",
    "attachment_size_limit": 10485760,
    "authorizing_integration_owners": {"1": "1001"},
    "entitlements": [],
}

CALLBACK = "POST /interactions/3003/token-of-the-interaction/callback"
CHANNEL_503 = "POST /channels/503/messages"
CHANNEL_502 = "POST /channels/502/messages"
STATUS = {CALLBACK: 503, CHANNEL_503: 503, CHANNEL_502: 502}

came: dict[str, list[float]] = {call: [] for call in STATUS}


async def answer(request: web.Request) -> web.Response:
    call = f"{request.method} {request.path}"
    if call == "GET /users/@me":
        return web.json_response(BOT)
    came[call].append(time.monotonic())
    return web.json_response({"message": "not now", "code": 0}, status=STATUS[call])


async def seconds_to_error(work) -> tuple[float, str]:
    began = time.monotonic()
    try:
        await work
    except discord.DiscordServerError as error:
        return time.monotonic() - began, f"{type(error).__name__} {error.status}"
    return time.monotonic() - began, "no error"


async def main() -> bool:
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    discord.http.Route.BASE = "http://127.0.0.1:%d" % runner.addresses[0][1]
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.http.static_login("token-of-the-bot")
            interaction = discord.Interaction(data=INTERACTION, state=client._connection)
            work = {
                CALLBACK: interaction.response.send_message("hello"),
                CHANNEL_503: client.get_partial_messageable(503).send("hello"),
                CHANNEL_502: client.get_partial_messageable(502).send("hello"),
            }
            ends = await asyncio.gather(*(seconds_to_error(one) for one in work.values()))
    finally:
        await runner.cleanup()

    print(f"version   discord.py {discord.__version__}, aiohttp {aiohttp.__version__}, Python {sys.version.split()[0]}")
    print("expected  a 503 to an interaction's first answer is raised at once, or after one quick second try,")
    print("          as Discord gives the interaction up after 3 seconds, and as a channel's 503 is raised at once")
    for call, (seconds, error) in zip(work, ends, strict=True):
        at = ", ".join(f"{moment - came[call][0]:.0f}" for moment in came[call])
        print(f"seen      {STATUS[call]} to {call}:")
        print(f"          {len(came[call])} call(s), at second {at}; then {error} after {seconds:.1f} seconds")
    (slow, raised), (quick, _), (other, _) = ends
    late = [moment - came[CALLBACK][0] for moment in came[CALLBACK]]
    return (
        discord.__version__ == "2.7.1"
        and raised == "DiscordServerError 503"
        # 1, 3, 5 and 7 seconds between the five calls, and 9 more after the last one, before it is raised.
        and [round(moment) for moment in late] == [0, 1, 4, 9, 16]
        and 24.5 < slow < 28
        and (len(came[CHANNEL_503]), quick < 2) == (1, True)
        and (len(came[CHANNEL_502]), other > 24.5) == (5, True)
    )


as_stated = asyncio.run(asyncio.wait_for(main(), 50))
print("so        503 is tried five times for 25 seconds on the callback, once on a channel: " + ("yes" if as_stated else "NO"))
sys.exit(not as_stated)
PYTHON
