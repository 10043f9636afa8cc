from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.daily.posts import AskQuestion, Content, PostState, PutClaim, TellAnecdote, TellDay
from bot.core.daily.schedule import Daily, DailyKind, LastPost, Missed, Pause
from bot.storage.daily import dailies
from bot.storage.daily import posts as daily_posts
from bot.storage.database import Database
from bot.storage.stories import ballots
from tests.core.builders import ADA, BRUNO, CARLA, NOON, after, an_asked_legend
from tests.storage.builders import CHANNEL, GUILD, PACK, a_claim, a_daily, a_daily_draft

DAY = timedelta(days=1)
ASKED = an_asked_legend()


async def posted(
    database: Database,
    content: Content | None = None,
    state: PostState = PostState.POSTED,
    days: int = 0,
    **changes: object,
) -> int:
    draft = replace(a_daily_draft(), content=content or TellAnecdote(id="the-hat"), **changes)  # type: ignore[arg-type]  # a test's own changes
    draft = replace(draft, slot_at=draft.slot_at + days * DAY, day_ends_at=draft.day_ends_at + days * DAY)
    async with database.transaction() as connection:
        post_id = await daily_posts.create(connection, draft)
        post = await daily_posts.load(connection, post_id)
        assert post is not None
        if state is not PostState.CLAIMED:
            await daily_posts.settle(connection, post, state, 300)
    return post_id


@pytest.mark.parametrize(
    "daily",
    [
        a_daily(),
        replace(a_daily(), missed=2, missed_why=Missed.AWAY, kind=DailyKind.ON_THIS_DAY),
        replace(a_daily(), paused=Pause.FORBIDDEN, told=True, locale="pt-BR"),
    ],
)
async def test_a_daily_post_is_loaded_as_it_was_saved(database: Database, daily: Daily) -> None:
    async with database.transaction() as connection:
        await dailies.save(connection, replace(daily, minute=1, channel_id=5))
        await dailies.save(connection, daily)
        assert await dailies.load(connection, GUILD) == daily


async def test_where_none_is_set_there_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await dailies.load(connection, GUILD) is None
        assert not await dailies.clear(connection, GUILD)


async def test_what_is_paused_does_not_run(database: Database) -> None:
    later = replace(a_daily(), guild_id=2, due_at=NOON + DAY)
    async with database.transaction() as connection:
        for daily in (later, a_daily(), replace(a_daily(), guild_id=3, paused=Pause.GONE)):
            await dailies.save(connection, daily)
        assert await dailies.running(connection) == [a_daily(), later]


async def test_an_admin_is_told_once(database: Database) -> None:
    async with database.transaction() as connection:
        await dailies.save(connection, a_daily())
        assert not await dailies.told(connection, GUILD)
        await dailies.save(connection, replace(a_daily(), paused=Pause.GONE))
        assert [await dailies.told(connection, GUILD) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    "content",
    [
        TellAnecdote(id="the-hat"),
        TellDay(id="the-ramp", on=NOON.date(), away=-3),
        AskQuestion(asked=ASKED),
    ],
)
async def test_a_post_is_loaded_with_what_it_tells(database: Database, content: Content) -> None:
    post_id = await posted(database, content, late=True, missed=2, missed_why=Missed.FAILED)
    async with database.transaction() as connection:
        post = await daily_posts.load(connection, post_id)
    assert post is not None
    assert (post.content, post.late, post.missed, post.missed_why) == (content, True, 2, Missed.FAILED)
    assert (post.state, post.message_id) == (PostState.POSTED, 300)
    assert (post.channel_id, post.pack_id) == (CHANNEL, PACK)


async def test_a_claim_leads_to_its_post(database: Database) -> None:
    async with database.transaction() as connection:
        ballot_id = await ballots.create(connection, a_claim())
    post_id = await posted(database, PutClaim(ballot_id=ballot_id))
    async with database.transaction() as connection:
        post = await daily_posts.of_ballot(connection, ballot_id)
        assert post is not None
        assert post.id == post_id
        assert await daily_posts.of_ballot(connection, ballot_id + 1) is None


async def test_how_a_sending_went_is_settled_once(database: Database) -> None:
    post_id = await posted(database, state=PostState.CLAIMED)
    async with database.transaction() as connection:
        (post,) = await daily_posts.claimed(connection)
        assert post.id == post_id
        assert await daily_posts.settle(connection, post, PostState.POSTED, 300)
        assert not await daily_posts.settle(connection, post, PostState.FAILED)
        assert await daily_posts.claimed(connection) == []


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (PostState.CLAIMED, 1),
        (PostState.POSTED, 1),
        (PostState.UNSURE, 1),
        (PostState.FAILED, 0),
    ],
)
async def test_the_last_post_is_the_last_that_may_have_been_seen(
    database: Database, state: PostState, days: int
) -> None:
    await posted(database)
    await posted(database, state=state, days=1)
    first = a_daily_draft()
    expected = LastPost(first.slot_at + days * DAY, first.day_ends_at + days * DAY)
    async with database.transaction() as connection:
        assert await daily_posts.last(connection, GUILD) == expected
        assert await daily_posts.last(connection, GUILD + 1) is None


async def test_a_question_is_revealed_by_the_post_that_names_it_once_that_is_sent(database: Database) -> None:
    question = await posted(database, AskQuestion(asked=ASKED), closes_at=NOON + DAY)
    reveal = await posted(database, state=PostState.CLAIMED, days=1, reveals_id=question)
    async with database.transaction() as connection:
        found = await daily_posts.unrevealed(connection, GUILD)
        assert found is not None
        assert found.id == question
        post = await daily_posts.load(connection, reveal)
        assert post is not None
        await daily_posts.settle(connection, post, PostState.POSTED, 301)
        assert await daily_posts.unrevealed(connection, GUILD) is None


async def test_a_member_has_one_answer_and_the_first_comes_first(database: Database) -> None:
    question = await posted(database, AskQuestion(asked=ASKED), closes_at=NOON + DAY)
    async with database.transaction() as connection:
        for member, given, seconds in ((ADA, "fact", 1), (BRUNO, "fact", 2), (CARLA, "legend", 3)):
            await daily_posts.answer(connection, question, member, given, after(seconds))
        await daily_posts.answer(connection, question, ADA, "fact", after(9))
        assert list(await daily_posts.answers(connection, question)) == [ADA, BRUNO, CARLA]
        await daily_posts.answer(connection, question, ADA, "legend", after(9))
        answers = await daily_posts.answers(connection, question)
    assert list(answers.items()) == [(BRUNO, "fact"), (CARLA, "legend"), (ADA, "legend")]


async def test_only_an_open_question_is_given_another_end(database: Database) -> None:
    over = await posted(database, AskQuestion(asked=ASKED), closes_at=NOON)
    still_open = await posted(database, AskQuestion(asked=ASKED), days=1, closes_at=NOON + DAY)
    async with database.transaction() as connection:
        await daily_posts.close_question(connection, GUILD, after(60), NOON + 2 * DAY)
        ends = [await daily_posts.load(connection, post_id) for post_id in (over, still_open)]
    assert [post.closes_at for post in ends if post] == [NOON, NOON + 2 * DAY]
