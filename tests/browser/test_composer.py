"""How commands are entered on the page."""

from playwright.async_api import expect

from tests.browser.conftest import Demo


async def test_a_command_typed_as_one_line_is_answered_with_how_it_is_entered(demo: Demo) -> None:
    page = await demo.page()
    await page.say("/pick fruit:fig amount:3")
    hint = page.page.locator("#demo-hint")
    await expect(hint).to_have_text("demo.page.typed_line /pick")
    assert len(await page.messages()) == 1
    await page.page.keyboard.press("Enter")
    await expect(page.composer.locator(".command-chip")).to_have_text("/pick")
    await page.composer.locator('.command-option-input[data-option="fruit"]').fill("fig")
    await page.send()
    await page.wait_for_text("Picked: 1 fig.")
    await expect(hint).to_be_hidden()


async def test_a_message_that_begins_like_no_command_is_sent(demo: Demo) -> None:
    page = await demo.page()
    for text in ("/picks are on me", "a/b", "/ shrug"):
        await page.say(text)
        await page.wait_for_text(text)
    await expect(page.page.locator("#demo-hint")).to_be_hidden()


async def test_the_list_of_options_says_what_each_one_is(demo: Demo) -> None:
    page = await demo.page()
    await page.compose("/grow")
    await page.composer.locator(".command-ghost").click()
    option = page.composer.locator('.command-suggestion[data-value="lines"]')
    await expect(option).to_contain_text("How tall it becomes")
