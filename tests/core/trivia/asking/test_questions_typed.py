"""Questions whose answer is typed, and those that are answered on a map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.quiz import LARGEST_NUMBER
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.questions import ASKED
from tests.core.trivia.asking.asked import a_map, a_number, a_text


def test_a_number_falls_in_a_straight_line_from_the_answer_to_the_tolerance():
    asked = a_number()
    given_and_worth = {"1597": 1, "1622": 0.75, "1547": 0.5, "1696": 0.01, "1697": 0, "1000": 0, "-1597": 0}
    assert {given: asked.accuracy(given) for given in given_and_worth} == pytest.approx(given_and_worth)


@given(st.integers(-2000, 5000), st.integers(-2000, 5000))
def test_a_nearer_number_is_never_worth_less(one, other):
    asked = a_number()
    near, far = sorted((one, other), key=lambda value: abs(value - 1597))
    assert asked.accuracy(str(near)) >= asked.accuracy(str(far))


def test_the_end_of_the_tolerance_is_worth_nothing_in_decimals_too():
    asked = a_number(answer=157.65, decimals=2, tolerance=0.3)
    assert asked.accuracy("157.95") == asked.accuracy("157.35") == 0
    assert asked.accuracy("157.65") == 1


@pytest.mark.parametrize(
    ("raw", "given"), [("1.597 km", "1597"), ("1,600", "1600"), ("-0", "0"), ("12,50", "12.5")]
)
def test_a_number_is_kept_in_plain_figures(raw, given):
    asked = a_number()
    assert asked.read(raw) == given
    assert asked.accepts(given)


@given(st.integers(-LARGEST_NUMBER, LARGEST_NUMBER), st.integers(0, 3))
def test_the_right_number_can_be_typed_and_is_wholly_right(value, decimals):
    answer = value / 10**decimals
    asked = a_number(answer=round(answer, decimals), decimals=decimals)
    assert asked.accepts(asked.solution)
    assert asked.accuracy(asked.solution) == 1
    assert asked.read(asked.solution if decimals else str(value)) == asked.solution


@pytest.mark.parametrize("given", ["", "1e3", "NaN", "Infinity", "1,5", "km", "١٢", "1" * 20])
def test_what_is_not_a_plain_number_is_no_answer(given):
    assert not a_number().accepts(given)


@pytest.mark.parametrize(
    ("asked", "raw", "reason"),
    [
        (a_number(), "sixteen", Reason.NOT_A_NUMBER),
        (a_number(), "1000 miles", Reason.WRONG_UNIT),
        (a_number(unit="", style="year", answer=1955, tolerance=10), "55", Reason.NOT_A_YEAR),
        (a_number(), "", Reason.ANSWER_EMPTY),
        (a_text(), "x" * 4000, Reason.ANSWER_TOO_LONG),
        (a_text(), "🏁", Reason.ANSWER_NO_WORD),
        (a_map(), "Z", Reason.NOT_A_CHOICE),
    ],
)
def test_what_cannot_be_read_is_refused(asked, raw, reason):
    refusal = asked.read(raw)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_a_text_is_kept_as_it_was_typed():
    asked = a_text()
    assert asked.read("  stirling   MOSS ") == "stirling MOSS"
    assert (asked.accuracy("stirling MOSS"), asked.accuracy("Fangio"), asked.solution) == (
        1,
        0,
        "Stirling Moss",
    )


@given(st.integers(0, 1000))
def test_a_map_has_a_letter_for_each_stop_and_one_is_right(seed):
    asked = a_map(seed)
    assert asked.answers == ("A", "B", "C", "D")
    assert sorted(asked.stops) == ["home", "the-inn", "the-mill", "the-pass"]
    assert [asked.accuracy(letter) for letter in asked.answers].count(1) == 1
    assert dict(zip(asked.answers, asked.stops, strict=True))[asked.solution] == "the-pass"
    assert asked == a_map(seed)


def test_a_map_keeps_the_names_of_its_stops():
    asked = a_map()
    assert asked.names[asked.right] == "The Pass"


def test_the_letters_are_shuffled():
    assert {a_map(seed).solution for seed in range(50)} == {"A", "B", "C", "D"}


@pytest.mark.parametrize("asked", [a_number(), a_text(decoys=["Boss"]), a_map()])
def test_a_snapshot_comes_back_from_json_as_it_was(asked):
    assert ASKED.validate_json(ASKED.dump_json(asked)) == asked


@pytest.mark.parametrize("asked", [a_number(), a_text()])
def test_a_typed_answer_stands_on_no_button(asked):
    assert asked.by_modal
    assert asked.answers == ()
