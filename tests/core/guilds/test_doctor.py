import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.doctor import (
    ChannelAccess,
    ChannelKind,
    Finding,
    Permission,
    Remedy,
    Trouble,
    Use,
    diagnose,
    needs_of,
)

ALL = frozenset(Permission)
permissions = st.frozensets(st.sampled_from(Permission))


def an_access(
    channel_id: int = 1, kind: ChannelKind | None = ChannelKind.TEXT, **more: frozenset[Permission]
) -> ChannelAccess:
    """A channel where everything is allowed, but for what is said."""
    fields = {"granted": ALL, "by_role": ALL, **more}
    return ChannelAccess(channel_id, kind, **fields)


def the_finding(use: Use, access: ChannelAccess) -> Finding:
    found = diagnose(use, [access])
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("use", Use)
@pytest.mark.parametrize("kind", [ChannelKind.TEXT, ChannelKind.THREAD, ChannelKind.VOICE])
def test_where_all_is_allowed_all_is_well(use, kind):
    found = the_finding(use, an_access(kind=kind))
    assert found.trouble is Trouble.FINE
    assert not found.lacks
    assert Permission.VIEW_CHANNEL in found.may


def test_a_channel_that_is_not_there_is_gone():
    assert the_finding(Use.TRIVIA, ChannelAccess(7, None)) == Finding(Trouble.GONE, (7,))


def test_a_forum_holds_stories_and_rounds_in_its_posts_and_no_daily_post():
    forum = an_access(kind=ChannelKind.FORUM)
    assert the_finding(Use.STORIES, forum).trouble is Trouble.FINE
    assert the_finding(Use.TRIVIA, forum).trouble is Trouble.FINE
    assert the_finding(Use.DAILY, forum).trouble is Trouble.FORUM


def test_in_a_thread_one_speaks_by_another_permission():
    access = an_access(kind=ChannelKind.THREAD, granted=ALL - {Permission.SEND_MESSAGES})
    assert the_finding(Use.TRIVIA, access).trouble is Trouble.FINE
    access = an_access(kind=ChannelKind.THREAD, granted=ALL - {Permission.SEND_MESSAGES_IN_THREADS})
    assert the_finding(Use.TRIVIA, access).lacks == (Permission.SEND_MESSAGES_IN_THREADS,)


def test_beside_a_voice_channel_there_are_no_threads_and_one_must_be_let_in():
    threads = {Permission.CREATE_PUBLIC_THREADS, Permission.SEND_MESSAGES_IN_THREADS}
    found = the_finding(Use.STORIES, an_access(kind=ChannelKind.VOICE, granted=ALL - threads))
    assert found.trouble is Trouble.FINE
    assert threads.isdisjoint(found.may)
    closed = an_access(kind=ChannelKind.VOICE, granted=ALL - {Permission.CONNECT})
    assert the_finding(Use.TRIVIA, closed).lacks == (Permission.CONNECT,)
    assert Permission.CONNECT not in the_finding(Use.TRIVIA, an_access()).may


def test_stories_go_without_threads_and_pictures_but_not_without_words():
    threads = frozenset({Permission.CREATE_PUBLIC_THREADS, Permission.SEND_MESSAGES_IN_THREADS})
    assert the_finding(Use.STORIES, an_access(granted=ALL - threads)).trouble is Trouble.WISHES
    files = frozenset({Permission.ATTACH_FILES})
    assert the_finding(Use.STORIES, an_access(granted=ALL - files)).trouble is Trouble.WISHES
    assert the_finding(Use.TRIVIA, an_access(granted=ALL - files)).trouble is Trouble.LACKS
    words = frozenset({Permission.SEND_MESSAGES})
    assert the_finding(Use.STORIES, an_access(granted=ALL - words)).trouble is Trouble.LACKS


def test_what_no_role_gives_and_no_channel_takes_is_mended_in_the_role():
    files = frozenset({Permission.ATTACH_FILES})
    lacking = an_access(granted=ALL - files, by_role=ALL - files)
    assert the_finding(Use.TRIVIA, lacking).remedy is Remedy.ROLE


def test_what_the_channel_takes_away_is_mended_in_the_channel():
    files = frozenset({Permission.ATTACH_FILES})
    given_by_role = an_access(granted=ALL - files, denied=files)
    assert the_finding(Use.TRIVIA, given_by_role).remedy is Remedy.CHANNEL
    taken_by_both = an_access(granted=ALL - files, by_role=ALL - files, denied=files)
    assert the_finding(Use.TRIVIA, taken_by_both).remedy is Remedy.CHANNEL


def test_channels_that_are_alike_are_told_as_one_and_the_worst_comes_first():
    files = frozenset({Permission.ATTACH_FILES})
    channels = [an_access(1), an_access(2, granted=ALL - files), ChannelAccess(3, None), an_access(4)]
    found = diagnose(Use.TRIVIA, [*channels, an_access(5, granted=ALL - files)])
    assert [(one.trouble, one.channels) for one in found] == [
        (Trouble.GONE, (3,)),
        (Trouble.LACKS, (2, 5)),
        (Trouble.FINE, (1, 4)),
    ]


@given(use=st.sampled_from(Use), kind=st.sampled_from(ChannelKind), granted=permissions, denied=permissions)
def test_whatever_is_lacking_can_be_mended_and_nothing_is_asked_for_twice(use, kind, granted, denied):
    found = the_finding(use, an_access(kind=kind, granted=granted, denied=denied))
    assert set(found.lacks).isdisjoint(granted)
    assert set(found.may) <= granted
    assert (found.remedy is not None) == bool(found.lacks)
    if kind is ChannelKind.TEXT:
        assert set(found.may) | set(found.lacks) == needs_of(use).must | needs_of(use).wished


def test_every_use_needs_to_see_the_channel_and_to_speak():
    for use, permission in itertools.product(Use, (Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)):
        assert permission in needs_of(use).must
