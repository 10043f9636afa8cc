"""Letters without what people leave out as they type: accents, and shapes that their keyboards lack."""

import unicodedata
from types import MappingProxyType
from typing import Final

SPELT: Final = MappingProxyType(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        # It has the same capital as the dotted one.
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Small letters that Unicode does not take apart as it does those with an accent."""


def without_accents(text: str) -> str:
    """The text with its compound letters taken apart (NFKD), and without their accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
