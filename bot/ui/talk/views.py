"""The messages of a conversation: a few words, and buttons for what is next."""

from typing import Any

import discord
from discord.ui import ActionRow

from bot.core.stories.reading import Reading
from bot.ui.layout import CREAM, NIGHT, Layout, button, container, row, rule
from bot.ui.text import Say


def said_layout(text: str, reading: Reading, say: Say) -> Layout:
    """A few words, and the buttons."""
    return Layout(container(text, rule(), _next_buttons(reading, say), colour=CREAM))


def _next_buttons(reading: Reading, say: Say) -> ActionRow[Any]:
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
