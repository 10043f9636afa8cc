"""A request as a handler sees it, and what it answers."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from tests.discord import wire
from tests.discord.errors import ApiError, invalid
from tests.discord.state import Json

BOUNDARY: Final = re.compile(r'boundary="?([^";]+)')
TOLD: Final = re.compile(r'\b(name|filename)="([^"]*)"')
"""What a part's head tells of it."""
FILE: Final = re.compile(r"files\[(\d+)\]")
MOST_BYTES: Final = 25 * 1024 * 1024
"""The largest body that is taken."""


@dataclass(slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(slots=True)
class Call:
    """What was asked: the ids in the path, the query, and the body once it is read."""

    request: web.BaseRequest
    route: str
    parameters: tuple[str, ...]
    uploads: dict[int, Upload] = field(default_factory=dict)

    def id(self, position: int) -> int:
        """The id at that place of the path; 50035 where it is none."""
        text = self.parameters[position]
        if not text.isdecimal():
            raise invalid(f'Value "{text}" is not snowflake.', "NUMBER_TYPE_COERCE")
        return int(text)

    def is_asked(self, name: str) -> bool:
        """Whether the query switches something on."""
        return self.request.query.get(name) in ("1", "true", "True")

    async def body(self) -> Any:
        """The JSON that was sent, `{}` for none; files that came with it are in `uploads` then."""
        if self.request.content_type.startswith("multipart/"):
            return await self._multipart()
        return _json(await self.request.read() or b"{}")

    async def _multipart(self) -> Any:
        # aiohttp's own reader goes line by line, which took longer than all else of such a call.
        body: Any = {}
        mark = BOUNDARY.search(self.request.headers["Content-Type"])
        parts = (await self.request.read()).split(b"--" + mark[1].encode()) if mark else []
        for part in parts[1:-1]:
            head, _, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
            told = dict(TOLD.findall(head.decode()))
            if told.get("name") == "payload_json":
                body = _json(content)
            elif found := FILE.fullmatch(told.get("name", "")):
                self.uploads[int(found[1])] = Upload(told.get("filename", "unknown"), content)
        return body


@dataclass(slots=True)
class Reply:
    """What is answered: JSON, rendered; nothing for 204."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: object, status: int = 200) -> "Reply":
        """The value as JSON."""
        return cls(wire.dumps(value), status)

    @classmethod
    def nothing(cls) -> "Reply":
        """Done, and nothing to say."""
        return cls(status=204)

    @classmethod
    def refusal(cls, error: ApiError) -> "Reply":
        """An error of Discord's."""
        return cls(wire.dumps(error.body), error.status, dict(error.headers))


def _json(content: bytes) -> Any:
    try:
        return wire.loads(content)
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


def object_of(body: Any) -> Json:
    """The body, if it is an object; else 50035."""
    if not isinstance(body, dict):
        raise invalid("Only dictionaries may be used in a DictType", "DICT_TYPE_CONVERT")
    return body
