from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.round.rounds import RoundState, begin
from bot.core.trivia.round.teams import FINENESS, Mode, Team, balanced, smaller, teams_of_all, too_small
from bot.core.trivia.standing.leaderboard import past_shares
from bot.core.trivia.standing.ranking import winners
from bot.core.trivia.standing.round_standings import standings, team_standings
from tests.core.builders import ADA, BRUNO, CARLA, DINO, a_lobby, a_round, a_tally, a_verdict

FOUR = {ADA: "Ada", BRUNO: "Bruno", CARLA: "Carla", DINO: "Dino"}
TWO_A_SIDE = {ADA: Team.RED, BRUNO: Team.RED, CARLA: Team.SILVER, DINO: Team.SILVER}
shares = st.dictionaries(st.integers(1, 60), st.floats(0, 1), max_size=60)
few = st.dictionaries(st.integers(1, 60), st.floats(0, 1), min_size=2, max_size=9)


def in_teams(game, teams=None):
    return replace(game, players=FOUR, mode=Mode.TEAMS, teams=teams or TWO_A_SIDE)


def finished(teams=None):
    return in_teams(a_round(state=RoundState.FINISHED), teams)


def members(teams, side):
    return [member for member, team in teams.items() if team is side]


def difference(teams, weights):
    means = [
        sum(weights[one] for one in members(teams, side)) / len(members(teams, side))
        for side in Team
        if members(teams, side)
    ]
    return max(means) - min(means)


# Sides


def test_the_smaller_side_is_red_where_both_are_even():
    assert smaller({}) is Team.RED
    assert smaller({ADA: Team.RED}) is Team.SILVER
    assert smaller({ADA: Team.SILVER, BRUNO: Team.RED}) is Team.RED


def test_a_side_once_chosen_stays_and_the_others_fill_the_smaller_one():
    assert teams_of_all([ADA, BRUNO, CARLA], {BRUNO: Team.RED}) == {
        ADA: Team.SILVER,
        BRUNO: Team.RED,
        CARLA: Team.RED,
    }


def test_one_who_has_left_is_on_no_side():
    assert teams_of_all([ADA], {ADA: Team.RED, BRUNO: Team.SILVER}) == {ADA: Team.RED}


def test_a_team_of_one_is_too_small_and_so_is_an_empty_side():
    assert too_small({ADA: Team.RED, BRUNO: Team.RED, CARLA: Team.SILVER}) is Team.SILVER
    assert too_small({ADA: Team.SILVER, BRUNO: Team.SILVER}) is Team.RED
    assert too_small(TWO_A_SIDE) is None


@given(shares)
def test_balanced_sides_differ_by_one_member_at_most_and_leave_nobody_out(past):
    teams = balanced(past)
    sizes = Counter(teams.values())
    assert teams.keys() == past.keys()
    assert abs(sizes[Team.RED] - sizes[Team.SILVER]) <= 1


@given(few)
def test_no_other_sides_of_these_sizes_would_be_nearer_in_what_they_had_right(past):
    weights = {member: round(share * FINENESS) for member, share in past.items()}
    possible = [
        {member: Team.RED if member in red else Team.SILVER for member in past}
        for red in combinations(past, (len(past) + 1) // 2)
    ]
    best = min(difference(teams, weights) for teams in possible)
    assert abs(difference(balanced(past), weights) - best) < 1e-9


@given(shares, st.randoms(use_true_random=False))
def test_the_same_shares_make_the_same_sides_in_whatever_order_they_come(past, shuffle):
    mixed = list(past.items())
    shuffle.shuffle(mixed)
    assert balanced(dict(mixed)) == balanced(past)


def test_the_two_best_are_put_on_different_sides():
    teams = balanced({ADA: 1.0, BRUNO: 1.0, CARLA: 0.0, DINO: 0.0})
    assert teams[ADA] is not teams[BRUNO]


def test_who_is_new_is_weighed_as_the_server_s_mean():
    tallies = [a_tally(ADA, right=9, asked=10), a_tally(BRUNO, right=1, asked=10)]
    assert past_shares([ADA, CARLA], tallies) == {ADA: 0.9, CARLA: 0.5}
    assert past_shares([CARLA], []) == {CARLA: 0.0}


# Beginning


def test_a_round_of_two_full_sides_begins_in_teams():
    begun = begin(in_teams(a_lobby()))
    assert (begun.mode, begun.teams) == (Mode.TEAMS, TWO_A_SIDE)


def test_a_round_with_a_side_too_small_goes_on_each_for_themselves_and_remembers_the_sides():
    sides = {**TWO_A_SIDE, CARLA: Team.RED}
    begun = begin(in_teams(a_lobby(), sides))
    assert (begun.state, begun.mode, begun.teams) == (RoundState.ASKING, Mode.EACH, sides)


# Winning


def test_a_team_drives_its_members_mean_whoever_answered():
    red, silver = team_standings(finished(), [a_verdict(ADA, distance=100), a_verdict(CARLA, distance=60)])
    assert (red.team, red.distance, red.members) == (Team.RED, 50, (ADA, BRUNO))
    assert (silver.team, silver.distance, silver.rank) == (Team.SILVER, 30, 2)


def test_all_members_of_the_further_side_win_and_the_furthest_of_the_other_does_not():
    verdicts = [a_verdict(ADA, distance=60), a_verdict(BRUNO, distance=60), a_verdict(CARLA, distance=100)]
    lines = standings(finished(), verdicts)
    assert lines[0].member_id == CARLA
    assert {line.member_id for line in lines if line.won} == {ADA, BRUNO}


def test_sides_that_are_even_share_the_win():
    verdicts = [a_verdict(ADA, distance=100), a_verdict(DINO, distance=100)]
    game = finished()
    assert all(line.won for line in standings(game, verdicts))
    assert [side.rank for side in team_standings(game, verdicts)] == [1, 1]


def test_sides_of_uneven_size_are_even_by_their_means():
    sides = {ADA: Team.RED, BRUNO: Team.SILVER, CARLA: Team.SILVER, DINO: Team.SILVER}
    verdicts = [a_verdict(ADA, distance=40), a_verdict(BRUNO, distance=119), a_verdict(CARLA, distance=0)]
    red, silver = team_standings(finished(sides), verdicts)
    assert (red.distance, red.won) == (40, True)
    assert (silver.distance, silver.won) == (39, False)


def test_nobody_wins_against_a_side_that_did_not_play():
    verdicts = [a_verdict(ADA, distance=100), a_verdict(BRUNO, distance=100)]
    assert not any(line.won for line in standings(finished(), verdicts))


def test_a_stopped_round_is_won_by_no_side():
    stopped = in_teams(a_round(state=RoundState.STOPPED))
    verdicts = [a_verdict(ADA, distance=100), a_verdict(CARLA, distance=50)]
    assert not any(side.won for side in team_standings(stopped, verdicts))


def test_each_for_themselves_there_are_no_sides():
    assert team_standings(a_round(state=RoundState.FINISHED), [a_verdict()]) == ()


def test_equals_share_the_win_it_takes_two_and_nobody_wins_with_nothing():
    assert winners({"a": 3, "b": 3, "c": 1}) == {"a", "b"}
    assert winners({"a": 3}) == frozenset()
    assert winners({"a": 0, "b": 0}) == frozenset()
    assert winners({}) == frozenset()
