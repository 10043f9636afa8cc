"""Each day's post, and the answers to its question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.daily.posts import CONTENT, Content, Post, PostState, PutClaim
from bot.core.daily.schedule import DailyKind, LastPost, Missed
from bot.storage.daily.tables import daily_answers, daily_posts
from bot.storage.database import insert

SEEN = (PostState.CLAIMED.value, PostState.POSTED.value, PostState.UNSURE.value)
"""The states of posts that were, or may have been, seen."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that is about to be sent."""

    guild_id: int
    channel_id: int
    kind: DailyKind
    pack_id: str
    locale: str
    content: Content
    slot_at: datetime
    day_ends_at: datetime
    tried_at: datetime
    late: bool
    missed: int
    missed_why: Missed | None
    reveals_id: int | None
    closes_at: datetime | None


async def create(connection: AsyncConnection, draft: NewPost) -> int:
    """Store the post as claimed and return its id."""
    statement = daily_posts.insert().values(
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        kind=draft.kind.value,
        pack_id=draft.pack_id,
        locale=draft.locale,
        content=draft.content.model_dump_json(),
        ballot_id=draft.content.ballot_id if isinstance(draft.content, PutClaim) else None,
        slot_at=draft.slot_at,
        day_ends_at=draft.day_ends_at,
        tried_at=draft.tried_at,
        state=PostState.CLAIMED.value,
        late=draft.late,
        missed=draft.missed,
        missed_why=draft.missed_why.value if draft.missed_why else None,
        reveals_id=draft.reveals_id,
        closes_at=draft.closes_at,
        revealed=False,
    )
    return int((await connection.execute(statement.returning(daily_posts.c.id))).scalar_one())


async def load(connection: AsyncConnection, post_id: int) -> Post | None:
    """The post of that id."""
    return await _first(connection, daily_posts.c.id == post_id)


async def of_ballot(connection: AsyncConnection, ballot_id: int) -> Post | None:
    """The post with that vote, if there is one."""
    return await _first(connection, daily_posts.c.ballot_id == ballot_id)


async def claimed(connection: AsyncConnection) -> list[Post]:
    """Every post that is claimed but not settled: the bot stopped while sending it; oldest first."""
    rows = await connection.execute(
        select(daily_posts).where(daily_posts.c.state == PostState.CLAIMED.value).order_by(daily_posts.c.id)
    )
    return [_post(row) for row in rows]


async def last(connection: AsyncConnection, guild_id: int) -> LastPost | None:
    """The guild's last post that was, or may have been, seen."""
    row = (
        await connection.execute(
            select(daily_posts.c.slot_at, daily_posts.c.day_ends_at)
            .where(daily_posts.c.guild_id == guild_id, daily_posts.c.state.in_(SEEN))
            .order_by(daily_posts.c.slot_at.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else LastPost(row.slot_at, row.day_ends_at)


async def unrevealed(connection: AsyncConnection, guild_id: int) -> Post | None:
    """The guild's last question, if its answer is still to be shown."""
    return await _first(
        connection,
        daily_posts.c.guild_id == guild_id,
        daily_posts.c.closes_at.is_not(None),
        ~daily_posts.c.revealed,
        daily_posts.c.state.in_((PostState.POSTED.value, PostState.UNSURE.value)),
    )


async def close_question(
    connection: AsyncConnection, guild_id: int, at: datetime, closes_at: datetime
) -> None:
    """Make a question that is still open at `at` end at `closes_at`."""
    await connection.execute(
        update(daily_posts)
        .where(daily_posts.c.guild_id == guild_id, daily_posts.c.closes_at > at)
        .values(closes_at=closes_at)
    )


async def tried(connection: AsyncConnection, post_id: int, at: datetime) -> None:
    """Note that it is being sent again."""
    await connection.execute(update(daily_posts).where(daily_posts.c.id == post_id).values(tried_at=at))


async def settle(
    connection: AsyncConnection, post: Post, state: PostState, message_id: int | None = None
) -> bool:
    """Store how the sending went; False if that was settled before."""
    result = await connection.execute(
        update(daily_posts)
        .where(daily_posts.c.id == post.id, daily_posts.c.state == PostState.CLAIMED.value)
        .values(state=state.value, message_id=message_id)
        .returning(daily_posts.c.id)
    )
    if result.scalar_one_or_none() is None:
        return False
    if state is PostState.POSTED and post.reveals_id is not None:
        await connection.execute(
            update(daily_posts).where(daily_posts.c.id == post.reveals_id).values(revealed=True)
        )
    return True


async def answer(connection: AsyncConnection, post_id: int, member_id: int, given: str, at: datetime) -> None:
    """Store the member's answer in place of an earlier one; the same answer again keeps its time."""
    statement = insert(connection, daily_answers).values(
        post_id=post_id, member_id=member_id, given=given, at=at
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[daily_answers.c.post_id, daily_answers.c.member_id],
            set_={"given": given, "at": at},
            where=daily_answers.c.given != given,
        )
    )


async def answers(connection: AsyncConnection, post_id: int) -> dict[int, str]:
    """What each member answered, the earliest first."""
    rows = await connection.execute(
        select(daily_answers.c.member_id, daily_answers.c.given)
        .where(daily_answers.c.post_id == post_id)
        .order_by(daily_answers.c.at, daily_answers.c.member_id)
    )
    return {row.member_id: row.given for row in rows}


async def _first(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> Post | None:
    newest = select(daily_posts).where(*conditions).order_by(daily_posts.c.id.desc()).limit(1)
    row = (await connection.execute(newest)).one_or_none()
    return None if row is None else _post(row)


def _post(row: Row[Any]) -> Post:
    return Post(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        kind=DailyKind(row.kind),
        pack_id=row.pack_id,
        locale=row.locale,
        content=CONTENT.validate_json(row.content),
        slot_at=row.slot_at,
        tried_at=row.tried_at,
        state=PostState(row.state),
        message_id=row.message_id,
        late=row.late,
        missed=row.missed,
        missed_why=Missed(row.missed_why) if row.missed_why else None,
        reveals_id=row.reveals_id,
        closes_at=row.closes_at,
    )
