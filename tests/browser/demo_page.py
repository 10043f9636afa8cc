"""The demo's page as a person uses it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from re import compile as pattern
from re import escape

from playwright.async_api import Locator, Page, Route, expect

PRESS = 0.08
"""Seconds that a person holds a mouse button down."""
SOON = 10_000.0
"""Milliseconds that something shown at once may take on a busy machine."""


class DemoPage:
    """One browser window on the demo."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        """Errors of the page's own scripts."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(SOON)
        self.channel = page.locator("#channel-message-list")
        self.composer = page.locator("#channel-composer")

    async def goto(self) -> None:
        """Open the page, or open it anew."""
        await self.page.goto(self.address)
        await self.ready()

    async def reload(self) -> None:
        await self.page.reload()
        await self.ready()

    async def ready(self) -> None:
        """Wait until the page has drawn what it knows."""
        await self.page.wait_for_function("() => window.simcordPreview?.ready")

    async def as_viewer(self, name: str) -> None:
        """See the channel as that person."""
        [viewer] = await self.page.select_option("#viewer-picker", label=name)
        await self.page.wait_for_function(
            "viewer => window.simcordPreview.viewerId === viewer && window.simcordPreview.ready", arg=viewer
        )

    async def compose(self, invocation: str, options: Mapping[str, str] | None = None) -> None:
        """Choose the command `/like this` and type its options; where some are offered, take the first."""
        await self.page.fill("#channel-composer-input", invocation)
        exactly = pattern(f"^{escape(invocation)}$")
        entry = self.composer.locator(".command-entry")
        await entry.filter(has=self.page.locator("strong", has_text=exactly)).click()
        for name, value in (options or {}).items():
            field = await self._field(name)
            await field.fill(value)
            if await field.get_attribute("role") == "combobox":
                await self.composer.locator(".command-suggestion").first.wait_for()
                await field.press("Enter")

    async def offers(self, option: str, typed: str) -> list[str]:
        """What the option of the composed command offers for what is typed."""
        field = await self._field(option)
        await field.fill(typed)
        await self.page.wait_for_function(
            "() => ['answered', 'failed'].includes(window.simcordPreview.commandPicker.autocomplete.state)"
        )
        return await self.composer.locator(".command-suggestion-label").all_inner_texts()

    async def send(self) -> None:
        """Send what is composed."""
        await self.page.get_by_role("button", name="Send").click()

    async def type_command(self, invocation: str, options: Mapping[str, str] | None = None) -> None:
        """Type a command and send it."""
        await self.compose(invocation, options)
        await self.send()

    async def say(self, text: str) -> None:
        """Send a message."""
        await self.page.fill("#channel-composer-input", text)
        await self.send()

    def button(self, label: str) -> Locator:
        """The newest button of that label."""
        return self.channel.locator(".component-button").filter(has_text=pattern(f"^{escape(label)}$")).last

    async def click(self, label: str) -> None:
        """Press the newest button of that label, as long as a person does."""
        await self.button(label).click(delay=PRESS * 1000)

    async def middle_of(self, label: str) -> tuple[float, float]:
        """Where the newest button of that label is, for the mouse."""
        box = None
        while box is None:  # it is being redrawn
            box = await self.button(label).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def select(self, option: str, *, placeholder: str | None = None) -> None:
        """Choose an option in the newest select menu, or in the newest one of that placeholder."""
        menus = self.channel.locator(".preview-select")
        if placeholder is not None:
            menus = menus.filter(has=self.page.get_by_label(placeholder, exact=True))
        await menus.last.locator(".select-trigger").click()
        await menus.last.get_by_role("option").filter(has_text=option).first.click()

    async def fill_modal(self, **values: str) -> None:
        """Fill in the open modal, by the labels of its fields, and submit it."""
        dialog = self.page.get_by_role("dialog")
        for label, value in values.items():
            await dialog.get_by_label(label.replace("_", " ")).fill(value)
        await dialog.get_by_role("button", name="Submit").click()

    async def comes_to_rest(self) -> None:
        """Wait until the page is drawn, pictures included, and has not scrolled for a quarter of a second."""
        await self.page.wait_for_function(
            """async () => {
                const timeline = document.querySelector("#channel-timeline");
                const before = [timeline.scrollTop, timeline.scrollHeight].join();
                await new Promise((resolve) => setTimeout(resolve, 250));
                const pictures = [...timeline.querySelectorAll("img")].every((picture) => picture.complete);
                const isStill = before === [timeline.scrollTop, timeline.scrollHeight].join();
                return window.simcordPreview.ready && pictures && isStill;
            }"""
        )

    async def newest_in_view(self) -> tuple[bool, bool]:
        """Whether the newest message's first and its last line stand in the view."""
        await self.comes_to_rest()
        first, last = await self.channel.evaluate(
            """list => {
                const view = list.parentElement.getBoundingClientRect();
                const box = list.lastElementChild.getBoundingClientRect();
                return [box.top >= view.top - 1 && box.top < view.bottom - 40,
                        box.bottom <= view.bottom + 1 && box.bottom > view.top + 40];
            }"""
        )
        return bool(first), bool(last)

    async def scroll(self, pixels: int) -> None:
        """Turn the mouse's wheel over the messages: down, or up where it is below zero."""
        await self.page.locator("#channel-timeline").hover()
        await self.page.mouse.wheel(0, pixels)
        await self.comes_to_rest()

    async def scrolled(self) -> float:
        """How many pixels of the channel are above the view."""
        await self.comes_to_rest()
        return float(await self.channel.evaluate("list => list.parentElement.scrollTop"))

    async def messages(self) -> list[str]:
        """Each message's visible text, oldest first."""
        return await self.channel.locator("article.channel-message").all_inner_texts()

    async def wait_for_text(self, text: str, *, within: float = SOON / 1000) -> None:
        """Wait until a message shows the text, for so many seconds."""
        await expect(self.channel).to_contain_text(text, timeout=within * 1000)

    @asynccontextmanager
    async def not_following(self) -> AsyncIterator[None]:
        """Hold the page at what it shows."""

        async def hold(route: Route) -> None:
            del route

        await self.page.route("**/api/state", hold)
        try:
            yield
        finally:
            await self.page.unroute_all(behavior="ignoreErrors")

    @asynccontextmanager
    async def not_answered(self) -> AsyncIterator[None]:
        """Let the page reach its server no more, as when the demo was ended in its terminal."""

        async def refuse(route: Route) -> None:
            await route.abort("connectionrefused")

        await self.page.route("**/api/**", refuse)
        try:
            yield
        finally:
            await self.page.unroute_all(behavior="ignoreErrors")

    async def _field(self, option: str) -> Locator:
        field = self.composer.locator(f'.command-option-input[data-option="{option}"]')
        if not await field.count():
            await self.composer.locator(".command-ghost").click()
            await self.composer.locator(".command-suggestion").filter(has_text=option).first.click()
        return field
