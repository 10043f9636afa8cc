import pytest

from bot.core.packs.pack import BeatRef, Certainty
from tests.core.builders import a_chapter, a_day, a_dossier, a_legend, a_pack, an_anecdote, an_ask
from tests.core.packs.validation import a_source, faults


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


# Texts


def beat(text: str) -> list[dict[str, str]]:
    return [{"id": "one", "text": text}]


def test_a_beat_is_as_long_as_a_page_has_room_for():
    assert faults(a_chapter, beats=beat("x" * 900)) == []
    assert ("beats.0.text", "string_too_long") in faults(a_chapter, beats=beat("x" * 901))


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


def test_a_verdict_is_fact_or_legend():
    assert faults(a_legend, verdict="perhaps") == [("verdict", "literal_error")]


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


def test_a_day_is_found_by_its_id():
    pack = a_pack(days=[a_day("05-12"), a_day("03-26")])
    assert pack.day("on-03-26") == pack.days[1]
    assert pack.day("on-01-01") is None


def test_a_packs_topics_come_once_each_in_the_order_of_first_telling():
    pack = a_pack(
        anecdotes=[
            an_anecdote(id="one", places=["Rome"], year=1927),
            an_anecdote(id="two", people=["Ada"], places=["Rome"], year=1927),
        ]
    )
    assert list(pack.topics()) == ["Rome", "1927", "Ada"]
