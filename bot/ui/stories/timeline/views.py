"""The years of the story: their picture, and menus that open each one."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from bot.core.packs.pack import StoryPack
from bot.core.stories.timeline import Milestone, milestones
from bot.pictures.timeline.drawing import draw_timeline
from bot.pictures.timeline.plan import Timeline, years_of
from bot.ui.components import Select, container, option, row, select
from bot.ui.layout import LONGEST_OPTION, MOST_OPTIONS, NIGHT, Layout, clipped
from bot.ui.pictures import Picture, PictureSlot
from bot.ui.text import Say


def timeline_layout(pack: StoryPack, say: Say, picture: PictureSlot) -> Layout:
    """The picture, and menus of every year that something tells of."""
    told = [milestone for milestone in milestones(pack) if milestone.entry.told_in is not None]
    return Layout(
        container(
            _title(pack, say),
            picture,
            *(row(_menu(number, entries, say)) for number, entries in enumerate(_in_menus(told))),
            colour=NIGHT,
        )
    )


def timeline_picture(pack: StoryPack, say: Say) -> Picture:
    """The picture of the years."""
    shown = milestones(pack)
    timeline = Timeline(
        title=pack.title,
        subtitle=say("timeline.subtitle", **_span(shown)),
        milestones=shown,
        gap=say("timeline.gap"),
    )
    return Picture(
        "timeline", ("timeline", timeline), partial(draw_timeline, timeline), _alt(pack, shown, say)
    )


def _title(pack: StoryPack, say: Say) -> str:
    return say("timeline.title", title=pack.title, **_span(milestones(pack)))


def _span(shown: Sequence[Milestone]) -> dict[str, str]:
    return {"first": str(shown[0].entry.year), "last": str(shown[-1].entry.end)}


def _menu(number: int, entries: Sequence[Milestone], say: Say) -> Select:
    first, last = entries[0].entry.year, entries[-1].entry.end
    options = [
        option(
            clipped(
                say("timeline.option", years=years_of(milestone), line=milestone.entry.line), LONGEST_OPTION
            ),
            milestone.entry.id,
            _what_is_told(milestone, say),
        )
        for milestone in entries
    ]
    return select(f"ty:{number}", options, say("timeline.menu", first=str(first), last=str(last)))


def _what_is_told(milestone: Milestone, say: Say) -> str | None:
    """The chapters of those years, and how many anecdotes."""
    chapters = say.list([say.number(number) for number in milestone.chapters])
    told = [
        say.count("timeline.chapters", len(milestone.chapters), chapters=chapters)
        if milestone.chapters
        else None,
        say.count("timeline.anecdotes", milestone.anecdotes) if milestone.anecdotes else None,
    ]
    return " · ".join(filter(None, told)) or None


def _in_menus(told: Sequence[Milestone]) -> list[Sequence[Milestone]]:
    """The milestones in as few menus as possible, all about equally long."""
    menus = -(-len(told) // MOST_OPTIONS)
    size = -(-len(told) // menus) if menus else 0
    return [told[start : start + size] for start in range(0, len(told), size)] if size else []


def _alt(pack: StoryPack, shown: Sequence[Milestone], say: Say) -> str:
    by_mark: defaultdict[str, list[str]] = defaultdict(list)
    others: list[str] = []
    for milestone in shown:
        if milestone.entry.mark is None:
            others.append(say("timeline.option", years=years_of(milestone), line=milestone.entry.line))
        else:
            by_mark[milestone.entry.mark].append(years_of(milestone))
    signs = [say("timeline.alt.mark", mark=mark, years=say.list(years)) for mark, years in by_mark.items()]
    return say("timeline.alt", title=pack.title, beside="; ".join([*signs, *others]), **_span(shown))
