"""A claim that is put to a vote: open, and with its verdict."""

import discord

from bot.content.search import HitKind
from bot.core.packs.pack import Legend, StoryPack
from bot.core.stories.votes import NOBODY, Ballot
from bot.ui.components import Button, Container, button, container, row, rule
from bot.ui.layout import CREAM, NIGHT
from bot.ui.packs.names import names
from bot.ui.packs.sources import all_sources_button, sources_line
from bot.ui.text import Say


def ballot_container(ballot: Ballot, pack: StoryPack, say: Say, *, offers_another: bool = False) -> Container:
    """The claim as a container: with its buttons, or with its verdict and perhaps a button for another."""
    return _closed(ballot, pack, say, offers_another=offers_another) if ballot.closed else _open(ballot, say)


def verdict_line(legend: Legend, say: Say) -> str:
    """Whether the claim is a fact or a legend."""
    return say("legend.is_fact") if legend.verdict == "fact" else say("legend.is_legend")


def call_buttons(custom_id: str, say: Say) -> tuple[Button, ...]:
    """The buttons Fact and Legend; each id is `custom_id` with `:fact` or `:legend` after it."""
    return (
        button(say("call.fact"), f"{custom_id}:fact", style=discord.ButtonStyle.success),
        button(say("call.legend"), f"{custom_id}:legend", style=discord.ButtonStyle.danger),
    )


def _open(ballot: Ballot, say: Say) -> Container:
    votes = len(ballot.votes)
    reveal = [button(say("button.verdict"), f"lr:{ballot.id}")] if ballot.asker_id != NOBODY else []
    return container(
        say("legend.title"),
        say("legend.claim", claim=ballot.legend.claim),
        say("legend.closes", when=discord.utils.format_dt(ballot.closes_at, "R")),
        rule(),
        say.count("legend.votes", votes) if votes else say("legend.no_votes"),
        row(*call_buttons(f"lv:{ballot.id}", say), *reveal),
        colour=CREAM,
    )


def _closed(ballot: Ballot, pack: StoryPack, say: Say, *, offers_another: bool) -> Container:
    tally = say(
        "legend.tally", fact=say.number(ballot.count("fact")), legend=say.number(ballot.count("legend"))
    )
    legend = ballot.legend
    sources = all_sources_button(HitKind.LEGEND, legend.id, legend.sources, pack, say)
    below = [
        *([button(say("button.another_claim"), f"la:{ballot.id}")] if offers_another else ()),
        *([] if sources is None else [sources]),
    ]
    return container(
        say("legend.claim", claim=legend.claim),
        verdict_line(ballot.legend, say),
        ballot.legend.why,
        sources_line(ballot.legend.sources, pack, say),
        rule(),
        tally if ballot.votes else say("legend.nobody_voted"),
        say("legend.right", names=names(ballot.right, {}, say)) if ballot.right else None,
        row(*below) if below else None,
        colour=NIGHT,
    )
