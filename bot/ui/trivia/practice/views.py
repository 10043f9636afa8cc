"""A practice as its reader sees it: a question, the verdict on the answer, and the result."""

from collections.abc import Sequence

import discord

from bot.core.packs.pack import DOSSIERS, BeatRef, StoryPack
from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.asking.topics import HEARD
from bot.core.trivia.practice import Practice
from bot.services.stories.maps import Maps
from bot.ui.components import ActionRow, button, container, option, row, rule, select
from bot.ui.layout import CREAM, LONGEST_OPTION, MOST_OPTIONS, NIGHT, RED, Layout, clipped
from bot.ui.packs.choices import chapter_titles
from bot.ui.packs.questions import answer_picture, choices, prompt, question_picture, read_button, revealed
from bot.ui.packs.sources import place_told, sources_line
from bot.ui.pictures import Illustrated, PictureSlot
from bot.ui.text import Say
from bot.ui.trivia.topics import shared_topics

EVERYTHING = "@all"
"""Stands for no topic at all, in ids and menus."""

PICTURE = "question"
"""The file name of a question's picture, without its ending."""

ANSWER_PICTURE = "answer"
"""The same of the picture that shows the answer."""

LONGEST_MISSED = 140

PRIMARY = discord.ButtonStyle.primary


def practice_page(
    practice: Practice,
    pack: StoryPack,
    maps: Maps,
    say: Say,
    *,
    is_ahead: bool = False,
    in_guild: bool = False,
) -> Illustrated:
    """The current page of the practice, with the question's picture if it has one."""
    if practice.asked is None:
        result = _result(practice, pack, say, in_guild=in_guild)
        return Illustrated.plain(result)
    asked, given = practice.asked, practice.answered
    if given is None:
        picture = question_picture(asked, maps, pack.id, PICTURE, say)
        return Illustrated(lambda slot: _question(practice, asked, slot, say, is_ahead=is_ahead), picture)
    picture = answer_picture(asked, maps, pack.id, ANSWER_PICTURE, say)
    return Illustrated(lambda slot: _verdict(practice, asked, given, slot, pack, say), picture)


def _question(practice: Practice, asked: Asked, picture: PictureSlot, say: Say, *, is_ahead: bool) -> Layout:
    ids = f"{practice.id}:{practice.number}"
    return Layout(
        container(
            _heading(practice, asked, say),
            prompt(asked, say),
            # Above the buttons: below them it would be read too late.
            say("practice.ahead") if is_ahead else None,
            picture,
            *choices(asked, lambda given: f"pa:{ids}:{given}", say, f"po:{ids}"),
            colour=RED,
        )
    )


def _verdict(
    practice: Practice, asked: Asked, given: str, picture: PictureSlot, pack: StoryPack, say: Say
) -> Layout:
    is_last = practice.number == len(practice.questions)
    onward = say("button.practice_result") if is_last else say("button.next_question")
    return Layout(
        container(
            _heading(practice, asked, say),
            prompt(asked, say),
            picture,
            _verdict_line(asked, given, say),
            asked.explanation,
            sources_line(asked.sources, pack, say),
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


def _verdict_line(asked: Asked, given: str, say: Say) -> str:
    right, own = revealed(asked, asked.solution, say), revealed(asked, given, say)
    accuracy = asked.accuracy(given)
    if accuracy == 1:
        return say("practice.right", answer=right)
    return say("practice.near" if accuracy else "practice.wrong", answer=right, given=own)


def _result(practice: Practice, pack: StoryPack, say: Say, *, in_guild: bool) -> Layout:
    rights, missed = practice.rights, practice.missed
    lines = [
        say(
            "practice.missed",
            prompt=clipped(asked.prompt, LONGEST_MISSED),
            answer=revealed(asked, asked.solution, say),
        )
        for asked in missed
    ]
    return Layout(
        container(
            say(
                "practice.result",
                right=say.number(sum(rights)),
                of=say.number(len(rights)),
                marks="".join("✅" if right else "❌" for right in rights),
            ),
            _praise(sum(rights), len(rights), say),
            "\n".join([say("practice.what_was_missed"), *lines]) if missed else None,
            _to_read(missed, pack, say),
            rule(),
            row(button(say("button.practise_again"), f"pr:{practice.topic or EVERYTHING}", style=PRIMARY)),
            _topics(practice.topic, pack, say, in_guild=in_guild),
            colour=CREAM,
        )
    )


def _praise(right: int, of: int, say: Say) -> str:
    if right == of:
        return say("practice.all_right")
    if right == 0:
        return say("practice.none_right")
    return say("practice.most_right") if right * 2 > of else say("practice.some_right")


def _to_read(missed: Sequence[Asked], pack: StoryPack, say: Say) -> ActionRow | None:
    """A menu of the pages and cards that tell what was missed, each once."""
    first_missed: dict[str, Asked] = {}
    for asked in missed:
        first_missed.setdefault(asked.told_in, asked)
    options = [
        option(clipped(title, LONGEST_OPTION), _address(told_in), clipped(asked.prompt, LONGEST_OPTION))
        for told_in, asked in first_missed.items()
        if (title := _title(told_in, pack, say)) is not None
    ]
    return row(select("fl", options, say("practice.read"))) if options else None


def _title(told_in: str, pack: StoryPack, say: Say) -> str | None:
    """The title of a chapter's page, or of a card; None if the pack no longer has it."""
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
    where, ref = place_told(told_in)
    return f"{where.value}:{ref}"


def _topics(topic: str | None, pack: StoryPack, say: Say, *, in_guild: bool) -> ActionRow:
    """A menu of topics for the next practice."""
    shared = {name: value for name, value in shared_topics(say).items() if in_guild or value != HEARD}
    offered = {say("practice.everything"): EVERYTHING, **shared, **chapter_titles(pack)}
    options = [
        option(clipped(name, LONGEST_OPTION), value, default=value == (topic or EVERYTHING))
        for name, value in offered.items()
    ]
    return row(select("pc", options[:MOST_OPTIONS], say("practice.choose")))
