import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.settings import GuildSettings, Purpose, Starters, Stoppers
from tests.core.builders import a_place

purposes = st.sampled_from(Purpose)
channel_ids = st.integers(1, 9)


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


@pytest.mark.parametrize("starters", list(Starters))
@pytest.mark.parametrize("stoppers", list(Stoppers))
def test_quizmasters_are_needed_where_starting_or_ending_a_round_is_left_to_them(starters, stoppers):
    settings = GuildSettings(100, starters=starters, stoppers=stoppers)
    assert settings.needs_quizmasters == ("quizmasters" in {starters, stoppers})
