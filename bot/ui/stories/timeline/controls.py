"""The years of the story: the picture of them, and the menus that open each one."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

import discord
from discord.ui import Select

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.timeline import Milestone, milestones, moment_named
from bot.pictures.timeline.drawing import draw_timeline
from bot.pictures.timeline.plan import Timeline, years_of
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction
from bot.ui.layout import NIGHT, Layout, card, clipped, row
from bot.ui.pictures import Part, Picture
from bot.ui.router import Router, chosen
from bot.ui.stories.cards.controls import CardControls
from bot.ui.text import Say

LONGEST_OPTION = 100
MOST_OPTIONS = 25


class TimelineControls:
    """Opens what tells of a year, for the reader alone."""

    def __init__(self, desk: Desk, cards: CardControls) -> None:
        """Take what the controls act on."""
        self._desk = desk
        self._cards = cards

    def register(self, router: Router) -> None:
        """Take the ids of the timeline's menus."""
        router.add("ty", self.open)

    async def open(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ty:<menu>`, with a moment chosen by its id."""
        moment = moment_named(self._desk.library.default, chosen(interaction)[0])
        if moment is None or moment.told_in is None:
            await refuse(interaction, Refusal.because(Reason.GONE), self._desk.privately(interaction))
        else:
            await self._cards.tell(interaction, moment.told_in)


def timeline_layout(pack: StoryPack, say: Say, part: Part) -> Layout:
    """The picture, and every year that something tells of."""
    told = [one for one in milestones(pack) if one.moment.told_in is not None]
    return Layout(
        card(
            _title(pack, say),
            part,
            *(row(_menu(number, some, say)) for number, some in enumerate(_in_menus(told))),
            colour=NIGHT,
        )
    )


def timeline_picture(pack: StoryPack, say: Say) -> Picture:
    """The picture of the years."""
    drawn = milestones(pack)
    timeline = Timeline(
        title=pack.title,
        subtitle=say("timeline.subtitle", **_span(drawn)),
        milestones=drawn,
        chapter=say("timeline.chapter"),
        anecdote=say("timeline.anecdote"),
        gap=say("timeline.gap"),
    )
    return Picture(
        "timeline", ("timeline", timeline), partial(draw_timeline, timeline), _alt(pack, drawn, say)
    )


def _title(pack: StoryPack, say: Say) -> str:
    return say("timeline.title", title=pack.title, **_span(milestones(pack)))


def _span(drawn: Sequence[Milestone]) -> dict[str, str]:
    return {"first": str(drawn[0].moment.year), "last": str(drawn[-1].moment.end)}


def _menu(number: int, some: Sequence[Milestone], say: Say) -> Select[discord.ui.LayoutView]:
    first, last = some[0].moment.year, some[-1].moment.end
    return Select(
        custom_id=f"ty:{number}",
        placeholder=say("timeline.menu", first=str(first), last=str(last)),
        options=[
            discord.SelectOption(
                label=clipped(
                    say("timeline.option", years=years_of(one), line=one.moment.line), LONGEST_OPTION
                ),
                value=one.moment.id,
            )
            for one in some
        ],
    )


def _in_menus(told: Sequence[Milestone]) -> list[Sequence[Milestone]]:
    """As few menus as hold them all, each about as long as the others."""
    menus = -(-len(told) // MOST_OPTIONS)
    size = -(-len(told) // menus) if menus else 0
    return [told[start : start + size] for start in range(0, len(told), size)] if size else []


def _alt(pack: StoryPack, drawn: Sequence[Milestone], say: Say) -> str:
    by_mark: defaultdict[str, list[str]] = defaultdict(list)
    others: list[str] = []
    for one in drawn:
        if one.moment.mark is None:
            others.append(say("timeline.option", years=years_of(one), line=one.moment.line))
        else:
            by_mark[one.moment.mark].append(years_of(one))
    signs = [say("timeline.alt.mark", mark=mark, years=say.list(years)) for mark, years in by_mark.items()]
    return say("timeline.alt", title=pack.title, beside="; ".join([*signs, *others]), **_span(drawn))
