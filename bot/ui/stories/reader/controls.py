"""The private reader: one beat a page, the contents, and the way between them."""

from collections.abc import Sequence

import discord
from discord.ui import Select

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Refusal
from bot.core.stories.reading import Leaf, Reading
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, moment_of
from bot.ui.layout import CREAM, Layout, button, card, clipped, progress, row, rule
from bot.ui.pictures import Part
from bot.ui.router import Router, chosen
from bot.ui.stories.reader.posters import page_poster
from bot.ui.text import Say

LONGEST_OPTION = 100
MOST_TEASERS = 1_400
"""Characters of all teasers in the contents: beside 25 titles, a message has no room for more."""

NEXT = discord.ButtonStyle.primary


class ReaderControls:
    """Turns pages: the message is the reader's own, so each click is answered by the next page."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of the reader's messages."""
        router.add("rd", self.turn)
        router.add("rs", self.choose)
        router.add("rg", self.go_on)
        router.add("rc", self.contents)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`rd:<chapter>:<position>`."""
        page = await self._desk.reading.turn(interaction.user.id, ids[0], int(ids[1]), moment_of(interaction))
        await self._show(interaction, page)

    async def choose(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rs`: the chapter that was chosen, at its bookmark."""
        page = await self._desk.reading.open(
            interaction.user.id, chosen(interaction)[0], moment_of(interaction)
        )
        await self._show(interaction, page)

    async def go_on(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rg`: where the reader left off."""
        await self._show(
            interaction,
            await self._desk.reading.open(interaction.user.id, None, moment_of(interaction)),
        )

    async def contents(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`rc`: back to the contents."""
        pack, reading = await self._desk.reading.contents(interaction.user.id)
        say = self._desk.privately(interaction)
        await self._desk.easel.turn(interaction, None, lambda _: contents_layout(pack, reading, say), say)

    async def _show(self, interaction: Interaction, page: Leaf | Refusal) -> None:
        say = self._desk.privately(interaction)
        if isinstance(page, Refusal):
            await refuse(interaction, page, say)
        else:
            pack = self._desk.library.default
            poster = page_poster(pack, page, say)
            await self._desk.easel.turn(
                interaction, poster, lambda part: page_layout(pack, page, say, part), say
            )


def page_layout(pack: StoryPack, page: Leaf, say: Say, picture: Part = None) -> Layout:
    """One page: its picture, where one is, the beat, and Back and Next."""
    chapter, following = page.chapter, page.following
    onward = button(say("button.next"), f"rd:{chapter.id}:{page.position + 1}", style=NEXT)
    if page.is_last and following is not None:
        onward = button(say("button.next_chapter"), f"rd:{following.id}:0", style=NEXT)
    elif page.is_last:
        onward = button(say("button.next"), f"rd:{chapter.id}:{page.position + 1}", disabled=True)
    bar = progress(page.position + 1, len(chapter.beats))
    return Layout(
        card(
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
    begun = bool(reading.reached)
    go_on = say("button.go_on") if begun else say("button.begin_reading")
    longest_teaser = MOST_TEASERS // len(pack.chapters)
    return Layout(
        card(
            say("contents.title", title=pack.title, tagline=pack.tagline),
            rule(),
            *(
                say(
                    "contents.chapter",
                    number=say.number(number),
                    title=chapter.title,
                    teaser=clipped(chapter.teaser, longest_teaser),
                    progress=_read(reading.share(chapter), say),
                )
                for number, chapter in enumerate(pack.chapters, start=1)
            ),
            rule(),
            row(button(go_on, "rg", style=NEXT)),
            row(_chapter_select(pack, None, say)),
            colour=CREAM,
        )
    )


def _read(share: float, say: Say) -> str:
    if share == 0:
        return say("contents.unread")
    return say("contents.read") if share == 1 else say("contents.part", share=say.percent(share))


def _chapter_select(pack: StoryPack, current: str | None, say: Say) -> Select[discord.ui.LayoutView]:
    return Select(
        custom_id="rs",
        placeholder=say("reader.choose"),
        options=[
            discord.SelectOption(
                label=clipped(f"{number}. {chapter.title}", LONGEST_OPTION),
                value=chapter.id,
                description=clipped(chapter.teaser, LONGEST_OPTION),
                default=chapter.id == current,
            )
            for number, chapter in enumerate(pack.chapters, start=1)
        ],
    )
