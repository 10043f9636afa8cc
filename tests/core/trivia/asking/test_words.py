import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.asking.spelling import is_named
from bot.core.trivia.asking.words import folded, plain_text, words

QUOTES = "'’‘ʼ`´′＇‛"  # noqa: RUF001 - each sign is meant


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize(
    ("name", "slip"), [("Castel d'Ario", "Castel d'Aro"), ("Cortina d'Ampezzo", "Cortina d'Ampezo")]
)
def test_any_quote_is_an_apostrophe_also_beside_a_slip(quote, name, slip):
    assert is_named(name.replace("'", quote), [name])
    assert is_named(slip.replace("'", quote), [name])
    assert is_named(slip, [name.replace("'", quote)])


@given(st.integers(1000, 10**9), st.sampled_from([",", ".", "'", "’"]))  # noqa: RUF001
def test_thousands_in_a_name_may_be_parted(number, mark):
    written = f"Registro {number:,} Miglia".replace(",", mark)
    assert is_named(written, [f"Registro {number} Miglia"])
    assert not is_named(written, [f"Registro {number + 1} Miglia"])


@pytest.mark.parametrize("written", ["6C 1.75", "6C 1.7500", "300.35", "1.000.00"])
def test_other_marks_in_a_number_part_two_numbers(written):
    assert len(folded(written)[0].figures) > 1


@pytest.mark.parametrize("hyphen", "-‐‑–—−")  # noqa: RUF001 - each sign is meant
def test_hyphens_part_words_as_spaces_do(hyphen):
    assert words(f"time{hyphen}speed{hyphen}distance") == ["time", "speed", "distance"]


def test_a_name_of_small_words_alone_keeps_them():
    assert words("the Signora") == ["signora"]
    assert words("the") == ["the"]


@given(st.text(max_size=50))
def test_a_plain_text_is_plain(text):
    assert words(plain_text(text)) == words(plain_text(plain_text(text)))
