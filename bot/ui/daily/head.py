"""What stands above a day's post: a word on what fell out, and the answer to the question before it."""

import discord
from discord.ui import Item, TextDisplay

from bot.core.daily.posts import Post, Reveal
from bot.services.daily.posts import Shown
from bot.ui.layout import NIGHT, card, mentions, row
from bot.ui.packs.questions import label, prompt, read_button
from bot.ui.text import Say

MOST_NAMES = 10

Parts = list[Item[discord.ui.LayoutView]]


def head(shown: Shown, say: Say) -> Parts:
    """The parts above the post itself; none where there is nothing to say."""
    words = _words(shown.post, say)
    parts: Parts = [TextDisplay(words)] if words else []
    if shown.reveal is not None:
        parts.append(_reveal(shown.reveal, say))
    return parts


def _words(post: Post, say: Say) -> str:
    words = []
    if post.missed and post.missed_why is not None:
        words.append(say.count(f"daily_missed.{post.missed_why.value}", post.missed))
    if post.late:
        words.append(say("daily.late"))
    return "\n".join(words)


def _reveal(reveal: Reveal, say: Say) -> discord.ui.Container[discord.ui.LayoutView]:
    asked = reveal.asked
    return card(
        say("daily.last_question"),
        prompt(asked, say),
        say("daily.answer", answer=label(asked, asked.solution, say)),
        asked.explanation,
        _who(reveal, say),
        # The post below may be told in the same place, and Discord takes no id twice in a message.
        row(read_button(asked.told_in, say, "dr")),
        colour=NIGHT,
    )


def _who(reveal: Reveal, say: Say) -> str:
    if not reveal.answered:
        return say("daily.nobody_answered")
    if not reveal.right:
        return say.count("daily.nobody_right", reveal.answered)
    names = mentions(reveal.right, MOST_NAMES)
    hidden = len(reveal.right) - len(names)
    if hidden:
        names.append(say.count("names.more", hidden))
    return say.count(
        "daily.right", reveal.answered, right=say.number(len(reveal.right)), names=say.list(names)
    )
