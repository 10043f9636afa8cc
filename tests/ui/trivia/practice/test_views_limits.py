"""Whatever a story holds, Discord takes every page of a practice on it."""

import random
from collections.abc import Iterator

from simcord.components import validate_components, walk_components

from bot.core.packs.pack import StoryPack
from bot.core.trivia.asking.questions import Asked, AskedMap, AskedNumber, ask
from bot.core.trivia.practice import MOST, Practice
from bot.services.stories.maps import Maps
from bot.ui.layout import Layout
from bot.ui.text import Say
from bot.ui.trivia.practice.views import practice_page
from tests.core.builders import a_question, an_asked
from tests.ui.limits import (
    LONGEST_ID,
    MOST_COMPONENTS,
    MOST_TEXT,
    TEXT,
    V2,
    the_longest_pack,
    words,
)

LARGEST_ID = 2**63 - 1


def pages(asked: Asked, pack: StoryPack, maps: Maps, say: Say) -> Iterator[Layout]:
    """The question ten times over: put, answered in each way, and missed each time."""
    practice = Practice(LARGEST_ID, LARGEST_ID, pack.id, None, (asked,) * MOST, ("?",) * 9, MOST)
    yield practice_page(practice, pack, maps, say, is_ahead=True).build(None)
    typed = "0" if isinstance(asked, AskedNumber) else "W" * 100
    for given in asked.answers or (asked.solution, typed):
        shown = Practice(LARGEST_ID, LARGEST_ID, pack.id, None, (asked,) * MOST, (given,) * MOST, MOST)
        yield practice_page(shown, pack, maps, say).build(None)
        done = Practice(LARGEST_ID, LARGEST_ID, pack.id, None, (asked,) * MOST, (given,) * MOST, MOST + 1)
        yield practice_page(done, pack, maps, say, in_guild=True).build(None)


def assert_fits(asked: Asked, pack: StoryPack, maps: Maps, say: Say) -> None:
    for layout in pages(asked, pack, maps, say):
        # An answer may be longer than a phone shows; it then stands in a row of its own.
        shown = validate_components(layout.to_components(), flags=V2)
        every = list(walk_components(shown))
        assert len(every) + isinstance(asked, AskedMap) <= MOST_COMPONENTS
        assert sum(len(one["content"]) for one in every if one["type"] == TEXT) <= MOST_TEXT
        assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in every)


def test_every_question_of_the_shipped_story_fits(library, database, say):
    pack, maps = library.default, Maps(database, library)
    for question in pack.questions:
        assert_fits(ask(question, random.Random(1), pack), pack, maps, say)


def test_the_longest_question_fits(library, database, say):
    pack = the_longest_pack()
    chapter = pack.chapters[0]
    question = a_question(
        id="q" * 40,
        prompt=words(240),
        right="right " * 8,
        wrong=[f"wrong-{number} " * 5 for number in range(3)],
        explanation=words(400),
        told_in=f"{chapter.id}/{chapter.beats[0].id}",
        sources=[source.key for source in pack.sources],
    )
    assert_fits(ask(question, random.Random(1), pack), pack, Maps(database, library), say)


def test_what_the_story_tells_no_more_is_not_offered_to_read(library, database, say):
    pack, maps = library.default, Maps(database, library)
    chapter = pack.chapters[0]
    told = (
        f"{chapter.id}/{chapter.beats[2].id}",
        f"{chapter.id}/no-more",
        "no-more/at-all",
        "dossiers/no-more",
    )
    missed = tuple(an_asked(told_in=told_in) for told_in in (*told, told[0]))
    practice = Practice(1, 2, pack.id, None, missed, ("1",) * len(missed), len(missed) + 1)
    every = walk_components(practice_page(practice, pack, maps, say).build(None).to_components())
    offered = [one["options"] for one in every if one.get("custom_id") == "fl"]
    assert [[option["label"] for option in options] for options in offered] == [[f"{chapter.title}, page 3"]]
