"""A bot's sessions at the gateway: what each was sent, in order, and the socket that it has just now."""

import asyncio
import zlib
from collections import deque
from secrets import token_hex

from aiohttp import web

from tests.discord import wire
from tests.discord.state import Json

DISPATCH, RECONNECT, INVALID_SESSION, HELLO, ACKNOWLEDGED = 0, 7, 9, 10, 11


class Connection:
    """One socket: frames go out in order, compressed as one stream if the client asked for it."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, *, compressed: bool
    ) -> None:
        """Nothing is sent before `write_out` runs."""
        self.socket = socket
        self.transport = transport
        self._stream = zlib.compressobj() if compressed else None
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()

    def send(self, frame: bytes) -> None:
        """Let a frame go out after those before it."""
        self._frames.put_nowait(frame)

    def say(self, op: int, data: object) -> None:
        """Send what is no event."""
        self.send(wire.dumps({"t": None, "s": None, "op": op, "d": data}))

    def end(self) -> None:
        """Let `write_out` return once all is sent."""
        self._frames.put_nowait(None)

    async def write_out(self) -> None:
        """Send until `end`, or until the socket is gone."""
        stream = self._stream
        while (frame := await self._frames.get()) is not None:
            try:
                if stream is None:
                    await self.socket.send_frame(frame, _TEXT)
                else:
                    packed = stream.compress(frame) + stream.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_frame(packed, _BINARY)
            except (ConnectionError, RuntimeError):
                return


class Session:
    """What one shard of a bot has been sent since it identified."""

    def __init__(self, said: Json, kept: int) -> None:
        """Take shard and intents from an IDENTIFY; keep so many events for a RESUME."""
        shard, count = said.get("shard", (0, 1))
        self.id = token_hex(16)
        self.shard: int = shard
        self.count: int = count
        self.intents: int = said["intents"]
        self.sequence = 0
        self.connection: Connection | None = None
        self._kept: deque[tuple[int, bytes]] = deque(maxlen=kept)

    def covers(self, guild_id: int | None) -> bool:
        """Whether what happens in the guild is this shard's; direct messages are the first's."""
        return self.shard == (0 if guild_id is None else (guild_id >> 22) % self.count)

    def dispatch(self, event: str, data: bytes) -> None:
        """Send an event, now or at the next RESUME."""
        self.sequence += 1
        frame = b'{"t":"%b","s":%d,"op":0,"d":%b}' % (event.encode(), self.sequence, data)
        self._kept.append((self.sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)

    def missed(self, sequence: int) -> list[bytes] | None:
        """The events after that one; None where they are no longer kept, or never were."""
        first = self._kept[0][0] if self._kept else self.sequence + 1
        if sequence > self.sequence or sequence + 1 < first:
            return None
        return [frame for number, frame in self._kept if number > sequence]


_TEXT = web.WSMsgType.TEXT
_BINARY = web.WSMsgType.BINARY
