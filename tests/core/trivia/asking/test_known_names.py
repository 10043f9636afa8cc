import random

import pytest

from bot.core.packs.quiz import TextQuestion
from bot.core.trivia.asking.known_names import names_near
from bot.core.trivia.asking.questions import AskedText, ask
from bot.core.trivia.asking.spelling import slips_in
from tests.core.builders import a_pack


def asked(pack, question_id: str) -> AskedText:
    question = next(one for one in pack.questions if one.id == question_id)
    snapshot = ask(question, random.Random(1), pack)
    assert isinstance(snapshot, AskedText)
    return snapshot


@pytest.mark.parametrize("question_id", ["arrow-text-second-of-1954", "arrow-text-youngest"])
@pytest.mark.parametrize(
    "typed", ["Mazzotti", "mazzotti", "Mazotti", "Marzzotti", "conte Mazzotti", "Count Mazotti"]
)
def test_another_name_of_the_story_and_its_slips_are_wrong(mille_miglia, question_id, typed):
    assert asked(mille_miglia, question_id).accuracy(typed) == 0


@pytest.mark.parametrize("typed", ["Marzotto", "Marzoto", "Marsotto", "Marzotti", "Mazzotto"])
def test_what_is_no_nearer_to_another_name_stays_right(mille_miglia, typed):
    assert asked(mille_miglia, "arrow-text-youngest").accuracy(typed) == 1


def test_no_name_of_the_story_is_taken_for_another(mille_miglia):
    names = {name for card in mille_miglia.dossiers for name in (card.name, *card.also)}
    names |= {
        answer for one in mille_miglia.questions if isinstance(one, TextQuestion) for answer in one.answers
    }
    texts = [one for one in mille_miglia.questions if isinstance(one, TextQuestion)]
    taken = {
        (one.id, name)
        for one in texts
        for snapshot in [asked(mille_miglia, one.id)]
        for name in names
        if snapshot.accuracy(name) and all(slips_in(name, answer) != 0 for answer in one.answers)
    }
    # It is that very car.
    assert taken == {("city-text-smallest-engine", "The Peugeot of 747 cc")}


def test_each_right_name_stays_right_beside_all_others(mille_miglia):
    for one in mille_miglia.questions:
        if isinstance(one, TextQuestion):
            snapshot = asked(mille_miglia, one.id)
            assert [answer for answer in one.answers if not snapshot.accuracy(answer)] == []


def test_a_name_that_is_right_itself_or_unlike_all_right_ones_is_not_kept():
    pack = a_pack()
    assert names_near(["Zebedee"], pack) == ()
    card = pack.dossiers[0].name if pack.dossiers else "Nobody"
    assert card not in names_near([card], pack)
