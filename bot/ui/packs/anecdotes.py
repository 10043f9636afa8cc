"""An anecdote as everybody in the channel, or one reader, sees it."""

import discord
from discord.ui import Container

from bot.core.packs.pack import Anecdote, StoryPack
from bot.ui.layout import CREAM, Layout, card, rule
from bot.ui.stories.claims.ballots import cited
from bot.ui.text import Say


def anecdote_layout(anecdote: Anecdote, pack: StoryPack, say: Say) -> Layout:
    """The tale, how sure it is, and where it is told."""
    return Layout(anecdote_card(anecdote, pack, say))


def anecdote_card(
    anecdote: Anecdote, pack: StoryPack, say: Say, heading: str | None = None
) -> Container[discord.ui.LayoutView]:
    """The same as a part of a message, below a heading where it has one."""
    return card(
        heading,
        say("anecdote.title", title=anecdote.title),
        anecdote.text,
        rule(),
        say(
            "anecdote.sources",
            certainty=say(f"certainty.{anecdote.certainty.value}"),
            titles=cited(anecdote.sources, pack),
        ),
        colour=CREAM,
    )
