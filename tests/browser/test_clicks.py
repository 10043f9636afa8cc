"""A press reaches the bot, whatever happens on the page meanwhile."""

import asyncio
from random import Random

import pytest

from bot.demo import live
from tests.browser.conftest import Demo
from tests.browser.demo_page import PRESS, DemoPage

PRESSES = 30


async def press_like_a_person(page: DemoPage, label: str, pauses: Random) -> None:
    """Press where the button is, and wait for nothing."""
    await asyncio.sleep(pauses.uniform(0.05, 0.4))
    await page.page.mouse.move(*await page.middle_of(label))
    await page.page.mouse.down()
    await asyncio.sleep(PRESS)
    await page.page.mouse.up()


async def test_no_press_is_lost_when_two_play_while_timers_ring(demo: Demo) -> None:
    ada, bruno = await demo.page(), await demo.page("Bruno")
    for seconds in ("3", "5"):
        await ada.type_command("/timer", {"seconds": seconds})
        await ada.wait_for_text(f"The timer of {seconds} s")
    await ada.type_command("/board")
    await bruno.wait_for_text("Pressed 0 times.")

    async def play(page: DemoPage, label: str) -> None:
        pauses = Random(label)
        for _ in range(PRESSES // 2):
            await press_like_a_person(page, label, pauses)

    await asyncio.gather(play(ada, "Red"), play(bruno, "Blue"))
    for page in (ada, bruno):
        await page.wait_for_text(f"Pressed {PRESSES} times.")
        await page.wait_for_text("The timer of 5 s rang.")
    half = PRESSES // 2
    assert sorted(demo.small.presses) == [("Ada", "press:red")] * half + [("Bruno", "press:blue")] * half


async def test_presses_in_quick_succession_all_arrive_in_order(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    labels = ("Red", "Blue", "Blue", "Red", "Blue")
    places = {label: await page.middle_of(label) for label in set(labels)}
    for label in labels:
        await page.page.mouse.click(*places[label])
    await page.wait_for_text("Pressed 5 times.")
    assert [what for _, what in demo.small.presses] == [f"press:{label.lower()}" for label in labels]


async def test_a_button_that_is_pushed_away_is_pressed_all_the_same(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    await page.page.mouse.move(*await page.middle_of("Red"))
    await page.page.mouse.down()
    await page.channel.evaluate("list => { list.style.paddingTop = '90px' }")
    await page.page.mouse.up()
    await page.wait_for_text("Pressed 1 times.")


async def test_who_draws_the_mouse_away_has_not_pressed(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    await page.page.mouse.move(*await page.middle_of("Red"))
    await page.page.mouse.down()
    await page.page.mouse.move(600, 500)
    await page.page.mouse.up()
    await page.click("Blue")
    await page.wait_for_text("Pressed 1 times.")
    assert demo.small.presses == [("Ada", "press:blue")]


async def test_a_press_means_what_stood_there_when_it_was_made(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/swap", {"seconds": "1.5"})
    await page.wait_for_text("North first.")
    async with page.not_following():
        await asyncio.sleep(2)
        await page.click("North")
    await page.wait_for_text("South first.")
    assert demo.small.presses == [("Ada", "press:north")]


async def test_a_press_on_what_is_gone_reaches_nobody_and_the_page_lives_on(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/swap", {"seconds": "0.5"})
    await page.wait_for_text("North first.")
    async with page.not_following():
        await asyncio.sleep(1.5)
        await page.button("North").click()
    await page.wait_for_text("Both are gone.")
    await page.type_command("/board")
    await page.click("Red")
    await page.wait_for_text("Pressed 1 times.")
    assert demo.small.presses == [("Ada", "press:red")]


async def test_a_fault_of_the_bot_ends_nothing(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/fail")
    await page.say("Is anybody there?")
    await page.type_command("/board")
    await page.click("Red")
    await page.wait_for_text("Pressed 1 times.")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A click that waits for the bot no longer than half a second."""
    monkeypatch.setattr(live, "PATIENCE", 0.5)


async def test_an_answer_that_is_long_in_coming_comes(impatient: None, demo: Demo) -> None:
    page, other = await demo.page(), await demo.page("Bruno")
    await page.type_command("/slow", {"seconds": "2"})
    await other.type_command("/whisper")
    await other.wait_for_text("Between you and me")
    await page.wait_for_text("Here at last.")
    assert (await page.messages())[-1].endswith("Here at last.")
