"""A demo of its own for each test, in one headless Chromium for all."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.demo.page import Speak
from bot.demo.show import MakeBot, show
from tests.browser.demo_page import DemoPage
from tests.browser.small_bot import SmallBot
from tests.browser.small_demo import plain

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # One Chromium at a time: two would take each other's processor.
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    missing = f"no Chromium on PATH ({', '.join(NAMES)}); CHROMIUM=/path/to/it names one"
    if os.environ.get("CANTASTORIE_REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@dataclass
class Demo:
    """A demo that is open."""

    browser: Browser
    address: str
    bot: discord.Client
    showing: asyncio.Task[int]
    pages: list[DemoPage] = field(default_factory=list)

    async def another(self, address: str, *, width: int = 1280, height: int = 720) -> DemoPage:
        """A new window on a page of that address."""
        context = await self.browser.new_context(viewport={"width": width, "height": height})
        page = DemoPage(await context.new_page(), address)
        self.pages.append(page)
        await page.goto()
        return page

    async def page(self, viewer: str | None = None, *, width: int = 1280, height: int = 720) -> DemoPage:
        """A new window on it, as the admin sees it or as the viewer does."""
        page = await self.another(self.address, width=width, height=height)
        if viewer is not None:
            await page.as_viewer(viewer)
        return page

    @property
    def small(self) -> SmallBot:
        """The bot, where it is the small one."""
        assert isinstance(self.bot, SmallBot)
        return self.bot

    async def ended(self) -> int:
        """Wait for its end; its exit code."""
        async with asyncio.timeout(10):
            return await self.showing


@pytest.fixture
def make_bot() -> MakeBot:
    """Which bot is shown; a module of tests may show another."""
    return lambda _: SmallBot()


@pytest.fixture
def say() -> Speak:
    """Who speaks the demo's sentences; a module of tests may give the catalogue's voice."""
    return plain


@pytest_asyncio.fixture(loop_scope="session")
async def demo(browser: Browser, make_bot: MakeBot, say: Speak) -> AsyncIterator[Demo]:
    """A demo on a free port."""
    stop = asyncio.Event()
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    bots: list[discord.Client] = []

    def make(folder: Path) -> discord.Client:
        bots.append(make_bot(folder))
        return bots[0]

    def announce(sentence: str) -> None:
        address = next((word for word in sentence.split() if word.startswith("http://")), None)
        if address is not None:
            opened.set_result(address)

    showing = asyncio.create_task(show(make, port=0, say=say, announce=announce, stop=stop))
    either: tuple[asyncio.Future[Any], ...] = (showing, opened)
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    if showing.done():
        showing.result()
    demo = Demo(browser, opened.result(), bots[0], showing)
    yield demo
    for page in demo.pages:
        await page.page.context.close()
    stop.set()
    await showing
    assert [error for page in demo.pages for error in page.errors] == []
