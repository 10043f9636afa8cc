"""Names come from people in any script: what the type has is printed, and no more of it than fits."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.fonts import Face, printable, trimmed, width_of


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Ada", "Ada"),
        ("Forlì", "Forlì"),
        ("Čapek", "Capek"),
        ("Łukasz Đorđević", "Lukasz Dordevic"),
        ("Ada 🏁", "Ada"),
        ("ﬁona ﬂynn", "fiona flynn"),
        ("Ludwig Ⅳ", "Ludwig IV"),
        ("ⅷ", "viii"),
        ("ǅuro Ĳsbrand", "Dzuro IJsbrand"),
        ("㎞⅐", "km1/7"),
        ("\N{MATHEMATICAL BOLD SCRIPT CAPITAL A}da \N{FULLWIDTH LATIN CAPITAL LETTER A}da", "Ada Ada"),
        ("\N{LATIN LETTER SMALL CAPITAL A}\N{LATIN LETTER SMALL CAPITAL D}a", "ADa"),
        ("\N{NEGATIVE SQUARED LATIN CAPITAL LETTER A}da", "Ada"),
        ("\N{LATIN SMALL LETTER F WITH HOOK}io \N{LATIN CAPITAL LETTER B WITH HOOK}o", "fio Bo"),
        ("\N{LATIN CAPITAL LETTER SCHWA}li \N{LATIN SMALL LETTER ENG}o", "Eli ngo"),
        ("\N{LATIN CAPITAL LETTER SHARP S}", "SS"),
        ("\N{LATIN SMALL LETTER AA}\N{LATIN SMALL LETTER DB DIGRAPH}", "aadb"),
        ("Ada \N{REGIONAL INDICATOR SYMBOL LETTER I}\N{REGIONAL INDICATOR SYMBOL LETTER T}", "Ada"),
        ("漢字", ""),
        ("A\u200bda\u202e", "Ada"),
        ("  Ada\n Lovelace ", "Ada Lovelace"),
    ],
)
def test_a_name_is_printed_in_the_letters_that_the_type_has(name, printed):
    assert printable(name, Face.TEXT) == printed


@given(st.text(st.characters(max_codepoint=0x24F, categories=["L"]), max_size=8))
def test_no_latin_letter_takes_others_with_it(name):
    alone = "".join(printable(letter, Face.TEXT) for letter in name)
    assert printable(name, Face.TEXT).replace(" ", "") == alone.replace(" ", "")


@pytest.mark.parametrize("face", Face)
def test_every_letter_of_an_alphabet_of_europe_is_printed(face):
    alphabets = {chr(code) for code in range(0x41, 0x180)} - {"\N{LATIN SMALL LETTER KRA}"}
    letters = {letter for letter in alphabets if unicodedata.category(letter) in ("Lu", "Ll", "Lt")}
    assert not {letter for letter in letters if not printable(letter, face)}


@given(st.sampled_from([chr(code) for code in range(0xFB00, 0xFB05)]))
def test_a_ligature_is_printed_with_all_its_letters(ligature):
    assert printable(ligature, Face.TEXT) in (ligature, unicodedata.normalize("NFKD", ligature))


@given(st.text(max_size=12))
def test_what_is_printed_stays_as_it_is_when_printed_again(name):
    once = printable(name, Face.TEXT)
    assert printable(once, Face.TEXT) == once


@pytest.mark.parametrize("name", ["Ada", "Ada Lovelace of the Piazza della Vittoria", "W" * 200])
def test_a_name_is_cut_where_it_is_too_long_and_only_there(name):
    cut = trimmed(name, Face.TEXT, 30, 160)
    assert width_of(cut, Face.TEXT, 30) <= 160
    assert cut == name or (cut.endswith("…") and name.startswith(cut[:-1]))
