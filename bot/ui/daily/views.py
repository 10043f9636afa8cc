"""A daily post as the channel sees it, and the replies to an answer."""

import discord

from bot.core.daily.posts import AskQuestion, Post, PutClaim, TellAnecdote, TellDay
from bot.core.daily.schedule import DailyKind
from bot.core.packs.pack import StoryPack
from bot.services.daily.posts import Answered, Shown
from bot.ui.components import Container, container, row, rule
from bot.ui.daily.head import heading_items
from bot.ui.layout import CREAM, NIGHT, RED, Layout
from bot.ui.packs.anecdotes import anecdote_container
from bot.ui.packs.claims import ballot_container
from bot.ui.packs.questions import choices, label, prompt, read_button
from bot.ui.packs.sources import sources_line
from bot.ui.text import Say


def post_layout(shown: Shown, pack: StoryPack, say: Say) -> Layout | None:
    """The post in the language of its channel; None if the pack no longer has what it tells."""
    body = _body(shown, pack, say)
    return None if body is None else Layout(*heading_items(shown, say), body)


def _body(shown: Shown, pack: StoryPack, say: Say) -> Container | None:
    post = shown.post
    match post.content:
        case TellAnecdote(id=anecdote_id):
            anecdote = pack.anecdote(anecdote_id)
            return None if anecdote is None else anecdote_container(anecdote, pack, say, _heading(post, say))
        case TellDay() as told:
            return _day(told, pack, say)
        case PutClaim():
            return None if shown.ballot is None else ballot_container(shown.ballot, pack, say)
        case AskQuestion() as question:
            return _question(post, question, say)


def _heading(post: Post, say: Say) -> str:
    if post.kind is DailyKind.ON_THIS_DAY:
        return say("daily.empty_date")
    return say("daily.anecdote")


def _day(told: TellDay, pack: StoryPack, say: Say) -> Container | None:
    day = pack.day(told.id)
    if day is None:
        return None
    if told.away < 0:
        when = say.count("daily.days_back", -told.away)
    elif told.away:
        when = say.count("daily.days_ahead", told.away)
    else:
        when = say("daily.this_day")
    return container(
        when,
        say("daily.date", date=say.date(day.date)),
        day.text,
        rule(),
        sources_line(day.sources, pack, say),
        row(read_button(day.told_in, say)) if day.told_in else None,
        colour=CREAM,
    )


def _question(post: Post, question: AskQuestion, say: Say) -> Container:
    asked = question.asked
    closes = post.closes_at or post.slot_at
    return container(
        say("daily.question"),
        prompt(asked, say),
        *choices(asked, lambda given: f"dq:{post.id}:{given}", say),
        say("daily.until", when=discord.utils.format_dt(closes, "R")),
        colour=RED,
    )


def kept_layout(answered: Answered, say: Say) -> Layout:
    """The reply to an answer while the question is open."""
    given = label(answered.asked, answered.given or "", say)
    return Layout(
        container(
            say("daily.mine", answer=given),
            say.count("daily.members", answered.members),
            colour=CREAM,
        )
    )


def over_layout(answered: Answered, say: Say) -> Layout:
    """The reply to an answer that comes when the question is over."""
    asked = answered.asked
    return Layout(
        container(
            say("daily.over", answer=label(asked, asked.solution, say)),
            say("daily.yours", answer=label(asked, answered.given, say)) if answered.given else None,
            asked.explanation,
            row(read_button(asked.told_in, say)),
            colour=NIGHT,
        )
    )
