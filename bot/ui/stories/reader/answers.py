"""Reading in a conversation: pages, the contents, the progress."""

from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.refusals import Refusal
from bot.core.stories import reading
from bot.core.stories.reading import StoryPage
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.handover.intents import Answers
from bot.ui.pictures import Illustrated
from bot.ui.stories.reader.posters import page_poster
from bot.ui.stories.reader.views import contents_layout, page_layout, progress_layout
from bot.ui.text import Say


class ReaderAnswers:
    """Turns pages for direct messages."""

    def __init__(self, services: Services) -> None:
        """Keep what the answers are made of."""
        self._readers = services.readers
        self._library = services.library

    def register(self, answers: Answers) -> None:
        """Add the intents of a reader."""
        answers.add(
            self.page,
            IntentKind.READ,
            IntentKind.NEXT,
            IntentKind.BACK,
            IntentKind.NEXT_CHAPTER,
            IntentKind.START_OVER,
            IntentKind.CHAPTER,
        )
        answers.add(self.contents, IntentKind.CONTENTS)
        answers.add(self.progress, IntentKind.PROGRESS)

    async def page(self, intent: Intent, person: Actor, at: datetime, say: Say) -> Illustrated | Refusal:
        """The page that the intent asks for; the bookmark moves there."""
        page = await self._turned(intent, person.member_id, at)
        if isinstance(page, Refusal):
            return page
        pack = self._library.default
        return Illustrated(lambda slot: page_layout(pack, page, say, slot), page_poster(pack, page, say))

    async def contents(self, _intent: Intent, person: Actor, _at: datetime, say: Say) -> Illustrated:
        """The chapters."""
        pack, bookmarks = await self._readers.contents(person.member_id)
        return Illustrated.plain(contents_layout(pack, bookmarks, say))

    async def progress(self, _intent: Intent, person: Actor, _at: datetime, say: Say) -> Illustrated:
        """How much is read, and where the bookmark lies."""
        pack, bookmarks = await self._readers.contents(person.member_id)
        return Illustrated.plain(progress_layout(pack, bookmarks, say))

    async def _turned(self, intent: Intent, reader_id: int, at: datetime) -> StoryPage | Refusal:
        match intent.kind:
            case IntentKind.NEXT:
                return await self._readers.leap(reader_id, reading.onward, at)
            case IntentKind.BACK:
                return await self._readers.leap(reader_id, reading.back, at)
            case IntentKind.NEXT_CHAPTER:
                return await self._readers.leap(reader_id, reading.next_chapter, at)
            case IntentKind.START_OVER:
                return await self._readers.turn(reader_id, self._library.default.chapters[0].id, 0, at)
            case IntentKind.CHAPTER:
                return await self._readers.open(reader_id, intent.about, at)
            case _:
                return await self._readers.open(reader_id, None, at)
