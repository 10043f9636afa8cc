"""As much of Discord as a bot needs to join: a few REST routes and a gateway, on this machine alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import WSMsgType, web

GOOD_TOKEN = "a-token-that-discord-knows"  # noqa: S105 - nobody's token
BOT = {"id": "1000", "username": "Cantastorie", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "2000",
    "name": "Cantastorie",
    "icon": None,
    "description": "",
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": BOT,
    "flags": 0,
}
# discord.py reads a body as JSON only where nothing stands beside the type.
JSON = {"Content-Type": "application/json"}
HELLO, READY, HEARTBEAT, IDENTIFY, ACKNOWLEDGED = 10, 0, 1, 2, 11


class Loopback:
    """What was asked of it."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.identified: list[dict[str, object]] = []
        self.synced: list[list[dict[str, object]]] = []
        self.port = 0
        self._joined = asyncio.Event()

    @property
    def api(self) -> str:
        """What stands for Discord's own address."""
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def gateway(self) -> str:
        """What stands for Discord's gateway."""
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def joined(self) -> None:
        """Wait until a bot has joined, half a minute at most."""
        async with asyncio.timeout(30):
            await self._joined.wait()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Loopback"]:
        """Serve on a free port until the block ends."""
        app = web.Application()
        app.router.add_get("/api/users/@me", self._me)
        app.router.add_get("/api/oauth2/applications/@me", self._application)
        app.router.add_put("/api/applications/2000/commands", self._commands)
        app.router.add_get("/gateway", self._gateway)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _me(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bot {GOOD_TOKEN}":
            return _reply({"message": "401: Unauthorized", "code": 0}, status=401)
        return _reply(BOT)

    async def _application(self, _request: web.Request) -> web.Response:
        return _reply(APPLICATION)

    async def _commands(self, request: web.Request) -> web.Response:
        commands = await request.json()
        self.synced.append(commands)
        told = [
            {**command, "id": str(3000 + number), "application_id": "2000", "version": "1"}
            for number, command in enumerate(commands)
        ]
        return _reply(told)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 45000}, "s": None, "t": None})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            if said["op"] == IDENTIFY:
                self.identified.append(said["d"])
                self._joined.set()
                ready = {
                    "v": 10,
                    "user": BOT,
                    "guilds": [],
                    "session_id": "session",
                    "resume_gateway_url": self.gateway,
                    "application": {"id": "2000", "flags": 0},
                    "shard": [0, 1],
                }
                await socket.send_json({"op": READY, "d": ready, "s": 1, "t": "READY"})
            elif said["op"] == HEARTBEAT:
                await socket.send_json({"op": ACKNOWLEDGED, "d": None, "s": None, "t": None})
        return socket


def _reply(body: object, status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), status=status, headers=JSON)
