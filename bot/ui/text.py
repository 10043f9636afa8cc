"""The sentences that people see, by key and locale.

Keys and sentences are in `bot/locales/<locale>/LC_MESSAGES/cantastorie.po`; a value in a sentence is a
`{name}`. A sentence with a count has the key as msgid and the key with `.many` after it as msgid_plural,
and its count is `{n}`. The header's `Language` sets the format of numbers, lists and dates: the English
catalogue uses that of Great Britain.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import discord
from babel import Locale

from bot.ui.formats import Formats

LOCALES = Path(__file__).parent.parent / "locales"
ENGLISH = "en"
DOMAIN = "cantastorie"
PLURAL_SUFFIX = ".many"

MOST_PLURALS = 1024
"""Counts whose sentence is kept."""


class CatalogueMissingError(Exception):
    """There is no compiled English catalogue."""


class Say:
    """The sentences of one locale; for a key that its catalogue lacks, the English one."""

    def __init__(self, locale: str, catalogues: Sequence[GNUTranslations]) -> None:
        """Keep the locale's own catalogue, and after it the fallbacks."""
        self._locale = locale
        self._catalogues = catalogues
        self._formats = Formats(Locale.parse(_language(catalogues[0]) or locale.replace("-", "_")))
        self._templates: dict[str, str] = {}
        """Each sentence that was said, ready for `%`: no more than a catalogue has."""
        self._plurals: Callable[[str, int], str] = lru_cache(MOST_PLURALS)(self._plural)

    @property
    def locale(self) -> str:
        """The catalogue's locale in Discord's spelling: `en`, `it`, `pt-BR`."""
        return self._locale

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence with its values; KeyError if no catalogue has the key or a value is missing."""
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = self._sentence(key)
        return template % values

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The sentence for that count, which is its value `n`; KeyError as for any sentence."""
        return self._plurals(key, n) % {"n": self._formats.number(n), **values}

    def number(self, value: int) -> str:
        """A whole number: 1,597."""
        return self._formats.number(value)

    def decimal(self, value: float | Decimal, *, digits: int = 1) -> str:
        """A number with exactly that many digits after the point: 77.2."""
        return self._formats.decimal(value, digits)

    def percent(self, share: float) -> str:
        """A share as whole per cent: 0.82 is 82%."""
        return self._formats.percent(share)

    def list(self, parts: Sequence[str]) -> str:
        """The parts as one phrase: a, b and c."""
        return self._formats.list(parts)

    def date(self, day: date) -> str:
        """A date in full: 26 March 1927."""
        return self._formats.date(day)

    def _sentence(self, key: str) -> str:
        for catalogue in self._catalogues:
            sentence = catalogue.gettext(key)
            if sentence != key:
                return _template(sentence)
        raise KeyError(key)

    def _plural(self, key: str, n: int) -> str:
        many = key + PLURAL_SUFFIX
        for catalogue in self._catalogues:
            sentence = catalogue.ngettext(key, many, n)
            # An untranslated plural is compiled as its own key.
            if sentence not in (key, many):
                return _template(sentence)
        raise KeyError(key)


class Catalogues:
    """Every language that the bot speaks."""

    def __init__(self, catalogues: Mapping[str, GNUTranslations]) -> None:
        """Keep the catalogues by locale; English is among them."""
        english = catalogues[ENGLISH]
        self._by_locale = {_fold(locale): catalogue for locale, catalogue in catalogues.items()}
        self._says_by_locale = {
            _fold(locale): Say(locale, (catalogue,) if catalogue is english else (catalogue, english))
            for locale, catalogue in catalogues.items()
        }

    @classmethod
    def load(cls, folder: Path | None = None) -> "Catalogues":
        """Read each compiled catalogue of the folder; CatalogueMissingError if English is not compiled."""
        folder = folder or LOCALES
        paths = sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
        compiled = {path.parent.parent.name: path for path in paths}
        if ENGLISH not in compiled:
            missing = folder / ENGLISH / "LC_MESSAGES" / f"{DOMAIN}.mo"
            raise CatalogueMissingError(f"{missing} is missing: `make run` or `make demo` compiles it")
        return cls({name.replace("_", "-"): _read(path) for name, path in compiled.items()})

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that have a catalogue, in Discord's spelling."""
        return tuple(say.locale for say in self._says_by_locale.values())

    def for_locale(self, locale: str | discord.Locale | None) -> Say:
        """The sentences for that locale: from its own catalogue, its language's, or English."""
        return self._says_by_locale[self._nearest(locale) or ENGLISH]

    def translation(self, key: str, locale: str | discord.Locale) -> str | None:
        """The key's sentence, values not filled in, in exactly that language; None if it has none."""
        nearest = self._nearest(locale)
        if nearest is None:
            return None
        sentence = self._by_locale[nearest].gettext(key)
        return None if sentence == key else sentence

    def _nearest(self, locale: str | discord.Locale | None) -> str | None:
        exact = _fold(str(locale or ENGLISH))
        language = exact.partition("-")[0]
        return next((name for name in (exact, language) if name in self._by_locale), None)


def language_name(locale: str) -> str:
    """A language as its own speakers call it: English, italiano."""
    return str(Locale.parse(locale, sep="-").get_display_name() or locale)


def _template(sentence: str) -> str:
    """The sentence in the form that `%` fills in: read once, then a value is put in by C alone.

    Nothing but `{name}` may stand in braces: no conversion and no format (ValueError), and what looks like
    a position, an attribute or an index is a name that no value has.
    """
    template = ""
    for literal, name, form, conversion in Formatter().parse(sentence):
        template += literal.replace("%", "%%")
        if name is None:
            continue
        if form or conversion or ")" in name:
            raise ValueError(f"only a name may stand in braces: {sentence}")
        template += f"%({name})s"
    return template


def _language(catalogue: GNUTranslations) -> str | None:
    return catalogue.info().get("language")


def _fold(locale: str) -> str:
    return locale.replace("_", "-").lower()


def _read(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        return GNUTranslations(file)
