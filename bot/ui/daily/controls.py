"""A day's post as the channel sees it, and the answers to its question."""

from collections.abc import Sequence

import discord
from discord.ui import Container

from bot.core.daily.posts import AskQuestion, DailyKind, Post, PutClaim, TellAnecdote, TellDay
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Refusal
from bot.services.daily.posts import Answered, Shown
from bot.ui.daily.head import head
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.interactions import Interaction, moment_of
from bot.ui.layout import CREAM, NIGHT, RED, Layout, card, row, rule
from bot.ui.packs.anecdotes import anecdote_card
from bot.ui.packs.questions import choices, label, prompt, read_button
from bot.ui.router import Router
from bot.ui.stories.cards.controls import CardControls
from bot.ui.stories.claims.ballots import ballot_card, cited
from bot.ui.text import Say

Card = Container[discord.ui.LayoutView]


class DailyControls:
    """The answers to a question of the day, and where the one before is told."""

    def __init__(self, desk: Desk, cards: CardControls) -> None:
        """Take what the controls act on, and what opens pages and cards."""
        self._desk = desk
        self._cards = cards

    def register(self, router: Router) -> None:
        """Take the ids of a day's post."""
        router.add("dq", self.answer)
        router.add("dr", self._cards.open)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`dq:<post>:<answer>`: kept, and told to the member alone."""
        say = self._desk.privately(interaction)
        answered = await self._desk.daily_posts.answer(
            int(ids[0]), interaction.user.id, ids[1], moment_of(interaction)
        )
        if isinstance(answered, Refusal):
            await refuse(interaction, answered, say)
        else:
            await whisper(interaction, _over(answered, say) if answered.over else _kept(answered, say))


def post_layout(shown: Shown, pack: StoryPack, say: Say) -> Layout | None:
    """The post in the language of its channel; None where the pack has no longer what it tells."""
    body = _body(shown, pack, say)
    return None if body is None else Layout(*head(shown, say), body)


def _body(shown: Shown, pack: StoryPack, say: Say) -> Card | None:
    post = shown.post
    match post.content:
        case TellAnecdote(id=anecdote_id):
            anecdote = pack.anecdote(anecdote_id)
            return None if anecdote is None else anecdote_card(anecdote, pack, say, _heading(post, say))
        case TellDay() as told:
            return _day(told, pack, say)
        case PutClaim():
            return None if shown.ballot is None else ballot_card(shown.ballot, pack, say)
        case AskQuestion() as question:
            return _question(post, question, say)


def _heading(post: Post, say: Say) -> str:
    if post.kind is DailyKind.ON_THIS_DAY:
        return say("daily.empty_date")
    return say("daily.anecdote")


def _day(told: TellDay, pack: StoryPack, say: Say) -> Card | None:
    day = pack.day(told.id)
    if day is None:
        return None
    titles = cited(day.sources, pack)
    if told.away < 0:
        when = say.count("daily.days_back", -told.away)
    elif told.away:
        when = say.count("daily.days_ahead", told.away)
    else:
        when = say("daily.this_day")
    return card(
        when,
        say("daily.date", date=say.date(day.date)),
        day.text,
        rule(),
        say("legend.sources", titles=titles),
        row(read_button(day.told_in, say)) if day.told_in else None,
        colour=CREAM,
    )


def _question(post: Post, question: AskQuestion, say: Say) -> Card:
    asked = question.asked
    closes = post.closes_at or post.slot_at
    return card(
        say("daily.question"),
        prompt(asked, say),
        *choices(asked, lambda given: f"dq:{post.id}:{given}", say),
        say("daily.until", when=discord.utils.format_dt(closes, "R")),
        colour=RED,
    )


def _kept(answered: Answered, say: Say) -> Layout:
    given = label(answered.asked, answered.given or "", say)
    return Layout(
        card(
            say("daily.mine", answer=given),
            say.count("daily.members", answered.members),
            colour=CREAM,
        )
    )


def _over(answered: Answered, say: Say) -> Layout:
    asked = answered.asked
    return Layout(
        card(
            say("daily.over", answer=label(asked, asked.solution, say)),
            say("daily.yours", answer=label(asked, answered.given, say)) if answered.given else None,
            asked.explanation,
            row(read_button(asked.told_in, say)),
            colour=NIGHT,
        )
    )
