"""However long an anecdote is, Discord takes it."""

from bot.core.packs.pack import Anecdote, Certainty
from bot.ui.packs.anecdotes import anecdote_layout
from tests.ui.limits import assert_discord_takes, the_longest_pack, words


def test_every_anecdote_of_the_shipped_story_fits(library, say):
    for anecdote in library.default.anecdotes:
        assert_discord_takes(anecdote_layout(anecdote, library.default, say))


def test_the_longest_anecdote_fits(say):
    pack = the_longest_pack()
    anecdote = Anecdote(
        id="a" * 40,
        title=words(60),
        text=words(1300),
        certainty=Certainty.DISPUTED,
        sources=tuple(source.key for source in pack.sources),
    )
    assert_discord_takes(anecdote_layout(anecdote, pack, say))
