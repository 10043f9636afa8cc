"""The page follows what its person does, and leaves alone who has scrolled up to read."""

import asyncio

import pytest

from tests.browser.conftest import Demo
from tests.browser.demo_page import DemoPage

WIDTHS = [pytest.param((1280, 720), id="wide"), pytest.param((390, 844), id="phone")]
LONG = "\n".join(f"Word {number} of a long story." for number in range(60))


async def filled(demo: Demo, viewer: str | None = None, size: tuple[int, int] = (1280, 720)) -> DemoPage:
    """A page of more messages than it shows."""
    width, height = size
    page = await demo.page(viewer, width=width, height=height)
    for number in range(3):
        await page.say(f"Message {number}.\n{LONG}")
        await page.wait_for_text(f"Message {number}.")
    return page


@pytest.mark.parametrize("size", WIDTHS)
async def test_a_board_that_grows_at_the_end_stays_in_view(demo: Demo, size: tuple[int, int]) -> None:
    page = await filled(demo, size=size)
    await page.type_command("/grow", {"seconds": "1"})
    await page.wait_for_text("Small yet.")
    assert await page.newest_in_view() == (True, True)
    await page.wait_for_text("Line 12")
    assert await page.newest_in_view() == (True, True)


@pytest.mark.parametrize("size", WIDTHS)
async def test_an_answer_too_long_for_the_view_is_shown_from_its_first_line(
    demo: Demo, size: tuple[int, int]
) -> None:
    page = await filled(demo, size=size)
    assert await page.newest_in_view() == (True, False)


async def test_an_own_command_brings_back_who_had_scrolled_up(demo: Demo) -> None:
    page = await filled(demo)
    await page.scroll(-900)
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    assert await page.newest_in_view() == (True, True)


async def test_who_has_scrolled_up_is_not_torn_away(demo: Demo) -> None:
    ada, bruno = await filled(demo), await demo.page("Bruno")
    await ada.type_command("/grow", {"seconds": "3"})
    await ada.wait_for_text("Small yet.")
    await ada.scroll(-900)
    before = await ada.scrolled()
    await bruno.say("Something new.")
    await ada.wait_for_text("Something new.")
    await ada.wait_for_text("Line 12")
    assert await ada.scrolled() == pytest.approx(before, abs=2)


async def test_who_has_scrolled_back_to_the_end_follows_again(demo: Demo) -> None:
    ada, bruno = await filled(demo), await demo.page("Bruno")
    await ada.scroll(-900)
    await ada.scroll(5000)
    await bruno.say("Something new.")
    await ada.wait_for_text("Something new.")
    assert await ada.newest_in_view() == (True, True)


async def test_a_press_on_an_older_message_leaves_the_view_where_it_is(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    await page.say(LONG)
    await page.wait_for_text("Word 59")
    await page.scroll(-5000)
    await page.click("Red")
    await page.wait_for_text("Pressed 1 times.")
    assert await page.scrolled() == pytest.approx(0, abs=2)


async def test_a_countdown_moves_nobody(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/timer", {"seconds": "60"})
    await page.wait_for_text("rings in")
    await page.say(LONG)
    await page.wait_for_text("Word 59")
    before = await page.scrolled()
    await asyncio.sleep(2.5)
    assert await page.scrolled() == pytest.approx(before, abs=2)
