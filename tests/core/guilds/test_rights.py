import pytest

from bot.core.guilds.actors import Actor
from bot.core.guilds.rights import may_play, may_start, may_stop
from bot.core.guilds.settings import Feature, GuildSettings, Starters, Stoppers
from bot.core.refusals import Reason

ROLE = 7
STARTER = Actor(1, "Bruno")
PLAYER = Actor(2, "Carla")
QUIZMASTER = Actor(3, "Dario", frozenset({ROLE}))
ADMIN = Actor(4, "Ada", manages_guild=True)
BYSTANDER = Actor(5, "Elena", frozenset({9}))
EVERYBODY = (STARTER, PLAYER, QUIZMASTER, ADMIN, BYSTANDER)


def settings(**set_to):
    return GuildSettings(100, quizmaster_role_id=ROLE, **set_to)


def test_everybody_may_start_where_nothing_is_set():
    assert [may_start(GuildSettings(100), one) for one in EVERYBODY] == [None] * len(EVERYBODY)


def test_where_starting_is_left_to_quizmasters_the_others_learn_of_the_role():
    bound = settings(starters=Starters.QUIZMASTERS)
    assert may_start(bound, QUIZMASTER) is None
    assert may_start(bound, ADMIN) is None
    for member in (STARTER, PLAYER, BYSTANDER):
        refusal = may_start(bound, member)
        assert refusal is not None
        assert refusal.reason is Reason.MAY_NOT_START
        assert refusal.values["quizmasters"] == ROLE


def test_without_a_role_only_who_manages_the_server_starts_what_is_left_to_quizmasters():
    bound = GuildSettings(100, starters=Starters.QUIZMASTERS)
    assert [one for one in EVERYBODY if may_start(bound, one) is None] == [ADMIN]


@pytest.mark.parametrize(
    ("stoppers", "allowed", "reason"),
    [
        (Stoppers.STARTER, [STARTER, QUIZMASTER, ADMIN], Reason.MAY_NOT_STOP),
        (Stoppers.PLAYERS, [STARTER, PLAYER, QUIZMASTER, ADMIN], Reason.ONLY_PLAYERS_STOP),
        (Stoppers.QUIZMASTERS, [QUIZMASTER, ADMIN], Reason.ONLY_QUIZMASTERS_STOP),
    ],
)
def test_who_may_end_a_round(stoppers, allowed, reason):
    verdicts = {
        one: may_stop(settings(stoppers=stoppers), one, STARTER.member_id, {PLAYER.member_id})
        for one in EVERYBODY
    }
    assert [one for one, refusal in verdicts.items() if refusal is None] == allowed
    assert {refusal.reason for refusal in verdicts.values() if refusal is not None} == {reason}


@pytest.mark.parametrize("way", list(Feature))
def test_just_the_ways_that_are_switched_off_are_refused(way: Feature) -> None:
    assert may_play(GuildSettings(100), way) is None
    refusal = may_play(GuildSettings(100, off=frozenset({way})), way)
    assert refusal is not None
    assert refusal.values["way"] is way
    assert may_play(GuildSettings(100, off=frozenset(Feature) - {way}), way) is None
