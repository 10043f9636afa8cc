"""An anecdote as everybody in the channel, or one reader, sees it."""

from bot.content.search import HitKind
from bot.core.packs.pack import Anecdote, StoryPack
from bot.ui.components import Container, container, row, rule
from bot.ui.layout import CREAM, Layout
from bot.ui.packs.sources import all_sources_button, cited
from bot.ui.text import Say


def anecdote_layout(anecdote: Anecdote, pack: StoryPack, say: Say) -> Layout:
    """The anecdote, its certainty and its sources."""
    return Layout(anecdote_container(anecdote, pack, say))


def anecdote_container(
    anecdote: Anecdote, pack: StoryPack, say: Say, heading: str | None = None
) -> Container:
    """The same as a container, below a heading if one is given."""
    sources = all_sources_button(HitKind.ANECDOTE, anecdote.id, anecdote.sources, pack, say)
    return container(
        heading,
        say("anecdote.title", title=anecdote.title),
        anecdote.text,
        rule(),
        say(
            "anecdote.sources",
            certainty=say(f"certainty.{anecdote.certainty.value}"),
            titles=cited(anecdote.sources, pack, say),
        ),
        None if sources is None else row(sources),
        colour=CREAM,
    )
