import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.settings import Actor, GuildSettings, Purpose
from tests.core.builders import a_place

purposes = st.sampled_from(Purpose)
channel_ids = st.integers(1, 9)
QUIZMASTERS = 55


def only_in(*channels: int, purpose: Purpose = Purpose.TRIVIA) -> GuildSettings:
    return GuildSettings(100, channels={purpose: frozenset(channels)})


@given(purposes, channel_ids, st.none() | channel_ids)
def test_nothing_set_means_everywhere(purpose, channel, parent):
    assert GuildSettings(100).welcomes(purpose, a_place(channel_id=channel, parent_id=parent))
    assert GuildSettings(100).where(purpose) == frozenset()


@given(st.sets(channel_ids, min_size=1), channel_ids)
def test_with_channels_named_just_those_are_welcome(named, channel):
    assert only_in(*named).welcomes(Purpose.TRIVIA, a_place(channel_id=channel)) == (channel in named)


@given(st.sets(channel_ids, min_size=1), channel_ids)
def test_a_thread_follows_its_parent(named, parent):
    thread = a_place(channel_id=77, parent_id=parent)
    assert only_in(*named).welcomes(Purpose.TRIVIA, thread) == (parent in named)


def test_a_thread_that_is_named_itself_is_welcome():
    assert only_in(77).welcomes(Purpose.TRIVIA, a_place(channel_id=77, parent_id=200))


def test_one_purposes_channels_do_not_bind_the_other():
    settings = only_in(5, purpose=Purpose.TRIVIA)
    assert settings.welcomes(Purpose.STORIES, a_place(channel_id=6))
    assert not settings.welcomes(Purpose.TRIVIA, a_place(channel_id=6))


def test_a_purpose_whose_last_channel_was_taken_away_is_welcome_everywhere():
    assert only_in().welcomes(Purpose.TRIVIA, a_place())


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
