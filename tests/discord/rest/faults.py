"""Faults that a test asks for: errors, delays and lost answers, by route."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.discord.errors import ApiError


@dataclass(slots=True)
class Fault:
    """What happens to calls of some routes."""

    pattern: str
    status: int | None = None
    code: int = 0
    message: str = ""
    delay: float = 0.0
    drop: bool = False
    is_done: bool = False
    after_n: int = 0
    times: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0
    struck: int = 0

    def strike(self) -> None:
        """Raise the error, if it is one."""
        if self.status is not None:
            message = self.message or f"{self.status}: on request"
            raise ApiError(self.status, self.code, message, self.extra, self.headers)


class Faults:
    """Those that wait for their calls."""

    def __init__(self) -> None:
        """None."""
        self.waiting: list[Fault] = []

    def add(  # noqa: PLR0913 - each says another thing of a fault
        self,
        pattern: str,
        *,
        status: int | None = None,
        code: int = 0,
        message: str = "",
        delay: float = 0.0,
        drop: bool = False,
        is_done: bool = False,
        after_n: int = 0,
        times: int | None = None,
    ) -> Fault:
        """Let calls whose `METHOD /path` the pattern matches fail or wait.

        The pattern is a glob over the route (`PATCH /channels/{channel}/messages/{message}`) or the path
        (`* /api/channels/123/*`). First `after_n` calls pass, then `times` of them (None: all) wait `delay`
        seconds and then answer `status` with `code`, or lose their socket (`drop`); with neither they go on.
        With `is_done` the call is carried out before its answer is lost or replaced.
        """
        fault = Fault(pattern, status, code, message, delay, drop, is_done, after_n, times)
        self.waiting.append(fault)
        return fault

    def old_edits(self, times: int | None = 1, retry_after: float = 0.1) -> Fault:
        """Answer 30046 to edits of messages, as Discord does for many edits of messages over an hour old."""
        fault = self.add(
            "PATCH /channels/{channel}/messages/{message}",
            status=429,
            code=30046,
            message="Maximum number of edits to messages older than 1 hour reached. Try again later.",
            times=times,
        )
        fault.extra = {"retry_after": retry_after, "global": False}
        fault.headers = {"Retry-After": str(retry_after), "Via": "1.1 google"}
        return fault

    def clear(self) -> None:
        """Let all calls pass again."""
        self.waiting.clear()

    def next(self, route: str, path: str) -> Fault | None:
        """The fault that this call meets, if there is one."""
        concrete = f"{route.partition(' ')[0]} {path}"
        for fault in self.waiting:
            if route != fault.pattern and not any(
                fnmatchcase(one, fault.pattern) for one in (route, concrete)
            ):
                continue
            fault.seen += 1
            if fault.seen > fault.after_n and (fault.times is None or fault.struck < fault.times):
                fault.struck += 1
                return fault
        return None
