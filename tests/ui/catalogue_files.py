"""Catalogues made for a test."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HEADERS = {
    "en": "nplurals=2; plural=(n != 1);",
    "it": "nplurals=2; plural=(n != 1);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
DEFAULT_PLURALS = "nplurals=2; plural=(n != 1);"


def write_catalogue(folder: Path, locale: str, entries: str, *, language: str | None = None) -> Path:
    """Compile the entries as the locale's catalogue in the folder; the folder is what `load` takes."""
    plurals = HEADERS.get(locale, DEFAULT_PLURALS)
    header = (
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language or locale}\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
    )
    path = folder / locale / "LC_MESSAGES" / "cantastorie.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, read_po(BytesIO((header + entries).encode())))
    return folder
