"""The three fonts: how wide a line is, and which letters a font has."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from types import MappingProxyType
from typing import Final

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
SCALE = 2
"""Drawn pixels for one of the finished picture, in each direction."""
SAMPLE = 24
FRACTION_SLASH = "\N{FRACTION SLASH}"
"""What ½ is made of; faces have the usual slash."""

NO_CHARACTER = "\uffff"
LETTERS: Final = re.compile(r"LATIN.*?\b([A-Z]{1,2})\b")
"""The letters in the name that Unicode gives to a form of them: `LATIN SMALL LETTER F WITH HOOK`."""
SPELT: Final = MappingProxyType(
    {
        "ALPHA": "A",
        "ENG": "NG",
        "ESH": "SH",
        "ETH": "D",
        "EZH": "ZH",
        "HENG": "H",
        "IOTA": "I",
        "SCHWA": "E",
        "SHARP S": "SS",
        "THORN": "TH",
        "UPSILON": "U",
        "WYNN": "W",
        "YOGH": "G",
    }
)
"""Letters whose name is a word, each with what is written where they are lacking."""
MOST_CHARACTERS = 2048
MOST_SIZES = 96
"""How many fonts, each of one size and thread, are kept loaded."""


class Face(Enum):
    """The three fonts: for headings, for lines of text, for emphasis in lines."""

    DISPLAY = "league-gothic.woff"
    TEXT = "oswald-400.woff"
    BOLD = "oswald-600.woff"


def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at that size in drawn pixels.

    Each thread has its own: FreeType's faces must not be shared, and names are checked on the event loop
    while pictures are drawn in threads.
    """
    return font_of_thread(face, size, get_ident())


@lru_cache(MOST_SIZES)
def font_of_thread(face: Face, size: int, _thread: int) -> ImageFont.FreeTypeFont:
    """The face at that size, one object for each thread."""
    return ImageFont.truetype(FONTS / face.value, size, layout_engine=ImageFont.Layout.BASIC)


def width_of(text: str, face: Face, size: float) -> float:
    """How wide a line of text is, in pixels."""
    return font(face, round(size * SCALE)).getlength(text) / SCALE


def fitted(text: str, face: Face, largest: float, smallest: float, width: float) -> float:
    """The largest size at which the line is no wider than `width`, but at least the smallest."""
    size = largest
    while size > smallest and width_of(text, face, size) > width:
        size -= 1
    return size


def wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    """The text in lines no wider than `width`; a wider word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, face, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def trimmed(text: str, face: Face, size: float, width: float) -> str:
    """The text as far as it fits, with an ellipsis where it is cut."""
    if width_of(text, face, size) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", face, size) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def printable(text: str, face: Face) -> str:
    """The text in letters that the face has: others lose their accent or stroke; other scripts are left out.

    Of a sign that stands for several letters, such as ﬁ or Ⅳ, all are kept. Names come from people, in any
    script: the result may be empty.
    """
    kept = (
        character if _has(character, face) else _plain(character, face)
        for character in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(kept).split())


def _plain(character: str, face: Face) -> str:
    """The letters that stand for one that the face lacks; empty if there are none."""
    meant = unicodedata.normalize("NFKD", character).replace(FRACTION_SLASH, "/")
    letters = (letter for letter in meant if not unicodedata.combining(letter) and _has(letter, face))
    return "".join(letters) or "".join(letter for letter in _named(character) if _has(letter, face))


def _named(character: str) -> str:
    """The letters that a form is of which Unicode does not decompose as it does an accent: L of Ł, A of ᴀ."""
    name, _, _ = unicodedata.name(character, "").partition(" WITH ")
    word = next((word for word in SPELT if name.startswith("LATIN") and name.endswith(f" {word}")), "")
    found = LETTERS.search(name)
    letters = SPELT.get(word) or (found[1] if found else "")
    return letters if "CAPITAL" in name else letters.lower()


@lru_cache(MOST_CHARACTERS)
def _has(character: str, face: Face) -> bool:
    """Whether the face has the character: one that it lacks is drawn as its empty box."""
    if character.isspace():
        return True
    type_ = font(face, SAMPLE)
    lacking = type_.getmask(NO_CHARACTER)
    mask = type_.getmask(character)
    return (mask.size, bytes(mask)) != (lacking.size, bytes(lacking)) and mask.size[0] > 0
