"""Discord's gateway, version 10: HELLO, IDENTIFY or RESUME, heartbeats, and events in order."""

import asyncio
import time
from contextlib import suppress
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.discord import payloads, wire
from tests.discord.sessions import ACKNOWLEDGED, HELLO, INVALID_SESSION, RECONNECT, Connection, Session
from tests.discord.state import Json, World

HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, REQUEST_MEMBERS = 1, 2, 3, 4, 6, 8
GUILDS, MEMBERS, PRESENCES, GUILD_MESSAGES = 1 << 0, 1 << 1, 1 << 8, 1 << 9
DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 12, 1 << 15
PRIVILEGED: Final = MEMBERS | PRESENCES | MESSAGE_CONTENT
LARGEST_SHARD = 2500
"""Guilds that one session may carry."""

MOST_SENT = 120
"""What a client may send in a minute, heartbeats included."""

UNKNOWN_OP, BAD_JSON, NOT_IDENTIFIED, BAD_TOKEN, IDENTIFIED_TWICE = 4001, 4002, 4003, 4004, 4005
TOO_OFTEN, BAD_SHARD, TOO_FEW_SHARDS, BAD_INTENTS, INTENTS_NOT_ALLOWED = 4008, 4010, 4011, 4013, 4014
CONTENT: Final = {"content": "", "embeds": [], "attachments": [], "components": []}.items()
"""What a message lacks for a bot without the intent for it."""


class Gateway:
    """Every session of the bot's; `identified` keeps what each IDENTIFY said."""

    def __init__(self, world: World) -> None:
        """Nobody has joined."""
        self.identified: list[Json] = []
        self.resumed: list[Json] = []
        self.heartbeats = 0
        self.heartbeat_interval = 41.25
        """Seconds, told in HELLO."""
        self.privileged = 0
        """The privileged intents that the application was granted."""
        self.max_concurrency: int | None = None
        """IDENTIFYs in five seconds, one for each `shard % max_concurrency`; None: as many as there come."""
        self.kept_events = 4096
        """How many events a session keeps for a RESUME."""
        self.plain = False
        """Whether events go uncompressed even to who asked for a stream: a client takes both."""
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._identified_at: dict[int, float] = {}
        self._joined = asyncio.Condition()

    @property
    def sessions(self) -> list[Session]:
        """Those that are connected or may be resumed."""
        return list(self._sessions.values())

    async def joined(self, count: int = 1, seconds: float = 30) -> None:
        """Wait until so many sessions are connected and have their guilds; TimeoutError after the seconds."""
        async with asyncio.timeout(seconds), self._joined:
            await self._joined.wait_for(lambda: self._connected() >= count)

    def emit(self, event: str, data: object, guild_id: int | None, intents: int) -> None:
        """Send an event to the sessions that are to see it: rendered once for all of them."""
        body: bytes | None = None
        for session in self._sessions.values():
            if not session.covers(guild_id) or (intents and not session.intents & intents):
                continue
            if intents == GUILD_MESSAGES and not session.intents & MESSAGE_CONTENT:
                session.dispatch(event, wire.dumps(self._without_content(data)))
                continue
            if body is None:
                body = wire.dumps(data)
            session.dispatch(event, body)

    async def reconnect(self, shard: int | None = None) -> None:
        """Ask clients to come again (op 7)."""
        for connection in self._connections(shard):
            connection.say(RECONNECT, None)

    async def invalidate(self, shard: int | None = None, *, resumable: bool = False) -> None:
        """Tell clients that their session is not good (op 9); they resume it or identify anew."""
        for session in self.sessions:
            if shard in (None, session.shard) and session.connection:
                session.connection.say(INVALID_SESSION, resumable)
                if not resumable:
                    del self._sessions[session.id]

    async def drop(self, shard: int | None = None, code: int | None = None) -> None:
        """Close sockets with a code, or without a word."""
        for connection in self._connections(shard):
            if code is not None:
                await connection.socket.close(code=code)
            elif (transport := connection.transport) is not None:
                transport.abort()

    async def serve(self, request: web.BaseRequest) -> web.WebSocketResponse:
        """Speak with one client until it goes."""
        socket = web.WebSocketResponse(max_msg_size=16 * 1024, compress=False)
        socket.headers["Date"] = self._world.clock.date()
        await socket.prepare(request)
        compressed = request.query.get("compress") == "zlib-stream" and not self.plain
        connection = Connection(socket, request.transport, compressed=compressed)
        connection.say(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000), "_trace": []})
        writing = asyncio.create_task(connection.write_out())
        session: Session | None = None
        said: list[float] = []
        try:
            async for message in socket:
                said.append(time.monotonic())
                if len(said) > MOST_SENT and said.pop(0) > said[-1] - 60:
                    await socket.close(code=TOO_OFTEN)
                elif message.type is WSMsgType.TEXT:
                    session = await self._hear(connection, session, message.data)
        finally:
            connection.end()
            with suppress(asyncio.CancelledError):
                await writing
            if session is not None and session.connection is connection:
                session.connection = None
                if socket.close_code in (1000, 1001):
                    self._sessions.pop(session.id, None)
        return socket

    async def _hear(self, connection: Connection, session: Session | None, text: str) -> Session | None:
        try:
            said = wire.loads(text)
            op, data = said["op"], said.get("d")
        except (ValueError, KeyError, TypeError):
            await connection.socket.close(code=BAD_JSON)
            return session
        code: int | None = None
        if op == HEARTBEAT:
            self.heartbeats += 1
            connection.say(ACKNOWLEDGED, None)
        elif op in (IDENTIFY, RESUME):
            if session is not None:
                code = IDENTIFIED_TWICE
            elif data["token"].removeprefix("Bot ") != self._world.token:
                code = BAD_TOKEN
            else:
                return await (self._identify if op == IDENTIFY else self._resume)(connection, data)
        elif op not in (PRESENCE, VOICE_STATE, REQUEST_MEMBERS):
            code = UNKNOWN_OP
        elif session is None:
            code = NOT_IDENTIFIED
        if code is not None:
            await connection.socket.close(code=code)
        return session

    async def _identify(self, connection: Connection, said: Json) -> Session | None:
        code = self._refusal(said)
        if code is not None:
            await connection.socket.close(code=code)
            return None
        session = Session(said, self.kept_events)
        if self._identifies_too_often(session):
            connection.say(INVALID_SESSION, False)  # noqa: FBT003 - the event has no name for it
            return None
        self.identified.append(said)
        for old in self.sessions:
            if old.connection is None and (old.shard, old.count) == (session.shard, session.count):
                del self._sessions[old.id]
        self._sessions[session.id] = session
        session.connection = connection
        guilds = [one for one in self._guilds() if session.covers(one.id)]
        session.dispatch("READY", wire.dumps(self._ready(session, [one.id for one in guilds])))
        if session.intents & GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", wire.dumps(payloads.guild(self._world, guild)))
        await self._tell_joined()
        return session

    async def _resume(self, connection: Connection, said: Json) -> Session | None:
        session = self._sessions.get(said["session_id"])
        missed = None if session is None else session.missed(said["seq"] or 0)
        if session is None or missed is None:
            connection.say(INVALID_SESSION, False)  # noqa: FBT003 - the event has no name for it
            return None
        self.resumed.append(said)
        session.connection = connection
        for frame in missed:
            connection.send(frame)
        session.dispatch("RESUMED", b'{"_trace":[]}')
        await self._tell_joined()
        return session

    def _refusal(self, said: Json) -> int | None:
        shard, count = said.get("shard", (0, 1))
        intents = said.get("intents")
        if not 0 <= shard < count:
            return BAD_SHARD
        if sum((one.id >> 22) % count == shard for one in self._guilds()) > LARGEST_SHARD:
            return TOO_FEW_SHARDS
        if not isinstance(intents, int) or intents < 0:
            return BAD_INTENTS
        return INTENTS_NOT_ALLOWED if intents & PRIVILEGED & ~self.privileged else None

    def _identifies_too_often(self, session: Session) -> bool:
        if self.max_concurrency is None:
            return False
        bucket, now = session.shard % self.max_concurrency, self._world.clock.now()
        if now - self._identified_at.get(bucket, 0.0) < 5:
            return True
        self._identified_at[bucket] = now
        return False

    def _ready(self, session: Session, guilds: list[int]) -> Json:
        return {
            "v": 10,
            "user": payloads.user(self._world.bot) | {"verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(one), "unavailable": True} for one in guilds],
            "session_id": session.id,
            "resume_gateway_url": f"ws://{self._world.address}/gateway",
            "application": {"id": str(self._world.application_id), "flags": 0},
            "shard": [session.shard, session.count],
            "session_type": "normal",
            "private_channels": [],
            "user_settings": {},
        }

    def _without_content(self, data: Any) -> Any:
        author = data.get("author")
        mine = str(self._world.bot.id)
        if author is None or author["id"] == mine or any(one["id"] == mine for one in data["mentions"]):
            return data
        return {**data, **dict(CONTENT)}

    def _guilds(self) -> list[Any]:
        return [one for one in self._world.guilds.values() if one.has_bot]

    def _connected(self) -> int:
        return sum(one.connection is not None for one in self._sessions.values())

    def _connections(self, shard: int | None) -> list[Connection]:
        return [one.connection for one in self.sessions if one.connection and shard in (None, one.shard)]

    async def _tell_joined(self) -> None:
        async with self._joined:
            self._joined.notify_all()
