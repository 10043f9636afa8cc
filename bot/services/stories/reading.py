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
from bot.storage.trips import Trip


class Readers:
    """Opens pages for one reader, in any guild or none; each method is one transaction."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that stores the bookmarks, and the packs to read from."""
        self._database = database
        self._library = library

    async def contents(self, reader_id: int) -> tuple[StoryPack, Reading]:
        """The pack, and the reader's bookmarks in it."""
        pack = self._library.default
        return pack, await self._database.read(lambda trip: bookmarks.read(trip, reader_id, pack.id))

    async def open(self, reader_id: int, chapter: str | None, at: datetime) -> StoryPage | Refusal:
        """The chapter that the reader names; else the page where they left off.

        A chapter that was begun goes on at the furthest page read; one that was read to the end starts again.
        """
        pack = self._library.default
        found = None if chapter is None else reading.find_chapter(pack, chapter)
        if isinstance(found, Refusal):
            return found
        if found is None:
            return await self.leap(reader_id, reading.resume, at)
        return await self.leap(reader_id, lambda pack, bookmark: reading.go_on(pack, found, bookmark), at)

    async def leap(
        self, reader_id: int, where: Callable[[StoryPack, Reading], StoryPage], at: datetime
    ) -> StoryPage:
        """Turn to the page that `where` finds from the bookmarks, such as the next or the one before."""
        pack = self._library.default

        def work(trip: Trip) -> StoryPage:
            page = where(pack, bookmarks.read(trip, reader_id, pack.id))
            bookmarks.save(trip, reader_id, pack.id, page, at)
            return page

        return await self._database.write(work)

    async def turn(self, reader_id: int, chapter_id: str, position: int, at: datetime) -> StoryPage | Refusal:
        """Turn to that page of that chapter; `position` is the index of its beat."""
        pack = self._library.default
        page = reading.story_page(pack, chapter_id, position)
        if page is None:
            return Refusal.because(Reason.GONE)
        await self._database.write(lambda trip: bookmarks.save(trip, reader_id, pack.id, page, at))
        return page
