"""Names come from people in any script: what the type has is printed, and no more of it than fits."""

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
        ("漢字", ""),
        ("A\u200bda\u202e", "Ada"),
        ("  Ada\n Lovelace ", "Ada Lovelace"),
    ],
)
def test_a_name_is_printed_in_the_letters_that_the_type_has(name, printed):
    assert printable(name, Face.TEXT) == printed


@given(st.text(max_size=12))
def test_what_is_printed_stays_as_it_is_when_printed_again(name):
    once = printable(name, Face.TEXT)
    assert printable(once, Face.TEXT) == once


@pytest.mark.parametrize("name", ["Ada", "Ada Lovelace of the Piazza della Vittoria", "W" * 200])
def test_a_name_is_cut_where_it_is_too_long_and_only_there(name):
    cut = trimmed(name, Face.TEXT, 30, 160)
    assert width_of(cut, Face.TEXT, 30) <= 160
    assert cut == name or (cut.endswith("…") and name.startswith(cut[:-1]))
