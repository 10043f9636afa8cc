"""Every catalogue is sound, and says what the English one says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from babel import Locale, UnknownLocaleError

from bot.ui.text import PLURAL_SUFFIX
from tests.house.catalogue import Catalogue, Entry, catalogues, english, placeholders

LONGEST = {"button": 38, "command": 100, "field": 36}
"""By section: what Discord shows of a button's label, what it takes as a description, and what a phone shows
of the words about an empty field."""


def offences(catalogue: Catalogue, original: Catalogue) -> Iterator[str]:
    """Whatever is wrong in a catalogue, the English one being the original."""
    yield from _language(catalogue)
    yield from _order(catalogue)
    for entry in catalogue.entries:
        yield from (catalogue.at(entry, what) for what in _form(entry, catalogue.plurals))
        if entry.key not in original.by_key:
            yield catalogue.at(entry, "no English sentence has this key")
            continue
        try:
            yield from (catalogue.at(entry, what) for what in _values(entry, original, catalogue.plurals))
        except ValueError as broken:
            yield catalogue.at(entry, str(broken))


def _language(catalogue: Catalogue) -> Iterator[str]:
    """A header whose `Language` is neither the folder's nor of a country in it, or one that Babel lacks."""
    told, locale = catalogue.language, catalogue.locale
    if told != locale and not told.startswith(f"{locale}_"):
        yield f"{catalogue.name}: the header's Language is {told!r}, and the folder's {locale}"
    try:
        Locale.parse(told)
    except (ValueError, UnknownLocaleError):
        yield f"{catalogue.name}: nobody knows how {told!r} writes numbers"


def _order(catalogue: Catalogue) -> Iterator[str]:
    for (_, before), (line, key) in pairwise(catalogue.order):
        if key <= before:
            what = "stands twice" if key == before else f"belongs before {before}"
            yield f"{catalogue.name}:{line}: {key}: {what}"


def _form(entry: Entry, plurals: Sequence[int]) -> Iterator[str]:
    section = entry.key.partition(".")[0]
    if entry.plural_id is not None:
        if entry.plural_id != entry.key + PLURAL_SUFFIX:
            yield f"the msgid_plural is not {entry.key + PLURAL_SUFFIX}"
        if len(entry.sentences) != len(plurals):
            yield f"{len(entry.sentences)} forms, and the language has {len(plurals)}"
    for sentence in entry.sentences:
        if not sentence.strip():
            yield "an empty sentence"
        if section in LONGEST and len(sentence) > LONGEST[section]:
            yield f"{len(sentence)} characters, and {LONGEST[section]} are the most"


def _values(entry: Entry, original: Catalogue, plurals: Sequence[int]) -> Iterator[str]:
    """What does not hold all that the English sentence holds in any of its forms."""
    wanted = original.by_key[entry.key].values
    if wanted and entry.key.startswith("command."):
        yield "a description has no values"
    for form, sentence in enumerate(entry.sentences):
        held = placeholders(sentence)
        # Said of one number alone, "a minute left" needs no figure; a form for 1, 21 and 31 does.
        may_lack = entry.plural_id is not None and plurals[form : form + 1] == (1,)
        if held - wanted or (wanted - held and not may_lack):
            yield f"holds {sorted(held)}, not {sorted(wanted)}"


def test_every_catalogue_is_sound_and_says_what_the_english_one_says() -> None:
    found = [offence for catalogue in catalogues() for offence in offences(catalogue, english())]
    assert not found, "\n".join(found)


def test_there_are_sentences() -> None:
    assert english().entries


SOUND = """
msgid "button.back"
msgstr "Back to {place}"

msgid "trivia.players"
msgid_plural "trivia.players.many"
msgstr[0] "{n} player"
msgstr[1] "{n} players"
"""
HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Language: en_GB\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


FRENCH = HEADER.replace("n != 1", "n > 1")


def faults_of(text: str, original: str = "") -> list[str]:
    return list(offences(Catalogue.of(HEADER + text), Catalogue.of(HEADER + (original or text))))


def test_a_sound_catalogue_is_let_be() -> None:
    assert not faults_of(SOUND)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"Back to {place}"', '""', "an empty sentence"),
        ('"Back to {place}"', '"' + "x" * 39 + '"', "39 characters"),
        ('"Back to {place}"', '"Back to {place"', "expected '}'"),
        ('"Back to {place}"', '"Back to {place.name}"', "not a plain {name}"),
        ('"Back to {place}"', '"Back to {place!r}"', "not a plain {name}"),
        ('"Back to {place}"', '"Back to {}"', "not a plain {name}"),
        ('"{n} players"', '"many players"', "holds [], not ['n']"),
        ('"{n} player"', '"{count} player"', "holds ['n'], not ['count', 'n']"),
        ('"{n} players"', '""', "an empty sentence"),
        ("players.many", "players.few", "the msgid_plural is not trivia.players.many"),
        ('msgid "button.back"', 'msgid "zeal"', "belongs before zeal"),
        ('msgid "button.back"', 'msgid "command.back"', "a description has no values"),
        ('msgid "trivia.players"\nmsgid_plural', 'msgid "button.back"\nmsgid_plural', "stands twice"),
    ],
)
def test_each_fault_of_a_catalogue_is_found_with_its_line(old: str, new: str, what: str) -> None:
    (found, *_) = [fault for fault in faults_of(SOUND.replace(old, new)) if what in fault]
    assert found.split(":")[1].isdigit()


def test_a_form_for_one_number_alone_may_leave_the_number_out() -> None:
    singular = SOUND.replace('"{n} player"', '"one player"')
    assert not faults_of(singular)
    # The French say the singular of none, too.
    found = list(offences(Catalogue.of(FRENCH + singular), Catalogue.of(HEADER + SOUND)))
    assert any("holds [], not ['n']" in fault for fault in found)


@pytest.mark.parametrize(
    ("translated", "what"),
    [
        ('msgid "button.back"\nmsgstr "Torna a {luogo}"\n', "holds ['luogo'], not ['place']"),
        ('msgid "button.forth"\nmsgstr "Avanti"\n', "no English sentence has this key"),
    ],
)
def test_a_translation_that_differs_is_found(translated: str, what: str) -> None:
    assert any(what in fault for fault in faults_of(translated, SOUND))


@pytest.mark.parametrize(
    ("folder", "language", "is_found"),
    [
        ("en", "en", False),
        ("en", "en_GB", False),
        ("pt-BR", "pt_BR", False),
        ("pt_BR", "pt_BR", False),
        ("zh-CN", "zh_CN", False),
        ("it", "en_GB", True),
        ("pt-BR", "pt", True),
        ("pt-BR", "pt-BR", True),
        ("it", "ita", True),
        ("xx", "xx", True),
        ("it", "", True),
    ],
)
def test_a_language_in_the_header_that_is_not_the_folder_s_is_found(
    folder: str, language: str, *, is_found: bool
) -> None:
    text = HEADER.replace("en_GB", language) + SOUND
    catalogue = Catalogue.of(text, f"bot/locales/{folder}/LC_MESSAGES/cantastorie.po")
    assert bool(list(offences(catalogue, Catalogue.of(HEADER + SOUND)))) is is_found
