"""simcord in real time, for people: its clock runs, its timers fire by themselves, its page is updated.

simcord is made for tests, where time stands still until it is advanced and one action is checked at a
time. Everything that the demo changes in it, private names included, is in this module; the tests under
`tests/browser` fail when a release of simcord no longer has them.
"""

import asyncio
import contextvars
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any, Self

import discord
from simcord import Env
from simcord._dpy_internals import real_monotonic  # the loop's own time, which the bot's tasks do not see
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, UserHandle
from simcord.preview import Preview, _markdown
from typing_extensions import override

from bot.demo.page import DemoServer, Speak

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a click waits for the bot, as long as Discord waits for a first response."""
MOMENT = 0.01
"""Seconds between two checks whether the bot has finished what a click started."""
GLANCE = 0.25
"""Seconds between two checks whether the bot has done something."""
KEPT_REVISIONS = 200
"""A press waits five seconds at most, so the revision it was made on is never that many revisions old."""
KEPT_REQUESTS = 200
CHANGES = "~"
"""In the key of a menu, before the number of times that its choice has changed."""
KEPT_PARSERS = 200


class RealClock:
    """A running clock with the interface of simcord's: it starts now and is never advanced."""

    def __init__(self) -> None:
        """Start at this moment."""
        self._epoch, self._start = discord.utils.utcnow(), perf_counter()

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return perf_counter() - self._start

    def now(self) -> datetime:
        """The time in UTC."""
        return self._epoch + timedelta(seconds=self.elapsed)

    def advance(self, seconds: float) -> None:
        """Do nothing: time passes by itself."""


class LiveEnv(Env):
    """A simulated Discord whose time is real."""

    def __init__(self, bot: discord.Client, name: str) -> None:
        """Keep the bot, and set its name."""
        super().__init__(bot, settle_timeout=PATIENCE)
        self.backend.bot_user.name = name
        self.backend.clock = RealClock()  # type: ignore[assignment]  # it has all of a Clock that is used
        self.backend.subscribers.append(_invited_by_the_server)
        self.turn = asyncio.Lock()
        """Held by the page whose action is carried out."""

    @override
    def _schedule_timer(
        self,
        record: Any,
        callback: Any,
        args: tuple[Any, ...],
        schedule_context: contextvars.Context | None,
    ) -> None:
        # simcord's own timers wait for each other and for the running operation, and those of views, tasks
        # and `wait_for` never fire by themselves. With no `real_handle` set, none delays a click either.
        def fire() -> None:
            waiting = any(other is record for other in self._work.callbacks)
            if waiting and not record.handle.cancelled():
                record.handle._run()  # noqa: SLF001 - the handle is simcord's own; the loop knows only ours

        if self._runtime is not None:  # the bot is attached
            delay = max(0.0, record.when - self.backend.clock.elapsed)
            self._runtime.call_at(real_monotonic() + delay, fire, context=schedule_context)

    @override
    async def _settle_internal(self, *, idle: float = MOMENT, **options: Any) -> None:
        # A test fails if the bot does not come to rest; a person waits, and then goes on.
        try:
            await super()._settle_internal(idle=idle, **options)
        except TimeoutError as unsettled:
            log.warning("the bot is still busy with what it was asked")
            log.debug("%s", unsettled)

    @override
    def _capture_errors(self) -> None:
        # A test fails on what the bot raises. Here only the bot's own handlers see it, as with Discord.
        pass

    @override
    def _record_error(self, error: BaseException) -> None:
        # Only faults of tasks and threads arrive here: simcord takes them from asyncio, which would log them.
        log.error("a task of the bot's failed", exc_info=error)

    def forget(self) -> None:
        """Drop old records that a test would check in the end, and that would pile up in an hour of use."""
        del self.backend.http_requests[:-KEPT_REQUESTS]
        del self.backend.transcript[:-KEPT_REQUESTS]


def _invited_by_the_server(event: str, payload: Any) -> None:
    """Add to each interaction what simcord leaves out: the bot is installed in the server."""
    if event == "INTERACTION_CREATE" and "guild_id" in payload:
        payload["authorizing_integration_owners"] = {"0": payload["guild_id"]}


@contextmanager
def parsers_kept() -> Iterator[None]:
    """Cache the parsers of Markdown: simcord makes one for each text of each page at each drawing."""
    make = _markdown._markdown_parser  # noqa: SLF001 - takes four fifths of the time of a page
    kept: dict[str, Any] = {}

    def cached(policy: Mapping[str, bool | str], context: Mapping[str, Any]) -> Any:
        parser_key = repr((policy, context))
        if parser_key not in kept:
            if len(kept) >= KEPT_PARSERS:
                kept.clear()
            kept[parser_key] = make(policy, context)
        return kept[parser_key]

    _markdown._markdown_parser = cached  # noqa: SLF001 - as above
    try:
        yield
    finally:
        _markdown._markdown_parser = make  # noqa: SLF001 - as above


class LivePreview(Preview):
    """The page: every click reaches the bot, and every page is updated with what the bot does."""

    def __init__(
        self,
        env: LiveEnv,
        channel: ChannelHandle,
        viewers: tuple[MemberActor | UserHandle, ...],
        *,
        port: int,
        timezone: str,
        say: Speak,
    ) -> None:
        """Show the channel to the viewers, on that port of this machine."""
        super().__init__(
            env,
            channel,
            viewers,
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-US",
            timezone=timezone,
            presentation_time=None,
            assets=None,
            port=port,
        )
        self._live = env
        self._server = DemoServer(self, port, say)
        self._seen = 0
        self._shown: dict[str, dict[int, dict[str, tuple[str, str]]]] = {}
        self._chosen: dict[str, dict[str, tuple[list[str], int]]] = {}

    @override
    async def __aenter__(self) -> Self:
        # By default there is one of them: what acts is the one that simcord is told of, see `_action`.
        self._live._preview = None  # noqa: SLF001 - simcord's own record of it
        await super().__aenter__()
        # simcord's page for scripts: nobody sees it, and it would be drawn as often as the others.
        self._pages.clear()
        return self

    @override
    def _open_page(self, viewer_id: Any = None, target_id: Any = None) -> Any:
        # By default a page opens at the message that was the newest when the demo started.
        newest = max(self._live.backend.messages.get(self.channel.id, {}), default=None)
        return super()._open_page(viewer_id, newest if target_id is None else target_id)

    @override
    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        # By default, actions of two pages at once are refused, and so is an action during a refresh.
        async with self._live.turn:
            self._live._preview = self  # noqa: SLF001 - as above
            page = self._pages.get(context_id or "")
            if page is None or not isinstance(body, Mapping):
                return await super()._action(context_id, body)
            if self._is_behind:
                self._publish(page, reason="refresh")
            return await super()._action(context_id, _with_own_key(self._as_of_now(page, body)))

    @override
    def _publish(self, page: Any, *, reason: Any = "action") -> None:
        self._advance_presentation_time()  # by default only for refreshes
        super()._publish(page, reason=reason)
        self._tell_choices(page)
        shown = self._shown.setdefault(page.id, {})
        controls, before = dict(_controls(page.snapshot["messages"])), shown.get(page.revision - 1)
        shown[page.revision] = before if before == controls else controls
        shown.pop(page.revision - KEPT_REVISIONS, None)

    async def follow(self) -> None:
        """Update all pages with what the bot does, until the preview is closed."""
        while not self._closed:
            await asyncio.sleep(GLANCE)
            try:
                self._catch_up()
            except Exception:
                log.exception("the demo's page could not be brought up to date")

    @property
    def _is_behind(self) -> bool:
        return len(self._live.http_requests) != self._seen

    def _catch_up(self) -> None:
        if not self._is_behind:
            return
        self._publish_message_pages(reason="refresh")
        self._live.forget()
        self._seen = len(self._live.http_requests)
        self._shown = {page: shown for page, shown in self._shown.items() if page in self._pages}
        self._chosen = {page: chosen for page, chosen in self._chosen.items() if page in self._pages}

    def _tell_choices(self, page: Any) -> None:
        """Give a menu another key when the bot changes its choice: by its key the page keeps the old one."""
        choices = self._chosen.setdefault(page.id, {})
        for menu in _nodes(page.snapshot["messages"]):
            if menu.get("type") == discord.ComponentType.string_select.value and "control_key" in menu:
                key = menu["control_key"]
                chosen = [option["value"] for option in menu["options"] if option.get("default")]
                before, changes = choices.get(key, (chosen, 0))
                choices[key] = chosen, changes + (chosen != before)
                menu["control_key"] = f"{key}{CHANGES}{choices[key][1]}"

    def _as_of_now(self, page: Any, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The action for the page's newest revision; unchanged if the pressed control is gone."""
        shown = self._shown[page.id]
        then, now = shown.get(body.get("published_revision", 0)), shown[page.revision]
        key = body.get("control_key")
        if then is None:
            return body
        if key in then:
            # A key is a position in the message. As in Discord, the pressed control is the one shown then.
            key = next((place for place, control in now.items() if control == then[key]), None)
            if key is None:
                return body
        return {**body, "published_revision": page.revision, "control_key": key}


def _with_own_key(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The action with the key that simcord itself has for its control."""
    key = body.get("control_key")
    return {**body, "control_key": key.partition(CHANGES)[0]} if isinstance(key, str) else body


def _controls(messages: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each control: its key on the page, which is a position, and its message and custom_id."""
    for message, projection in messages.items():
        for node in _nodes(projection):
            if "control_key" in node and "custom_id" in node:
                yield node["control_key"], (message, node["custom_id"])


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for child in children:
        yield from _nodes(child)
