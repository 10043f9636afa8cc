"""What a round is about: which chapters its questions may come from."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.topics import HEARD, reader_of
from bot.storage.stories import bookmarks, seen

HEARD_KIND = "chapter"
"""The kind under which is kept what a server has heard to its last beat."""


async def chapters_about(
    connection: AsyncConnection, pack: StoryPack, topic: str | None, guild_id: int
) -> frozenset[str] | Refusal | None:
    """The ids of the topic's chapters; None where everything may be asked.

    Refused where nothing was told in the server yet, or its reader has read no chapter to its end.
    """
    if topic is None:
        return None
    reader_id = reader_of(topic)
    if reader_id is not None:
        kept = await bookmarks.load(connection, reader_id, pack.id)
        read = frozenset(chapter.id for chapter in pack.chapters if kept.share(chapter) == 1)
        return read or Refusal.because(Reason.NOTHING_READ)
    if topic == HEARD:
        heard = frozenset(await seen.load(connection, guild_id, pack.id, HEARD_KIND))
        return heard or Refusal.because(Reason.NOTHING_HEARD)
    return frozenset({topic})
