"""Reading a number that somebody typed: "1,597", "1 597 km", "about 1600", "157,65".

A point or a comma may part thousands or decimals. What it does is decided by what stands in the answer and
by how many decimals the question asks for, never by the number that would be right:

- Spaces and apostrophes part thousands. So do points or commas where there are several of the same.
- Where two different marks stand, the last is the decimal mark.
- One mark alone, in a question that asks for a whole number, parts thousands where exactly three figures
  follow it and one to three, not a leading nought, go before: 1.597 is 1597. Else it is the decimal mark.
- One mark alone, in a question that asks for decimals, is the decimal mark: 1.597 lies between 1 and 2.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.units import is_known, is_unit

_MOST_FIGURES: Final = 15
_KEPT_DECIMALS: Final = Decimal("0.000001")
_FEWEST_FIGURES_OF_A_YEAR: Final = 3

_ALIKE: Final = (
    ("−–—‐‑﹣－", "-"),  # noqa: RUF001 - these alike ones are meant
    ("’‘ʼ`´＇٬", "'"),  # noqa: RUF001 - as above
    ("，٫、", ","),  # noqa: RUF001 - as above
    ("．。", "."),  # noqa: RUF001 - as above
    ("³", "3"),
    ("％", "%"),  # noqa: RUF001 - as above
)
"""Signs that people type for another, and which."""
_FIGURE: Final = re.compile(r"-?\s*(?:\d+(?:[.,' ]\d+)*|[.,]\d+)")
_CUBIC: Final = re.compile(r"(?<=cm)\s*\^?\s*3(?!\d)", re.IGNORECASE)
"""The figure of a unit is none of the number's."""
_ABOUT: Final = re.compile(
    r"\b(?:about|around|approx|approximately|roughly|nearly|almost|maybe|some|circa|ca|c|or so|just|exactly"
    r"|ish|i think|i guess|(?:my )?guess|probably|perhaps|it was|it'?s|he was|aged?|old|long|(?:on )?average"
    r"|(?:in )?total|in all|of them|in|the year|year|ad|lol|tbh|im jahr|nel|en"
    r"|quasi|forse|all'incirca|etwa|ungefähr|ungefahr|rund|vielleicht|environ|presque|unos|casi"
    r"|aproximadamente)\b|[~≈=?!]",
    re.IGNORECASE,
)
_AROUND: Final = " .,;:'-()\"“”„*#"
_THOUSANDS: Final = 3


def read_amount(text: str, unit: str, decimals: int) -> Decimal | Refusal:
    """The number in the text, where it is one number and in that unit or in none."""
    text = _CUBIC.sub("c", _alike("".join(map(_plain, text)))).replace("cmc", "cc")
    found = _FIGURE.findall(text)
    if len(found) != 1:
        return Refusal.because(Reason.NOT_A_NUMBER)
    before, after = text.split(found[0], 1)
    beside = _ABOUT.sub(" ", _drawn(f"{before} {after}")).strip(_AROUND)
    if beside and not (unit and is_unit(beside, unit)):
        if unit and is_known(beside):
            return Refusal.because(Reason.WRONG_UNIT, unit=unit)
        return Refusal.because(Reason.NOT_A_NUMBER)
    value = _value(found[0], decimals)
    return Refusal.because(Reason.NOT_A_NUMBER) if value is None else value


def read_year(text: str) -> Decimal | Refusal:
    """The year in the text, written in full."""
    value = read_amount(text, "", 0)
    if isinstance(value, Refusal) or not value.is_finite():
        return Refusal.because(Reason.NOT_A_YEAR)
    figures = len(f"{value:f}")
    if value != value.to_integral_value() or value < 0 or not _FEWEST_FIGURES_OF_A_YEAR <= figures <= 4:  # noqa: PLR2004 - a year has four
        return Refusal.because(Reason.NOT_A_YEAR)
    return value


def _plain(character: str) -> str:
    """A figure of any script as one of ours, and any space as a plain one."""
    figure = unicodedata.decimal(character, None)
    if figure is not None:
        return str(figure)
    return " " if character.isspace() else character


def _drawn(text: str) -> str:
    """The text without its emoji."""
    return "".join(" " if unicodedata.category(one) in {"So", "Sk", "Mn"} else one for one in text)


def _value(figure: str, decimals: int) -> Decimal | None:
    is_negative = figure.startswith("-")
    figure = figure.removeprefix("-").strip()
    groups, marks = re.split(r"[.,' ]", figure), re.findall(r"[.,' ]", figure)
    fraction = ""
    if marks and _is_decimal_mark(groups, marks, decimals):
        fraction, groups, marks = groups[-1], groups[:-1], marks[:-1]
    if not _are_thousands(groups, marks) or len("".join(groups)) > _MOST_FIGURES:
        return None
    value = Decimal(f"{''.join(groups) or '0'}.{fraction or '0'}").quantize(_KEPT_DECIMALS).normalize()
    return -value if is_negative and value else value


def _is_decimal_mark(groups: list[str], marks: list[str], decimals: int) -> bool:
    """Whether the last mark stands before decimals."""
    last = marks[-1]
    if last not in ".," or marks.count(last) > 1:
        return False
    return len(marks) > 1 or decimals > 0 or not _are_thousands(groups, marks)


def _are_thousands(groups: list[str], marks: list[str]) -> bool:
    if not marks:
        return True
    first, *others = groups
    return (
        len(set(marks)) == 1
        and 1 <= len(first) <= _THOUSANDS
        and not first.startswith("0")
        and all(len(group) == _THOUSANDS for group in others)
    )


def _alike(text: str) -> str:
    return text.translate({ord(sign): meant for signs, meant in _ALIKE for sign in signs})
