"""Reading a number that somebody typed: "1,597", "1 597 km", "about 1600", "157,65".

A point or a comma may separate thousands or decimals. Which it does is decided by the answer's other marks
and by how many decimals the question asks for, never by the number that would be right:

- Spaces and apostrophes separate thousands. So do points or commas if there are several of the same.
- If there are two different marks, the last is the decimal mark.
- One mark alone, in a question that asks for a whole number, separates thousands if exactly three digits
  follow it and one to three, without a leading zero, go before: 1.597 is 1597. Otherwise it is the decimal
  mark.
- One mark alone, in a question that asks for decimals, is the decimal mark: 1.597 lies between 1 and 2.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from bot.core.letters import without_accents
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.emoji import without_emoji
from bot.core.trivia.asking.units import folded_unit, is_known, is_unit, singular

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
    ("＋﹢", "+"),  # noqa: RUF001 - as above
    ("∕⁄／", "/"),  # noqa: RUF001 - as above
)
"""Characters that look alike, each group with the one that is meant."""
_FIGURE: Final = re.compile(r"[-+]?\s*(?:\d+(?:[.,' ]\d+)*|[.,]\d+)")
_CUBIC: Final = re.compile(r"(?<=cm)\s*\^?\s*3(?!\d)", re.IGNORECASE)
"""The 3 in `cm3` is part of the unit, not a number."""
_ABOUT: Final = re.compile(
    r"\b(?:about|around|approx|approximately|roughly|nearly|almost|maybe|some|circa|ca|c|or so|just|exactly"
    r"|ish|i think|i guess|(?:my )?guess|probably|perhaps|it was|it'?s|he was|(?:d')?aged?|old|long"
    r"|(?:on )?average|(?:in )?total|in all|of them|in|the year|year|ad|lol|tbh|there were|they were"
    r"|nel|piu o meno|all'incirca|quasi|forse|credo|penso|direi|tutto|totale|di media|media|aveva|erano|ne"
    r"|(?:l')?anno|im jahr|etwa|ungefahr|rund|vielleicht|zirka|fast|knapp|genau|insgesamt|im schnitt|alt"
    r"|ich glaube|glaube ich|er war|es waren|en|environ|presque|peut-etre|a peu pres|je crois|je pense"
    r"|au total|tout|moyenne|il avait|(?:l')?annee|unos|unas|casi|quizas?|aproximadamente|mas o menos"
    r"|creo|de media|tenia|(?:el )?ano)\b|[~≈≃±=?!]",
    re.IGNORECASE,
)
"""Words around a number that change nothing of it, without accents."""
_NOT_IGNORED: Final = frozenset(
    {"no", "not", "non", "nicht", "kein", "keine", "pas", "half", "dozen", "hundred", "thousand", "million"}
)
"""Words that change a number, so that they count even where the question has them too."""
_AROUND: Final = " .,;:'-()\"“”„*#"
_THOUSANDS: Final = 3


def read_amount(text: str, unit: str, decimals: int, prompt: str = "") -> Decimal | Refusal:
    """The number in the text; refused unless there is exactly one, in that unit or without a unit.

    Words of the question itself may stand beside it: `182 cars finished`.
    """
    text = _CUBIC.sub("c", _alike("".join(map(_plain, text)))).replace("cmc", "cc")
    numbers = _FIGURE.findall(text)
    if len(numbers) != 1:
        return Refusal.because(Reason.NOT_A_NUMBER)
    before, after = text.split(numbers[0], 1)
    other_words = _ABOUT.sub(" ", _bare(f"{before} {after}")).strip(_AROUND)
    if other_words and not (unit and is_unit(other_words, unit)):
        if unit and is_known(other_words):
            return Refusal.because(Reason.WRONG_UNIT, unit=unit)
        if not _repeats(other_words, unit, prompt):
            return Refusal.because(Reason.NOT_A_NUMBER)
    value = _value(numbers[0], decimals)
    return Refusal.because(Reason.NOT_A_NUMBER) if value is None else value


def read_year(text: str) -> Decimal | Refusal:
    """The year in the text, written in full with three or four digits."""
    value = read_amount(text, "", 0)
    if isinstance(value, Refusal) or not value.is_finite():
        return Refusal.because(Reason.NOT_A_YEAR)
    figures = len(f"{value:f}")
    if value != value.to_integral_value() or value < 0 or not _FEWEST_FIGURES_OF_A_YEAR <= figures <= 4:  # noqa: PLR2004 - a year has four
        return Refusal.because(Reason.NOT_A_YEAR)
    return value


def _plain(character: str) -> str:
    """A digit of any script as an ASCII digit, and any whitespace as a plain space."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if character.isspace() else character


def _bare(text: str) -> str:
    """The text without its emoji, other symbols and accents."""
    return "".join(
        " " if unicodedata.category(character) in {"So", "Sk"} else character
        for character in without_accents(without_emoji(text))
    )


def _repeats(words: str, unit: str, prompt: str) -> bool:
    """Whether the words are those of the question, with or without its unit."""
    asked = {_counted(word) for word in prompt.split()} - _NOT_IGNORED
    others = [word for word in words.split() if _counted(word) not in asked or _is_other_unit(word, unit)]
    return not others or bool(unit and is_unit(" ".join(others), unit))


def _counted(word: str) -> str:
    return singular(folded_unit(word.strip(f"{_AROUND}?!")))


def _is_other_unit(word: str, unit: str) -> bool:
    return bool(unit) and is_known(word) and not is_unit(word, unit)


def _value(figure: str, decimals: int) -> Decimal | None:
    is_negative = figure.startswith("-")
    figure = figure.lstrip("-+").strip()
    groups, marks = re.split(r"[.,' ]", figure), re.findall(r"[.,' ]", figure)
    fraction = ""
    if marks and _is_decimal_mark(groups, marks, decimals):
        fraction, groups, marks = groups[-1], groups[:-1], marks[:-1]
    if not _are_thousands(groups, marks) or len("".join(groups)) > _MOST_FIGURES:
        return None
    value = Decimal(f"{''.join(groups) or '0'}.{fraction or '0'}").quantize(_KEPT_DECIMALS).normalize()
    return -value if is_negative and value else value


def _is_decimal_mark(groups: list[str], marks: list[str], decimals: int) -> bool:
    """Whether the last mark is the decimal mark."""
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
