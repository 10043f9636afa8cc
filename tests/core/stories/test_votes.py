from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.stories.votes import Call, accept, may_reveal
from tests.core.builders import ADA, BRUNO, CARLA, a_ballot, a_legend, after

calls: st.SearchStrategy[Call] = st.sampled_from(("fact", "legend"))
votes = st.dictionaries(st.integers(1, 20), calls)
INSTANT = timedelta(microseconds=1)


def reason(refusal: Refusal | None) -> Reason | None:
    return None if refusal is None else refusal.reason


@pytest.mark.parametrize("seconds", [-1, 0, 44.9, 45])
def test_a_vote_counts_until_the_end(seconds):
    assert accept(a_ballot(), after(seconds)) is None


def test_a_vote_after_the_end_does_not_count():
    assert reason(accept(a_ballot(), after(45) + INSTANT)) is Reason.VOTE_OVER


def test_no_vote_counts_once_the_verdict_is_out():
    assert reason(accept(a_ballot(closed=True), after(1))) is Reason.VOTE_OVER


def test_the_asker_may_ask_for_the_verdict_at_any_time():
    assert may_reveal(a_ballot(asker_id=ADA), ADA, after(1)) is None


@pytest.mark.parametrize("seconds", [1, 45])
def test_nobody_else_may_ask_for_the_verdict_while_votes_count(seconds):
    assert reason(may_reveal(a_ballot(asker_id=ADA), BRUNO, after(seconds))) is Reason.NOT_YOURS


def test_who_may_not_reveal_is_told_whose_vote_it_is():
    refusal = may_reveal(a_ballot(asker_id=ADA), BRUNO, after(1))
    assert refusal is not None
    assert refusal.values == {"owner": ADA}


def test_after_the_end_anybody_may_ask_for_the_verdict():
    assert may_reveal(a_ballot(asker_id=ADA), BRUNO, after(45) + INSTANT) is None


@given(st.integers(1, 3), st.floats(0, 90).map(after))
def test_who_does_not_own_the_vote_can_either_vote_or_reveal_and_never_both(member, at):
    ballot = a_ballot(asker_id=9)
    assert (accept(ballot, at) is None) != (may_reveal(ballot, member, at) is None)


@given(votes)
def test_every_vote_is_counted_once(cast):
    ballot = a_ballot(votes=cast)
    assert ballot.count("fact") + ballot.count("legend") == len(cast)


@given(votes, calls)
def test_those_who_called_it_right_are_those_who_voted_with_the_verdict(cast, verdict):
    ballot = a_ballot(votes=cast, legend=a_legend(verdict=verdict))
    assert len(ballot.right) == ballot.count(verdict)
    assert all(cast[member] == verdict for member in ballot.right)


def test_those_who_called_it_right_stand_in_the_order_of_voting():
    assert a_ballot(votes={CARLA: "legend", ADA: "fact", BRUNO: "legend"}).right == (CARLA, BRUNO)
