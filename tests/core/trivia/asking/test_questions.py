import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.quiz import Difficulty
from bot.core.trivia.asking.questions import ASKED, AskedChoice, AskedLegend, ask
from tests.core.builders import a_legend_question, a_pack, a_question, an_asked, an_asked_legend, chance

choices = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
four_choices = st.lists(choices, min_size=4, max_size=4, unique_by=str.casefold)
seeds = st.integers(0, 2**32)


def asked_choice(question, seed: int) -> AskedChoice:
    asked = ask(question, chance(seed), a_pack())
    assert isinstance(asked, AskedChoice)
    return asked


@given(four_choices, seeds)
def test_the_four_choices_are_shown_in_an_order_of_their_own_and_none_is_lost(texts, seed):
    asked = asked_choice(a_question(right=texts[0], wrong=texts[1:]), seed)
    assert sorted(asked.options) == sorted(texts)


@given(four_choices, seeds)
def test_the_right_answer_points_at_the_right_option(texts, seed):
    asked = asked_choice(a_question(right=texts[0], wrong=texts[1:]), seed)
    assert asked.options[asked.right] == texts[0]
    assert asked.options[int(asked.solution)] == texts[0]


@given(four_choices, seeds)
def test_just_one_of_the_answers_is_right(texts, seed):
    asked = asked_choice(a_question(right=texts[0], wrong=texts[1:]), seed)
    assert [answer for answer in asked.answers if asked.accuracy(answer) == 1.0] == [asked.solution]
    assert [asked.accuracy(answer) for answer in asked.answers].count(0.0) == 3


@given(seeds)
def test_the_same_seed_shuffles_the_same(seed):
    assert asked_choice(a_question(), seed) == asked_choice(a_question(), seed)


def test_the_right_answer_comes_to_stand_in_every_place():
    assert {asked_choice(a_question(), seed).right for seed in range(50)} == {0, 1, 2, 3}


def test_a_claim_is_asked_as_it_stands():
    asked = ask(a_legend_question(verdict="fact"), chance(1), a_pack())
    assert isinstance(asked, AskedLegend)
    assert asked.answers == ("fact", "legend")
    assert (asked.solution, asked.accuracy("fact"), asked.accuracy("legend")) == ("fact", 1.0, 0.0)


@pytest.mark.parametrize("question", [a_question(difficulty="hard"), a_legend_question(difficulty="hard")])
def test_a_snapshot_keeps_all_that_the_board_will_tell(question):
    asked = ask(question, chance(1), a_pack())
    for field in ("id", "difficulty", "prompt", "explanation", "told_in", "sources"):
        assert getattr(asked, field) == getattr(question, field)
    assert asked.difficulty is Difficulty.HARD


@given(st.one_of(four_choices, st.none()), st.sampled_from(Difficulty), seeds)
def test_a_snapshot_comes_back_from_json_as_it_was(texts, difficulty, seed):
    question = (
        a_legend_question(difficulty=difficulty)
        if texts is None
        else a_question(difficulty=difficulty, right=texts[0], wrong=texts[1:])
    )
    asked = ask(question, chance(seed), a_pack())
    again = ASKED.validate_json(ASKED.dump_json(asked))
    assert again == asked
    assert type(again) is type(asked)


@pytest.mark.parametrize("asked", [an_asked(), an_asked_legend()])
def test_each_answer_shown_is_accepted(asked):
    assert all(asked.accepts(answer) for answer in asked.answers)


@pytest.mark.parametrize("given_answer", ["4", "-1", "00", "", "Brescia", "fact", "0 "])
def test_a_choice_takes_no_answer_but_those_shown(given_answer):
    assert not an_asked().accepts(given_answer)
    assert an_asked().accuracy(given_answer) == 0.0


@pytest.mark.parametrize("given_answer", ["0", "", "Fact", "true"])
def test_a_claim_takes_no_answer_but_fact_and_legend(given_answer):
    assert not an_asked_legend().accepts(given_answer)
    assert an_asked_legend().accuracy(given_answer) == 0.0
