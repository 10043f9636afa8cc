"""A practice as its reader sees it: a question, what is said to the answer, and how it went."""

from collections.abc import Sequence

import discord
from discord.ui import ActionRow, Select

from bot.content.search import Where
from bot.core.packs.pack import DOSSIERS, BeatRef, StoryPack
from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.asking.topics import HEARD
from bot.core.trivia.practice import Practice
from bot.services.stories.maps import Maps
from bot.ui.layout import CREAM, NIGHT, RED, Layout, button, card, clipped, row, rule
from bot.ui.packs.questions import choices, picture, prompt, read_button, told
from bot.ui.pictures import Part
from bot.ui.stories.cards.controls import Opened
from bot.ui.stories.claims.ballots import cited
from bot.ui.text import Say
from bot.ui.trivia.topics import shared_topics

EVERYTHING = "@all"
"""Stands in ids and menus for no topic at all."""

PICTURE = "question"
"""The name of the file that a question's picture is."""

LONGEST_OPTION = 100
LONGEST_MISSED = 140
MOST_TOPICS = 25
MOST_TITLES = 600

PRIMARY = discord.ButtonStyle.primary


def page(
    practice: Practice,
    pack: StoryPack,
    maps: Maps,
    say: Say,
    *,
    is_ahead: bool = False,
    in_guild: bool = False,
) -> Opened:
    """The page that the practice is at, with its picture where the question is about one."""
    if practice.asked is None:
        result = _result(practice, pack, say, in_guild=in_guild)
        return Opened(lambda _: result)
    asked, given = practice.asked, practice.answered
    shown = picture(asked, maps, pack.id, PICTURE, say)
    if given is None:
        return Opened(lambda part: _question(practice, asked, part, say, is_ahead=is_ahead), shown)
    return Opened(lambda part: _verdict(practice, asked, given, part, pack, say), shown)


def _question(practice: Practice, asked: Asked, part: Part, say: Say, *, is_ahead: bool) -> Layout:
    ids = f"{practice.id}:{practice.number}"
    return Layout(
        card(
            _heading(practice, asked, say),
            prompt(asked, say),
            # Before the buttons: below them it would be read too late.
            say("practice.ahead") if is_ahead else None,
            part,
            *choices(asked, lambda given: f"pa:{ids}:{given}", say, f"po:{ids}"),
            colour=RED,
        )
    )


def _verdict(practice: Practice, asked: Asked, given: str, part: Part, pack: StoryPack, say: Say) -> Layout:
    titles = cited(asked.sources, pack)
    is_last = practice.number == len(practice.questions)
    onward = say("button.practice_result") if is_last else say("button.next_question")
    return Layout(
        card(
            _heading(practice, asked, say),
            prompt(asked, say),
            part,
            _said(asked, given, say),
            asked.explanation,
            say("legend.sources", titles=clipped(titles, MOST_TITLES)) if titles else None,
            rule(),
            row(
                button(onward, f"pn:{practice.id}:{practice.number}", style=PRIMARY),
                read_button(asked.told_in, say),
            ),
            colour=NIGHT,
        )
    )


def _heading(practice: Practice, asked: Asked, say: Say) -> str:
    return say(
        "practice.heading",
        number=say.number(practice.number),
        of=say.number(len(practice.questions)),
        difficulty=say(f"difficulty.{asked.difficulty.value}"),
    )


def _said(asked: Asked, given: str, say: Say) -> str:
    right, mine = told(asked, asked.solution, say), told(asked, given, say)
    accuracy = asked.accuracy(given)
    if accuracy == 1:
        return say("practice.right", answer=right)
    return say("practice.near" if accuracy else "practice.wrong", answer=right, given=mine)


def _result(practice: Practice, pack: StoryPack, say: Say, *, in_guild: bool) -> Layout:
    rights, missed = practice.rights, practice.missed
    lines = [
        say(
            "practice.missed",
            prompt=clipped(one.prompt, LONGEST_MISSED),
            answer=told(one, one.solution, say),
        )
        for one in missed
    ]
    return Layout(
        card(
            say(
                "practice.result",
                right=say.number(sum(rights)),
                of=say.number(len(rights)),
                marks="".join("✅" if right else "❌" for right in rights),
            ),
            _word(sum(rights), len(rights), say),
            "\n".join([say("practice.what_was_missed"), *lines]) if missed else None,
            _to_read(missed, pack, say),
            rule(),
            row(button(say("button.practise_again"), f"pr:{practice.topic or EVERYTHING}", style=PRIMARY)),
            _topics(practice.topic, pack, say, in_guild=in_guild),
            colour=CREAM,
        )
    )


def _word(right: int, of: int, say: Say) -> str:
    if right == of:
        return say("practice.all_right")
    if right == 0:
        return say("practice.none_right")
    return say("practice.most_right") if right * 2 > of else say("practice.some_right")


def _to_read(missed: Sequence[Asked], pack: StoryPack, say: Say) -> ActionRow[discord.ui.LayoutView] | None:
    """A menu of what tells what was missed, each page and card once."""
    first: dict[str, Asked] = {}
    for asked in missed:
        first.setdefault(asked.told_in, asked)
    options = [
        discord.SelectOption(
            label=clipped(title, LONGEST_OPTION),
            value=_address(told_in),
            description=clipped(asked.prompt, LONGEST_OPTION),
        )
        for told_in, asked in first.items()
        if (title := _title(told_in, pack, say)) is not None
    ]
    return row(Select(custom_id="fl", placeholder=say("practice.read"), options=options)) if options else None


def _title(told_in: str, pack: StoryPack, say: Say) -> str | None:
    """What is opened there: a chapter's page, or a card; None where the pack has it no more."""
    ref = BeatRef.parse(told_in)
    if ref.chapter == DOSSIERS:
        dossier = pack.dossier(ref.beat)
        return dossier.name if dossier else None
    chapter = pack.chapter(ref.chapter)
    position = chapter.position(ref.beat) if chapter else None
    if chapter is None or position is None:
        return None
    return say("practice.page", title=chapter.title, page=say.number(position + 1))


def _address(told_in: str) -> str:
    ref = BeatRef.parse(told_in)
    where, at = (Where.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (Where.BEAT, told_in)
    return f"{where.value}:{at}"


def _topics(
    topic: str | None, pack: StoryPack, say: Say, *, in_guild: bool
) -> ActionRow[discord.ui.LayoutView]:
    """What the next practice can be about."""
    shared = {name: one for name, one in shared_topics(say).items() if in_guild or one != HEARD}
    chapters = {f"{number}. {one.title}": one.id for number, one in enumerate(pack.chapters, start=1)}
    offered = {say("practice.everything"): EVERYTHING, **shared, **chapters}
    options = [
        discord.SelectOption(
            label=clipped(name, LONGEST_OPTION), value=value, default=value == (topic or EVERYTHING)
        )
        for name, value in offered.items()
    ]
    return row(Select(custom_id="pc", placeholder=say("practice.choose"), options=options[:MOST_TOPICS]))
