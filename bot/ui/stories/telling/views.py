"""The pages of a telling: plain text in the chat, with controls under the newest page only."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import discord

from bot.content.search import HitKind
from bot.core.packs.library import Library
from bot.core.packs.pack import Ask, Chapter, StoryPack
from bot.core.stories import telling as rules
from bot.core.stories.reading import story_page
from bot.core.stories.telling import Telling, TellingState
from bot.services.trivia.lobbies import FEWEST
from bot.ui.components import Component, Container, button, container, row, rows, rule, text
from bot.ui.layout import CREAM, NIGHT, Layout, progress
from bot.ui.messages import Loss
from bot.ui.pictures import PictureSlot
from bot.ui.text import Say

SHORT_LABELS: Final[Mapping[int, int]] = MappingProxyType({4: 6, 3: 12, 2: 20})
"""By options in a row, the longest option in characters that a phone does not cut."""


def announcement_layout(telling: Telling, library: Library, say: Say, poster: PictureSlot = None) -> Layout:
    """The announcement of the story, above its pages or their thread."""
    pack, chapter = library.pack(telling.pack_id), _chapter(telling, library)
    return Layout(
        container(
            poster,
            say("tell.card", story=pack.title, title=chapter.title, teaser=chapter.teaser),
            say("tell.asked_for", teller=f"<@{telling.teller_id}>"),
            colour=CREAM,
        )
    )


def unbegun_layout(telling: Telling, library: Library, say: Say, loss: Loss) -> Layout:
    """The announcement of a story that could not begin, and why."""
    pack, chapter = library.pack(telling.pack_id), _chapter(telling, library)
    return Layout(
        container(
            say("tell.card", story=pack.title, title=chapter.title, teaser=chapter.teaser),
            say(f"not_begun.{loss.value}", teller=f"<@{telling.teller_id}>"),
            colour=NIGHT,
        )
    )


def page_layout(telling: Telling, library: Library, say: Say, position: int | None = None) -> Layout:
    """A page of the telling: with its controls, or without them once the story has moved on."""
    pack, chapter = library.pack(telling.pack_id), _chapter(telling, library)
    shown = telling.position if position is None else position
    return Layout(*_page(telling, pack, chapter, shown, say))


def _chapter(telling: Telling, library: Library) -> Chapter:
    chapter = library.pack(telling.pack_id).chapter(telling.chapter_id)
    if chapter is None:
        raise ValueError(f"{telling.chapter_id} is no chapter of {telling.pack_id}")
    return chapter


def _page(
    telling: Telling, pack: StoryPack, chapter: Chapter, position: int, say: Say
) -> Iterator[Component]:
    before = rules.ask_at(chapter, position - 1)
    if before is not None:
        yield text(_outcome(telling, before, position - 1, say))
        yield rule()
    if position > len(chapter.beats):
        yield _closing(telling, pack, chapter, say)
        return
    beat = rules.beat_at(chapter, position)
    if beat is None:
        yield text(say("tell.hook", hook=chapter.hook))
    else:
        yield text(beat.text)
        if beat.ask is not None:
            yield _ask(telling, beat.ask, position, say)
    if position == telling.position:
        yield from _controls(telling, chapter, say)


def _ask(telling: Telling, ask: Ask, position: int, say: Say) -> Container:
    is_open = telling.state.running and position == telling.position
    counts = rules.tally(telling, position, ask.options)
    options = [
        button(option, f"so:{telling.id}:{position}:{index}", style=discord.ButtonStyle.primary)
        for index, option in enumerate(ask.options)
    ]
    shown = " · ".join(
        say("tell.count", option=option, count=say.number(count))
        for option, count in zip(ask.options, counts, strict=True)
    )
    tally = say("tell.tally", counts=shown) if any(counts) else None
    return container(
        say("tell.ask", prompt=ask.prompt),
        *(rows(options, _width(ask)) if is_open else ()),
        tally or (say("tell.no_choice") if is_open else None),
        colour=CREAM,
    )


def _width(ask: Ask) -> int:
    """How many options stand in a row: all of them, two, or one."""
    longest = max(map(len, ask.options))
    return next((width for width in (len(ask.options), 2) if longest <= SHORT_LABELS[width]), 1)


def _outcome(telling: Telling, ask: Ask, position: int, say: Say) -> str:
    favourites = [
        ask.options[index] for index in rules.favourites(rules.tally(telling, position, ask.options))
    ]
    if not favourites:
        choice_line = say("tell.silent")
    elif len(favourites) == 1:
        choice_line = say("tell.chose", choice=favourites[0])
    else:
        choice_line = say("tell.torn", choices=say.list([f"*{choice}*" for choice in favourites]))
    return say("tell.outcome", said=choice_line, told=ask.told)


def _controls(telling: Telling, chapter: Chapter, say: Say) -> Iterator[Component]:
    at, whole = telling.position, len(chapter.beats)
    match telling.state:
        case TellingState.TELLING:
            when = "" if telling.due_at is None else discord.utils.format_dt(telling.due_at, "R")
            yield text(say("tell.begins", when=when) if at == 0 else _progress_line(at, whole, when, say))
            yield row(
                button(say("button.next"), f"st:{telling.id}:{at}", style=discord.ButtonStyle.primary),
                button(say("button.pause"), f"sz:{telling.id}:{at}"),
                button(say("button.stop"), f"sx:{telling.id}:{at}"),
            )
        case TellingState.PAUSED:
            yield text(say("tell.paused", teller=f"<@{telling.teller_id}>"))
            yield row(
                button(say("button.tell_on"), f"sg:{telling.id}:{at}", style=discord.ButtonStyle.primary),
                button(say("button.stop"), f"sx:{telling.id}:{at}"),
            )
        case TellingState.STOPPED | TellingState.LOST:
            yield text(say("tell.stopped"))
            onward = chapter.beats[min(at, whole - 1)]
            ref = f"{chapter.id}/{onward.id}"
            yield row(button(say("button.read_alone"), f"fo:{HitKind.BEAT.value}:{ref}"))
        case _:
            return


def _progress_line(at: int, whole: int, when: str, say: Say) -> str:
    bar = progress(at, whole)
    if at == whole:
        return say("tell.closes", bar=bar, number=say.number(at), of=say.number(whole), when=when)
    return say("tell.goes_on", bar=bar, number=say.number(at), of=say.number(whole), when=when)


def _closing(telling: Telling, pack: StoryPack, chapter: Chapter, say: Say) -> Container:
    page = story_page(pack, chapter.id, 0)
    following = None if page is None else page.following
    questions = sum(pack.chapter_of(question.told_in) == chapter.id for question in pack.questions)
    controls = []
    if questions >= FEWEST:
        controls.append(
            button(say("button.quiz"), f"sq:{telling.id}", style=discord.ButtonStyle.primary),
        )
    if following is not None:
        controls.append(button(say("button.tell_next"), f"sn:{telling.id}"))
    return container(
        say("tell.end", title=chapter.title),
        say("tell.up_next", title=following.title, teaser=following.teaser)
        if following is not None
        else say("tell.last", title=pack.title),
        rule(),
        say.count("tell.credits", len(chapter.sources), work=pack.credits.work, author=pack.credits.author),
        row(*controls) if controls else None,
        colour=NIGHT,
    )
