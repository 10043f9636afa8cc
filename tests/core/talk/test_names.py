import pytest

from bot.core.packs.cards import Dossier
from bot.core.packs.pack import Chapter
from bot.core.talk.names import Directory, Names
from bot.core.talk.phrases import words_of
from tests.core.builders import a_chapter, a_dossier, a_pack


def id_of(found: Dossier | Chapter | None) -> str | None:
    return None if found is None else found.id


NAMES = [
    ("Stirling Moss", "moss"),
    ("Moss", "moss"),
    ("Alfa Romeo 6C", "6c"),
    ("Alfa Romeo 8C", "8c"),
    ("The Mille Miglia Museum", "museum"),
    ("Nelson", "edmund"),
    ("Nelson", "horatio"),
    ("Tazio Nuvolari", "nuvolari"),
    ("Enzo Ferrari", "ferrari"),
]


@pytest.fixture
def directory() -> Directory:
    return Directory(NAMES, frozenset(words_of("They went by Ferrara and Rome")))


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        *[("moss", "moss"), ("Stirling Moss", "moss"), ("sterling moss", "moss"), ("museum", "museum")],
        *[("nuvolary", "nuvolari"), ("tazio", "nuvolari"), ("Nuvolari Tazio", "nuvolari"), ("alfa 8c", "8c")],
    ],
)
def test_a_name_is_found_by_itself_a_part_of_it_or_with_a_slip(directory, typed, ref):
    assert directory.find(words_of(typed)) == ref


@pytest.mark.parametrize("typed", ["Nelson", "alfa romeo", "alfa", "", "Schumacher", "mos", "1955"])
def test_what_several_have_or_none_stands_for_nothing(directory, typed):
    assert directory.find(words_of(typed)) is None


def test_a_word_that_the_story_uses_is_no_slip(directory):
    assert directory.find(words_of("ferrara")) is None
    assert directory.find(words_of("ferrarri")) == "ferrari"


def test_people_are_known_by_their_last_name_and_years_by_their_number():
    pack = a_pack(
        dossiers=[
            a_dossier(id="denis-jenkinson", kind="person", name="Denis Jenkinson", also=["Jenks"]),
            a_dossier(id="race-1955", kind="year", name="The Race of 1955", also=[], year=1955),
            a_dossier(id="race-1927", kind="year", name="The Race of 1927", also=[], year=1927),
        ]
    )
    names = Names(pack)
    for typed in ("jenkinson", "jenks", "Denis Jenkinson"):
        assert id_of(names.card(words_of(typed))) == "denis-jenkinson"
    assert id_of(names.card(words_of("1955"))) == "race-1955"
    assert list(names.years) == [1927, 1955]
    assert names.mentioned(words_of("was it Jenkinson who sat there in 1955")) == ["jenkinson", "1955"]


def test_chapters_are_known_by_title_number_and_place():
    pack = a_pack(
        chapters=[a_chapter(id="one", title="Lights Out"), a_chapter(id="two", title="A Long Road")]
    )
    names = Names(pack)
    assert id_of(names.chapter(words_of("lights out"))) == "one"
    assert id_of(names.chapter(words_of("a longe road"))) == "two"
    assert id_of(names.chapter_at(2)) == "two"
    assert id_of(names.chapter_at(-1)) == "two"
    assert names.chapter_at(0) is None
    assert names.chapter_at(3) is None
