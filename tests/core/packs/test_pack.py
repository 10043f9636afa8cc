from collections.abc import Callable

import pytest
from pydantic import BaseModel, ValidationError

from bot.core.packs.pack import BeatRef, Certainty, ChoiceQuestion, Figure, LegendQuestion, Source
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

Builder = Callable[..., BaseModel]


def a_source(**changes: object) -> Source:
    return Source.model_validate({"key": "IT27", "title": "A newspaper of 1927"} | changes)


def a_figure(**changes: object) -> Figure:
    return Figure.model_validate({"label": "Engine", "value": "2,982 cc"} | changes)


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


def faults(build: Builder, **changes: object) -> list[tuple[str, str]]:
    """Where pydantic finds fault, and of which type."""
    try:
        build(**changes)
    except ValidationError as error:
        return [(".".join(map(str, fault["loc"])), fault["type"]) for fault in error.errors()]
    return []


# Every value


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
    ("address", "sound"),
    [
        (None, True),
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("ftp://example.org", False),
        ("example.org", False),
        ("https://exa mple.org", False),
        ("https://", False),
    ],
)
def test_a_sources_address_is_one_on_the_web(address, sound):
    assert (faults(a_source, address=address) == []) is sound


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


def beat(text: str) -> list[dict[str, str]]:
    return [{"id": "one", "text": text}]


def test_a_beat_is_as_long_as_a_page_has_room_for():
    assert faults(a_chapter, beats=beat("x" * 900)) == []
    assert ("beats.0.text", "string_too_long") in faults(a_chapter, beats=beat("x" * 901))


def test_the_blanks_around_a_told_text_do_not_count():
    assert a_chapter(beats=beat("\n " + "x" * 900 + "\n")).beats[0].text == "x" * 900
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


@pytest.mark.parametrize("field", ["people", "cars", "places"])
@pytest.mark.parametrize("topic", ["", "  ", "x" * 61])
def test_a_topic_that_can_not_be_offered_while_typing_is_a_fault(field, topic):
    # Discord takes 1 to 100 characters for a suggestion, and one bad suggestion spoils them all.
    assert [where for where, _ in faults(an_anecdote, **{field: ["Rome", topic]})] == [f"{field}.1"]


@pytest.mark.parametrize("field", ["people", "cars", "places"])
@pytest.mark.parametrize(("written", "topic"), [("x", "x"), ("x" * 60, "x" * 60), (" Ada \n", "Ada")])
def test_a_topic_is_one_to_sixty_characters_without_the_blanks_around_it(field, written, topic):
    assert an_anecdote(**{field: [written]}).topics == (topic,)


# What belongs to what


@pytest.mark.parametrize("wrong", [[], ["Rome", "Siena"], ["Rome", "Siena", "Bologna", "Pisa"]])
def test_a_choice_question_has_just_three_wrong_answers(wrong):
    assert [where for where, _ in faults(a_question, wrong=wrong)] == ["wrong"]


@pytest.mark.parametrize(
    "wrong", [["Rome", "Siena", "Brescia"], ["Rome", "Siena", " BRESCIA "], ["Rome", "rome", "Pisa"]]
)
def test_the_four_choices_differ_by_more_than_capitals_and_blanks(wrong):
    assert faults(a_question, right="Brescia", wrong=wrong) == [("", "choices_alike")]


@pytest.mark.parametrize(
    "build", [a_chapter, an_anecdote, a_legend, a_dossier, a_question, a_legend_question]
)
def test_all_that_is_told_names_a_source(build):
    assert faults(build, sources=[]) == [("sources", "too_short")]


def beats(count: int) -> list[dict[str, str]]:
    return [{"id": f"beat-{n}", "text": "Something."} for n in range(count)]


def test_a_chapter_has_one_to_twenty_beats():
    assert faults(a_chapter, beats=beats(0)) == [("beats", "too_short")]
    assert faults(a_chapter, beats=beats(1)) == []
    assert faults(a_chapter, beats=beats(20)) == []
    assert faults(a_chapter, beats=beats(21)) == [("beats", "too_long")]


def test_a_pack_has_one_to_twenty_five_chapters():
    chapters = [a_chapter(id=f"chapter-{n}") for n in range(26)]
    assert faults(a_pack, chapters=[]) == [("chapters", "too_short")]
    assert faults(a_pack, chapters=chapters[:25]) == []
    assert faults(a_pack, chapters=chapters) == [("chapters", "too_long")]


def test_an_ask_has_two_to_four_options_that_fit_a_button():
    assert faults(an_ask, options=["One"]) == [("options", "too_short")]
    assert faults(an_ask, options=["One", "Two", "Three", "Four"]) == []
    assert faults(an_ask, options=["One", "Two", "Three", "Four", "Five"]) == [("options", "too_long")]
    assert faults(an_ask, options=["One", "Two", "x" * 53]) == [("options.2", "string_too_long")]


def test_a_beat_may_ask_and_need_not():
    beats = [{"id": "one", "text": "Something."}, {"id": "two", "text": "More.", "ask": an_ask()}]
    assert [beat.ask for beat in a_chapter(beats=beats).beats] == [None, an_ask()]


@pytest.mark.parametrize("kind", ["person", "car", "place"])
def test_only_the_dossier_of_a_year_has_a_year(kind):
    assert faults(a_dossier, kind=kind) == []
    assert faults(a_dossier, kind=kind, year=1927) == [("", "year_of_dossier")]
    assert faults(a_dossier, kind="year", year=1927) == []
    assert faults(a_dossier, kind="year") == [("", "year_of_dossier")]


def test_a_dossier_is_of_a_kind_and_of_a_confidence_that_is_known():
    assert faults(a_dossier, kind="engine") == [("kind", "enum")]
    assert faults(a_dossier, confidence="perhaps") == [("confidence", "enum")]


def test_a_dossier_has_at_most_ten_figures():
    assert faults(a_dossier, figures=[a_figure()] * 10) == []
    assert faults(a_dossier, figures=[a_figure()] * 11) == [("figures", "too_long")]


def test_a_dossier_tells_its_name_its_text_and_its_figures():
    dossier = a_dossier(name="Year One", text="It began.", figures=[a_figure(label="Start", value="05:31")])
    assert dossier.told == "Year One\nIt began.\nStart: 05:31"


def test_a_verdict_is_fact_or_legend():
    assert faults(a_legend, verdict="perhaps") == [("verdict", "literal_error")]
    assert faults(a_legend_question, verdict="perhaps") == [("verdict", "literal_error")]


def test_a_question_is_read_as_its_kind():
    pack = a_pack(questions=[a_question().model_dump(), a_legend_question().model_dump()])
    assert [type(question) for question in pack.questions] == [ChoiceQuestion, LegendQuestion]


def test_a_kind_of_question_that_nobody_can_ask_is_a_fault():
    assert faults(a_pack, questions=[{"kind": "riddle"}]) == [("questions.0", "union_tag_invalid")]


@pytest.mark.parametrize(
    ("language", "sound"), [("en", True), ("en-GB", True), ("EN", False), ("english", False)]
)
def test_a_packs_language_is_a_code(language, sound):
    assert (faults(a_pack, language=language) == []) is sound


@pytest.mark.parametrize("course", [0, -1, 0.5, "far"])
def test_a_course_is_a_whole_length_above_nought(course):
    assert [where for where, _ in faults(a_pack, course=course)] == ["course"]


def test_a_pack_that_names_no_course_is_driven_for_a_thousand_points():
    pack = a_pack()
    assert (pack.course, pack.unit) == (1_000_000, "points")


# Looking up


def test_a_packs_parts_are_found_by_their_ids():
    pack = a_pack(anecdotes=[an_anecdote()], legends=[a_legend()], dossiers=[a_dossier()])
    assert pack.chapter("the-futa") == pack.chapters[1]
    assert pack.anecdote("the-loaf") == pack.anecdotes[0]
    assert pack.legend("lights-out") == pack.legends[0]
    assert pack.dossier("tazio-nuvolari") == pack.dossiers[0]
    assert pack.source("IT27") == pack.sources[0]


def test_what_a_pack_does_not_have_is_none():
    pack = a_pack()
    assert (pack.chapter("x"), pack.anecdote("x"), pack.legend("x"), pack.source("X")) == (None,) * 4
    assert pack.dossier("x") is None


def test_a_beat_is_found_by_its_chapter_and_id():
    pack = a_pack()
    assert pack.beat(BeatRef.parse("the-futa/beat-2")) == pack.chapters[1].beats[1]
    assert pack.chapters[1].position("beat-2") == 1


@pytest.mark.parametrize("told_in", ["gone/beat-2", "the-futa/gone", "the-futa/beat-2/x", ""])
def test_an_address_that_leads_nowhere_finds_no_beat(told_in):
    assert a_pack().beat(BeatRef.parse(told_in)) is None


def test_a_beats_address_is_its_chapter_and_its_id():
    assert BeatRef.parse("the-futa/beat-2") == BeatRef("the-futa", "beat-2")
    assert BeatRef.parse("the-futa") == BeatRef("the-futa", "")


def test_what_a_beat_tells_belongs_to_its_chapter():
    assert a_pack().chapter_of("the-futa/beat-2") == "the-futa"


def test_what_a_dossier_tells_belongs_to_the_first_chapter_that_it_names():
    linked = a_dossier(chapters=["the-futa", "the-start"])
    pack = a_pack(dossiers=[linked, a_dossier(id="nobody")])
    assert pack.chapter_of("dossiers/tazio-nuvolari") == "the-futa"
    assert pack.chapter_of("dossiers/nobody") is None
    assert pack.chapter_of("dossiers/gone") is None


def test_an_anecdotes_topics_are_people_cars_places_and_the_year():
    anecdote = an_anecdote(people=["Ada"], cars=["OM 665"], places=["Brescia", "Rome"], year=1927)
    assert anecdote.topics == ("Ada", "OM 665", "Brescia", "Rome", "1927")
    assert an_anecdote().topics == ()
    assert anecdote.certainty is Certainty.KNOWN


def test_a_packs_topics_come_once_each_in_the_order_of_first_telling():
    pack = a_pack(
        anecdotes=[
            an_anecdote(id="one", places=["Rome"], year=1927),
            an_anecdote(id="two", people=["Ada"], places=["Rome"], year=1927),
        ]
    )
    assert list(pack.topics()) == ["Rome", "1927", "Ada"]
