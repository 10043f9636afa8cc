"""What a round is remembered by."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.asking.questions import AskedNumber
from bot.core.trivia.round.rounds import Round, Verdict
from bot.core.trivia.standing.highlights import Fastest, Highlights, Run, highlights, missed, nearest
from tests.core.builders import ADA, BRUNO, CARLA, a_round, a_turn, a_verdict, taken
from tests.core.trivia.asking.asked import a_number

QUESTIONS = 4


def a_game(*, skipped: tuple[int, ...] = (), questions: int = QUESTIONS, open_: int = 0) -> Round:
    """A round whose questions are closed, but for the last `open_`."""
    turns = tuple(
        a_turn(number=number, closed=number <= questions - open_, skipped=number in skipped)
        for number in range(1, questions + 1)
    )
    return a_round(turns=turns)


def answered(member_id: int, number: int, seconds: float, *, right: bool) -> Verdict:
    return replace(a_verdict(member_id, number, right=right), elapsed=taken(seconds))


def knew(member_id: int, *numbers: int, seconds: float = 3.0) -> list[Verdict]:
    return [answered(member_id, number, seconds, right=True) for number in numbers]


def erred(member_id: int, *numbers: int, seconds: float = 3.0) -> list[Verdict]:
    return [answered(member_id, number, seconds, right=False) for number in numbers]


def judged(*verdicts: list[Verdict]) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = {}
    for one in (one for given_ in verdicts for one in given_):
        found.setdefault(one.number, []).append(one)
    return found


def told(*verdicts: list[Verdict], **changes) -> Highlights:
    return highlights(a_game(**changes), judged(*verdicts))


def test_the_fastest_right_answer_is_told_with_its_question_and_a_wrong_one_never_is():
    found = told(knew(ADA, 1), knew(BRUNO, 3, seconds=1.2), erred(CARLA, 2, seconds=0.1)).fastest
    assert found == Fastest((BRUNO,), 3, taken(1.2))


def test_equally_quick_answers_share_the_fastest():
    found = told(knew(ADA, 2), knew(BRUNO, 2)).fastest
    assert found == Fastest((ADA, BRUNO), 2, taken(3))


def test_a_share_over_several_questions_names_none_of_them():
    found = told(knew(ADA, 1, 2), knew(BRUNO, 3)).fastest
    assert found == Fastest((ADA, BRUNO), None, taken(3))


def test_a_run_breaks_at_a_wrong_answer_and_at_none():
    assert told(knew(ADA, 1, 2, 4), erred(ADA, 3), knew(BRUNO, 1, 3, 4)).longest == Run((ADA, BRUNO), 2)


def test_a_run_goes_on_over_a_skipped_question():
    assert told(knew(ADA, 1, 3, 4), skipped=(2,)).longest == Run((ADA,), 3)


def test_one_right_answer_is_no_run():
    assert told(knew(ADA, 1, 3), knew(BRUNO, 2, 4)).longest is None


def test_what_nobody_knew_is_listed_in_order():
    found = told(knew(ADA, 2), erred(BRUNO, 1, 3))
    assert [turn.number for turn in found.unknown] == [1, 3, 4]


def test_where_somebody_knew_every_question_none_is_listed():
    assert told(knew(ADA, 1, 2), knew(BRUNO, 3, 4)).unknown == ()


def test_a_skipped_question_and_an_open_one_count_for_nothing():
    found = told(knew(ADA, 1), skipped=(2,), open_=1)
    assert [turn.number for turn in found.unknown] == [3]
    assert found.asked == 2


def test_a_round_without_an_answer_has_no_highlights():
    assert told() == Highlights()
    assert highlights(a_game(questions=0), {}) == Highlights()


def test_a_round_without_a_right_answer_has_nothing_but_what_nobody_knew():
    found = told(erred(ADA, 1))
    assert (found.fastest, found.longest) == (None, None)
    assert len(found.unknown) == QUESTIONS


@pytest.mark.parametrize(
    ("member_id", "numbers"), [(ADA, []), (BRUNO, [1, 2, 4]), (CARLA, [1, 2, 3, 4]), (99, [1, 2, 3, 4])]
)
def test_what_a_member_missed_is_what_they_answered_wrong_or_not_at_all(member_id, numbers):
    verdicts = judged(knew(ADA, 1, 2, 3, 4), knew(BRUNO, 3), erred(BRUNO, 1), erred(CARLA, 4))
    assert [turn.number for turn in missed(a_game(), verdicts, member_id)] == numbers


def test_nobody_missed_a_skipped_question_or_one_still_open():
    assert [turn.number for turn in missed(a_game(skipped=(1,), open_=1), {}, ADA)] == [2, 3]


MARKS = st.lists(st.sampled_from(["right", "wrong", "none"]), min_size=QUESTIONS, max_size=QUESTIONS)


@given(st.dictionaries(st.integers(1, 5), MARKS, max_size=5))
def test_the_highlights_agree_with_who_had_what_right(marks):
    verdicts = [
        answered(member, number, member + number, right=mark == "right")
        for member, own in marks.items()
        for number, mark in enumerate(own, 1)
        if mark != "none"
    ]
    game, given_ = a_game(), judged(verdicts)
    found = highlights(game, given_)
    for member, own in marks.items():
        assert {turn.number for turn in missed(game, given_, member)} == {
            number for number, mark in enumerate(own, 1) if mark != "right"
        }
        runs = max(map(len, "".join("x" if mark == "right" else " " for mark in own).split()), default=0)
        if found.longest is not None:
            assert runs <= found.longest.length
            assert (runs == found.longest.length) is (member in found.longest.member_ids)
        else:
            assert runs < 2
    if verdicts:
        everybodys = [{turn.number for turn in missed(game, given_, member)} for member in marks]
        assert {turn.number for turn in found.unknown} == set.intersection(*everybodys)


CARS = a_number(answer=1597, tolerance=100)


def typed(member_id: int, given_: str, asked: AskedNumber = CARS) -> Verdict:
    return replace(a_verdict(member_id, 1, right=asked.accuracy(given_) > 0), given=given_)


@pytest.mark.parametrize(
    ("one", "other", "closest"),
    [
        ("1596", "1600", [ADA]),
        ("1590.5", "1600", [BRUNO]),
        ("1594", "1600", [ADA, BRUNO]),
        ("1597", "1597", [ADA, BRUNO]),
        ("1497.5", "999999999999999", [ADA]),
    ],
)
def test_nearest_to_a_number_are_all_whose_answers_are_equally_close_above_or_below(one, other, closest):
    turn = a_turn(asked=CARS)
    assert [it.member_id for it in nearest(turn, [typed(ADA, one), typed(BRUNO, other)])] == closest


@pytest.mark.parametrize("far", ["1697", "1497", "1000", "-1597", "999999999999999"])
def test_nobody_is_nearest_whose_answer_is_not_within_the_tolerance(far):
    turn = a_turn(asked=CARS)
    assert nearest(turn, [typed(ADA, far)]) == ()
    assert [it.member_id for it in nearest(turn, [typed(ADA, far), typed(BRUNO, "1600")])] == [BRUNO]


def test_nobody_is_nearest_where_nobody_answered_or_no_number_was_asked_for():
    assert nearest(a_turn(asked=a_number()), []) == ()
    assert nearest(a_turn(), [typed(ADA, "0")]) == ()
