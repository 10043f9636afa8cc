"""Time on the page is real time."""

import asyncio
import re

from tests.browser.conftest import Demo
from tests.browser.demo_page import DemoPage

LATE = 3.0
"""Seconds that a busy machine may be late by."""


async def test_timers_ring_in_order_and_on_time_while_the_page_is_used(demo: Demo) -> None:
    page, other = await demo.page(), await demo.page("Bruno")
    for seconds in ("4", "3", "1"):
        await page.type_command("/timer", {"seconds": seconds})
        await page.wait_for_text(f"The timer of {seconds} s rings")
    await other.type_command("/board")
    await other.click("Red")
    for seconds in ("1", "3", "4"):
        for each in (page, other):
            await each.wait_for_text(f"The timer of {seconds} s rang.")
    assert {asked for asked, _ in demo.small.rings} == {1.0, 3.0, 4.0}
    assert all(asked <= took < asked + LATE for asked, took in demo.small.rings)


async def test_a_view_times_out_by_itself(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/door", {"seconds": "1"})
    await page.wait_for_text("The door is open.")
    await page.wait_for_text("The door is shut.")


async def test_a_countdown_counts_while_nothing_else_changes(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/timer", {"seconds": "30"})
    await page.wait_for_text("rings in")
    first = await seconds_left(page)
    await asyncio.sleep(2.5)
    assert first - 2.5 - LATE <= await seconds_left(page) < first


async def seconds_left(page: DemoPage) -> int:
    """What the newest message counts down."""
    found = re.search(r"in (\d+) seconds", (await page.messages())[-1])
    assert found is not None
    return int(found[1])


async def test_the_clock_on_the_page_is_the_machines(demo: Demo) -> None:
    page = await demo.page()
    shown = await page.page.locator("#channel-message-list time").first.get_attribute("datetime")
    lag = await page.page.evaluate("shown => Date.now() - Date.parse(shown)", shown)
    assert 0 <= lag < 60_000
