"""The private reader: a page, the contents, the progress."""

import discord

from bot.core.packs.pack import StoryPack
from bot.core.stories.reading import Reading, StoryPage
from bot.ui.components import Select, button, container, option, row, rule, select
from bot.ui.layout import CREAM, LONGEST_OPTION, Layout, clipped, progress
from bot.ui.pictures import PictureSlot
from bot.ui.text import Say

MOST_TEASERS = 1_400
"""Characters of all teasers in the contents: with 25 titles a message has no room for more."""

PRIMARY = discord.ButtonStyle.primary


def page_layout(pack: StoryPack, page: StoryPage, say: Say, picture: PictureSlot = None) -> Layout:
    """One page: its picture if there is one, the beat, Back, Next and Contents."""
    chapter, following = page.chapter, page.following
    onward = button(say("button.next"), f"rd:{chapter.id}:{page.position + 1}", style=PRIMARY)
    if page.is_last and following is not None:
        onward = button(say("button.next_chapter"), f"rd:{following.id}:0", style=PRIMARY)
    elif page.is_last:
        onward = button(say("button.next"), f"rd:{chapter.id}:{page.position + 1}", disabled=True)
    bar = progress(page.position + 1, len(chapter.beats))
    return Layout(
        container(
            picture,
            say("reader.heading", number=say.number(page.number), title=chapter.title),
            say("reader.hook", hook=chapter.hook) if page.is_first else None,
            page.beat.text,
            say("reader.end", title=pack.title) if page.is_last and following is None else None,
            say("reader.up_next", title=following.title) if page.is_last and following else None,
            rule(),
            say(
                "reader.progress",
                bar=bar,
                number=say.number(page.position + 1),
                of=say.number(len(chapter.beats)),
            ),
            row(
                button(say("button.back"), f"rd:{chapter.id}:{page.position - 1}", disabled=page.is_first),
                onward,
                button(say("button.contents"), "rc"),
            ),
            row(_chapter_select(pack, chapter.id, say)),
            colour=CREAM,
        )
    )


def contents_layout(pack: StoryPack, reading: Reading, say: Say) -> Layout:
    """The chapters, with how far the reader is in each."""
    has_begun = bool(reading.reached)
    go_on = say("button.go_on") if has_begun else say("button.begin_reading")
    longest_teaser = MOST_TEASERS // len(pack.chapters)
    return Layout(
        container(
            say("contents.title", title=pack.title, tagline=pack.tagline),
            rule(),
            *(
                say(
                    "contents.chapter",
                    number=say.number(number),
                    title=chapter.title,
                    teaser=clipped(chapter.teaser, longest_teaser),
                    progress=_share_read(reading.share(chapter), say),
                )
                for number, chapter in enumerate(pack.chapters, start=1)
            ),
            rule(),
            row(button(go_on, "rg", style=PRIMARY)),
            row(_chapter_select(pack, None, say)),
            colour=CREAM,
        )
    )


def _share_read(share: float, say: Say) -> str:
    if share == 0:
        return say("contents.unread")
    return say("contents.read") if share == 1 else say("contents.part", share=say.percent(share))


def _chapter_select(pack: StoryPack, current: str | None, say: Say) -> Select:
    options = [
        option(
            clipped(f"{number}. {chapter.title}", LONGEST_OPTION),
            chapter.id,
            clipped(chapter.teaser, LONGEST_OPTION),
            default=chapter.id == current,
        )
        for number, chapter in enumerate(pack.chapters, start=1)
    ]
    return select("rs", options, say("reader.choose"))


def progress_layout(pack: StoryPack, reading: Reading, say: Say) -> Layout:
    """How much of the story is read, and where the bookmark lies."""
    shares = [reading.share(chapter) for chapter in pack.chapters]
    beats = sum(len(chapter.beats) for chapter in pack.chapters)
    beats_read = sum(share * len(chapter.beats) for share, chapter in zip(shares, pack.chapters, strict=True))
    finished = sum(share == 1 for share in shares)
    has_begun = bool(reading.reached)
    parts = [say("talk.not_begun", chapters=say.number(len(shares)))]
    if has_begun:
        parts = [
            say(
                "talk.progress", bar=progress(round(beats_read), beats), share=say.percent(beats_read / beats)
            ),
            *([say.count("talk.chapters_read", finished, of=say.number(len(shares)))] if finished else ()),
            *_bookmark(pack, reading, say),
        ]
    if finished == len(shares):
        parts.append(say("talk.all_read", title=pack.title))
    return Layout(
        container(
            "\n".join(parts),
            rule(),
            row(
                button(
                    say("button.go_on") if has_begun else say("button.begin_reading"),
                    "tk:read",
                    style=PRIMARY,
                ),
                button(say("button.contents"), "tk:contents"),
                button(say("button.quiz_me"), "tk:quiz"),
            ),
            colour=CREAM,
        )
    )


def _bookmark(pack: StoryPack, reading: Reading, say: Say) -> list[str]:
    chapter_id, position = reading.last or ("", 0)
    chapter = pack.chapter(chapter_id)
    if chapter is None:
        return []
    of = len(chapter.beats)
    number = min(position + 1, of)
    return [say("talk.bookmark", title=chapter.title, number=say.number(number), of=say.number(of))]
