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
        ("over the fuat", "Over the Futa"),
        ("verona start", "Verona"),
    ],
)
def test_the_name_most_like_the_words_comes_first_whatever_their_capitals_and_signs(words, name):
    assert nearest(words, NAMES)[0] == name


@pytest.mark.parametrize(
    "words",
    ["?", "", "xyz", "Schumacher", "qqqqqq", "berlin", "monza", "Venice", "the road", "Romeo and Juliet"],
)
def test_words_that_are_like_no_name_are_near_none(words):
    assert nearest(words, NAMES) == []


def test_where_there_are_no_names_none_is_near():
    assert nearest("Brescia", []) == []


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=8), st.integers(1, 5))
def test_no_more_names_are_near_than_are_asked_for_and_none_that_was_not_given(words, names, count):
    found = nearest(words, names, count)
    assert len(found) <= count
    assert set(found) <= set(names)


@given(st.text("abcdefgh", min_size=4, max_size=12))
def test_a_name_is_nearest_to_itself(name):
    assert nearest(name, ["something else", name])[0] == name
