"""Names of places without what people leave out as they type."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

LETTERS: Final = MappingProxyType(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that Unicode does not decompose as it does those with an accent."""


def plain(text: str) -> str:
    """The text in small letters without accents and marks, a space between two words."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(LETTERS.get(letter, letter) for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def listed(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each line of a list: what stands before the colon, and the plain names after it."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, _, names = line.rstrip("\n").partition(": ")
            yield key, names.split(", ")
