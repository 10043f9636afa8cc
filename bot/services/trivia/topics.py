"""The topic of a round: which chapters its questions may come from."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import Reading
from bot.core.trivia.asking.topics import HEARD, reader_of
from bot.storage.stories import bookmarks, seen
from bot.storage.trips import Trip


async def chapters_about(
    connection: AsyncConnection, pack: StoryPack, topic: str | None, guild_id: int
) -> frozenset[str] | Refusal | None:
    """The ids of the topic's chapters; None if everything may be asked.

    Refused if nothing was told in the guild yet, or if the topic's reader has read no chapter to its end.
    """
    reader_id = None if topic is None else reader_of(topic)
    if reader_id is not None:
        return _read(pack, await bookmarks.load(connection, reader_id, pack.id))
    if topic == HEARD:
        return _heard(await seen.load(connection, guild_id, pack.id, seen.SeenKind.CHAPTER))
    return None if topic is None else frozenset({topic})


def chapters_in(
    trip: Trip, pack: StoryPack, topic: str | None, guild_id: int
) -> frozenset[str] | Refusal | None:
    """The same in one trip."""
    reader_id = None if topic is None else reader_of(topic)
    if reader_id is not None:
        return _read(pack, bookmarks.read(trip, reader_id, pack.id))
    if topic == HEARD:
        return _heard(seen.had(trip, guild_id, pack.id, seen.SeenKind.CHAPTER))
    return None if topic is None else frozenset({topic})


def _read(pack: StoryPack, bookmark: Reading) -> frozenset[str] | Refusal:
    read = frozenset(chapter.id for chapter in pack.chapters if bookmark.share(chapter) == 1)
    return read or Refusal.because(Reason.NOTHING_READ)


def _heard(chapters: Iterable[str]) -> frozenset[str] | Refusal:
    return frozenset(chapters) or Refusal.because(Reason.NOTHING_HEARD)
