"""Private reading: where a reader is in the story, and which page comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.matching import nearest
from bot.core.packs.pack import DOSSIERS, Beat, BeatRef, Chapter, StoryPack
from bot.core.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One page of a chapter: a beat, with its place in the chapter and in the pack."""

    chapter: Chapter
    number: int
    """The chapter's number in the pack, from 1."""
    chapters: int
    """How many chapters the pack has."""
    position: int
    """The beat's index in its chapter, from 0."""
    following: Chapter | None
    """The chapter after this one."""

    @property
    def beat(self) -> Beat:
        """The beat on the page."""
        return self.chapter.beats[self.position]

    @property
    def is_first(self) -> bool:
        """Whether it is the first page of its chapter."""
        return self.position == 0

    @property
    def is_last(self) -> bool:
        """Whether it is the last page of its chapter."""
        return self.position == len(self.chapter.beats) - 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's bookmarks: the furthest beat of each chapter, and the page last open."""

    reached: Mapping[str, int]
    """Chapter id to the furthest beat's position."""
    last: tuple[str, int] | None
    """Chapter id and position of the page last open."""
    pages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Chapter id to the positions of the pages that were read; without it, all up to the furthest."""

    def has_read(self, chapter: Chapter, position: int) -> bool:
        """Whether the page at that position has been read."""
        pages = self.pages.get(chapter.id)
        return position in pages if pages is not None else self.reached.get(chapter.id, -1) >= position

    def share(self, chapter: Chapter) -> float:
        """How much of the chapter has been read, from 0 to 1: its pages, not the place of the furthest."""
        beats = range(len(chapter.beats))
        return sum(self.has_read(chapter, position) for position in beats) / len(beats)


def story_page(pack: StoryPack, chapter_id: str, position: int) -> StoryPage | None:
    """The page at that position; None if there is no such chapter.

    A pack may have been shortened since the position was stored, so it is moved into the chapter.
    """
    for index, chapter in enumerate(pack.chapters):
        if chapter.id == chapter_id:
            return StoryPage(
                chapter=chapter,
                number=index + 1,
                chapters=len(pack.chapters),
                position=min(max(position, 0), len(chapter.beats) - 1),
                following=pack.chapters[index + 1] if index + 1 < len(pack.chapters) else None,
            )
    return None


def resume(pack: StoryPack, reading: Reading) -> StoryPage:
    """Where a reader goes on: the page last open; after a finished chapter, the next one; else the start."""
    page = None
    if reading.last is not None:
        page = story_page(pack, *reading.last)
    if page is None:
        return StoryPage(pack.chapters[0], 1, len(pack.chapters), 0, next(iter(pack.chapters[1:]), None))
    if page.is_last and page.following is not None:
        return go_on(pack, page.following, reading)
    return page


def onward(pack: StoryPack, reading: Reading) -> StoryPage:
    """The page after the one last open, for a reader who has read that one and asks for more."""
    page = None if reading.last is None else story_page(pack, *reading.last)
    if page is None or page.is_last:
        return resume(pack, reading)
    return story_page(pack, page.chapter.id, page.position + 1) or page


def back(pack: StoryPack, reading: Reading) -> StoryPage:
    """The page before the one last open; from a chapter's first page, the last page of the chapter before."""
    page = None if reading.last is None else story_page(pack, *reading.last)
    if page is None:
        return resume(pack, reading)
    if page.is_first and page.number > 1:
        before = pack.chapters[page.number - 2]
        return story_page(pack, before.id, len(before.beats) - 1) or page
    return story_page(pack, page.chapter.id, page.position - 1) or page


def next_chapter(pack: StoryPack, reading: Reading) -> StoryPage:
    """The first page of the chapter after the one last open; in the last chapter, its last page."""
    page = None if reading.last is None else story_page(pack, *reading.last)
    if page is None:
        return resume(pack, reading)
    if page.following is None:
        return story_page(pack, page.chapter.id, len(page.chapter.beats) - 1) or page
    return story_page(pack, page.following.id, 0) or page


def has_read(pack: StoryPack, reading: Reading, told_in: str) -> bool:
    """Whether the reader has reached the beat that `told_in` names; for a card, the end of its chapter."""
    chapter = pack.chapter(pack.chapter_of(told_in) or "")
    if chapter is None:
        return False
    ref = BeatRef.parse(told_in)
    if ref.chapter == DOSSIERS:
        return reading.share(chapter) == 1.0
    position = chapter.position(ref.beat)
    return position is not None and reading.has_read(chapter, position)


def go_on(pack: StoryPack, chapter: Chapter, reading: Reading) -> StoryPage:
    """The furthest page that the reader saw of the chapter; its first if it is new or read to the end.

    Who has seen its last page but not all before it goes on at the first of those.
    """
    reached, share = reading.reached.get(chapter.id, 0), reading.share(chapter)
    unread = (at for at in range(len(chapter.beats)) if not reading.has_read(chapter, at))
    if share == 1.0:
        reached = 0
    elif share and reached >= len(chapter.beats) - 1:
        reached = next(unread)
    page = story_page(pack, chapter.id, reached)
    if page is None:
        raise ValueError(f"{chapter.id} is no chapter of {pack.id}")
    return page


def find_chapter(pack: StoryPack, words: str) -> Chapter | Refusal:
    """The chapter that a reader names by id, title or number; else a refusal with the nearest titles."""
    wanted = words.strip().casefold()
    named = pack.chapter(wanted)
    if named is not None:
        return named
    for number, chapter in enumerate(pack.chapters, start=1):
        if wanted in (chapter.title.casefold(), str(number)):
            return chapter
    titles = [chapter.title for chapter in pack.chapters]
    return Refusal.because(Reason.UNKNOWN_CHAPTER, words=words, nearest=nearest(words, titles))
