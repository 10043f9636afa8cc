"""A round as a race: who is where, and how far from whom."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.round.teams import Team
from bot.core.trivia.standing.race import Racer, car_letter, gap, racers
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from tests.core.builders import ADA, BRUNO, CARLA, DINO, a_round

PLAYERS = {ADA: "Ada", BRUNO: "Bruno", CARLA: "Carla"}


def stood(member_id: int, distance: int) -> Standing:
    return Standing(1, member_id, distance, right=1, answered=1, won=False)


def test_the_furthest_is_first_and_who_has_not_answered_is_at_the_start():
    race = racers(a_round(players=PLAYERS), [stood(CARLA, 500), stood(BRUNO, 200)])
    assert [(one.rank, one.name, one.distance) for one in race] == [
        (1, "Carla", 500),
        (2, "Bruno", 200),
        (3, "Ada", 0),
    ]


def test_equals_share_a_rank_and_stand_in_the_order_of_joining():
    race = racers(a_round(players=PLAYERS), [stood(BRUNO, 300)])
    assert [(one.rank, one.name) for one in race] == [(1, "Bruno"), (2, "Ada"), (2, "Carla")]


def test_before_the_first_answer_all_are_first():
    assert {(one.rank, one.distance) for one in racers(a_round(players=PLAYERS), ())} == {(1, 0)}


def test_a_player_keeps_the_number_of_joining_wherever_they_drive():
    race = racers(a_round(players=PLAYERS), [stood(CARLA, 500)])
    assert {one.name: one.number for one in race} == {"Ada": 1, "Bruno": 2, "Carla": 3}


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_cars_are_lettered_in_the_order_of_joining(number, letter):
    assert car_letter(number) == letter


def test_no_two_of_a_crowd_have_one_letter():
    assert len({car_letter(number) for number in range(1, 2_000)}) == 1_999


def test_a_teams_letter_is_its_own_whoever_leads():
    red, silver = (TeamStanding(1, team, (ADA,), 1, won=False) for team in Team)
    for teams in ((red, silver), (silver, red)):
        race = racers(a_round(players=PLAYERS), (), teams)
        assert {one.team: one.letter for one in race} == {Team.RED: "A", Team.SILVER: "B"}


def test_teams_race_instead_of_their_members():
    sides = (
        TeamStanding(1, Team.SILVER, (BRUNO,), 400, won=True),
        TeamStanding(2, Team.RED, (ADA, CARLA), 300, won=False),
    )
    race = racers(a_round(players=PLAYERS), [stood(ADA, 900)], sides)
    assert [(one.team, one.member_ids, one.distance) for one in race] == [
        (Team.SILVER, (BRUNO,), 400),
        (Team.RED, (ADA, CARLA), 300),
    ]


RACE = (Racer(1, 900, (ADA,)), Racer(2, 500, (BRUNO,)), Racer(3, 100, (CARLA,)))


@pytest.mark.parametrize(
    ("asker", "rival", "ahead"), [(ADA, BRUNO, 400), (BRUNO, ADA, -400), (CARLA, ADA, -800)]
)
def test_the_leader_is_measured_by_the_second_and_everybody_else_by_the_leader(asker, rival, ahead):
    measured = gap(RACE, asker)
    assert measured is not None
    assert (measured[0].member_ids, measured[1]) == ((rival,), ahead)


@pytest.mark.parametrize(("race", "asker"), [(RACE, DINO), (RACE[:1], ADA), ((), ADA)])
def test_who_races_alone_or_not_at_all_is_measured_by_nobody(race, asker):
    assert gap(race, asker) is None


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 1_597_000), min_size=1))
def test_every_player_is_in_the_race_once_and_nobody_overtakes_by_rank(driven):
    game = a_round(players={member: str(member) for member in driven})
    race = racers(game, [stood(member, distance) for member, distance in driven.items()])
    assert sorted(one.member_ids for one in race) == sorted((member,) for member in driven)
    for before, after in pairwise(race):
        assert before.distance >= after.distance
        assert (before.rank == after.rank) is (before.distance == after.distance)
