import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.standing.ranking import ranked, winners
from tests.core.builders import ADA, BRUNO, CARLA

# Ranks


def test_equals_share_a_rank_and_the_next_rank_counts_them_all():
    assert ranked(["a", "bb", "cc", "ddd"], lambda word: -len(word)) == [
        (1, "a"),
        (2, "bb"),
        (2, "cc"),
        (4, "ddd"),
    ]


@given(st.lists(st.integers(0, 5)))
def test_a_rank_is_one_more_than_the_number_of_those_ahead(worths):
    lines = ranked(worths, float)
    assert sorted(worth for _, worth in lines) == sorted(worths)
    for rank, worth in lines:
        assert rank == 1 + sum(other > worth for other in worths)


@given(st.lists(st.integers(0, 5)))
def test_the_best_comes_first(worths):
    assert [worth for _, worth in ranked(worths, float)] == sorted(worths, reverse=True)


def test_nobody_is_ranked_among_none():
    assert ranked([], float) == []


# Winners


@pytest.mark.parametrize(
    ("reached", "won"),
    [
        pytest.param({ADA: 9, BRUNO: 5, CARLA: 9}, {ADA, CARLA}, id="all who share the first place"),
        pytest.param({ADA: 9, BRUNO: 0}, {ADA}, id="over one who has nothing"),
        pytest.param({ADA: 9}, set(), id="nobody alone"),
        pytest.param({ADA: 0, BRUNO: 0}, set(), id="nobody with nothing"),
        pytest.param({}, set(), id="nobody of none"),
    ],
)
def test_a_contest_of_two_or_more_is_won_by_all_who_came_furthest(reached, won):
    assert winners(reached) == won


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 5), min_size=2))
def test_who_wins_has_the_first_rank_and_something_to_show_for_it(reached):
    first = {member for rank, member in ranked(reached, lambda one: reached[one]) if rank == 1}
    assert winners(reached) == {member for member in first if reached[member]}
