"""Cleans and checks what somebody typed into a modal, before it is read as an answer."""

import unicodedata
from typing import Final

from bot.core.refusals import Reason, Refusal

MOST_TYPED: Final = 100
"""The most characters of an answer; Discord's own field takes 4,000."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories of invisible characters, and of those that change the direction of a line."""


def typed(raw: str) -> str | Refusal:
    """The text with its whitespace collapsed, or why it cannot be an answer."""
    text = " ".join(raw.split())
    if not text:
        return Refusal.because(Reason.ANSWER_EMPTY)
    if len(text) > MOST_TYPED:
        return Refusal.because(Reason.ANSWER_TOO_LONG, most=MOST_TYPED)
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        # An emoji may contain invisible joiners: the refusal that fits it is that there is no word.
        has_word = any(character.isalnum() for character in text)
        return Refusal.because(Reason.ANSWER_UNSEEN if has_word else Reason.ANSWER_NO_WORD)
    if not any(character.isalnum() for character in text):
        return Refusal.because(Reason.ANSWER_NO_WORD)
    return text
