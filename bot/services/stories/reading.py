"""Private reading: opens the page and keeps the bookmark."""

from collections.abc import Callable
from datetime import datetime

from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import reading
from bot.core.stories.reading import Leaf, Reading
from bot.storage.database import Database
from bot.storage.stories import bookmarks


class ReadingRoom:
    """Reads the story to one person at a time, in any server or none."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the packs to read from, and the database that keeps the bookmarks."""
        self._database = database
        self._library = library

    async def contents(self, reader_id: int) -> tuple[StoryPack, Reading]:
        """The pack, and how far the reader is in it."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            return pack, await bookmarks.load(connection, reader_id, pack.id)

    async def open(self, reader_id: int, chapter: str | None, at: datetime) -> Leaf | Refusal:
        """The chapter that the reader names, else the page where they left off.

        A chapter that was begun goes on at its bookmark's furthest page; one that was read through
        starts again.
        """
        pack = self._library.default
        async with self._database.transaction() as connection:
            kept = await bookmarks.load(connection, reader_id, pack.id)
            if chapter is None:
                page = reading.resume(pack, kept)
            else:
                found = reading.find_chapter(pack, chapter)
                if isinstance(found, Refusal):
                    return found
                page = reading.go_on(pack, found, kept)
            await bookmarks.save(connection, reader_id, pack.id, page, at)
            return page

    async def leap(self, reader_id: int, where: Callable[[StoryPack, Reading], Leaf], at: datetime) -> Leaf:
        """Turn to the page that the reader's bookmark leads to: the next, the one before, a chapter on."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            page = where(pack, await bookmarks.load(connection, reader_id, pack.id))
            await bookmarks.save(connection, reader_id, pack.id, page, at)
        return page

    async def turn(self, reader_id: int, chapter_id: str, position: int, at: datetime) -> Leaf | Refusal:
        """Turn to that page of that chapter."""
        pack = self._library.default
        page = reading.leaf(pack, chapter_id, position)
        if page is None:
            return Refusal.because(Reason.GONE)
        async with self._database.transaction() as connection:
            await bookmarks.save(connection, reader_id, pack.id, page, at)
        return page
