"""A claim for one person alone: how it is put, and what is said to a call."""

from collections.abc import Sequence

import discord

from bot.core.packs.pack import Legend, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, NIGHT, Layout, button, card, clipped, row, rule
from bot.ui.packs.questions import read_button
from bot.ui.router import Router
from bot.ui.stories.claims.ballots import cited
from bot.ui.text import Say


class ClaimControls:
    """A call is told at once whether it is right: the message turns into its own verdict."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of claims."""
        router.add("ql", self.call)

    async def call(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ql:<claim>:<fact or legend>`."""
        say = self._desk.privately(interaction)
        pack = self._desk.library.default
        legend = pack.legend(ids[0])
        if legend is None or ids[1] not in ("fact", "legend"):
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await interaction.response.edit_message(view=called_layout(legend, ids[1], pack, say))


def claim_layout(legend: Legend, say: Say) -> Layout:
    """A claim to be called by one person."""
    return Layout(
        card(
            say("legend.title"),
            say("legend.claim", claim=legend.claim),
            row(
                button(say("call.fact"), f"ql:{legend.id}:fact", style=discord.ButtonStyle.success),
                button(say("call.legend"), f"ql:{legend.id}:legend", style=discord.ButtonStyle.danger),
            ),
            colour=CREAM,
        )
    )


def called_layout(legend: Legend, call: str, pack: StoryPack, say: Say) -> Layout:
    """Whether the call was right, the verdict and its source."""
    titles = cited(legend.sources, pack)
    right = call == legend.verdict
    return Layout(
        card(
            say("legend.claim", claim=legend.claim),
            say("legend.is_fact") if legend.verdict == "fact" else say("legend.is_legend"),
            say("claim.called_right") if right else say("claim.called_wrong", call=say(f"call.{call}")),
            legend.why,
            say("legend.sources", titles=clipped(titles, 600)) if titles else None,
            rule(),
            row(
                button(say("button.another_claim"), "tk:legend", style=discord.ButtonStyle.primary),
                *([read_button(legend.told_in, say)] if legend.told_in else ()),
            ),
            colour=NIGHT,
        )
    )
