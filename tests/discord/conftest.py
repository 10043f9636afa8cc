import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.static_content import StaticContent
from bot.ui.text import Catalogues
from tests.discord import wire
from tests.discord.people import Person
from tests.discord.process import ROOT
from tests.discord.server import TOKEN, Discord
from tests.discord.state import Channel, Guild


class RawBot:
    """A bot without a library: exact calls, exact answers."""

    def __init__(self, discord: Discord, session: aiohttp.ClientSession) -> None:
        self.discord = discord
        self.session = session

    async def call(
        self, route: str, body: Any = None, *, token: str = TOKEN, data: Any = None
    ) -> tuple[int, Any]:
        """`POST /channels/1/messages`: the status, and the JSON of the answer."""
        method, path = route.split(" ", 1)
        headers = {"Authorization": f"Bot {token}"}
        if body is not None:
            data = wire.dumps(body)
            headers["Content-Type"] = "application/json"
        url = self.discord.api + path
        async with self.session.request(method, url, data=data, headers=headers) as response:
            content = await response.read()
            self.headers = response.headers
            return response.status, wire.loads(content) if content else None

    async def code(self, route: str, body: Any = None) -> tuple[int, int]:
        """The status and Discord's own code."""
        status, told = await self.call(route, body)
        return status, (told or {}).get("code", 0)

    async def answer(self, event: Any, kind: int, data: Any = None) -> tuple[int, Any]:
        """Acknowledge an interaction."""
        body = {"type": kind} | ({} if data is None else {"data": data})
        return await self.call(
            f"POST /interactions/{event['id']}/{event['token']}/callback?with_response=1", body
        )

    @asynccontextmanager
    async def socket(self, query: str = "?v=10&encoding=json") -> AsyncIterator["RawSocket"]:
        async with self.session.ws_connect(self.discord.gateway_url + query) as socket:
            yield RawSocket(socket)


class RawSocket:
    """One connection to the gateway."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._stream = zlib.decompressobj()

    async def say(self, op: int, data: Any) -> None:
        await self.socket.send_str(wire.dumps({"op": op, "d": data}).decode())

    async def identify(self, *, intents: int = 1, **more: Any) -> None:
        await self.say(2, {"token": TOKEN, "properties": {}, "intents": intents, **more})

    async def hear(self, event: str | int) -> Any:
        """The next event of that name, or what is said under that op; the whole frame."""
        async with asyncio.timeout(5):
            while True:
                message = await self.socket.receive()
                if message.type is aiohttp.WSMsgType.BINARY:
                    said = wire.loads(self._stream.decompress(message.data))
                elif message.type is aiohttp.WSMsgType.TEXT:
                    said = wire.loads(message.data)
                else:
                    raise AssertionError(f"closed with {self.socket.close_code} before {event}")
                if event in (said["t"], said["op"] if said["t"] is None else None):
                    return said

    async def closed(self) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(5):
            while (await self.socket.receive()).type not in (
                aiohttp.WSMsgType.CLOSE,
                aiohttp.WSMsgType.CLOSED,
            ):
                pass
        return self.socket.close_code

    async def interaction(self) -> Any:
        """The next interaction."""
        return (await self.hear("INTERACTION_CREATE"))["d"]


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """A Discord on a free port of this machine."""
    async with Discord().running() as server:
        yield server


@pytest.fixture(scope="session")
def content() -> StaticContent:
    """What the whole bot tells: the story that ships."""
    pack = load_pack(ROOT / "stories" / "mille-miglia")
    assert not isinstance(pack, Faults), pack
    return StaticContent.read(Library((pack,)), Catalogues.load())


@pytest.fixture
async def bot(discord: Discord) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(discord, session)


@pytest.fixture
async def socket(discord: Discord, channel: Channel, bot: RawBot) -> AsyncIterator[RawSocket]:
    """A session of the bot's, with guilds and direct messages."""
    async with bot.socket() as socket:
        await socket.identify(intents=1 | 1 << 12)
        await socket.hear("GUILD_CREATE")
        yield socket


@pytest.fixture
def guild(discord: Discord) -> Guild:
    return discord.guild("Piazza della Vittoria")


@pytest.fixture
def channel(discord: Discord, guild: Guild) -> Channel:
    return discord.channel(guild, "mille-miglia")


@pytest.fixture
def ada(discord: Discord, guild: Guild) -> Person:
    return discord.person("Ada", guild)


@pytest.fixture
def bruno(discord: Discord, guild: Guild) -> Person:
    return discord.person("Bruno", guild)


@pytest.fixture
async def ask(bot: RawBot) -> None:
    """The command `/ask`, by which a test gets an interaction."""
    option = {"type": 3, "name": "what", "description": "What", "autocomplete": True}
    ask = {"name": "ask", "description": "Ask", "options": [option], "integration_types": [0, 1]}
    status, _ = await bot.call("PUT /applications/2000/commands", [ask])
    assert status == 200
