"""The components above a daily post: a note on missed posts, and the answer to the question before it."""

from bot.core.daily.posts import Post, Reveal
from bot.services.daily.posts import Shown
from bot.ui.components import Component, Container, container, row, text
from bot.ui.layout import NIGHT
from bot.ui.packs.names import names
from bot.ui.packs.questions import label, prompt, read_button
from bot.ui.text import Say

MOST_NAMES = 10

Parts = list[Component]


def heading_items(shown: Shown, say: Say) -> Parts:
    """The components above the post itself; empty if there is nothing to say."""
    note = _note(shown.post, say)
    parts: Parts = [text(note)] if note else []
    if shown.reveal is not None:
        parts.append(_reveal(shown.reveal, say))
    return parts


def _note(post: Post, say: Say) -> str:
    lines = []
    if post.missed and post.missed_why is not None:
        lines.append(say.count(f"daily_missed.{post.missed_why.value}", post.missed))
    if post.late:
        lines.append(say("daily.late"))
    return "\n".join(lines)


def _reveal(reveal: Reveal, say: Say) -> Container:
    asked = reveal.asked
    return container(
        say("daily.last_question"),
        prompt(asked, say),
        say("daily.answer", answer=label(asked, asked.solution, say)),
        asked.explanation,
        _right_members(reveal, say),
        # The post below may have a button to the same place, and Discord takes no id twice in a message.
        row(read_button(asked.told_in, say, "dr")),
        colour=NIGHT,
    )


def _right_members(reveal: Reveal, say: Say) -> str:
    if not reveal.answered:
        return say("daily.nobody_answered")
    if not reveal.right:
        return say.count("daily.nobody_right", reveal.answered)
    who = names(reveal.right, {}, say, MOST_NAMES)
    return say.count("daily.right", reveal.answered, right=say.number(len(reveal.right)), names=who)
