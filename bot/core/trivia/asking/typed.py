"""What somebody typed into a field, before it is read as anything."""

import unicodedata
from typing import Final

from bot.core.refusals import Reason, Refusal

MOST_TYPED: Final = 100
"""Characters of an answer; Discord's own field takes 4,000."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Kinds of characters that nobody sees or that turn the line around: control, formatting, private, none."""


def typed(raw: str) -> str | Refusal:
    """What was typed, without needless space; or why it is no answer to anything."""
    text = " ".join(raw.split())
    if not text:
        return Refusal.because(Reason.ANSWER_EMPTY)
    if len(text) > MOST_TYPED:
        return Refusal.because(Reason.ANSWER_TOO_LONG, most=MOST_TYPED)
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        # An emoji may be made of several, joined by what is not seen: it has no word in it either way.
        has_word = any(character.isalnum() for character in text)
        return Refusal.because(Reason.ANSWER_UNSEEN if has_word else Reason.ANSWER_NO_WORD)
    if not any(character.isalnum() for character in text):
        return Refusal.because(Reason.ANSWER_NO_WORD)
    return text
