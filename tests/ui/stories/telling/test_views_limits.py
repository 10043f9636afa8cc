"""Whatever a story pack may hold by its schema, Discord takes the pages and the thread made of it."""

from dataclasses import replace

import pytest
from simcord.components import validate_components, walk_components

from bot.core.packs.library import Library
from bot.core.stories.telling import TellingState
from bot.ui.layout import Layout
from bot.ui.stories.telling.views import announcement_layout, page_layout
from tests.core.builders import a_chapter, a_pack, a_telling
from tests.ui.hearing import tell
from tests.ui.limits import LONGEST_ID, MOST_COMPONENTS, MOST_TEXT, TEXT, V2, words

LARGEST_ID = 2**63 - 1


def the_longest() -> Library:
    """Two chapters whose every text is as long as the schema allows."""
    ask = {
        "prompt": words(200),
        "options": [f"{place} {words(50)}" for place in range(4)],
        "told": words(300),
    }
    chapters = [
        a_chapter(
            id=name * 40,
            title=words(60),
            teaser=words(140),
            hook=words(300),
            beats=[{"id": f"b{beat}", "text": words(900), "ask": ask} for beat in range(20)],
        )
        for name in "ab"
    ]
    return Library((a_pack(title=words(60), chapters=chapters),))


def assert_discord_takes(layout: Layout) -> None:
    every = list(walk_components(validate_components(layout.to_components(), flags=V2)))
    assert len(every) <= MOST_COMPONENTS
    assert sum(len(one["content"]) for one in every if one["type"] == TEXT) <= MOST_TEXT
    assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in every)


@pytest.mark.parametrize("state", list(TellingState))
@pytest.mark.parametrize("position", [0, 1, 2, 20, 21])
def test_a_page_of_the_longest_chapter_fits(say, position, state):
    telling = replace(
        a_telling(position=position, state=state),
        id=LARGEST_ID,
        teller_id=LARGEST_ID,
        chapter_id="a" * 40,
        choices={page: {member: member % 4 for member in range(8)} for page in range(21)},
    )
    library = the_longest()
    assert_discord_takes(page_layout(telling, library, say, position))
    assert_discord_takes(page_layout(telling, library, say, max(position - 1, 0)))
    assert_discord_takes(announcement_layout(telling, library, say))


async def test_a_thread_s_name_is_one_that_discord_takes(world, ada):
    chapter = max(world.pack.chapters, key=lambda one: len(one.title))
    thread = await tell(world, ada, chapter)
    assert thread.name == chapter.title
    assert len(thread.name or "") <= 100


def test_every_page_of_the_shipped_story_fits(library, say):
    for chapter in library.default.chapters:
        for position in range(len(chapter.beats) + 2):
            telling = replace(a_telling(position=position), chapter_id=chapter.id)
            assert_discord_takes(page_layout(telling, library, say, position))
