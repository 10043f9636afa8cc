import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.asking.spelling import is_named, slips_in, tells
from tests.core.trivia.asking.text_answers import TABLE, Asked, rows

names = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=6, max_size=12)
several = st.lists(names, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("asked", "answer", "right"), [pytest.param(*row, id=f"{row[0].answers[0]}: {row[1]}") for row in rows()]
)
def test_what_is_pinned_is_judged_so(asked: Asked, answer: str, *, right: bool):
    assert is_named(answer, asked.answers, asked.decoys) is right


def test_the_table_is_long_enough_to_hold_the_judge():
    assert len(list(rows())) >= 150
    assert all(asked.right and asked.wrong for asked in TABLE)


@given(several)
def test_a_name_is_itself_in_any_case_and_order(name):
    for written in (name, name.upper(), name.lower(), " ".join(reversed(name.split())), f"the {name}!"):
        assert is_named(written, [name])


def test_each_letter_is_the_same_in_capitals_and_small():
    letters = [one for one in map(chr, range(0x2000)) if one.isalpha()]
    apart = [
        one
        for one in letters
        for written in (one.upper(), one.lower())
        # A word of four letters forgives no slip.
        if not is_named(f"va{written}z", [f"va{one}z"])
    ]
    assert len(letters) > 1000
    assert apart == []


@given(several, several)
def test_a_decoy_never_makes_an_answer_written_right_wrong(name, decoy):
    assert is_named(name, [name], [decoy])


@given(st.text(max_size=100), several)
def test_anything_can_be_judged(text, name):
    assert is_named(text, [name]) in (True, False)
    found = slips_in(text, name)
    assert found is None or 0 <= found <= 3


def test_as_near_to_a_decoy_as_to_the_answer_is_wrong():
    assert is_named("Marzi", ["Varzi"])
    assert not is_named("Marzi", ["Varzi"], ["Tarzi"])
    assert is_named("Varzzi", ["Varzi"], ["Tarzi"])


@pytest.mark.parametrize(
    ("text", "name", "is_told"),
    [
        ("Then Stirling Moss drove on.", "Stirling Moss", True),
        ("Moss, Stirling by his first name", "Stirling Moss", False),
        ("He was born at Castel d'Ario.", "Castel d’Ario", True),  # noqa: RUF001 - as a phone writes it
        ("The mosses grow", "Moss", False),
    ],
)
def test_a_text_tells_a_name_where_its_words_stand_in_it(text, name, is_told):
    assert tells(text, name) is is_told
