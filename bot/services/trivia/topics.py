"""The topic of a round: which chapters its questions may come from."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.topics import HEARD, reader_of
from bot.storage.stories import bookmarks, seen


async def chapters_about(
    connection: AsyncConnection, pack: StoryPack, topic: str | None, guild_id: int
) -> frozenset[str] | Refusal | None:
    """The ids of the topic's chapters; None if everything may be asked.

    Refused if nothing was told in the guild yet, or if the topic's reader has read no chapter to its end.
    """
    if topic is None:
        return None
    reader_id = reader_of(topic)
    if reader_id is not None:
        bookmark = await bookmarks.load(connection, reader_id, pack.id)
        read = frozenset(chapter.id for chapter in pack.chapters if bookmark.share(chapter) == 1)
        return read or Refusal.because(Reason.NOTHING_READ)
    if topic == HEARD:
        heard = frozenset(await seen.load(connection, guild_id, pack.id, seen.Kind.CHAPTER))
        return heard or Refusal.because(Reason.NOTHING_HEARD)
    return frozenset({topic})
