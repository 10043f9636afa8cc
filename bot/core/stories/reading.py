"""Private reading: where a reader is in the story, and where a page leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.core.packs.pack import DOSSIERS, Beat, BeatRef, Chapter, StoryPack
from bot.core.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a chapter: a beat, with what lies on either side."""

    chapter: Chapter
    number: int
    """The chapter's place in the pack, from 1."""
    chapters: int
    position: int
    """The beat's place in its chapter, from 0."""
    following: Chapter | None
    """The chapter after this one."""

    @property
    def beat(self) -> Beat:
        """What the page tells."""
        return self.chapter.beats[self.position]

    @property
    def is_first(self) -> bool:
        """Whether no page lies before it in the chapter."""
        return self.position == 0

    @property
    def is_last(self) -> bool:
        """Whether the chapter ends with it."""
        return self.position == len(self.chapter.beats) - 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a reader: the beat reached in each chapter, and the page last open."""

    reached: Mapping[str, int]
    """Chapter id to the furthest beat's position."""
    last: tuple[str, int] | None
    """Chapter id and position of the page last open."""

    def share(self, chapter: Chapter) -> float:
        """How much of the chapter has been read, from 0 to 1."""
        reached = self.reached.get(chapter.id)
        return 0.0 if reached is None else min(1.0, (reached + 1) / len(chapter.beats))


def leaf(pack: StoryPack, chapter_id: str, position: int) -> Leaf | None:
    """The page at that position, moved into the chapter where a pack was shortened since."""
    for index, chapter in enumerate(pack.chapters):
        if chapter.id == chapter_id:
            return Leaf(
                chapter=chapter,
                number=index + 1,
                chapters=len(pack.chapters),
                position=min(max(position, 0), len(chapter.beats) - 1),
                following=pack.chapters[index + 1] if index + 1 < len(pack.chapters) else None,
            )
    return None


def resume(pack: StoryPack, reading: Reading) -> Leaf:
    """Where a reader goes on: the page last open, after a finished chapter the next one, else the start."""
    page = None
    if reading.last is not None:
        page = leaf(pack, *reading.last)
    if page is None:
        return Leaf(pack.chapters[0], 1, len(pack.chapters), 0, next(iter(pack.chapters[1:]), None))
    if page.is_last and page.following is not None:
        return go_on(pack, page.following, reading)
    return page


def onward(pack: StoryPack, reading: Reading) -> Leaf:
    """The page after the one last open: for who has read that, and asks for more."""
    page = None if reading.last is None else leaf(pack, *reading.last)
    if page is None or page.is_last:
        return resume(pack, reading)
    return leaf(pack, page.chapter.id, page.position + 1) or page


def back(pack: StoryPack, reading: Reading) -> Leaf:
    """The page before the one last open; before a chapter's first, the last of the chapter before."""
    page = None if reading.last is None else leaf(pack, *reading.last)
    if page is None:
        return resume(pack, reading)
    if page.is_first and page.number > 1:
        before = pack.chapters[page.number - 2]
        return leaf(pack, before.id, len(before.beats) - 1) or page
    return leaf(pack, page.chapter.id, page.position - 1) or page


def next_chapter(pack: StoryPack, reading: Reading) -> Leaf:
    """The chapter after the one last open; after the last, its last page."""
    page = None if reading.last is None else leaf(pack, *reading.last)
    if page is None:
        return resume(pack, reading)
    if page.following is None:
        return leaf(pack, page.chapter.id, len(page.chapter.beats) - 1) or page
    return leaf(pack, page.following.id, 0) or page


def has_read(pack: StoryPack, reading: Reading, told_in: str) -> bool:
    """Whether the reader has come to the beat that a reference names, or to the end of a card's chapter."""
    chapter = pack.chapter(pack.chapter_of(told_in) or "")
    if chapter is None:
        return False
    ref = BeatRef.parse(told_in)
    if ref.chapter == DOSSIERS:
        return reading.share(chapter) == 1.0
    position = chapter.position(ref.beat)
    return position is not None and reading.reached.get(chapter.id, -1) >= position


def go_on(pack: StoryPack, chapter: Chapter, reading: Reading) -> Leaf:
    """The furthest page that the reader saw of the chapter; its first where it is new or read through."""
    reached = reading.reached.get(chapter.id, 0)
    page = leaf(pack, chapter.id, 0 if reading.share(chapter) == 1.0 else reached)
    if page is None:
        raise ValueError(f"{chapter.id} is no chapter of {pack.id}")
    return page


def find_chapter(pack: StoryPack, words: str) -> Chapter | Refusal:
    """The chapter that a reader names by id, title or number; else the nearest titles."""
    wanted = words.strip().casefold()
    named = pack.chapter(wanted)
    if named is not None:
        return named
    for number, chapter in enumerate(pack.chapters, start=1):
        if wanted in (chapter.title.casefold(), str(number)):
            return chapter
    titles = [chapter.title for chapter in pack.chapters]
    return Refusal.because(Reason.UNKNOWN_CHAPTER, words=words, nearest=nearest(words, titles))


def nearest(words: str, names: list[str], count: int = 3) -> list[str]:
    """The names most like the words, best first; never none where there are names."""
    found = process.extract(words, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=count)
    return [name for name, _score, _index in found]
