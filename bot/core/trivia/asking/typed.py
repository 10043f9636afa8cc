"""Cleans and checks what somebody typed into a modal, before it is read as an answer."""

import unicodedata
from typing import Final

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.emoji import without_emoji

MOST_TYPED: Final = 100
"""The most characters of an answer; Discord's own field takes 4,000."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories of invisible characters, and of those that change the direction of a line."""


def typed(raw: str) -> str | Refusal:
    """The text without its emoji and with its whitespace collapsed, or why it cannot be an answer."""
    whole = " ".join(raw.split())
    if not whole:
        return Refusal.because(Reason.ANSWER_EMPTY)
    text = " ".join(without_emoji(whole).split())
    if len(text) > MOST_TYPED:
        return Refusal.because(Reason.ANSWER_TOO_LONG, most=MOST_TYPED)
    if not any(character.isalnum() for character in text):
        return Refusal.because(Reason.ANSWER_NO_WORD)
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        return Refusal.because(Reason.ANSWER_UNSEEN)
    return text
