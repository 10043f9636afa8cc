"""Whatever a story pack may hold by its schema, Discord takes the pages that are read of it."""

import pytest
from simcord.components import walk_components

from bot.core.stories.reading import Reading, story_page
from bot.ui.stories.reader.views import contents_layout, page_layout, progress_layout
from tests.ui.limits import TEXT, assert_discord_takes, the_longest_pack


def test_every_page_of_the_shipped_story_fits(library, say):
    pack = library.default
    for chapter in pack.chapters:
        for position in range(len(chapter.beats)):
            page = story_page(pack, chapter.id, position)
            assert page is not None
            assert_discord_takes(page_layout(pack, page, say))


@pytest.mark.parametrize("position", [0, 10, 19])
@pytest.mark.parametrize("chapter", [0, 24])
def test_a_page_of_the_longest_story_fits(say, chapter, position):
    pack = the_longest_pack()
    page = story_page(pack, pack.chapters[chapter].id, position)
    assert page is not None
    assert_discord_takes(page_layout(pack, page, say))


def test_the_contents_of_the_longest_story_fit_with_a_part_of_each_teaser(say):
    pack = the_longest_pack()
    reached = {chapter.id: 3 for chapter in pack.chapters}
    layout = contents_layout(pack, Reading(reached, None), say)
    assert_discord_takes(layout)
    shown = [one["content"] for one in walk_components(layout.to_components()) if one["type"] == TEXT]
    assert sum("\nmille" in text and text.endswith("…") for text in shown) == len(pack.chapters)


@pytest.mark.parametrize("reached", [0, 10, 19])
def test_how_far_one_is_in_the_longest_story_fits(say, reached):
    pack = the_longest_pack()
    kept = Reading({chapter.id: reached for chapter in pack.chapters}, (pack.chapters[-1].id, reached))
    assert_discord_takes(progress_layout(pack, kept, say))
