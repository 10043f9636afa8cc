from bot.ui.packs.anecdotes import anecdote_container
from tests.core.builders import a_pack, an_anecdote
from tests.ui.packs.shown import said


def test_an_anecdote_says_below_its_tale_how_sure_it_is_and_where_it_is_told(say):
    card = anecdote_container(an_anecdote(certainty="disputed"), a_pack(), say)
    assert said(card) == [
        "## The Loaf",
        "He threw a loaf to the crowd.",
        "-# **Disputed** · told in A newspaper of 1927",
    ]


def test_a_heading_stands_above_the_title(say):
    assert said(anecdote_container(an_anecdote(), a_pack(), say, "Today"))[:2] == ["Today", "## The Loaf"]
