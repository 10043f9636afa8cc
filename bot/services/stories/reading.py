"""Private reading: opens pages and stores bookmarks."""

from collections.abc import Callable
from datetime import datetime

from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import reading
from bot.core.stories.reading import Reading, StoryPage
from bot.storage.database import Database
from bot.storage.stories import bookmarks


class Readers:
    """Opens pages for one reader, in any guild or none; each method is one transaction."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that stores the bookmarks, and the packs to read from."""
        self._database = database
        self._library = library

    async def contents(self, reader_id: int) -> tuple[StoryPack, Reading]:
        """The pack, and the reader's bookmarks in it."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            return pack, await bookmarks.load(connection, reader_id, pack.id)

    async def open(self, reader_id: int, chapter: str | None, at: datetime) -> StoryPage | Refusal:
        """The chapter that the reader names; else the page where they left off.

        A chapter that was begun goes on at the furthest page read; one that was read to the end starts again.
        """
        pack = self._library.default
        async with self._database.transaction() as connection:
            bookmark = await bookmarks.load(connection, reader_id, pack.id)
            if chapter is None:
                page = reading.resume(pack, bookmark)
            else:
                found = reading.find_chapter(pack, chapter)
                if isinstance(found, Refusal):
                    return found
                page = reading.go_on(pack, found, bookmark)
            await bookmarks.save(connection, reader_id, pack.id, page, at)
            return page

    async def leap(
        self, reader_id: int, where: Callable[[StoryPack, Reading], StoryPage], at: datetime
    ) -> StoryPage:
        """Turn to the page that `where` finds from the bookmarks, such as the next or the one before."""
        pack = self._library.default
        async with self._database.transaction() as connection:
            page = where(pack, await bookmarks.load(connection, reader_id, pack.id))
            await bookmarks.save(connection, reader_id, pack.id, page, at)
        return page

    async def turn(self, reader_id: int, chapter_id: str, position: int, at: datetime) -> StoryPage | Refusal:
        """Turn to that page of that chapter; `position` is the index of its beat."""
        pack = self._library.default
        page = reading.story_page(pack, chapter_id, position)
        if page is None:
            return Refusal.because(Reason.GONE)
        async with self._database.transaction() as connection:
            await bookmarks.save(connection, reader_id, pack.id, page, at)
        return page
