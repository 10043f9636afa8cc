"""Legend or fact? The claim with its vote, then the verdict with its source."""

from collections.abc import Sequence

import discord
from discord.ui import Container

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.votes import NOBODY, Ballot, Call
from bot.ui.daily.head import head
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, moment_of
from bot.ui.layout import CREAM, NIGHT, Layout, button, card, mentions, row, rule
from bot.ui.messages import FAILURES, has_landed
from bot.ui.router import Router
from bot.ui.stories.claims.runner import BallotRunner
from bot.ui.text import Say

MOST_NAMES = 20


class BallotControls:
    """Two ways to vote, and one to end it."""

    def __init__(self, desk: Desk, runner: BallotRunner) -> None:
        """Take what the controls act on."""
        self._desk = desk
        self._runner = runner

    def register(self, router: Router) -> None:
        """Take the ids of a claim's message."""
        router.add("lv", self.vote)
        router.add("lr", self.reveal)

    async def vote(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`lv:<ballot>:<fact or legend>`: acknowledged by the claim's own message."""
        call = _call(ids[1])
        voted: Ballot | Refusal = Refusal.because(Reason.NOT_A_CHOICE)
        if call is not None:
            voted = await self._desk.tales.vote(
                int(ids[0]), interaction.user.id, call, moment_of(interaction)
            )
        await self._show(interaction, int(ids[0]), voted)

    async def reveal(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`lr:<ballot>`: the verdict now."""
        revealed = await self._desk.tales.reveal(int(ids[0]), interaction.user.id, moment_of(interaction))
        if isinstance(revealed, Ballot):
            self._runner.ended(revealed.id)
        try:
            await self._show(interaction, int(ids[0]), revealed)
        except FAILURES as fault:
            if isinstance(revealed, Ballot) and not has_landed(fault):
                # The vote is over, whatever became of the press.
                self._runner.show(revealed)
            raise

    async def _show(self, interaction: Interaction, ballot_id: int, ballot: Ballot | Refusal) -> None:
        if isinstance(ballot, Refusal) and ballot.reason is Reason.VOTE_OVER and _has_buttons(interaction):
            # The verdict could not be written, or a vote's update came after it: this press writes it.
            ballot = await self._desk.tales.verdict(ballot_id) or ballot
        if isinstance(ballot, Refusal):
            await refuse(interaction, ballot, self._desk.privately(interaction))
        else:
            await interaction.response.edit_message(view=await drawn(self._desk, ballot))
            if ballot.closed:
                await self._desk.tales.verdict_shown(ballot_id)


def _has_buttons(interaction: Interaction) -> bool:
    left: list[object] = list(interaction.message.components) if interaction.message else []
    while left:
        component = left.pop()
        if isinstance(component, discord.Button):
            return True
        left += getattr(component, "children", ())
    return False


def draw(desk: Desk, ballot: Ballot) -> Layout:
    """The claim as its vote stands, in the language of its channel."""
    return Layout(ballot_card(ballot, desk.library.pack(ballot.pack_id), desk.publicly(ballot.locale)))


async def drawn(desk: Desk, ballot: Ballot) -> Layout:
    """The same, below what else its message says where it is a day's post."""
    shown = await desk.daily_posts.of_ballot(ballot.id) if ballot.asker_id == NOBODY else None
    if shown is None:
        return draw(desk, ballot)
    say = desk.publicly(ballot.locale)
    return Layout(*head(shown, say), ballot_card(ballot, desk.library.pack(ballot.pack_id), say))


def ballot_card(ballot: Ballot, pack: StoryPack, say: Say) -> Container[discord.ui.LayoutView]:
    """The claim as a part of a message."""
    return _verdict(ballot, pack, say) if ballot.closed else _open(ballot, say)


def _open(ballot: Ballot, say: Say) -> Container[discord.ui.LayoutView]:
    votes = len(ballot.votes)
    verdict = [button(say("button.verdict"), f"lr:{ballot.id}")] if ballot.asker_id != NOBODY else []
    return card(
        say("legend.title"),
        say("legend.claim", claim=ballot.legend.claim),
        say("legend.closes", when=discord.utils.format_dt(ballot.closes_at, "R")),
        rule(),
        say.count("legend.votes", votes) if votes else say("legend.no_votes"),
        row(
            button(say("call.fact"), f"lv:{ballot.id}:fact", style=discord.ButtonStyle.success),
            button(say("call.legend"), f"lv:{ballot.id}:legend", style=discord.ButtonStyle.danger),
            *verdict,
        ),
        colour=CREAM,
    )


def _verdict(ballot: Ballot, pack: StoryPack, say: Say) -> Container[discord.ui.LayoutView]:
    titles = cited(ballot.legend.sources, pack)
    right = mentions(ballot.right, MOST_NAMES)
    hidden = len(ballot.right) - len(right)
    if hidden:
        right.append(say.count("names.more", hidden))
    tally = say(
        "legend.tally", fact=say.number(ballot.count("fact")), legend=say.number(ballot.count("legend"))
    )
    verdict = say("legend.is_fact") if ballot.legend.verdict == "fact" else say("legend.is_legend")
    return card(
        say("legend.claim", claim=ballot.legend.claim),
        verdict,
        ballot.legend.why,
        say("legend.sources", titles=titles) if titles else None,
        rule(),
        tally if ballot.votes else say("legend.nobody_voted"),
        say("legend.right", names=say.list(right)) if right else None,
        colour=NIGHT,
    )


def cited(keys: Sequence[str], pack: StoryPack) -> str:
    """The titles of these sources, side by side."""
    # Many a title holds a comma of its own, so commas could not tell them apart.
    titles = [source.title for key in keys if (source := pack.source(key)) is not None]
    return discord.utils.escape_markdown(" · ".join(titles))


def _call(text: str) -> Call | None:
    match text:
        case "fact" | "legend":
            return text
        case _:
            return None
