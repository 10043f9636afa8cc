"""The ways in which what was typed may be read as a name: as it stands, and without what was added to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.core.trivia.asking.words import SMALL, plain_text, slips_of_word, without_elisions, words

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_SPACED_THOUSANDS: Final = re.compile(r"(?<!\d)(\d{1,3}(?: \d{3})+)(?!\d)")
_ELIDED_APART: Final = re.compile(r"(?<=\w)\s+([dl])\s+(?=[aeiouh])")
"""An elided word without its apostrophe: `Castel d Ario`. At the start it may be an initial."""
# fmt: off
_ADDED: Final = frozenset(
    {
        # Where something is, and with whom.
        "ad", "al", "alla", "nel", "nella", "nello", "nei", "sul", "sulla", "presso", "vicino", "con", "ed",
        "im", "am", "an", "auf", "bei", "beim", "nahe", "zum", "zur", "vom", "mit", "du", "des", "au", "aux",
        "en", "dans", "pres", "avec", "cerca", "junto", "by", "on", "with", "dello", "dal", "dalla",
        # How somebody is addressed.
        "don", "dott", "dottor", "ing", "ingegnere", "cav", "cavaliere", "dr", "prof", "graf", "comte",
        "conde", "monsieur", "mme", "mlle", "miss", "mister", "frau", "fraulein", "baron", "barone",
        "marchese", "marquis", "marques", "lord", "sr", "sra", "senor", "senora", "jr", "sig",
        "signorina", "senorita", "mademoiselle", "madame",
    }
)
# fmt: on
"""Words that people put before, between or after names; those of the names themselves still count."""
_ADDED_BETWEEN: Final = re.compile(r"(?<=\w)\s+[aeiy](?=\s+\w)")
"""Italian and Spanish words of one letter; at the start or the end it may be an initial."""
_AND: Final = re.compile(r"\s(?:and|und|et|e|ed|y|con|mit|with|avec)\s|\s*[/+;]\s*|,\s")


def readings(given: str, optional: Iterable[str]) -> Iterator[str]:
    """What was given, and each way of reading it without what was added: titles, places, optional words."""
    optional = tuple(optional)
    plain = _ELIDED_APART.sub(r" \1'", _SPACED_THOUSANDS.sub(_joined, plain_text(given)))
    added = _TOKEN.sub(_unless_added, _ADDED_BETWEEN.sub("", plain))
    shorter = (_without(without_elisions(text), optional) for text in (plain, added)) if optional else ()
    yield from dict.fromkeys((given, plain, added, *shorter))


def parts(given: str) -> Sequence[str]:
    """What was given, parted where it says "and"."""
    return [part.strip() for part in _AND.split(plain_text(given))]


def _joined(thousands: re.Match[str]) -> str:
    return thousands[0].replace(" ", "")


def _unless_added(word: re.Match[str]) -> str:
    return "" if word[0] in _ADDED else word[0]


def _without(text: str, optional: Iterable[str]) -> str:
    """The text without each of the phrases, the longest first."""
    for phrase in sorted(filter(None, map(words, optional)), key=len, reverse=True):
        found = _said(text)
        # From the end, so that what is still to be compared stays where it is.
        start = len(found) - len(phrase)
        while start >= 0:
            said = found[start : start + len(phrase)]
            if all(_is_word(one[0], word) for one, word in zip(said, phrase, strict=True)):
                text = f"{text[: said[0].start()]} {text[said[-1].end() :]}"
                start -= len(phrase)
            else:
                start -= 1
    return text


def _said(text: str) -> list[re.Match[str]]:
    return [word for word in _TOKEN.finditer(text) if word[0] not in SMALL]


def _is_word(said: str, word: str) -> bool:
    return said == word if word.isdecimal() else slips_of_word(said, word) is not None
