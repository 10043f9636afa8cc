"""The bot itself in the demo page, pressed as people press it."""

import pytest
from playwright.async_api import expect

from bot.ui.text import Catalogues
from tests.browser.demo_page import DemoPage
from tests.browser.real_demo import make_real_bot


@pytest.fixture
def make_bot():
    return make_real_bot


@pytest.fixture
def say():
    return Catalogues.load().for_locale("en")


async def give_any_answer(player: DemoPage) -> None:
    """Press the first button of the question on the board; where it opens a field, type a number there."""
    labels = await player.channel.locator(".component-button").all_inner_texts()
    await player.click(labels[0])
    if labels[0] == "Type your answer":
        dialog = player.page.get_by_role("dialog")
        await dialog.locator("input, textarea").first.fill("1950")
        await dialog.get_by_role("button", name="Submit").click()


async def test_two_people_play_a_round_from_lobby_to_finish(demo):
    ada = await demo.page("Ada")
    bruno = await demo.page("Bruno", width=390, height=844)
    await ada.type_command("/trivia start", {"questions": "3"})
    await ada.wait_for_text("One player is in: Ada")
    await bruno.wait_for_text("Ada")
    await bruno.click("Join")
    await ada.wait_for_text("2 players are in")
    await ada.click("Start now")
    for number in (1, 2, 3):
        await ada.wait_for_text(f"Question {number} of 3")
        await bruno.wait_for_text(f"Question {number} of 3")
        await give_any_answer(ada)
        await bruno.wait_for_text("Answered, 1 of 2")
        await give_any_answer(bruno)
    await ada.wait_for_text("The finish")
    await bruno.wait_for_text("The finish")
    await bruno.click("Rematch")
    await bruno.wait_for_text("2 players are in")


async def test_a_reader_turns_pages_that_nobody_else_sees(demo):
    ada = await demo.page("Ada")
    bruno = await demo.page("Bruno")
    await bruno.type_command("/story read")
    await bruno.wait_for_text("1 of 13")
    await bruno.click("Next")
    await bruno.wait_for_text("2 of 13")
    await bruno.click("Back")
    await bruno.wait_for_text("1 of 13")
    await bruno.select("A City Takes Offence", placeholder="Choose a chapter")
    await bruno.wait_for_text("A City Takes Offence")
    menu = bruno.channel.locator(".select-value").last
    await expect(menu).to_contain_text("A City Takes Offence")
    await bruno.click("Contents")
    await bruno.wait_for_text("Go on reading")
    await bruno.select("The Kiss in Rome", placeholder="Choose a chapter")
    await expect(menu).to_contain_text("The Kiss in Rome")
    await ada.type_command("/help")
    await ada.wait_for_text("What I do")
    await expect(ada.channel).not_to_contain_text("of 13")


async def test_an_admin_walks_through_the_settings(demo):
    ada = await demo.page("Ada")
    await ada.type_command("/config panel")
    await ada.wait_for_text("Settings")
    await ada.click("Channels")
    await ada.wait_for_text("Choose none to welcome them everywhere")
    await ada.click("Back")
    await ada.click("Reset")
    await ada.wait_for_text("Start over?")
    await ada.click("Yes, start over")
    await ada.wait_for_text("The settings are as they came")


COMMANDS = (
    "/help",
    "/map",
    "/timeline",
    "/anecdote",
    "/legend",
    "/story contents",
    "/story read",
    "/scores",
    "/about",
    "/trivia start",
)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
async def test_the_newest_answer_is_in_view_after_each_of_ten_commands(demo, width, height):
    page = await demo.page("Bruno", width=width, height=height)
    for number, command in enumerate(COMMANDS, start=2):  # the greeting is the first
        await page.type_command(command)
        await expect(page.channel.locator("article.channel-message")).to_have_count(number)
        # What is too long for the view is shown from its first line, all else as a whole.
        begins, ends = await page.newest_in_view()
        is_longer = await page.channel.evaluate(
            "list => list.lastElementChild.offsetHeight > list.parentElement.clientHeight - 10"
        )
        assert (begins, ends) == (True, not is_longer), command


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
async def test_the_question_of_a_round_is_in_view_with_its_answers(demo, width, height):
    ada = await demo.page("Ada", width=width, height=height)
    await ada.type_command("/trivia start", {"questions": "5"})
    await ada.click("Start now")
    for number in range(1, 6):
        await ada.wait_for_text(f"Question {number} of 5")
        await ada.comes_to_rest()
        heading = ada.channel.get_by_text(f"Question {number} of 5").last
        await expect(heading).to_be_in_viewport(ratio=1)
        await expect(ada.button("Skip")).to_be_in_viewport(ratio=1)
        await ada.click("Skip")
    await ada.wait_for_text("The finish")


async def test_everything_fits_a_phone(demo):
    carla = await demo.page("Carla", width=390, height=844)
    for command in ("/story contents", "/anecdote", "/legend", "/scores", "/help", "/about"):
        await carla.type_command(command)
        await carla.page.wait_for_timeout(300)
        overflow = await carla.channel.evaluate("list => list.scrollWidth - list.clientWidth")
        assert overflow <= 0, command


@pytest.mark.parametrize("width", [1280, 390])
async def test_the_greeting_leads_to_a_page_where_one_writes_to_the_bot_alone(demo, width):
    ada = await demo.page("Ada", width=width, height=844)
    link = ada.channel.get_by_role("link", name="write it a direct message")
    address = await link.get_attribute("href")
    assert address is not None
    letters = await demo.another(address, width=width, height=844)
    await letters.wait_for_text("I am a cantastorie")
    await letters.say("quiz me")
    await letters.wait_for_text("For you alone · 1 of 10")
    await letters.say("tell me about Moss")
    await letters.wait_for_text("Stirling Moss")
    # What is said there is said to nobody else.
    await expect(ada.channel).not_to_contain_text("For you alone")
    await ada.type_command("/scores")
    await ada.wait_for_text("Leaderboard")
