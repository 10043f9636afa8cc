import pytest
import simcord

from bot.core.stories.reading import Reading
from bot.storage.database import Database
from bot.storage.stories import bookmarks
from tests.ui.acting import Look, press, seen_by
from tests.ui.world import World, buttons, labels, selects, texts


async def read(
    world: World, reader: simcord.MemberActor, chapter: str | None = None
) -> simcord.ResponseMessage:
    """The page that `/story read` opens."""
    options = {} if chapter is None else {"chapter": chapter}
    opened = (await reader.slash(world.channel, "story read", **options)).response
    assert opened is not None
    return opened


async def turn(reader: simcord.MemberActor, page: simcord.ResponseMessage, pages: int = 1) -> None:
    """Press Next that often."""
    for _ in range(pages):
        await reader.click(page, label="Next")


async def contents(world: World, reader: simcord.MemberActor) -> str:
    return texts((await reader.slash(world.channel, "story contents")).response)


async def kept(database: Database, world: World, reader_id: int) -> Reading:
    """The reader's bookmarks on disk."""
    async with database.transaction() as connection:
        return await bookmarks.load(connection, reader_id, world.pack.id)


# Reading


async def test_the_story_opens_at_its_start(world, ada):
    first = world.pack.chapters[0]
    shown = texts(await read(world, ada))
    assert "Chapter 1" in shown
    assert first.title in shown
    assert first.hook in shown
    assert first.beats[0].text in shown
    assert f"1 of {len(first.beats)}" in shown


async def test_back_and_next_turn_the_pages_of_one_message(world, ada):
    first = world.pack.chapters[0]
    page = await read(world, ada)
    start = Look.at(page)
    assert (f"rd:{first.id}:-1", True) in start.controls
    await turn(ada, page)
    assert first.beats[1].text in texts(page)
    assert first.hook not in texts(page)
    await ada.click(page, label="Back")
    assert Look.at(page) == start


async def test_every_beat_of_the_story_is_shown_in_order_and_next_chapter_leads_on(world, ada):
    page = await read(world, ada)
    for chapter in world.pack.chapters:
        for position, beat in enumerate(chapter.beats):
            assert beat.text in texts(page)
            assert f"{position + 1} of {len(chapter.beats)}" in texts(page)
            if position + 1 < len(chapter.beats):
                await turn(ada, page)
        if chapter is not world.pack.chapters[-1]:
            assert "Next chapter" in labels(page)
            await ada.click(page, label="Next chapter")
    assert f"Here ends *{world.pack.title}*" in texts(page)
    onward = next(button for button in buttons(page) if button["label"] == "Next")
    assert onward["disabled"]


async def test_the_last_page_of_a_chapter_names_the_next(world, ada):
    first, second = world.pack.chapters[:2]
    page = await read(world, ada)
    await turn(ada, page, len(first.beats) - 1)
    assert f"Next: **{second.title}**" in texts(page)


async def test_reading_is_private(world, ada, bruno):
    answered = await ada.slash(world.channel, "story read")
    assert answered.response is not None
    assert answered.response.ephemeral
    await turn(ada, answered.response)
    assert seen_by(world, bruno) == []
    listed = await ada.slash(world.channel, "story contents")
    assert listed.response is not None
    assert listed.response.ephemeral


async def test_a_chapter_is_opened_by_its_number_title_or_choice(world, ada):
    second = world.pack.chapters[1]
    for name in ("2", second.title.upper(), second.id):
        assert second.beats[0].text in texts(await read(world, ada, name))


async def test_the_chapter_menu_opens_a_chapter_where_the_reader_left_it(world, ada):
    first, second = world.pack.chapters[:2]
    page = await read(world, ada, first.id)
    await turn(ada, page, 3)
    await ada.select(page, [second.id], custom_id="rs")
    assert second.beats[0].text in texts(page)
    menu = next(selects(page))
    assert [option["value"] for option in menu["options"] if option.get("default")] == [second.id]
    await ada.select(page, [first.id], custom_id="rs")
    assert first.beats[3].text in texts(page)


# The bookmark


async def test_the_bookmark_is_kept_across_a_restart(world, ada, restart, database):
    first = world.pack.chapters[0]
    await turn(ada, await read(world, ada), 3)
    await restart()
    assert first.beats[3].text in texts(await read(world, ada))
    assert (await kept(database, world, ada.id)).last == (first.id, 3)


async def test_turning_back_does_not_undo_what_was_read(world, ada, database):
    first = world.pack.chapters[0]
    page = await read(world, ada)
    await turn(ada, page, 2)
    await ada.click(page, label="Back")
    assert await kept(database, world, ada.id) == Reading(
        {first.id: 2}, (first.id, 1), {first.id: frozenset({0, 1, 2})}
    )


async def test_a_chapter_that_was_read_through_is_followed_by_the_next(world, ada):
    first, second = world.pack.chapters[:2]
    await turn(ada, await read(world, ada), len(first.beats) - 1)
    assert second.beats[0].text in texts(await read(world, ada))


async def test_a_chapter_that_was_read_through_starts_again_when_it_is_named(world, ada):
    first = world.pack.chapters[0]
    await turn(ada, await read(world, ada), len(first.beats) - 1)
    assert first.beats[0].text in texts(await read(world, ada, first.id))


async def test_each_reader_has_a_bookmark_of_their_own(world, ada, bruno, database):
    await turn(ada, await read(world, ada), 2)
    assert world.pack.chapters[0].beats[0].text in texts(await read(world, bruno))
    assert (await kept(database, world, bruno.id)).reached == {world.pack.chapters[0].id: 0}


async def test_a_page_of_a_former_process_still_turns(world, ada, restart):
    page = await read(world, ada)
    await restart()
    await turn(ada, page)
    assert world.pack.chapters[0].beats[1].text in texts(page)


async def test_a_page_that_the_story_no_longer_has_is_moved_into_its_chapter(world, ada):
    first = world.pack.chapters[0]
    page = await read(world, ada)
    await press(world, ada, f"rd:{first.id}:99", on=page)
    assert first.beats[-1].text in texts(page)


async def test_a_page_of_a_chapter_that_is_gone_says_so_and_moves_no_bookmark(world, ada, database):
    page = await read(world, ada)
    before = await kept(database, world, ada.id)
    answered = await press(world, ada, "rd:a-chapter-of-old:2", on=page)
    assert answered.ephemeral
    assert "type the command again" in texts(answered.response)
    assert await kept(database, world, ada.id) == before


# The contents


async def test_the_contents_name_every_chapter_with_its_teaser(world, ada):
    shown = await contents(world, ada)
    for number, chapter in enumerate(world.pack.chapters, start=1):
        assert f"**{number}. {chapter.title}** · not read yet\n{chapter.teaser}" in shown


async def test_the_contents_show_how_far_the_reader_is(world, ada, bruno):
    first, second = world.pack.chapters[:2]
    page = await read(world, ada)
    await turn(ada, page, 2)
    assert f"{first.title}** · {3 / len(first.beats):.0%} read" in await contents(world, ada)
    await turn(ada, page, len(first.beats) - 3)
    shown = await contents(world, ada)
    assert f"{first.title}** · read\n" in shown
    assert f"{second.title}** · not read yet" in shown
    assert f"{first.title}** · not read yet" in await contents(world, bruno)


async def test_the_contents_begin_the_story_and_later_go_on(world, ada):
    first = world.pack.chapters[0]
    listed = (await ada.slash(world.channel, "story contents")).response
    assert listed is not None
    assert labels(listed) == ["Begin the story"]
    await ada.click(listed, label="Begin the story")
    await turn(ada, listed)
    await ada.click(listed, label="Contents")
    assert labels(listed) == ["Go on reading"]
    await ada.click(listed, label="Go on reading")
    assert first.beats[1].text in texts(listed)


# Naming a chapter


@pytest.mark.parametrize(
    "typed",
    [
        "3. Lights Out at Dawn",
        "chapter 3",
        "three",
        "3",
        "lights out",
        "lights-out-at-dawn",
        "the third",
        "LIGHTS OUT AT DAWN!",
        "ligths out at dawn",
        "3. Lights Out",
        "Chapter 3: Lights Out at Dawn",
        "Lights Out at D",
        "can you read me the 3rd chapter?",
    ],
)
async def test_a_chapter_is_named_as_in_a_direct_message(world, ada, typed):
    assert "## Lights Out at Dawn" in texts(await read(world, ada, typed))


async def test_of_several_chapters_one_is_chosen_and_opens_at_its_bookmark(world, ada, database):
    asked = await ada.slash(world.channel, "story read", chapter="moss")
    assert asked.ephemeral
    assert labels(asked.response) == ["1. The Kiss in Rome", "5. Seventeen Pages"]
    assert await kept(database, world, ada.id) == Reading({}, None)
    await ada.click(asked.response, label="5. Seventeen Pages")
    assert "## Seventeen Pages" in texts(asked.response)


async def test_a_number_and_the_title_of_another_chapter_offer_both(world, ada):
    asked = await ada.slash(world.channel, "story read", chapter="2. Lights Out at Dawn")
    assert asked.ephemeral
    assert labels(asked.response) == ["2. A City Takes Offence", "3. Lights Out at Dawn"]


async def test_where_no_chapter_is_near_none_is_suggested_and_none_opens(world, ada, database):
    answered = await ada.slash(world.channel, "story read", chapter="xyz")
    assert answered.ephemeral
    assert texts(answered.response) == "There is no chapter “xyz”."
    assert await kept(database, world, ada.id) == Reading({}, None)


async def test_what_was_typed_is_quoted_as_text_and_not_as_markdown(world, ada):
    said = texts((await ada.slash(world.channel, "story read", chapter="**bold** " * 30)).response)
    assert r"\*\*bold\*\*" in said
    assert len(said) < 400


async def test_with_nothing_typed_autocomplete_offers_every_title_in_order(world, ada):
    choices = await ada.autocomplete(world.channel, "story read", "chapter", "")
    assert [choice["value"] for choice in choices] == [chapter.id for chapter in world.pack.chapters]
    assert choices[0]["name"] == "1. The Kiss in Rome"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kis in rme", ["1. The Kiss in Rome"]),
        ("ofence", ["2. A City Takes Offence"]),
        ("seventen", ["5. Seventeen Pages"]),
        ("qqqqq", []),
    ],
)
async def test_autocomplete_forgives_a_typo(world, ada, typed, first):
    choices = await ada.autocomplete(world.channel, "story read", "chapter", typed)
    assert [choice["name"] for choice in choices][:1] == first


async def test_a_chapter_that_was_chosen_from_the_offer_opens(world, ada):
    offered = await ada.autocomplete(world.channel, "story read", "chapter", "city")
    assert world.pack.chapters[1].beats[0].text in texts(await read(world, ada, offered[0]["value"]))


# Elsewhere


async def test_the_story_is_read_in_direct_messages_too(world, database):
    dora = world.env.create_user("dora", global_name="Dora")
    page = (await dora.slash("story read")).response
    assert page is not None
    await dora.click(page, label="Next")
    assert world.pack.chapters[0].beats[1].text in texts(page)
    assert "**1. The Kiss in Rome** · 15% read" in texts((await dora.slash("story contents")).response)
    assert (await kept(database, world, dora.id)).last == (world.pack.chapters[0].id, 1)


async def test_a_reader_goes_on_in_direct_messages_where_they_stopped_in_a_server(world, ada):
    await turn(ada, await read(world, ada), 2)
    assert world.pack.chapters[0].beats[2].text in texts((await ada.user.slash("story read")).response)


async def test_a_chapter_s_progress_counts_the_pages_that_were_read_and_not_the_place(world, ada):
    chapter = world.pack.chapters[0]
    last = chapter.beats[-1]
    found = (await ada.slash(world.channel, "find", words=last.text[:90])).response
    opened = (await ada.click(found, custom_id=f"fo:chapter:{chapter.id}/{last.id}")).response
    await ada.click(opened, label="Back")
    told = texts((await ada.slash(world.channel, "story contents")).response)
    assert f"**1. {chapter.title}** · {round(100 / len(chapter.beats))}% read" in told
