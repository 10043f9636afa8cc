"""A practice from its first question to its result, whatever is pressed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.questions import Asked, AskedNumber
from bot.core.trivia.practice import Practice, answer, go_on
from tests.core.builders import ADA, an_asked, an_asked_legend


def a_practice(*questions: Asked) -> Practice:
    """Ada's practice, at its first question."""
    asked = questions or (an_asked(), an_asked_legend(), an_asked(id="the-last", right=3))
    return Practice(
        id=5, reader_id=ADA, pack_id="mille-miglia", topic=None, questions=asked, given=(), number=1
    )


def a_length() -> AskedNumber:
    """How long the road was: 1,597 km, give or take 100."""
    return AskedNumber(
        **an_asked().model_dump(include={"id", "difficulty", "prompt", "explanation", "told_in", "sources"}),
        answer=1597,
        unit="km",
        tolerance=100,
        decimals=0,
        style="quantity",
    )


def answered(practice: Practice, number: int, raw: str) -> Practice:
    after = answer(practice, number, raw)
    assert isinstance(after, Practice)
    return after


def test_an_answer_is_kept_and_the_question_stays_open_until_the_reader_goes_on() -> None:
    after = answered(a_practice(), 1, "2")
    assert (after.answered, after.number) == ("2", 1)
    following = go_on(after, 1)
    assert (following.answered, following.number, following.asked) == (None, 2, an_asked_legend())


def test_the_first_answer_counts() -> None:
    first = answered(a_practice(), 1, "2")
    assert answer(first, 1, "0") == first


@pytest.mark.parametrize("number", [0, 2, 3, 99])
def test_an_answer_to_another_question_changes_nothing(number: int) -> None:
    practice = a_practice()
    assert answer(practice, number, "0") == practice


def test_what_is_no_answer_is_refused() -> None:
    assert answer(a_practice(), 1, "4") == Refusal.because(Reason.NOT_A_CHOICE)


def test_what_is_typed_is_kept_as_it_was_read() -> None:
    after = answered(a_practice(a_length()), 1, "1,600 km")
    assert after.answered == "1600"
    assert after.rights == [True]


def test_what_cannot_be_read_is_refused_and_the_question_stays_open() -> None:
    assert isinstance(answer(a_practice(a_length()), 1, "very far"), Refusal)


def test_nobody_goes_on_from_a_question_without_an_answer() -> None:
    practice = a_practice()
    assert go_on(practice, 1) == practice


def test_going_on_twice_goes_on_once() -> None:
    following = go_on(answered(a_practice(), 1, "0"), 1)
    assert go_on(following, 1) == following


def test_after_the_last_question_comes_the_result() -> None:
    practice = a_practice()
    for number, raw in enumerate(("0", "fact", "1"), start=1):
        practice = go_on(answered(practice, number, raw), number)
    assert practice.asked is None
    assert practice.rights == [True, False, False]
    assert [asked.id for asked in practice.missed] == ["lights-out", "the-last"]
    assert answer(practice, 3, "3") == go_on(practice, 3) == practice


PRESSES = st.one_of(
    st.tuples(st.just("answer"), st.integers(-1, 5), st.sampled_from(["0", "3", "4", "fact", "legend", ""])),
    st.tuples(st.just("go on"), st.integers(-1, 5), st.just("")),
)


@given(st.lists(PRESSES, max_size=30))
def test_whatever_is_pressed_no_question_is_passed_over_and_no_answer_is_changed(
    presses: list[tuple[str, int, str]],
) -> None:
    practice = a_practice()
    for what, number, raw in presses:
        after = answer(practice, number, raw) if what == "answer" else go_on(practice, number)
        if isinstance(after, Refusal):
            continue
        assert after.given[: len(practice.given)] == practice.given
        assert after.number - practice.number in (0, 1)
        assert after.number - 1 <= len(after.given) <= after.number
        assert len(after.rights) == len(after.given) <= len(after.questions)
        assert replace(after, given=(), number=1) == replace(practice, given=(), number=1)
        practice = after
