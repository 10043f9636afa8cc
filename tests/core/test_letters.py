import pytest

from bot.core.letters import SPELT, without_accents


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Pérez", "Perez"),
        ("L'Aquila", "L'Aquila"),
        ("Ångström", "Angstrom"),
        ("ﬁ½", "fi1\N{FRACTION SLASH}2"),
        ("", ""),
    ],
)
def test_compound_letters_lose_their_accents_and_nothing_else_is_lost(written, plain):
    assert without_accents(written) == plain


def test_what_unicode_does_not_take_apart_is_spelt_in_plain_letters():
    assert [letter for letter in SPELT if without_accents(letter) != letter] == []
    assert all(plain.isascii() for plain in SPELT.values())
