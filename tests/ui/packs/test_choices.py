import pytest

from bot.core.talk.listener import Listener
from bot.core.talk.names import Names
from bot.core.talk.options import Options
from bot.core.talk.phrases import Heard, Phrases
from bot.ui.commands.autocomplete import MOST
from bot.ui.packs.choices import chapter_choices, chapter_titles, dossier_choices, stop_choices, topic_choices
from tests.core.builders import a_chapter, a_dossier, a_pack, a_route, a_stop, an_anecdote

NUVOLARI = a_dossier(also=["The Flying Mantuan"])
MANTUA = a_dossier(id="mantua", kind="place", name="Mantua", also=["Mantova"])
PACK = a_pack(dossiers=[NUVOLARI, MANTUA])


def options(pack):
    return Options(Listener(Names(pack), Phrases([{Heard.OPENING: "tell me", Heard.CLOSING: "please"}])))


def offered(choices):
    return [(one.name, one.value) for one in choices]


def test_a_chapter_is_offered_with_its_number_and_stands_for_its_id():
    assert offered(chapter_choices(PACK, "futa", options(PACK)))[0] == ("2. Over the Futa", "the-futa")
    assert list(chapter_titles(PACK).values()) == ["the-start", "the-futa", "the-finish"]


def test_with_nothing_typed_chapters_are_offered_as_they_follow_each_other():
    assert [value for _, value in offered(chapter_choices(PACK, " ", options(PACK)))] == [
        "the-start",
        "the-futa",
        "the-finish",
    ]


def test_two_chapters_of_one_title_are_both_offered():
    pack = a_pack(chapters=[a_chapter(id="one"), a_chapter(id="two")])
    assert offered(chapter_choices(pack, "start", options(pack))) == [
        ("1. The Start", "one"),
        ("2. The Start", "two"),
    ]


@pytest.mark.parametrize("typed", ["nuvolari", "flying mantuan"])
def test_a_card_is_offered_by_its_own_name_whichever_of_its_names_is_typed(typed):
    assert offered(dossier_choices(PACK, typed, options(PACK)))[0] == ("Tazio Nuvolari", "tazio-nuvolari")


def test_a_card_is_offered_once_however_many_of_its_names_are_alike():
    assert offered(dossier_choices(PACK, "mant", options(PACK))).count(("Mantua", "mantua")) == 1


def test_another_name_of_a_card_never_hides_the_card_of_that_name():
    pack = a_pack(dossiers=[a_dossier(also=["Mantua"]), MANTUA])
    assert offered(dossier_choices(pack, "mantua", options(pack)))[0] == ("Mantua", "mantua")


def test_a_stop_is_offered_by_its_own_name_whichever_of_its_names_is_typed():
    route = a_route()
    stops = (*route.stops[:-1], a_stop(id="home", name="Home", also=["Casa"], distance=1_000_000))
    pack = a_pack(route=route.model_copy(update={"stops": stops}))
    assert (
        offered(stop_choices(pack, "casa", options(pack)))
        == offered(stop_choices(pack, "home", options(pack)))
        == [("Home", "home")]
    )


def test_a_story_without_a_road_offers_no_stops():
    assert stop_choices(PACK, "", options(PACK)) == []


def test_topics_are_offered_once_each_and_no_more_than_discord_shows():
    places = [f"Place {number}" for number in range(MOST + 5)]
    pack = a_pack(anecdotes=[an_anecdote(places=places), an_anecdote(id="another", places=places[:1])])
    assert offered(topic_choices(pack, "", options(pack))) == [(place, place) for place in places[:MOST]]
    assert offered(topic_choices(pack, "place 29", options(pack)))[0] == ("Place 29", "Place 29")
