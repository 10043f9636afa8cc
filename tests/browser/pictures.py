"""Takes the pictures under docs/pictures/ anew: `make pictures`, or some of the acts by their names."""

import asyncio
import shutil
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.quiz import (
    ChoiceQuestion,
    LegendQuestion,
    MapQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from bot.demo.show import show
from bot.ui.text import Catalogues
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.demo_page import DemoPage
from tests.browser.drawn import draw_all
from tests.browser.real_demo import STORIES, make_real_bot

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDE, TALL, PHONE = (1000, 720), (1000, 1420), (390, 844)
RACE, HIGHEST = (1000, 1500), (1000, 1340)

KINDS = ("choice", "legend", "number", "text", "map")
WRONG = {"number": "1", "text": "Nobody knows"}
"""What is typed by somebody who does not know."""


async def main() -> int:
    """Open the demo, play, and take a picture at each stop."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.stderr.write(f"no Chromium on PATH: {', '.join(NAMES)}\n")
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    acts = {
        act.__name__: act for act in (a_round, kinds, reading, looking_up, hanging, telling, claims, settings)
    }
    wanted = sys.argv[1:] or ["drawn", *acts]
    if "drawn" in wanted:
        draw_all(PICTURES)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        for act in (acts[name] for name in wanted if name in acts):
            async with opened() as address, AsyncExitStack() as pages:
                await act(Stage(browser, address, pages))
        await browser.close()
    return 0


class Stage:
    """The demo, and the windows on it."""

    def __init__(self, browser: Browser, address: str, pages: AsyncExitStack) -> None:
        """Take the browser, and what closes its windows."""
        self._browser = browser
        self._address = address
        self._pages = pages

    async def page(self, viewer: str, size: tuple[int, int] = WIDE) -> DemoPage:
        """A window on the demo as that person sees it."""
        width, height = size
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=1.5
        )
        self._pages.push_async_callback(context.close)
        page = DemoPage(await context.new_page(), self._address)
        await page.goto()
        await page.as_viewer(viewer)
        return page


async def a_round(stage: Stage) -> None:
    """Lobby, question, reveal, the race, the results, the leaderboard."""
    ada, bruno = await stage.page("Ada"), await stage.page("Bruno", PHONE)
    tall = await stage.page("Ada", RACE)
    await ada.type_command("/trivia start", {"questions": "4"})
    await bruno.wait_for_text("One player")
    await bruno.click("Join")
    await ada.wait_for_text("2 players")
    await take(ada, "lobby")
    await ada.click("Start now")
    for number in (1, 2, 3, 4):
        asked = await on_board(ada, f"Question {number} of 4")
        await bruno.wait_for_text(f"Question {number} of 4")
        if number == 3:
            await take(ada, "round")
            await take(bruno, "round-phone")
            await tall.click("The race")
            await hung(tall, "after question 2 of 4")
            await take(tall, "race")
        await give(ada, asked, is_right=number != 2)
        await bruno.wait_for_text("Answered, 1 of 2")
        await give(bruno, asked, is_right=number == 3)
    await ada.wait_for_text("The finish")
    # Whoever looks on has no private messages below it.
    onlooker = await stage.page("Carla", HIGHEST)
    await hung(onlooker, "The finish")
    await take(onlooker, "finish")
    await take(bruno, "finish-phone")
    await bruno.click("Read what you missed")
    await bruno.wait_for_text("What you missed")
    await take(bruno, "missed-phone")
    await ada.type_command("/scores")
    await ada.wait_for_text("Leaderboard")
    await take(ada, "scores")


async def kinds(stage: Stage) -> None:
    """A question of each kind, as it is asked; whatever comes again is skipped."""
    ada, phone = await stage.page("Ada"), await stage.page("Ada", PHONE)
    tall = await stage.page("Ada", (1000, 1200))
    await ada.type_command("/trivia start", {"questions": "30", "seconds": "60"})
    await ada.click("Start now")
    wanted = set(KINDS)
    for number in range(1, 31):
        asked = await on_board(ada, f"Question {number} of 30")
        if asked.kind in wanted:
            wanted.remove(asked.kind)
            if asked.kind == "map":
                await hung(tall, f"Question {number} of 30")
            await take(tall if asked.kind == "map" else ada, f"question-{asked.kind}")
            if asked.kind == "map":
                await hung(phone, f"Question {number} of 30")
                await take(phone, "question-map-phone")
            if asked.kind == "number":
                await ada.click("Type your answer")
                await ada.page.get_by_role("dialog").wait_for()
                await ada.page.wait_for_timeout(300)
                await ada.page.screenshot(path=PICTURES / "question-number-field.png")
                await ada.page.keyboard.press("Escape")
        if not wanted:
            break
        await ada.click("Skip")
    assert not wanted, wanted
    await ada.type_command("/trivia stop")


async def on_board(page: DemoPage, heading: str) -> Question:
    """The question that is asked under that heading."""
    await page.wait_for_text(heading)
    board = page.channel.locator("article.channel-message").filter(has_text=heading).last
    shown = (await board.inner_text()).partition(heading)[2]
    return max((one for one in questions() if one.prompt in shown), key=lambda one: len(one.prompt))


@cache
def questions() -> tuple[Question, ...]:
    """All that can be asked."""
    pack = load_pack(STORIES / "mille-miglia")
    assert not isinstance(pack, Faults), pack
    return tuple(pack.questions)


async def give(page: DemoPage, asked: Question, *, is_right: bool) -> None:
    """Answer it; which letter of a map is right, only the bot knows."""
    match asked:
        case ChoiceQuestion():
            await page.click(asked.right if is_right else asked.wrong[0])
        case LegendQuestion():
            await page.click("Fact" if (asked.verdict == "fact") is is_right else "Legend")
        case MapQuestion():
            await page.click("A" if is_right else "B")
        case NumberQuestion() | TextQuestion():
            right = f"{asked.answer:g}" if isinstance(asked, NumberQuestion) else asked.answers[0]
            await page.click("Type your answer")
            dialog = page.page.get_by_role("dialog")
            await dialog.get_by_role("textbox").fill(right if is_right else WRONG[asked.kind])
            await dialog.get_by_role("button", name="Submit").click()


async def reading(stage: Stage) -> None:
    """The contents and a page."""
    carla, phone = await stage.page("Carla"), await stage.page("Carla", PHONE)
    await carla.type_command("/story read")
    await carla.wait_for_text("1 of 13")
    await carla.click("Next")
    await carla.wait_for_text("2 of 13")
    await take(carla, "reader")
    await phone.wait_for_text("2 of 13")
    await take(phone, "reader-phone")
    await carla.type_command("/story contents")
    await carla.wait_for_text("Go on reading")
    await take(carla, "contents")


async def looking_up(stage: Stage) -> None:
    """A search, and a card."""
    bruno = await stage.page("Bruno")
    await bruno.type_command("/find", {"words": "red arow"})
    await bruno.wait_for_text("Found for")
    await take(bruno, "find")
    await bruno.type_command("/dossier", {"name": "moss"})
    await bruno.wait_for_text("nobody ever came round to Rome and back faster")
    await take(bruno, "dossier")


async def hanging(stage: Stage) -> None:
    """The map, a stop of it, the timeline and a figure card, as they hang in the channel."""
    carla, phone = await stage.page("Carla", TALL), await stage.page("Carla", PHONE)
    await carla.type_command("/map")
    await hung(carla, "32 stops")
    await take(carla, "map")
    await hung(phone, "32 stops")
    await take(phone, "map-phone")
    await carla.type_command("/map", {"stop": "futa"})
    await hung(carla, "Futa Pass")
    await take(carla, "map-stop")
    await carla.type_command("/timeline")
    await hung(carla, "The whole road on one board")
    await take(carla, "timeline")
    await carla.type_command("/dossier", {"name": "300 slr"})
    await hung(carla, "Mercedes-Benz 300 SLR")
    await take(carla, "figure-card")
    await carla.type_command("/story read", {"chapter": "seventeen"})
    await hung(carla, "Chapter 5")
    await take(carla, "poster")


async def telling(stage: Stage) -> None:
    """A chapter as the channel hears it."""
    ada, bruno = await stage.page("Ada"), await stage.page("Bruno", PHONE)
    await ada.type_command("/story tell", {"chapter": "seventeen"})
    await ada.wait_for_text("Seventeen Pages")
    await take(ada, "telling")
    for _ in range(3):
        await bruno.click("Next")
        await bruno.page.wait_for_timeout(700)
    await take(ada, "telling-on")
    await take(bruno, "telling-phone")


async def hung(page: DemoPage, text: str) -> None:
    """Wait until the newest message says that, and its picture has been fetched."""
    newest = page.channel.locator("article.channel-message").last
    await expect(newest).to_contain_text(text)
    hanging = await newest.locator("img.gallery-image").element_handle()
    await page.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=hanging)


async def claims(stage: Stage) -> None:
    """An anecdote, a claim and its verdict."""
    ada, bruno = await stage.page("Ada"), await stage.page("Bruno")
    await ada.type_command("/anecdote")
    await take(ada, "anecdote")
    await ada.type_command("/legend")
    await bruno.wait_for_text("No votes yet")
    await bruno.click("Fact")
    await ada.click("Legend")
    await ada.wait_for_text("2 votes")
    await take(ada, "legend")
    await ada.click("Verdict now")
    await ada.wait_for_text("Fact: 1")
    await take(ada, "verdict")


async def settings(stage: Stage) -> None:
    """The admin's panel, and the help."""
    ada = await stage.page("Ada")
    await ada.type_command("/help")
    await ada.wait_for_text("What I do")
    await take(ada, "help")
    await ada.type_command("/config panel")
    await ada.wait_for_text("Quizmasters")
    await take(ada, "config")
    await ada.click("Channels")
    await ada.wait_for_text("Choose none")
    await take(ada, "config-channels")


async def take(page: DemoPage, name: str) -> None:
    """Write the picture once the page has come to rest."""
    await page.page.wait_for_timeout(500)
    await page.channel.evaluate("list => list.lastElementChild.scrollIntoView({block: 'end'})")
    await page.page.mouse.move(5, 5)
    await page.page.wait_for_timeout(300)
    await page.page.screenshot(path=PICTURES / f"{name}.png")


@asynccontextmanager
async def opened():
    """A demo of its own on a free port; its address."""
    stop = asyncio.Event()
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def announce(sentence: str) -> None:
        found = next((word for word in sentence.split() if word.startswith("http://")), None)
        if found is not None:
            address.set_result(found)

    say = Catalogues.load().for_locale("en")
    showing = asyncio.create_task(show(make_real_bot, port=0, say=say, announce=announce, stop=stop))
    try:
        yield await address
    finally:
        stop.set()
        await showing


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
