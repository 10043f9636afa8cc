"""Names of places without what people leave out as they type."""

from collections.abc import Iterator
from pathlib import Path

from bot.core.letters import SPELT, without_accents


def plain(text: str) -> str:
    """The text in small letters without accents and marks, a space between two words."""
    # Small letters may have an accent that their capitals have not, and the other way round.
    letters = without_accents(without_accents(text).casefold())
    kept = "".join(SPELT.get(letter, letter) for letter in letters)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def listed(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each line of a list: what stands before the colon, and the plain names after it."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, _, names = line.rstrip("\n").partition(": ")
            yield key, names.split(", ")
