"""One Discord: its state, gateway, API and people, served on this machine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from tests.discord import guilds
from tests.discord.clock import Clock
from tests.discord.gateway import Gateway
from tests.discord.interactions import Interactions
from tests.discord.people import Person
from tests.discord.rest.account import Account
from tests.discord.rest.callbacks import Callbacks
from tests.discord.rest.channels import Channels
from tests.discord.rest.commands import Commands
from tests.discord.rest.faults import Faults
from tests.discord.rest.messages import Messages
from tests.discord.rest.rate_limits import RateLimits
from tests.discord.rest.router import Router
from tests.discord.rest.webhooks import Webhooks
from tests.discord.rules.permissions import OF_BOTS
from tests.discord.state import GUILD_TEXT, Channel, Guild, World

TOKEN: Final = "a-token-that-discord-knows"  # noqa: S105 - nobody's token


class Discord:
    """Everything at hand: `clock`, `gateway`, `faults`, `limits`, `commands`, guilds and people."""

    def __init__(self, *, token: str = TOKEN, strict: bool = True) -> None:
        """Nothing but a bot's account; `strict=False` checks no bodies, for benchmarks."""
        self.clock = Clock()
        self.world = World(self.clock, token, strict=strict)
        self.gateway = Gateway(self.world)
        self.world.emit = self.gateway.emit
        self.faults = Faults()
        self.limits = RateLimits(self.clock)
        self.commands = Commands(self.world)
        self.interactions = Interactions(self.world)
        self.router = Router(self.world, self.faults, self.limits)
        self.pages: dict[str, Callable[[web.BaseRequest], Awaitable[web.Response]]] = {}
        """What is served beside Discord, by its path."""
        self._route()

    @property
    def api(self) -> str:
        """What stands for `https://discord.com/api/v10`."""
        return f"http://{self.world.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What stands for `wss://gateway.discord.gg/`."""
        return f"ws://{self.world.address}/gateway"

    def guild(self, name: str, *, permissions: int = OF_BOTS, has_bot: bool = True) -> Guild:
        """A new guild that the bot is in, with those permissions of its own role."""
        return guilds.create_guild(self.world, name, permissions, has_bot=has_bot)

    def channel(self, guild: Guild, name: str, kind: int = GUILD_TEXT) -> Channel:
        """A new channel."""
        return guilds.create_channel(self.world, guild, name, kind)

    def person(self, name: str, *members_of: Guild, permissions: int = 0, locale: str = "en-US") -> Person:
        """Somebody new, who joins the guilds with a role of those permissions."""
        user = guilds.create_user(self.world, name, locale)
        for guild in members_of:
            guilds.add_member(self.world, guild, user, permissions)
        return Person(self.world, self.interactions, self.commands, user)

    async def until(self, holds: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait until it holds, looking again whenever a message changes; TimeoutError after the seconds."""
        if holds():
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def look() -> None:
            if not done.done() and holds():
                done.set_result(None)

        self.world.watchers.append(look)
        try:
            async with asyncio.timeout(seconds):
                await done
        finally:
            self.world.watchers.remove(look)

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator["Discord"]:
        """Serve on 127.0.0.1 until the block ends; on a free port unless one is given."""
        runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.world.address = f"127.0.0.1:{runner.addresses[0][1]}"
            yield self
        finally:
            await self.gateway.drop(code=1001)
            await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/api/"):
            return await self.router.answer(request)
        if path.startswith("/gateway"):
            return await self.gateway.serve(request)
        page = self.pages.get(path)
        return self._attachment(path) if page is None else await page(request)

    def _attachment(self, path: str) -> web.Response:
        parts = path.strip("/").split("/")
        if parts[0] == "attachments" and len(parts) == 4 and parts[1].isdecimal() and parts[2].isdecimal():
            channel = self.world.channels.get(int(parts[1]))
            for message in channel.messages.values() if channel else ():
                if (content := message.files.get(int(parts[2]))) is not None:
                    return web.Response(body=content)
        return web.Response(status=404)

    def _route(self) -> None:
        account, channels = Account(self.world, self.gateway), Channels(self.world)
        messages = Messages(self.world)
        webhooks = Webhooks(self.world, self.interactions)
        for name, handler in (
            ("GET /users/@me", account.me),
            ("GET /oauth2/applications/@me", account.application),
            ("GET /applications/@me", account.application),
            ("GET /gateway", account.gateway),
            ("GET /gateway/bot", account.gateway_bot),
            ("PUT /applications/{application}/commands", self.commands.overwrite),
            ("GET /applications/{application}/commands", self.commands.get),
            ("PUT /applications/{application}/guilds/{guild}/commands", self.commands.overwrite),
            ("GET /applications/{application}/guilds/{guild}/commands", self.commands.get),
            ("GET /channels/{channel}", channels.get),
            ("PATCH /channels/{channel}", channels.edit),
            ("DELETE /channels/{channel}", channels.delete),
            ("POST /channels/{channel}/messages", messages.create),
            ("GET /channels/{channel}/messages", messages.history),
            ("GET /channels/{channel}/messages/{message}", messages.get),
            ("PATCH /channels/{channel}/messages/{message}", messages.edit),
            ("DELETE /channels/{channel}/messages/{message}", messages.delete),
            ("POST /channels/{channel}/messages/{message}/threads", channels.thread_below),
            ("POST /channels/{channel}/threads", channels.thread),
            ("PUT /channels/{channel}/thread-members/@me", channels.join_thread),
            ("POST /users/@me/channels", channels.direct),
            ("GET /users/{user}", channels.user),
            ("GET /guilds/{guild}", channels.guild),
            ("GET /guilds/{guild}/channels", channels.guild_channels),
            ("GET /guilds/{guild}/roles", channels.guild_roles),
            ("GET /guilds/{guild}/members/{user}", channels.member),
        ):
            self.router.add(name, handler)
        for name, handler in (
            (
                "POST /interactions/{interaction}/{token}/callback",
                Callbacks(self.world, self.interactions).answer,
            ),
            ("POST /webhooks/{application}/{token}", webhooks.follow_up),
            ("GET /webhooks/{application}/{token}/messages/{message}", webhooks.get),
            ("PATCH /webhooks/{application}/{token}/messages/{message}", webhooks.edit),
            ("DELETE /webhooks/{application}/{token}/messages/{message}", webhooks.delete),
        ):
            self.router.add(name, handler, is_bot_s=False)
