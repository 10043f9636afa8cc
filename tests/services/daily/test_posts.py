"""The day's post at the service: what is claimed, what is sent again, and what is told of what fell out."""

import asyncio
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.loading import load_pack
from bot.core.daily.posts import AskQuestion, PutClaim, TellAnecdote, TellDay
from bot.core.daily.schedule import DailyKind, Missed, Pause
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.services.daily.dailies import Dailies, DailyOptions, ServerOptions, Setter
from bot.services.daily.posts import Answered, DailyPosts
from bot.storage.stories import seen
from tests.content import little_tale
from tests.core.builders import a_pack

NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 26, 9, tzinfo=UTC)
GUILD, CHANNEL = 1, 10
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def library(tmp_path):
    pack = load_pack(little_tale.write(tmp_path / "stories"))
    assert not isinstance(pack, Faults), pack
    return Library((pack,))


@pytest.fixture
def dailies(database, library):
    return Dailies(database, library)


@pytest.fixture
def posts(database, library):
    seeds = itertools.count()
    return DailyPosts(database, library, lambda: next(seeds))


async def set_daily(dailies, kind=DailyKind.ANECDOTE, minute=540, at=NOON):
    daily = await dailies.set(GUILD, CHANNEL, DailyOptions(None, minute, kind), Setter(100, "en"), "en", at)
    assert not isinstance(daily, Refusal)
    return daily


async def had(database, library):
    """All that the server has had."""
    async with database.transaction() as connection:
        found = [await seen.load(connection, GUILD, library.default.id, kind) for kind in seen.SeenKind]
    return {item: at for kind in found for item, at in kind.items()}


async def a_post(posts, at=DUE):
    step = await posts.take_due(GUILD, at)
    assert step.post is not None
    return step.post


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (DailyKind.ANECDOTE, TellAnecdote),
        (DailyKind.LEGEND, PutClaim),
        (DailyKind.ON_THIS_DAY, TellDay),
        (DailyKind.QUESTION, AskQuestion),
    ],
)
async def test_each_kind_tells_what_it_says(dailies, posts, kind, content):
    await set_daily(dailies, kind)
    assert isinstance((await a_post(posts)).content, content)


async def test_of_many_who_come_for_a_post_at_once_one_gets_it(dailies, posts):
    await set_daily(dailies)
    steps = await asyncio.gather(*(posts.take_due(GUILD, DUE) for _ in range(20)))
    assert sum(step.post is not None for step in steps) == 1


async def test_where_nothing_is_set_there_is_no_post(posts):
    step = await posts.take_due(GUILD, DUE)
    assert (step.daily, step.post) == (None, None)


async def test_before_its_time_there_is_no_post_but_its_time(dailies, posts):
    await set_daily(dailies)
    step = await posts.take_due(GUILD, DUE - HOUR)
    assert step.post is None
    assert step.daily is not None
    assert step.daily.due_at == DUE


async def test_what_is_claimed_is_sent_again_within_two_minutes_of_the_last_try(dailies, posts):
    await set_daily(dailies)
    post = await a_post(posts)
    assert await posts.unfinished(DUE + timedelta(minutes=2)) == [post]
    assert await posts.again(post, DUE + timedelta(minutes=5))
    (again,) = await posts.unfinished(DUE + timedelta(minutes=7))
    assert again.id == post.id
    assert await posts.unfinished(DUE + timedelta(minutes=8)) == []


async def test_what_may_have_arrived_is_counted_once_until_the_next_post_tells_it(dailies, posts):
    await set_daily(dailies)
    await a_post(posts)
    for _ in range(3):
        await posts.unfinished(DUE + HOUR)
    following = await a_post(posts, DUE + DAY)
    assert (following.missed, following.missed_why) == (1, Missed.UNSURE)
    await posts.sent(following, 300)
    assert (await a_post(posts, DUE + 2 * DAY)).missed == 0


async def test_half_an_hour_is_the_longest_that_a_post_is_tried(dailies, posts):
    await set_daily(dailies)
    post = await a_post(posts)
    assert await posts.again(post, DUE + timedelta(minutes=29))
    assert not await posts.again(post, DUE + timedelta(minutes=30))
    following = await a_post(posts, DUE + DAY)
    assert (following.missed, following.missed_why) == (1, Missed.FAILED)


async def test_a_confirmation_that_comes_twice_changes_nothing(dailies, posts):
    await set_daily(dailies)
    post = await a_post(posts)
    await posts.sent(post, 300)
    await posts.sent(post, 301)
    await posts.refused(post)
    assert await posts.unfinished(DUE + DAY) == []


@pytest.mark.parametrize("ended", [True, False])
async def test_what_was_ended_or_paused_is_not_tried_again(dailies, posts, ended):
    await set_daily(dailies)
    post = await a_post(posts)
    if ended:
        await dailies.stop(GUILD)
    else:
        await dailies.pause(GUILD, CHANNEL, Pause.GONE)
    assert not await posts.again(post, DUE + timedelta(minutes=1))


async def test_only_the_pause_of_its_own_channel_and_only_the_first_is_one(dailies):
    await set_daily(dailies)
    assert await dailies.pause(GUILD, CHANNEL + 1, Pause.GONE) is None
    paused = await dailies.pause(GUILD, CHANNEL, Pause.GONE)
    assert paused is not None
    assert await dailies.pause(GUILD, CHANNEL, Pause.FORBIDDEN) is None
    assert await dailies.of(GUILD) == paused
    assert await dailies.running() == []


async def test_a_zone_that_nobody_knows_any_more_is_utc(dailies, posts):
    await set_daily(dailies)
    await dailies.set_server(GUILD, ServerOptions("Mars/Olympus_Mons"), NOON)
    daily = await dailies.of(GUILD)
    assert daily is not None
    assert daily.due_at == DUE


async def test_changing_what_is_posted_keeps_what_fell_out(dailies, posts):
    await set_daily(dailies)
    await posts.take_due(GUILD, DUE + 7 * HOUR)
    await set_daily(dailies, DailyKind.LEGEND, at=DUE + 8 * HOUR)
    following = await a_post(posts, DUE + DAY)
    assert (following.missed, following.missed_why) == (1, Missed.AWAY)


async def test_a_post_that_never_came_leaves_its_date_free(dailies, posts):
    await set_daily(dailies)
    await posts.refused(await a_post(posts))
    moved = await set_daily(dailies, minute=660, at=DUE + HOUR)
    assert moved.due_at == DUE + 2 * HOUR


@pytest.mark.parametrize("kind", list(DailyKind))
async def test_what_a_post_that_never_came_would_have_told_is_still_to_be_told(
    dailies, posts, database, library, kind
):
    await set_daily(dailies, kind)
    post = await a_post(posts)
    assert await had(database, library) != {}
    await posts.refused(post)
    assert await had(database, library) == {}


async def test_what_may_have_arrived_is_not_told_again(dailies, posts, database, library):
    await set_daily(dailies)
    await a_post(posts)
    marked = await had(database, library)
    await posts.unfinished(DUE + HOUR)
    assert await had(database, library) == marked != {}


async def test_a_question_takes_answers_up_to_the_next_post(dailies, posts):
    await set_daily(dailies, DailyKind.QUESTION)
    question = await a_post(posts)
    await posts.sent(question, 300)
    assert isinstance(question.content, AskQuestion)
    right = question.content.asked.solution
    last = await posts.answer(question.id, 7, right, DUE + DAY - timedelta(milliseconds=1))
    over = await posts.answer(question.id, 8, right, DUE + DAY)
    assert isinstance(last, Answered)
    assert isinstance(over, Answered)
    assert (last.over, last.members) == (False, 1)
    assert (over.over, over.given) == (True, None)
    shown = await posts.shown(await a_post(posts, DUE + DAY))
    assert shown.reveal is not None
    assert (shown.reveal.answered, shown.reveal.right) == (1, (7,))


async def test_a_question_that_may_never_have_come_is_answered_only_where_somebody_answered_it(
    dailies, posts
):
    await set_daily(dailies, DailyKind.QUESTION)
    await a_post(posts)
    await posts.unfinished(DUE + HOUR)
    assert (await a_post(posts, DUE + DAY)).reveals_id is None


async def test_a_story_without_such_a_thing_refuses_to_post_it(database):
    bare = Dailies(database, Library((a_pack(),)))
    refused = await bare.set(
        GUILD, CHANNEL, DailyOptions(kind=DailyKind.LEGEND), Setter(100, "en"), "en", NOON
    )
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.NOTHING_TO_TELL


async def test_a_story_that_has_lost_all_there_was_to_post_is_silent(database, dailies):
    await set_daily(dailies)
    bare = DailyPosts(database, Library((a_pack(),)), lambda: 1)
    step = await bare.take_due(GUILD, DUE)
    assert step.post is None
    assert step.daily is not None
    assert step.daily == replace(step.daily, due_at=DUE + DAY)
