from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.talk.rate_limit import MOST, WITHIN, RateDecision, RateLimit
from tests.core.builders import after


def turns(*seconds: float) -> list[RateDecision]:
    pace = RateLimit()
    return [pace.take(after(second)) for second in seconds]


def test_five_in_ten_seconds_are_answered_then_comes_a_word_and_then_silence():
    assert turns(0, 1, 2, 3, 4, 5, 6, 7) == [
        *[RateDecision.ANSWER] * 5,
        RateDecision.A_WORD,
        RateDecision.SILENCE,
        RateDecision.SILENCE,
    ]


def test_ten_seconds_after_the_first_there_is_room_for_one_more():
    assert turns(0, 1, 2, 3, 4, 9.9, 10, 10.5) == [
        *[RateDecision.ANSWER] * 5,
        RateDecision.A_WORD,
        RateDecision.ANSWER,
        RateDecision.A_WORD,
    ]


def test_who_writes_slowly_is_always_answered():
    assert set(turns(*range(0, 200, 2))) == {RateDecision.ANSWER}


@given(st.lists(st.floats(0, 60), max_size=60).map(sorted))
def test_no_ten_seconds_have_more_than_five_answers_and_no_two_words_stand_together(moments):
    taken = list(zip(moments, turns(*moments), strict=True))
    answered = [moment for moment, turn in taken if turn is RateDecision.ANSWER]
    for moment in answered:
        assert sum(moment <= other < moment + WITHIN.total_seconds() for other in answered) <= MOST
    spoken = [turn for _, turn in taken if turn is not RateDecision.SILENCE]
    assert (RateDecision.A_WORD, RateDecision.A_WORD) not in pairwise(spoken)
