import pytest

from bot.core.guilds.actors import Actor
from bot.core.guilds.settings import GuildSettings

QUIZMASTERS = 55


@pytest.mark.parametrize(
    ("role_ids", "manages", "quizmaster"),
    [
        ({QUIZMASTERS}, False, True),
        (set(), True, True),
        ({QUIZMASTERS, 9}, True, True),
        ({9}, False, False),
        (set(), False, False),
    ],
)
def test_quizmasters_are_those_with_the_role_and_those_who_manage_the_server(role_ids, manages, quizmaster):
    actor = Actor(1, "Ada", frozenset(role_ids), manages_guild=manages)
    assert actor.is_quizmaster(GuildSettings(100, quizmaster_role_id=QUIZMASTERS)) is quizmaster


def test_with_no_role_set_only_those_who_manage_the_server_are_quizmasters():
    assert not Actor(1, "Ada", frozenset({9})).is_quizmaster(GuildSettings(100))
    assert Actor(1, "Ada", manages_guild=True).is_quizmaster(GuildSettings(100))
