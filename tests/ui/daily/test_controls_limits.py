"""Discord takes every day's post of the shipped story, with all that may stand above it."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from simcord.components import validate_components, walk_components

from bot.core.daily.posts import (
    AskQuestion,
    Content,
    Post,
    PostState,
    PutClaim,
    Reveal,
    TellAnecdote,
    TellDay,
)
from bot.core.daily.schedule import DailyKind, Missed
from bot.core.packs.pack import StoryPack
from bot.core.stories.votes import NOBODY, Ballot
from bot.core.trivia.asking.questions import ask
from bot.services.daily.drawing import BY_BUTTON
from bot.services.daily.posts import Shown
from bot.ui.daily.views import post_layout
from tests.core.builders import NOON
from tests.ui.limits import LONGEST_ID, MOST_COMPONENTS, MOST_TEXT, TEXT, V2

MEMBERS = tuple(range(10**18, 10**18 + 500))


def a_post(content: Content) -> Post:
    return Post(
        id=2**63 - 1,
        guild_id=1,
        channel_id=2,
        kind=DailyKind.ON_THIS_DAY,
        pack_id="mille-miglia",
        locale="en",
        content=content,
        slot_at=NOON,
        tried_at=NOON,
        state=PostState.CLAIMED,
        late=True,
        missed=300,
        missed_why=Missed.UNSURE,
        closes_at=NOON,
    )


def every_post(pack: StoryPack) -> Iterator[Shown]:
    for anecdote in pack.anecdotes:
        yield Shown(a_post(TellAnecdote(id=anecdote.id)))
    for day in pack.days:
        for away in (-31, -1, 0, 1, 31):
            yield Shown(a_post(TellDay(id=day.id, on=NOON.date(), away=away)))
    for question in pack.questions:
        if question.kind not in BY_BUTTON:
            continue
        yield Shown(a_post(AskQuestion(asked=ask(question, random.Random(1), pack))))
    for legend in pack.legends:
        ballot = Ballot(
            id=2**63 - 1,
            guild_id=1,
            channel_id=2,
            message_id=3,
            asker_id=NOBODY,
            pack_id=pack.id,
            legend=legend,
            locale="en",
            closes_at=NOON,
            closed=False,
            votes=dict.fromkeys(MEMBERS, legend.verdict),
        )
        for closed in (False, True):
            yield Shown(a_post(PutClaim(ballot_id=1)), replace(ballot, closed=closed))


def test_every_post_fits_below_the_longest_answer_with_many_who_had_it(library, say):
    pack = library.default
    buttons = (one for one in pack.questions if one.kind in BY_BUTTON)
    longest = max(buttons, key=lambda one: len(one.prompt) + len(one.explanation))
    reveal = Reveal(ask(longest, random.Random(1), pack), len(MEMBERS), MEMBERS)
    for shown in every_post(pack):
        layout = post_layout(replace(shown, reveal=reveal), pack, say)
        assert layout is not None
        every = list(walk_components(validate_components(layout.to_components(), flags=V2)))
        assert len(every) <= MOST_COMPONENTS
        assert sum(len(one["content"]) for one in every if one["type"] == TEXT) <= MOST_TEXT
        assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in every)


@pytest.mark.parametrize("content", [TellAnecdote(id="gone"), TellDay(id="gone", on=NOON.date(), away=0)])
def test_what_a_newer_story_tells_no_more_is_no_post(library, say, content):
    assert post_layout(Shown(a_post(content)), library.default, say) is None
