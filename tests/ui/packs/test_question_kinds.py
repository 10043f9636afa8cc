from string import ascii_uppercase

import pytest

from bot.ui.packs.question_kinds import Field, view_of
from tests.core.builders import an_asked, an_asked_legend
from tests.core.trivia.asking.asked import a_map, a_number, a_text

YEAR = a_number(unit="", style="year", answer=1955, tolerance=10)
EVERY_KIND = [an_asked(), an_asked_legend(), a_number(), a_text(), a_map()]


@pytest.mark.parametrize("asked", EVERY_KIND, ids=lambda asked: asked.kind)
def test_every_kind_says_what_is_asked(say, asked):
    assert asked.prompt in view_of(asked).prompt(asked, say)


def test_a_claim_is_put_as_one_and_not_as_a_question(say):
    asked = an_asked_legend()
    assert "Legend or fact?" in view_of(asked).prompt(asked, say)
    assert "Legend or fact?" not in view_of(an_asked()).prompt(an_asked(), say)


@pytest.mark.parametrize(
    ("asked", "given", "label"),
    [
        pytest.param(an_asked(), "2", "Bologna", id="choice"),
        pytest.param(an_asked_legend(), "fact", "Fact", id="fact"),
        pytest.param(an_asked_legend(), "legend", "Legend", id="legend"),
        pytest.param(a_number(), "1597", "1,597 km", id="number"),
        pytest.param(a_number(unit=""), "1597", "1,597", id="number without a unit"),
        pytest.param(a_number(), "1597.25", "1,597.25 km", id="number more precise than asked for"),
        pytest.param(a_number(answer=12.5, decimals=2), "12.5", "12.50 km", id="number with decimals"),
        pytest.param(YEAR, "1955", "1955", id="year"),
        pytest.param(a_text(), "*Moss*", r"\*Moss\*", id="text"),
        pytest.param(a_map(), "B", "B", id="map"),
    ],
)
def test_an_answer_reads_as_its_kind_does(say, asked, given, label):
    assert view_of(asked).label(asked, given, say) == label


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("Moss", "Moss"),
        ("<@123> @everyone", r"\<\@123\> \@everyone"),
        ("[win](https://a.it) `now`", r"\[win\](https\://a.it) \`now\`"),
        ("דנה 7", "\u2068דנה 7\u2069"),
        ("Moss\u202ession", "Mossssion"),
        ("o" * 99, "o" * 39 + "…"),
        ("*" * 99, r"\*" * 39 + "…"),
        ("The man from Mantua who never, ever slept", "The man from Mantua who never, ever…"),
    ],
)
def test_a_wrong_answer_is_quoted_short_and_harmless(say, typed, quoted):
    assert view_of(a_text()).quoted(a_text(), typed, say) == quoted


@pytest.mark.parametrize("asked", EVERY_KIND[:-1], ids=lambda asked: asked.kind)
def test_an_answer_reads_the_same_when_the_question_is_over(say, asked):
    view, given = view_of(asked), asked.solution
    assert view.revealed(asked, given, say) == view.label(asked, given, say)


def test_a_letter_of_a_map_is_told_with_its_stop_when_the_question_is_over(say):
    asked = a_map()
    assert view_of(asked).revealed(asked, asked.solution, say) == f"{asked.solution}, The Pass"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        pytest.param(a_number(), Field("Your answer, in km", "A whole number; near counts too"), id="unit"),
        pytest.param(
            a_number(unit="", answer=1.5, decimals=1),
            Field("Your answer: a number", "Such as 12.5; near counts too"),
            id="decimals",
        ),
        pytest.param(YEAR, Field("Your answer: a year", "All its figures; near counts too"), id="year"),
        pytest.param(a_text(), Field("Your answer", "A name or word; slips are forgiven"), id="text"),
    ],
)
def test_the_field_for_an_answer_says_what_is_to_be_typed(say, asked, field):
    assert view_of(asked).field(asked, say) == field


def test_the_map_of_a_question_has_a_letter_for_each_stop_and_gives_no_name_away(say):
    asked = a_map()
    shown = view_of(asked).map(asked, say)
    assert shown is not None
    assert dict(shown.scene.letters) == dict(zip(asked.stops, ascii_uppercase, strict=False))
    assert "A, B, C and D" in shown.alt
    words = f"{shown.scene.title} {shown.scene.subtitle} {shown.alt}"
    assert not any(name in words for name in asked.names)


@pytest.mark.parametrize("asked", EVERY_KIND[:-1], ids=lambda asked: asked.kind)
def test_a_question_of_another_kind_has_no_map(say, asked):
    assert view_of(asked).map(asked, say) is None
