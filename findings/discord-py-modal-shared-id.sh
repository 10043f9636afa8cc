#!/usr/bin/env bash
# discord.py 2.7.1: a modal's fixed custom_id is one place for everybody. The submit of whoever opened it first
# reaches the object that was opened last, and the last one's own submit then reaches nothing.
#
# Guess: like the buttons of a view, which are found by their message first, a modal that is sent to one member
# is found by that member or by that interaction; the object knows whom it was made for. And one that is dismissed
# is let go, as a view is after its 180 seconds.
#
# Needs Python 3.11 or newer. After the installation it talks to the loopback only, for about two seconds.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'discord.py==2.7.1' 'aiohttp==3.14.5'

"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import json
import sys

import aiohttp
import discord
from aiohttp import web

MEMBERS = {"ada": "1001", "bruno": "1002"}
BOT = {"id": "2002", "username": "bot", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}
CLOSED = 500
"""How many modals are opened and dismissed, each of another id."""


def interaction(number: int, name: str, kind: int, data: dict) -> dict:
    user = {"id": MEMBERS[name], "username": name, "discriminator": "0", "global_name": None, "avatar": None}
    return {
        "id": str(number),
        "application_id": "2002",
        "type": kind,
        "token": f"token-{number}",
        "version": 1,
        "user": user,
        "channel_id": "4004",
        "channel": {"id": "4004", "type": 1, "last_message_id": None, "flags": 0, "recipients": [user]},
        "data": data,
        "context": 1,
        "locale": "en-US",
        "app_permissions": "0",
        "attachment_size_limit": 10485760,
        "authorizing_integration_owners": {"1": user["id"]},
        "entitlements": [],
    }


def command(number: int, name: str) -> dict:
    return interaction(number, name, 2, {"id": "5005", "name": "feedback", "type": 1})


def submit(number: int, name: str) -> dict:
    field = {"type": 4, "id": 2, "custom_id": "text", "value": f"from {name}"}
    return interaction(number, name, 5, {"custom_id": "feedback", "components": [{"type": 18, "id": 1, "component": field}]})


heard: list[tuple[str, str, str]] = []


class Feedback(discord.ui.Modal):
    """Made for one member, as tutorials make it."""

    def __init__(self, made_for: str, custom_id: str = "feedback") -> None:
        super().__init__(title="Feedback", custom_id=custom_id)
        self.made_for = made_for
        self.text = discord.ui.TextInput(custom_id="text")
        self.add_item(discord.ui.Label(text="What is it?", component=self.text))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        heard.append((self.made_for, interaction.user.name, self.text.value))


async def answer(request: web.Request) -> web.Response:
    if request.path == "/users/@me":
        return web.json_response(BOT)
    number = request.path.split("/")[2]
    body = {"interaction": {"id": number, "type": 2}, "resource": {"type": 9}}
    return web.Response(body=json.dumps(body).encode(), content_type="application/json")


async def main() -> bool:
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    discord.http.Route.BASE = "http://127.0.0.1:%d" % runner.addresses[0][1]
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.http.static_login("token-of-the-bot")
            state = client._connection

            async def opens(number: int, name: str, **options: str) -> None:
                came = discord.Interaction(data=command(number, name), state=state)
                await came.response.send_modal(Feedback(name, **options))

            await opens(3001, "ada")
            await opens(3002, "bruno")
            for number, name in ((3003, "ada"), (3004, "bruno")):
                state.parse_interaction_create(submit(number, name))
                await asyncio.sleep(0.2)
            left = len(state._view_store._modals)
            for number in range(CLOSED):
                await opens(10_000 + number, "ada", custom_id=f"closed:{number}")
            kept = len(state._view_store._modals) - left
            timeout = Feedback("ada").timeout
    finally:
        await runner.cleanup()

    print(f"version   discord.py {discord.__version__}, aiohttp {aiohttp.__version__}, Python {sys.version.split()[0]}")
    print("expected  Ada opens a modal, Bruno opens one of the same custom_id, both submit: each is heard by the object")
    print("          that was made for them; a modal that is dismissed is let go after a while")
    for made_for, name, text in heard:
        print(f"seen      the object made for {made_for} heard {name}: {text!r}")
    print(f"          submits that were heard: {len(heard)} of 2")
    print(f"          of {CLOSED} modals that were opened and dismissed {kept} are kept; their timeout is {timeout}")
    return (
        discord.__version__ == "2.7.1"
        and heard == [("bruno", "ada", "from ada")]
        and (kept, timeout) == (CLOSED, None)
    )


as_stated = asyncio.run(asyncio.wait_for(main(), 30))
print("so        the last one opened hears the first, and nobody the last: " + ("yes" if as_stated else "NO"))
sys.exit(not as_stated)
PYTHON
