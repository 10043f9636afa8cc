import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import nearest

NAMES = ["Brescia", "Verona", "Bologna", "Over the Futa", "Rome"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Verona", "Verona"),
        ("bresca", "Brescia"),
        ("  BOLOGNA!", "Bologna"),
        ("futa", "Over the Futa"),
        ("Roma", "Rome"),
    ],
)
def test_the_name_most_like_the_words_comes_first_whatever_their_capitals_and_signs(words, name):
    assert nearest(words, NAMES)[0] == name


def test_the_nearest_names_are_three_where_nobody_says_how_many():
    assert len(nearest("Brescia", NAMES)) == 3


def test_words_that_are_like_no_name_are_answered_with_the_first_names():
    assert nearest("?", NAMES, 2) == ["Brescia", "Verona"]


def test_where_there_are_no_names_none_is_near():
    assert nearest("Brescia", []) == []


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=8), st.integers(1, 5))
def test_the_nearest_names_are_never_none_where_there_are_names(words, names, count):
    found = nearest(words, names, count)
    assert len(found) == min(count, len(names))
    assert set(found) <= set(names)
