"""The page as the demo dresses it: its name, its sign, its words, and the scripts under `web`.

It is simcord's page, changed from outside; `tests/demo/test_page.py` fails when that page is another.
"""

from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from mimetypes import guess_type
from typing import Any

from aiohttp import web
from simcord.preview._server import PreviewServer  # serves the page; takes no further file or script
from typing_extensions import override

Speak = Callable[..., str]
"""A function like `bot.ui.text.Say`: a sentence by its key and its values."""

FOLDER = "/demo/"
SERVED = (
    "calls.js",
    "commands.js",
    "countdowns.js",
    "door.js",
    "follow.js",
    "page.css",
    "page.js",
    "presses.js",
    "sign.svg",
)
CHANGES = "changes.html"
"""What stands in simcord's page, and behind `=>` what the demo has there; empty lines part the changes."""


class DemoServer(PreviewServer):
    """The page's server; it changes the page, and serves what the change needs."""

    _STATIC_FILES = {  # noqa: RUF012 - as simcord has it
        **PreviewServer._STATIC_FILES,  # noqa: SLF001 - the paths that it serves
        **{FOLDER + name: name for name in SERVED},
    }

    def __init__(self, preview: Any, port: int, say: Speak) -> None:
        """Serve the preview's page on that port, with words for people."""
        super().__init__(preview, port)
        self._say = say

    @override
    async def _static(self, request: web.Request) -> web.Response:
        if request.path.startswith(FOLDER):
            name = request.path.removeprefix(FOLDER)
            content_type, _ = guess_type(name)
            return web.Response(text=_read(name), content_type=content_type, headers=self._SECURITY_HEADERS)
        response: web.Response = await super()._static(request)
        if request.path == "/":
            response.text = dressed(response.text or "", self._say)
        return response


def dressed(page: str, say: Speak) -> str:
    """The page of simcord's with the demo's name, sign, words and scripts."""
    for before, after in changes(say):
        page = page.replace(before, after, 1)
    return page


def changes(say: Speak) -> Iterator[tuple[str, str]]:
    """What stands in simcord's page, and what the demo has there."""
    words = {
        "demo.page.end": say("demo.page.end"),
        "demo.page.ended": say("demo.page.ended"),
        "demo.page.kind": say("demo.page.kind"),
        "demo.page.name": say("demo.page.name"),
        "demo.page.needs_key": say("demo.page.needs_key"),
        "demo.page.title": say("demo.page.title"),
        # Which command is typed, the page knows.
        "demo.page.typed_line": say("demo.page.typed_line", command="{command}"),
    }
    for change in _read(CHANGES).strip().split("\n\n"):
        before, _, after = change.partition("\n=>\n")
        for key, sentence in words.items():
            after = after.replace(f"{{{key}}}", escape(sentence))
        yield before, after


def _read(name: str) -> str:
    return files(__package__).joinpath("web", name).read_text(encoding="utf-8")
