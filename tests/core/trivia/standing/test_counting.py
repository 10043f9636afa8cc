import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.round.rounds import RoundState
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.counting import WHOLE_COURSE, counted, in_company
from bot.core.trivia.standing.round_standings import standings
from tests.core.builders import ADA, BRUNO, a_round, a_verdict

COURSE = 1_597_000


@pytest.mark.parametrize(
    ("questions", "counts"),
    [(1, 159_700), (3, 479_100), (5, 798_500), (10, COURSE), (11, COURSE), (30, COURSE)],
)
def test_a_whole_course_counts_by_the_length_of_its_round_and_never_more_than_itself(questions, counts):
    assert counted(COURSE, questions) == counts


@given(st.integers(0, 2**40), st.integers(1, 60))
def test_no_round_counts_more_than_was_driven_and_a_longer_one_never_less(distance, questions):
    assert 0 <= counted(distance, questions) <= counted(distance, questions + 1) <= distance


def test_as_many_short_rounds_as_make_a_long_one_count_what_it_counts():
    assert 2 * counted(COURSE, 5) == counted(COURSE, WHOLE_COURSE)
    assert 3 * counted(COURSE, 3) < COURSE


@pytest.mark.parametrize(
    ("answered", "is_company"),
    [((), False), ((ADA,), False), ((ADA, ADA), False), ((ADA, BRUNO), True)],
    ids=["nobody", "one", "one twice", "two"],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_it_takes_two_who_answered_to_be_in_company(mode, answered, is_company):
    game = a_round(state=RoundState.FINISHED, mode=mode, teams={ADA: Team.RED, BRUNO: Team.SILVER})
    verdicts = [a_verdict(member, number=number) for number, member in enumerate(answered, start=1)]
    assert in_company(standings(game, verdicts)) is is_company
