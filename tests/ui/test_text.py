from datetime import UTC, date, datetime
from pathlib import Path

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.text import CatalogueMissingError, Catalogues, Say
from tests.ui.catalogue_files import write_catalogue

ENGLISH = """
msgid "greeting"
msgstr "Welcome, {name}."

msgid "farewell"
msgstr "Goodbye."

msgid "players"
msgid_plural "players.many"
msgstr[0] "{n} player in {place}"
msgstr[1] "{n} players in {place}"
"""

ITALIAN = """
msgid "greeting"
msgstr "Benvenuto, {name}."

msgid "farewell"
msgstr ""

msgid "players"
msgid_plural "players.many"
msgstr[0] ""
msgstr[1] ""
"""

POLISH = """
msgid "players"
msgid_plural "players.many"
msgstr[0] "{n} gracz, {place}"
msgstr[1] "{n} gracze, {place}"
msgstr[2] "{n} graczy, {place}"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    write_catalogue(tmp_path, "en", ENGLISH, language="en_GB")
    write_catalogue(tmp_path, "it", ITALIAN)
    write_catalogue(tmp_path, "pl", POLISH)
    write_catalogue(tmp_path, "pt_BR", 'msgid "farewell"\nmsgstr "Tchau."\n')
    return Catalogues.load(tmp_path)


@pytest.fixture
def english(catalogues: Catalogues) -> Say:
    return catalogues.for_locale("en")


def test_a_reader_is_spoken_to_in_the_language_of_their_catalogue(catalogues: Catalogues) -> None:
    assert catalogues.for_locale(discord.Locale.italian)("greeting", name="Tazio") == "Benvenuto, Tazio."


@pytest.mark.parametrize(
    ("reader", "spoken"),
    [
        (discord.Locale.american_english, "en"),
        (discord.Locale.british_english, "en"),
        ("it", "it"),
        ("it-CH", "it"),
        ("IT", "it"),
        ("pt-BR", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("pt-PT", "en"),
        (discord.Locale.latin_american_spanish, "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_exact_locale_comes_first_then_the_language_then_english(
    catalogues: Catalogues, reader: str | discord.Locale | None, spoken: str
) -> None:
    assert catalogues.for_locale(reader).locale == spoken


def test_a_locale_s_speaker_is_made_once(catalogues: Catalogues) -> None:
    assert catalogues.for_locale("en-US") is catalogues.for_locale("en-GB")


def test_the_locales_are_those_with_a_catalogue(catalogues: Catalogues) -> None:
    assert catalogues.locales == ("en", "it", "pl", "pt-BR")


@pytest.mark.parametrize("locale", ["it", "pl"])
def test_a_sentence_without_a_translation_is_said_in_english(catalogues: Catalogues, locale: str) -> None:
    assert catalogues.for_locale(locale)("farewell") == "Goodbye."


def test_a_plural_without_a_translation_is_said_in_english(catalogues: Catalogues) -> None:
    assert catalogues.for_locale("it").count("players", 2, place="Brescia") == "2 players in Brescia"


def test_an_unknown_key_is_a_fault_and_never_shown(catalogues: Catalogues) -> None:
    for locale in catalogues.locales:
        with pytest.raises(KeyError, match=r"no\.such\.key"):
            catalogues.for_locale(locale)("no.such.key")
        with pytest.raises(KeyError, match=r"no\.such\.key"):
            catalogues.for_locale(locale).count("no.such.key", 2)


def test_a_missing_value_is_a_fault(english: Say) -> None:
    with pytest.raises(KeyError, match="name"):
        english("greeting")


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "0 players in Rome"),
        (1, "1 player in Rome"),
        (2, "2 players in Rome"),
        (1597, "1,597 players in Rome"),
    ],
)
def test_a_count_takes_its_plural(english: Say, n: int, sentence: str) -> None:
    assert english.count("players", n, place="Rome") == sentence


@pytest.mark.parametrize(("n", "word"), [(1, "gracz"), (3, "gracze"), (5, "graczy"), (22, "gracze")])
def test_a_language_has_the_plurals_that_it_has(catalogues: Catalogues, n: int, word: str) -> None:
    assert catalogues.for_locale("pl").count("players", n, place="Roma") == f"{n} {word}, Roma"


@given(name=st.text())
@pytest.mark.parametrize("form", ["{}", "{{{}}}", "{{0.__class__}}{}", "{{name}}{}", "%({})s"])
def test_braces_in_a_value_are_harmless(braces_catalogues: Catalogues, form: str, name: str) -> None:
    value = form.format(name)
    assert braces_catalogues.for_locale("en")("greeting", name=value) == f"Welcome, {value}."


@pytest.fixture(scope="module")
def braces_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Catalogues:
    return Catalogues.load(write_catalogue(tmp_path_factory.mktemp("braces"), "en", ENGLISH))


@pytest.mark.parametrize("field", ["name.upper", "name.__class__", "name[0]", "0", ""])
def test_a_sentence_reaches_into_no_value(tmp_path: Path, field: str) -> None:
    write_catalogue(tmp_path, "en", f'msgid "reach"\nmsgstr "Welcome, {{{field}}}."\n')
    with pytest.raises(KeyError):
        Catalogues.load(tmp_path).for_locale("en")("reach", name="Tazio")


@pytest.mark.parametrize(
    ("written", "said"),
    [("100 % of {name}", "100 % of Tazio"), ("%s {{{name}}}", "%s {Tazio}"), ("%(name)s", "%(name)s")],
)
def test_signs_of_other_formats_are_words_like_any(tmp_path: Path, written: str, said: str) -> None:
    write_catalogue(tmp_path, "en", f'msgid "signs"\nmsgstr "{written}"\n')
    assert Catalogues.load(tmp_path).for_locale("en")("signs", name="Tazio") == said


@pytest.mark.parametrize("field", ["name!r", "name:>9", "name)s %(other"])
def test_a_sentence_formats_no_value(tmp_path: Path, field: str) -> None:
    write_catalogue(tmp_path, "en", f'msgid "form"\nmsgstr "Welcome, {{{field}}}."\n')
    with pytest.raises(ValueError, match="only a name may stand in braces"):
        Catalogues.load(tmp_path).for_locale("en")("form", name="Tazio", other="Nuvolari")


def test_numbers_are_written_as_the_locale_writes_them(catalogues: Catalogues) -> None:
    english, italian = catalogues.for_locale("en"), catalogues.for_locale("it")
    assert (english.number(1_234_567), italian.number(1_234_567)) == ("1,234,567", "1.234.567")
    assert (english.decimal(77.238), italian.decimal(77.238)) == ("77.2", "77,2")
    assert (english.percent(0.82), italian.percent(0.82)) == ("82%", "82%")


def test_a_decimal_has_the_digits_asked_for(english: Say) -> None:
    assert [english.decimal(1597, digits=digits) for digits in (0, 1, 2)] == ["1,597", "1,597.0", "1,597.00"]


@pytest.mark.parametrize(
    ("parts", "phrase"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_a_phrase(english: Say, parts: list[str], phrase: str) -> None:
    assert english.list(parts) == phrase


def test_a_day_is_written_in_full(catalogues: Catalogues) -> None:
    start = datetime(1927, 3, 26, 23, 59, tzinfo=UTC)
    assert catalogues.for_locale("en").date(start) == "26 March 1927"
    assert catalogues.for_locale("it").date(date(1927, 3, 26)) == "26 marzo 1927"


def test_a_catalogue_that_is_not_compiled_names_what_compiles_it(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "it", ITALIAN)
    with pytest.raises(CatalogueMissingError, match=r"en/LC_MESSAGES/cantastorie\.mo is missing: `make"):
        Catalogues.load(tmp_path)


def test_a_translation_is_given_in_the_very_language_alone(catalogues: Catalogues) -> None:
    assert catalogues.translation("greeting", "it") == "Benvenuto, {name}."
    assert catalogues.translation("farewell", "it") is None
    assert catalogues.translation("greeting", "fr") is None
