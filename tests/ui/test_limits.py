"""Whatever a story pack may hold by its schema, Discord takes the messages made of it."""

import discord
import pytest
from simcord.components import validate_components, walk_components

from bot.core.packs.pack import Anecdote, Certainty, StoryPack
from bot.core.stories.reading import Reading, leaf
from bot.ui.layout import Layout
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.stories.reader.controls import contents_layout, page_layout
from bot.ui.text import Catalogues, Say
from tests.core.builders import a_chapter, a_pack

V2 = discord.MessageFlags(components_v2=True).value
MOST_TEXT, MOST_COMPONENTS, LONGEST_ID, SHOWN_OF_A_LABEL = 4_000, 40, 100, 38
TEXT, BUTTON = 10, 2


@pytest.fixture
def say(catalogues: Catalogues) -> Say:
    return catalogues.for_locale("en")


def the_longest_pack() -> StoryPack:
    """Every text as long as the schema allows."""
    title, teaser = words(60), words(140)
    return a_pack(
        title=title,
        tagline=teaser,
        chapters=[
            a_chapter(
                id=f"{number:02}" + "a" * 38,
                title=title,
                teaser=teaser,
                hook=words(300),
                beats=[{"id": f"b{beat}", "text": words(900)} for beat in range(20)],
            )
            for number in range(25)
        ],
        sources=[{"key": f"S{number}", "title": words(160)} for number in range(12)],
    )


def words(length: int) -> str:
    """A text of exactly that many characters."""
    return ("mille miglia " * length)[: length - 1] + "a"


def assert_discord_takes(layout: Layout) -> None:
    parts = validate_components(layout.to_components(), flags=V2)
    every = list(walk_components(parts))
    assert len(every) <= MOST_COMPONENTS
    assert sum(len(one["content"]) for one in every if one["type"] == TEXT) <= MOST_TEXT
    assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in every)
    assert all(len(one["label"]) <= SHOWN_OF_A_LABEL for one in every if one["type"] == BUTTON)


def test_every_page_of_the_shipped_story_fits(library, say):
    pack = library.default
    for chapter in pack.chapters:
        for position in range(len(chapter.beats)):
            page = leaf(pack, chapter.id, position)
            assert page is not None
            assert_discord_takes(page_layout(pack, page, say))


@pytest.mark.parametrize("position", [0, 10, 19])
@pytest.mark.parametrize("chapter", [0, 24])
def test_a_page_of_the_longest_story_fits(say, chapter, position):
    pack = the_longest_pack()
    page = leaf(pack, pack.chapters[chapter].id, position)
    assert page is not None
    assert_discord_takes(page_layout(pack, page, say))


def test_the_contents_of_the_longest_story_fit_with_a_part_of_each_teaser(say):
    pack = the_longest_pack()
    reached = {chapter.id: 3 for chapter in pack.chapters}
    layout = contents_layout(pack, Reading(reached, None), say)
    assert_discord_takes(layout)
    shown = [one["content"] for one in walk_components(layout.to_components()) if one["type"] == TEXT]
    assert sum("\nmille" in text and text.endswith("…") for text in shown) == len(pack.chapters)


def test_every_anecdote_of_the_shipped_story_fits(library, say):
    for anecdote in library.default.anecdotes:
        assert_discord_takes(anecdote_layout(anecdote, library.default, say))


def test_the_longest_anecdote_fits(say):
    pack = the_longest_pack()
    anecdote = Anecdote(
        id="a" * 40,
        title=words(60),
        text=words(1300),
        certainty=Certainty.DISPUTED,
        sources=tuple(source.key for source in pack.sources),
    )
    assert_discord_takes(anecdote_layout(anecdote, pack, say))
