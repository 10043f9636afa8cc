"""Names without what people leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.guilds.plain_names import listed, plain


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("São Paulo", "sao paulo"),
        ("Łódź", "lodz"),
        ("Gießen", "giessen"),
        ("Tromsø", "tromso"),
        ("İstanbul", "istanbul"),
        ("I\N{LATIN SMALL LETTER G WITH BREVE}d\N{LATIN SMALL LETTER DOTLESS I}r", "igdir"),
        ("\N{DOUBLE-STRUCK CAPITAL R}ome", "rome"),
        ("L\N{RIGHT SINGLE QUOTATION MARK}Aquila", "l aquila"),
        ("  Europe/New_York ", "europe new york"),
        ("??", ""),
    ],
)
def test_accents_capitals_and_marks_do_not_matter(name, written):
    assert plain(name) == written


@given(st.text(max_size=12))
def test_what_is_plain_stays_so(name):
    assert plain(plain(name)) == plain(name)


def test_a_list_has_a_key_and_its_names_a_line(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("A: one, two words\nB: three\n", encoding="utf-8")
    assert list(listed(path)) == [("A", ["one", "two words"]), ("B", ["three"])]
