import pytest
from pydantic import ValidationError

from bot.core.packs.quiz import ChoiceQuestion, LegendQuestion, MapQuestion, NumberQuestion, TextQuestion
from tests.core.builders import a_legend_question, a_pack, a_question
from tests.core.packs.validation import faults

SHARED = {
    "id": "the-course",
    "difficulty": "easy",
    "prompt": "How long was it?",
    "explanation": "It was as long as it was.",
    "told_in": "the-start/the-ramp",
    "sources": ["IT27"],
}


@pytest.mark.parametrize("wrong", [[], ["Rome", "Siena"], ["Rome", "Siena", "Bologna", "Pisa"]])
def test_a_choice_question_has_just_three_wrong_answers(wrong):
    assert [where for where, _ in faults(a_question, wrong=wrong)] == ["wrong"]


@pytest.mark.parametrize(
    "wrong", [["Rome", "Siena", "Brescia"], ["Rome", "Siena", " BRESCIA "], ["Rome", "rome", "Pisa"]]
)
def test_the_four_choices_differ_by_more_than_capitals_and_blanks(wrong):
    assert faults(a_question, right="Brescia", wrong=wrong) == [("", "choices_alike")]


def test_a_verdict_is_fact_or_legend():
    assert faults(a_legend_question, verdict="perhaps") == [("verdict", "literal_error")]


def test_a_question_is_read_as_its_kind():
    pack = a_pack(questions=[a_question().model_dump(), a_legend_question().model_dump()])
    assert [type(question) for question in pack.questions] == [ChoiceQuestion, LegendQuestion]


def test_a_kind_of_question_that_nobody_can_ask_is_a_fault():
    assert faults(a_pack, questions=[{"kind": "riddle"}]) == [("questions.0", "union_tag_invalid")]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (NumberQuestion, {"kind": "number", "answer": 1.5, "tolerance": 1}),
        (NumberQuestion, {"kind": "number", "answer": 1, "tolerance": 0}),
        (NumberQuestion, {"kind": "number", "answer": float("nan"), "tolerance": 1}),
        (NumberQuestion, {"kind": "number", "answer": 0, "tolerance": 1, "style": "year"}),
        (NumberQuestion, {"kind": "number", "answer": 1955, "tolerance": 1, "style": "year", "unit": "km"}),
        (TextQuestion, {"kind": "text", "answers": []}),
        (MapQuestion, {"kind": "map", "right": "rome", "wrong": ["rome", "siena", "pisa"]}),
        (MapQuestion, {"kind": "map", "right": "rome", "wrong": ["siena", "pisa"]}),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_fault(model, fields):
    with pytest.raises(ValidationError):
        model.model_validate(SHARED | fields)
