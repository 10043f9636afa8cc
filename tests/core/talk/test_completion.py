import pytest

from bot.core.talk.completion import begun, completions
from bot.core.talk.phrases import words_of

NAMES = ["Alfa Romeo 6C", "Rome", "L'Aquila", "Bologna", "3. Lights Out at Dawn"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("rom", ["Rome", "Alfa Romeo 6C"]),
        ("bol", ["Bologna"]),
        ("l\u2019aq", ["L'Aquila"]),
        ("6c alf", ["Alfa Romeo 6C"]),
        ("3. Lights O", ["3. Lights Out at Dawn"]),
        ("ome", []),
        ("xyz", []),
    ],
)
def test_a_name_is_begun_by_the_beginnings_of_its_words_those_of_the_whole_name_first(typed, names):
    assert begun(NAMES, words_of(typed)) == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [("bolonga", ["Bologna"]), ("ligths ou", ["3. Lights Out at Dawn"]), ("night", []), ("xyz", [])],
)
def test_a_slip_on_the_way_to_a_name_is_forgiven_but_in_its_first_letter(typed, names):
    assert completions(NAMES, words_of(typed)) == names
