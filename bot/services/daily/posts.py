"""Each day's post: claimed when it is due, sent once, and answered until the next one."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.local_time import day_end
from bot.core.daily.posts import AskQuestion, Post, PostState, PutClaim, Reveal, TellAnecdote, TellDay
from bot.core.daily.schedule import Daily, Due, Missed, fall_due, latest
from bot.core.guilds.settings import GuildSettings
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.stories.votes import Ballot
from bot.core.trivia.asking.questions import Asked
from bot.services.daily.drawing import DailyDraw, DrawContext
from bot.services.guilds.time_zones import zone_of
from bot.storage.daily import dailies
from bot.storage.daily import posts as daily_posts
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import ballots, seen

NONCE_LIVES = timedelta(minutes=2)
"""For some minutes Discord takes a nonce only once; after this, sending again might post twice."""

KEEP_TRYING = timedelta(minutes=30)
"""How long a post that Discord does not accept is tried again."""


@dataclass(frozen=True, slots=True)
class DueStep:
    """What a timer has to do: a post to send, if any, and the setting with the time of the next one."""

    daily: Daily | None
    post: Post | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A post with all that its message shows."""

    post: Post
    ballot: Ballot | None = None
    reveal: Reveal | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A member's answer to the question of a daily post."""

    asked: Asked
    given: str | None
    """None if the question is over and the member had not answered."""
    members: int
    """How many members have answered."""
    over: bool


class DailyPosts:
    """Claims posts, notes how sending them went, takes answers; each method is one transaction."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take the database, the packs to post from, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def take_due(self, guild_id: int, at: datetime) -> DueStep:
        """Claim the post that is due: from now on nobody else sends it, in this process or a later one."""
        async with self._database.transaction() as connection:
            daily = await dailies.load(connection, guild_id)
            if daily is None:
                return DueStep(None, None)
            settings = await guilds.load(connection, guild_id)
            due = fall_due(daily, zone_of(settings.time_zone), at)
            if due is None:
                return DueStep(daily, None)
            daily = replace(
                daily,
                due_at=due.next_at,
                missed=daily.missed + due.fell_out,
                missed_why=Missed.AWAY if due.fell_out else daily.missed_why,
            )
            await dailies.save(connection, daily)
            return DueStep(daily, await self._claim(connection, daily, settings, due, at))

    async def unfinished(self, at: datetime) -> list[Post]:
        """The posts that the bot was sending when it stopped, and that it may safely send again.

        Older ones become UNSURE: nobody knows whether they arrived, and the next post says so.
        """
        async with self._database.transaction() as connection:
            posts = await daily_posts.claimed(connection)
            for post in posts:
                if at - post.tried_at > NONCE_LIVES:
                    await _give_up(connection, post, PostState.UNSURE, Missed.UNSURE)
        return [post for post in posts if at - post.tried_at <= NONCE_LIVES]

    async def again(self, post: Post, at: datetime) -> bool:
        """Whether a post that Discord did not accept may be tried once more; if not, it is given up.

        If the daily post was deleted or paused meanwhile, the post does not count as missed.
        """
        async with self._database.transaction() as connection:
            daily = await dailies.load(connection, post.guild_id)
            if daily is None or daily.paused is not None:
                await _give_up(connection, post, PostState.FAILED, None)
                return False
            settings = await guilds.load(connection, post.guild_id)
            end = latest(post.slot_at, zone_of(settings.time_zone))
            if at < (end if post.late else min(end, post.slot_at + KEEP_TRYING)):
                await daily_posts.tried(connection, post.id, at)
                return True
            await _give_up(connection, post, PostState.FAILED, Missed.FAILED)
        return False

    async def sent(self, post: Post, message_id: int) -> None:
        """Note that it was posted; it has also reported the posts missed before it."""
        async with self._database.transaction() as connection:
            if not await daily_posts.settle(connection, post, PostState.POSTED, message_id):
                return
            if isinstance(post.content, PutClaim):
                await ballots.posted(connection, post.content.ballot_id, message_id)
            daily = await dailies.load(connection, post.guild_id)
            if daily is not None:
                await dailies.save(connection, replace(daily, missed=0, missed_why=None))

    async def refused(self, post: Post, why: Missed | None = None) -> None:
        """Note that it could not be posted, and nobody has seen it; the next post reports `why`."""
        async with self._database.transaction() as connection:
            await _give_up(connection, post, PostState.FAILED, why)

    async def shown(self, post: Post) -> Shown:
        """The post with its vote, and with the answer to the question before it."""
        async with self._database.transaction() as connection:
            return await _shown(connection, post)

    async def of_ballot(self, ballot_id: int) -> Shown | None:
        """The post with that vote, if there is one."""
        async with self._database.transaction() as connection:
            post = await daily_posts.of_ballot(connection, ballot_id)
            return None if post is None else await _shown(connection, post)

    async def answer(self, post_id: int, member_id: int, given: str, at: datetime) -> Answered | Refusal:
        """Store the member's answer; nothing is stored when the question is over."""
        async with self._database.transaction() as connection:
            post = await daily_posts.load(connection, post_id)
            if post is None or not isinstance(post.content, AskQuestion) or post.closes_at is None:
                return Refusal.because(Reason.GONE)
            asked = post.content.asked
            if not asked.accepts(given):
                return Refusal.because(Reason.NOT_A_CHOICE)
            over = at >= post.closes_at
            if not over:
                await daily_posts.answer(connection, post_id, member_id, given, at)
            answers = await daily_posts.answers(connection, post_id)
        return Answered(asked, answers.get(member_id), len(answers), over)

    async def _claim(
        self, connection: AsyncConnection, daily: Daily, settings: GuildSettings, due: Due, at: datetime
    ) -> Post | None:
        if due.slot_at is None:
            return None
        zone = zone_of(settings.time_zone)
        locale = settings.locale or daily.locale
        context = DrawContext(
            guild_id=daily.guild_id,
            channel_id=daily.channel_id,
            locale=locale,
            on_date=due.slot_at.astimezone(zone).date(),
            at=at,
            next_at=due.next_at,
        )
        pack = self._library.default
        daily_draw = DailyDraw(connection, pack, context, random.Random(self._seed()))  # noqa: S311 - a story, not a secret
        content = await daily_draw.draw(daily.kind)
        if content is None:
            return None
        await daily_posts.close_question(connection, daily.guild_id, due.slot_at, due.slot_at)
        question = await _to_reveal(connection, daily.guild_id)
        draft = daily_posts.NewPost(
            guild_id=daily.guild_id,
            channel_id=daily.channel_id,
            kind=daily.kind,
            pack_id=pack.id,
            locale=locale,
            content=content,
            slot_at=due.slot_at,
            day_ends_at=day_end(due.slot_at, zone),
            tried_at=at,
            late=due.late,
            missed=daily.missed,
            missed_why=daily.missed_why,
            reveals_id=question.id if question else None,
            closes_at=due.next_at if isinstance(content, AskQuestion) else None,
        )
        return await daily_posts.load(connection, await daily_posts.create(connection, draft))


async def _to_reveal(connection: AsyncConnection, guild_id: int) -> Post | None:
    question = await daily_posts.unrevealed(connection, guild_id)
    if question is not None and question.state is PostState.UNSURE:
        # It may never have arrived; if somebody answered it, it has.
        return question if await daily_posts.answers(connection, question.id) else None
    return question


async def _shown(connection: AsyncConnection, post: Post) -> Shown:
    ballot = None
    if isinstance(post.content, PutClaim):
        ballot = await ballots.load(connection, post.content.ballot_id)
    reveal = None if post.reveals_id is None else await _reveal(connection, post.reveals_id)
    return Shown(post, ballot, reveal)


async def _reveal(connection: AsyncConnection, post_id: int) -> Reveal | None:
    post = await daily_posts.load(connection, post_id)
    if post is None or not isinstance(post.content, AskQuestion):
        return None
    asked = post.content.asked
    answers = await daily_posts.answers(connection, post_id)
    right = tuple(member for member, given in answers.items() if asked.accuracy(given) == 1)
    return Reveal(asked, len(answers), right)


async def _give_up(connection: AsyncConnection, post: Post, state: PostState, why: Missed | None) -> None:
    if not await daily_posts.settle(connection, post, state):
        return
    if isinstance(post.content, PutClaim):
        await ballots.close(connection, post.content.ballot_id)
    if state is PostState.FAILED:
        await _give_back(connection, post)
    daily = await dailies.load(connection, post.guild_id)
    if daily is not None and why is not None:
        await dailies.save(connection, replace(daily, missed=daily.missed + 1, missed_why=why))


async def _give_back(connection: AsyncConnection, post: Post) -> None:
    """Take back the mark that the post's item was shown, so that it can be drawn again."""
    kind, item_id = await _item_of(connection, post)
    await seen.give_back(connection, post.guild_id, post.pack_id, kind, item_id, post.tried_at)


async def _item_of(connection: AsyncConnection, post: Post) -> tuple[seen.SeenKind, str]:
    """The kind and the id under which the post's item is marked as shown."""
    match post.content:
        case TellAnecdote(id=anecdote_id):
            return seen.SeenKind.ANECDOTE, anecdote_id
        case TellDay(id=day_id):
            return seen.SeenKind.DAY, day_id
        case AskQuestion(asked=asked):
            return seen.SeenKind.QUESTION, asked.id
        case PutClaim(ballot_id=ballot_id):
            ballot = await ballots.load(connection, ballot_id)
            return seen.SeenKind.CLAIM, ballot.legend.id if ballot else ""
