"""Whatever a story holds, Discord takes the questions, claims and answers of a conversation."""

import random

import pytest
from simcord.components import validate_components, walk_components

from bot.core.packs import StoryPack
from bot.core.questions import ask
from bot.core.reading import Reading
from bot.services.quizzes import SEEDS, Quiz
from bot.ui.views.quiz import called_layout, claim_layout, quiz_layout, solved_layout
from bot.ui.views.talk import progress_layout
from tests.core.builders import a_legend, a_question
from tests.ui.test_limits import (
    LONGEST_ID,
    V2,
    assert_discord_takes,
    say,  # noqa: F401 - a fixture
    the_longest_pack,
    words,
)


def assert_question_fits(question, pack: StoryPack, say) -> None:  # noqa: F811 - the fixture
    asked = ask(question, random.Random(1))
    shown = quiz_layout(Quiz(asked, SEEDS - 1, is_read=False), say).to_components()
    # An answer may be longer than a phone shows; it then stands in a row of its own.
    validate_components(shown, flags=V2)
    assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in walk_components(shown))
    for given in asked.answers:
        assert_discord_takes(solved_layout(asked, given, pack, say))


def assert_claim_fits(legend, pack: StoryPack, say) -> None:  # noqa: F811 - the fixture
    assert_discord_takes(claim_layout(legend, say))
    for call in ("fact", "legend"):
        assert_discord_takes(called_layout(legend, call, pack, say))


def test_every_question_and_claim_of_the_shipped_story_fits(library, say):  # noqa: F811 - the fixture
    pack = library.default
    for question in pack.questions:
        assert_question_fits(question, pack, say)
    for legend in pack.legends:
        assert_claim_fits(legend, pack, say)


def test_the_longest_question_and_the_longest_claim_fit(say):  # noqa: F811 - the fixture
    pack = the_longest_pack()
    sources = [source.key for source in pack.sources]
    told_in = f"{'a' * 40}/{'b' * 40}"
    question = a_question(
        id="q" * 40,
        prompt=words(240),
        right="right " * 8,
        wrong=[f"wrong-{number} " * 5 for number in range(3)],
        explanation=words(400),
        told_in=told_in,
        sources=sources,
    )
    assert_question_fits(question, pack, say)
    claim = a_legend(id="c" * 40, claim=words(240), why=words(600), told_in=told_in, sources=sources)
    assert_claim_fits(claim, pack, say)


@pytest.mark.parametrize("reached", [0, 10, 19])
def test_how_far_one_is_in_the_longest_story_fits(say, reached):  # noqa: F811 - the fixture
    pack = the_longest_pack()
    kept = Reading({chapter.id: reached for chapter in pack.chapters}, (pack.chapters[-1].id, reached))
    assert_discord_takes(progress_layout(pack, kept, say))
