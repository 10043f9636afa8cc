"""What a page shows, to whom, and when."""

from playwright.async_api import expect

from tests.browser.conftest import Demo


async def test_the_greeting_is_the_first_message(demo: Demo) -> None:
    page = await demo.page()
    assert ["demo.greeting" in message for message in await page.messages()] == [True]


async def test_a_page_follows_another_viewer_without_reload(demo: Demo) -> None:
    ada, bruno = await demo.page(), await demo.page("Bruno")
    await ada.type_command("/board")
    await bruno.wait_for_text("Pressed 0 times.")
    await bruno.click("Red")
    await ada.wait_for_text("Pressed 1 times.")


async def test_an_ephemeral_reply_is_seen_by_its_viewer_alone(demo: Demo) -> None:
    ada, bruno = await demo.page(), await demo.page("Bruno")
    await bruno.type_command("/whisper")
    await bruno.wait_for_text("Between you and me, the server's guest.")
    await bruno.say("Did you hear that?")
    await ada.wait_for_text("Did you hear that?")
    await expect(ada.channel).not_to_contain_text("Between you and me")
    await ada.as_viewer("Carla")
    await expect(ada.channel).not_to_contain_text("Between you and me")
    await ada.as_viewer("Bruno")
    await ada.wait_for_text("Between you and me")


async def test_an_option_completes_what_is_typed(demo: Demo) -> None:
    page = await demo.page()
    await page.compose("/pick")
    assert await page.offers("fruit", "qui") == ["quince", "quinine"]
    await page.page.keyboard.press("Escape")
    await page.reload()
    await page.type_command("/pick", {"fruit": "quini", "amount": "3"})
    await page.wait_for_text("Picked: 3 quinine.")


async def test_a_modal_opens_and_is_answered(demo: Demo) -> None:
    page = await demo.page("Carla")
    await page.type_command("/ask")
    await page.fill_modal(Your_answer="a red car")
    await page.wait_for_text("The answer was a red car.")


async def test_a_menu_is_chosen_from(demo: Demo) -> None:
    page = await demo.page("Bruno")
    await page.type_command("/menu")
    await page.select("Rome", placeholder="Where to?")
    await page.wait_for_text("Bruno goes to Rome.")


async def test_a_menu_shows_what_the_bot_says_is_chosen(demo: Demo) -> None:
    page = await demo.page()
    await page.type_command("/travel")
    shown = page.channel.locator(".select-value")
    await expect(shown).to_have_text("Brescia")
    await page.select("Bologna")
    await expect(shown).to_have_text("Bologna")
    for place in ("Brescia", "Rome", "Bologna", "Brescia"):
        await page.click("On")
        await expect(shown).to_have_text(place)


async def test_a_command_is_typed_on_while_the_page_follows(demo: Demo) -> None:
    ada, bruno = await demo.page(), await demo.page("Bruno")
    await ada.compose("/pick", {"fruit": "fig"})
    await bruno.type_command("/board")
    await ada.wait_for_text("Pressed 0 times.")
    await ada.send()
    await bruno.wait_for_text("Picked: 1 fig.")


async def test_a_reloaded_page_shows_the_newest_message(demo: Demo) -> None:
    page = await demo.page()
    for number in range(8):
        await page.say(f"Message {number} begins.\nIt\nhas\nmany\nlines.")
        await page.wait_for_text(f"Message {number} begins.")
    await page.reload()
    await expect(page.channel.get_by_text("Message 7 begins.")).to_be_in_viewport()


async def test_a_page_fits_a_phone(demo: Demo) -> None:
    page = await demo.page(width=390, height=844)
    await page.type_command("/board")
    await page.wait_for_text("Pressed 0 times.")
    await page.click("Red")
    await page.wait_for_text("Pressed 1 times.")
    for element in ("document.documentElement", "document.querySelector('#channel-message-list')"):
        assert await page.page.evaluate(f"{element}.scrollWidth - {element}.clientWidth") <= 0


async def test_ending_the_session_on_the_page_ends_the_demo(demo: Demo) -> None:
    page = await demo.page()
    await page.page.get_by_text("More", exact=True).click()
    await page.page.get_by_role("button", name="demo.page.end").click()
    await expect(page.page.locator("#action-status")).to_contain_text("Preview session closed.")
    assert await demo.ended() == 0
    assert demo.bot.is_closed()
    await expect(page.page.locator("#demo-door p:visible")).to_have_text("demo.page.ended")


async def test_a_page_whose_demo_is_gone_says_so(demo: Demo) -> None:
    page = await demo.page()
    door = page.page.locator("#demo-door")
    await expect(door).to_be_hidden()
    async with page.not_answered():
        await expect(door.locator("p:visible")).to_have_text("demo.page.ended")


async def test_an_address_without_its_key_says_what_is_missing(demo: Demo) -> None:
    page = await demo.page()
    keyless = demo.address.partition("#")[0]
    for address in (keyless, f"{keyless}#of-another-demo"):
        other = await page.page.context.new_page()
        await other.goto(address)
        await expect(other.locator("#demo-door p:visible")).to_have_text("demo.page.needs_key")
        await expect(other.locator("#preview-app")).to_be_hidden()


async def test_the_page_bears_the_products_name_and_sign(demo: Demo) -> None:
    page = await demo.page()
    await expect(page.page).to_have_title("demo.page.title")
    await expect(page.page.locator("header#toolbar")).to_contain_text("demo.page.name")
    await expect(page.page.get_by_text("SimCord", exact=False).locator("visible=true")).to_have_count(0)
    sign = await page.page.locator('link[rel="icon"]').get_attribute("href")
    shown = await page.page.locator(".brand-mark").evaluate("mark => getComputedStyle(mark).backgroundImage")
    assert sign is not None
    assert sign in shown
    assert (await page.page.request.get(demo.address.partition("/#")[0] + sign)).ok
