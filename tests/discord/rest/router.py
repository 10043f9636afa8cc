"""From a method and a path to the handler; faults, rate limits and the token come first."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from aiohttp import web

from tests.discord.errors import ApiError, invalid, not_found, unauthorized
from tests.discord.rest.bodies import Call, Reply
from tests.discord.rest.faults import Fault, Faults
from tests.discord.rest.rate_limits import RateLimits
from tests.discord.state import World

log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[Call], Awaitable[Reply]]
PREFIX: Final = ("/api/v10", "/api/v9", "/api")


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, and what is checked before it."""

    name: str
    """`PATCH /channels/{channel}/messages/{message}`."""
    handler: Handler
    is_bot_s: bool
    """Whether it takes the bot's token; interactions and their webhooks have their own."""


class Router:
    """Every route of the API."""

    def __init__(self, world: World, faults: Faults, limits: RateLimits) -> None:
        """No routes yet."""
        self.calls: list[tuple[str, str]] | None = None
        """Each call as (route, path), where somebody wants to know; None keeps none."""
        self._world = world
        self._faults = faults
        self._limits = limits
        self._tree: dict[tuple[str, int], list[tuple[tuple[str, ...], Route]]] = {}

    def add(self, name: str, handler: Handler, *, is_bot_s: bool = True) -> None:
        """Let a handler answer `METHOD /path/{parameter}`; a path with fewer parameters goes before."""
        method, path = name.split(" ")
        parts = tuple("" if part.startswith("{") else part for part in path.strip("/").split("/"))
        entries = self._tree.setdefault((method, len(parts)), [])
        entries.append((parts, Route(name, handler, is_bot_s)))
        entries.sort(key=lambda entry: entry[0].count(""))

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request of the API's."""
        path = request.path
        prefix = next((one for one in PREFIX if path.startswith(one + "/")), "")
        found = self._find(request.method, path.removeprefix(prefix))
        if found is None:
            return _response(Reply.refusal(not_found()))
        route, parameters = found
        call = Call(request, route.name, parameters)
        if self.calls is not None:
            self.calls.append((route.name, path))
        headers: dict[str, str] = {}
        try:
            fault = self._faults.next(route.name, path) if self._faults.waiting else None
            if fault is not None:
                await asyncio.sleep(fault.delay)
                if not fault.is_done:
                    _strike(fault, request)
            if route.is_bot_s and request.headers.get("Authorization") != f"Bot {self._world.token}":
                raise unauthorized()
            if self._limits.enabled:
                headers = self._limits.take(route.name, call.parameters, is_bot_s=route.is_bot_s)
            reply = await route.handler(call)
            if fault is not None and fault.is_done:
                _strike(fault, request)
        except ApiError as error:
            reply = Reply.refusal(error)
        except (TypeError, AttributeError, KeyError, IndexError, ValueError) as fault:
            log.exception("%s: a value that is not of its type", route.name)
            reply = Reply.refusal(invalid(f"a value is not of its type: {fault!r}"))
        return _response(reply, headers | {"Date": self._world.clock.date()})

    def _find(self, method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
        parts = path.strip("/").split("/")
        for wanted, route in self._tree.get((method, len(parts)), ()):
            if all(not one or one == part for one, part in zip(wanted, parts, strict=True)):
                own = tuple(part for one, part in zip(wanted, parts, strict=True) if not one)
                return route, own
        return None


def _strike(fault: Fault, request: web.BaseRequest) -> None:
    if fault.drop and request.transport is not None:
        request.transport.abort()
        raise asyncio.CancelledError
    fault.strike()


def _response(reply: Reply, headers: dict[str, str] | None = None) -> web.Response:
    # Discord calls its empty replies text.
    kind = "application/json" if reply.content else "text/html; charset=utf-8"
    told = {"Content-Type": kind, **reply.headers, **(headers or {})}
    return web.Response(body=reply.content, status=reply.status, headers=told)
