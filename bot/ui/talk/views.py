"""The messages of a conversation: a few words, and buttons for what is next."""

import discord

from bot.core.stories.reading import Reading
from bot.ui.components import ActionRow, button, container, row, rule
from bot.ui.layout import CREAM, NIGHT, Layout
from bot.ui.text import Say


def said_layout(text: str, reading: Reading, say: Say) -> Layout:
    """A few words, and the buttons."""
    return Layout(container(text, rule(), _next_buttons(reading, say), colour=CREAM))


def _next_buttons(reading: Reading, say: Say) -> ActionRow:
    """The buttons for what a person may want next."""
    read = say("button.go_on") if reading.reached else say("button.begin_reading")
    return row(
        button(read, "tk:read", style=discord.ButtonStyle.primary),
        button(say("button.quiz_me"), "tk:quiz"),
        button(say("button.an_anecdote"), "tk:anecdote"),
        button(say("button.a_claim"), "tk:legend"),
        button(say("button.how_far"), "tk:progress"),
    )


def refused_layout(text: str, reading: Reading, say: Say) -> Layout:
    """That something does not exist, what is near it, and the buttons."""
    return Layout(container(text, rule(), _next_buttons(reading, say), colour=NIGHT))
