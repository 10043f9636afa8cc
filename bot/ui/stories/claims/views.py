"""Legend or fact? A claim for one person alone, and a vote on one as a message."""

from collections.abc import Sequence

import discord

from bot.content.search import HitKind
from bot.core.packs.pack import Legend, StoryPack
from bot.core.stories.votes import Ballot
from bot.ui.components import Component, button, container, row, rule
from bot.ui.layout import CREAM, NIGHT, Layout
from bot.ui.packs.claims import ballot_container, call_buttons, verdict_line
from bot.ui.packs.questions import read_button
from bot.ui.packs.sources import all_sources_button, sources_line
from bot.ui.text import Say


def ballot_layout(
    ballot: Ballot,
    pack: StoryPack,
    say: Say,
    head: Sequence[Component] = (),
    *,
    offers_another: bool = False,
) -> Layout:
    """The vote as it stands, below the other components of its message."""
    return Layout(*head, ballot_container(ballot, pack, say, offers_another=offers_another))


def claim_layout(legend: Legend, say: Say) -> Layout:
    """A claim to be called by one person."""
    return Layout(
        container(
            say("legend.title"),
            say("legend.claim", claim=legend.claim),
            row(*call_buttons(f"ql:{legend.id}", say)),
            colour=CREAM,
        )
    )


def called_layout(legend: Legend, call: str, pack: StoryPack, say: Say) -> Layout:
    """Whether the call was right, the verdict and its sources."""
    sources = all_sources_button(HitKind.LEGEND, legend.id, legend.sources, pack, say)
    is_right = call == legend.verdict
    return Layout(
        container(
            say("legend.claim", claim=legend.claim),
            verdict_line(legend, say),
            say("claim.called_right") if is_right else say("claim.called_wrong", call=say(f"call.{call}")),
            legend.why,
            sources_line(legend.sources, pack, say),
            rule(),
            row(
                button(say("button.another_claim"), "tk:legend", style=discord.ButtonStyle.primary),
                *([read_button(legend.told_in, say)] if legend.told_in else ()),
                *([] if sources is None else [sources]),
            ),
            colour=NIGHT,
        )
    )
