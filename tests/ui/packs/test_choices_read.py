"""What is offered is taken when it is pasted, and so is what a direct message understands."""

import pytest

from bot.core.talk.options import Options
from bot.static_content import StaticContent
from bot.ui.packs.choices import chapter_choices, dossier_choices, stop_choices, topic_choices
from tests.ui.talk.said import understood

FAR = ["berlin", "paris", "milano", "vienna", "weather", "winner", "driver", "night", "schumacher", "xyz"]


@pytest.fixture(scope="module")
def options(static: StaticContent) -> Options:
    return Options(static.listeners["en"])


@pytest.fixture(scope="module")
def pack(library):
    return library.default


def names(pack):
    """Every name, by what makes choices of it and what reads it."""
    stops = pack.route.stops
    yield from ((chapter_choices, Options.chapters, chapter.title) for chapter in pack.chapters)
    yield from ((topic_choices, Options.topics, topic) for topic in pack.topics())
    yield from (
        (dossier_choices, Options.cards, name) for one in pack.dossiers for name in (one.name, *one.also)
    )
    yield from ((stop_choices, Options.stops, name) for one in stops for name in (one.name, *one.also))


def test_whatever_is_offered_is_taken_when_it_is_pasted(pack, options):
    for choices, read, name in names(pack):
        for offered in choices(pack, name, options):
            for pasted in (offered.name, offered.name.upper(), f" {offered.name}. ", offered.value):
                assert read(options, pasted).one == offered.value, pasted
            assert read(options, offered.name.replace("'", "\u2019")).one == offered.value


def test_what_is_meant_beyond_doubt_is_offered_first(pack, options):
    for choices, read, name in names(pack):
        one = read(options, name).one
        assert one is None or choices(pack, name, options)[0].value == one, name


READERS = {
    "card": Options.cards,
    "won": Options.cards,
    "chapter": Options.chapters,
    "anecdote": Options.topics,
}


NO_CHAPTER = "99"


def named():
    """What is understood as a card, a chapter or a topic that there is."""
    return [case for case in understood() if case[1] in READERS and case[2] not in ("", NO_CHAPTER)]


@pytest.mark.parametrize(("written", "kind", "about"), named())
def test_an_option_takes_what_a_direct_message_understands(options, written, kind, about):
    assert READERS[kind](options, written).one == about


@pytest.mark.parametrize(
    ("typed", "chapters"),
    [
        ("3. Lights Out", ["lights-out-at-dawn"]),
        ("Chapter 3: Lights Out at Dawn", ["lights-out-at-dawn"]),
        ("chapter three - lights out", ["lights-out-at-dawn"]),
        ("Lights O", ["lights-out-at-dawn"]),
        ("number 3", ["lights-out-at-dawn"]),
        ("capitolo 3", ["lights-out-at-dawn"]),
        ("2. Lights Out at Dawn", ["a-city-takes-offence", "lights-out-at-dawn"]),
        ("the one about jenkinson", ["seventeen-pages"]),
    ],
)
def test_a_chapter_is_meant_by_its_number_and_its_title_and_by_both_where_they_differ(
    options, typed, chapters
):
    assert list(options.chapters(typed).ids) == chapters


@pytest.mark.parametrize(
    ("read", "typed", "meant"),
    [
        (Options.stops, "bol", "bologna"),
        (Options.stops, "where is the futa?", "futa-pass"),
        (Options.topics, "'55", "1955"),
        (Options.topics, "the 1955 race", "1955"),
        (Options.topics, "who was moss", "Stirling Moss"),
        (Options.topics, "topol", "Fiat Topolino"),
    ],
)
def test_a_beginning_a_year_and_a_question_are_taken_by_every_option(options, read, typed, meant):
    assert read(options, typed).one == meant


def test_of_several_names_in_the_words_each_is_offered(options):
    assert set(options.cards("Moss and Jenkinson").ids) == {"stirling-moss", "denis-jenkinson"}
    assert options.cards("Moss and Jenkinson").one is None


@pytest.mark.parametrize("read", [Options.chapters, Options.cards, Options.stops])
@pytest.mark.parametrize("typed", FAR)
def test_where_nothing_is_near_nothing_is_suggested(options, read, typed):
    assert list(read(options, typed).ids) == []


@pytest.mark.parametrize("typed", ["berlin", "paris", "xyz", "start", "weather", "winner", "madrid"])
def test_where_no_topic_is_near_none_is_suggested_or_offered(pack, options, typed):
    assert list(options.topics(typed).ids) == []
    assert topic_choices(pack, typed, options) == []
