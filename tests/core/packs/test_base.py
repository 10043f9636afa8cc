"""What holds for every value of a pack, whichever module it stands in."""

from math import inf, nan

import pytest
from pydantic import ValidationError

from bot.core.packs.base import Number, PackModel, Whole
from tests.core.builders import (
    a_chapter,
    a_dossier,
    a_legend,
    a_legend_question,
    a_pack,
    a_question,
    an_anecdote,
    an_ask,
)
from tests.core.packs.validation import Builder, a_figure, a_source, faults

BUILDERS: list[Builder] = [
    a_source,
    a_chapter,
    an_anecdote,
    a_legend,
    a_question,
    a_legend_question,
    an_ask,
    a_figure,
    a_dossier,
    a_pack,
]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_key_that_a_value_does_not_know_is_a_fault(build):
    assert faults(build, colour="red") == [("colour", "extra_forbidden")]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_value_can_not_be_changed(build):
    value = build()
    field = next(iter(type(value).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, field, getattr(value, field))


@pytest.mark.parametrize("slug", ["a", "the-lost-grand-prix", "1927", "a-1-b", "x" * 40])
def test_an_id_is_lower_case_words_with_hyphens(slug):
    assert faults(an_anecdote, id=slug) == []


@pytest.mark.parametrize(
    "slug", ["", "The-Start", "the_start", "-start", "start-", "a--b", "à", "a b", "a\n", "x" * 41]
)
def test_anything_else_is_no_id(slug):
    assert [where for where, _ in faults(an_anecdote, id=slug)] == ["id"]


@pytest.mark.parametrize(
    ("key", "sound"), [("IT27", True), ("A", True), ("it27", False), ("2A", False), ("", False)]
)
def test_a_source_is_known_by_capitals_and_figures(key, sound):
    assert (faults(a_source, key=key) == []) is sound


@pytest.mark.parametrize(
    "build", [a_chapter, an_anecdote, a_legend, a_dossier, a_question, a_legend_question]
)
def test_all_that_is_told_names_a_source(build):
    assert faults(build, sources=[]) == [("sources", "too_short")]


# Lengths

LONGEST: list[tuple[Builder, str, int]] = [
    (a_source, "title", 160),
    (a_chapter, "title", 60),
    (a_chapter, "teaser", 140),
    (a_chapter, "hook", 300),
    (an_anecdote, "title", 60),
    (an_anecdote, "text", 1300),
    (a_legend, "claim", 240),
    (a_legend, "why", 600),
    (a_question, "prompt", 240),
    (a_question, "explanation", 400),
    (a_question, "right", 52),
    (a_legend_question, "prompt", 240),
    (an_ask, "prompt", 200),
    (an_ask, "told", 300),
    (a_dossier, "name", 60),
    (a_dossier, "text", 1000),
    (a_figure, "label", 24),
    (a_figure, "value", 60),
    (a_pack, "title", 60),
    (a_pack, "tagline", 140),
    (a_pack, "unit", 12),
]


@pytest.mark.parametrize(("build", "field", "longest"), LONGEST)
def test_a_text_is_as_long_as_its_place_has_room_for(build, field, longest):
    assert faults(build, **{field: "x" * longest}) == []
    assert faults(build, **{field: "x" * (longest + 1)}) == [(field, "string_too_long")]


@pytest.mark.parametrize(("build", "field", "longest"), LONGEST)
def test_a_text_is_never_empty(build, field, longest):
    assert faults(build, **{field: ""}) == [(field, "string_too_short")]


def test_the_blanks_around_a_told_text_do_not_count():
    told = "x" * 900
    assert a_chapter(beats=[{"id": "one", "text": f"\n {told}\n"}]).beats[0].text == told
    assert a_question(right="  Brescia ").right == "Brescia"


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (a_chapter, "hook"),
        (an_anecdote, "text"),
        (a_legend, "claim"),
        (a_legend, "why"),
        (a_question, "prompt"),
        (a_question, "explanation"),
        (a_question, "right"),
    ],
)
def test_a_told_text_of_blanks_alone_is_a_fault(build, field):
    assert faults(build, **{field: " \n "}) == [(field, "string_too_short")]


NAMES: list[tuple[Builder, str]] = [
    (a_source, "title"),
    (a_chapter, "title"),
    (a_chapter, "teaser"),
    (an_anecdote, "title"),
    (a_pack, "title"),
    (a_pack, "tagline"),
    (a_pack, "unit"),
]


@pytest.mark.parametrize(("build", "field"), NAMES)
def test_a_title_of_blanks_alone_is_a_fault(build, field):
    assert faults(build, **{field: "  "}) == [(field, "string_too_short")]


@pytest.mark.parametrize(("build", "field"), NAMES)
def test_the_blanks_around_a_title_do_not_count(build, field):
    assert getattr(build(**{field: "\n A name  "}), field) == "A name"


class Measured(PackModel):
    count: Whole = 0
    length: Number = 0


@pytest.mark.parametrize("written", [True, False, inf, nan])
def test_yes_and_what_has_no_end_is_no_number(written):
    with pytest.raises(ValidationError, match="2 validation errors"):
        Measured.model_validate({"count": written, "length": written})


@pytest.mark.parametrize(("count", "length"), [(1, 1), (0, -0.5), ("10", "1e3")])
def test_numbers_are_taken(count, length):
    taken = Measured.model_validate({"count": count, "length": length})
    assert (taken.count, taken.length) == (int(count), float(length))
