from pathlib import Path

import pytest

from bot.content.loading import load_pack
from bot.core.packs.faults import FaultKey, Faults
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import MapQuestion, NumberQuestion, TextQuestion
from tests.content import little_tale
from tests.content.lint.answer_cases import EDITS, FILE, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_every_kind_of_question_is_read(folder):
    pack = load_pack(folder)
    assert isinstance(pack, StoryPack), pack
    kinds = {type(question) for question in pack.questions}
    assert {NumberQuestion, TextQuestion, MapQuestion} <= kinds


@pytest.mark.parametrize(("key", "line", "where", "old", "new"), EDITS, ids=str)
def test_a_fault_of_an_answer_names_its_line_and_makes_no_other(folder, key, line, where, old, new):
    little_tale.change(folder, FILE, old, new)
    faults = load_pack(folder)
    assert isinstance(faults, Faults)
    told = [(one.key, one.line, one.where) for one in faults]
    assert told == [(key, line, where)]


def test_stops_whose_letters_would_meet_are_a_fault(folder):
    little_tale.change(folder, "route.yaml", "at: [44.4, 10.9]", "at: [44.49, 10.5]")
    faults = load_pack(folder)
    assert isinstance(faults, Faults)
    assert [(one.key, one.where) for one in faults] == [(FaultKey.STOPS_TOO_NEAR, "questions[2].wrong")]


def test_a_decimal_number_is_found_however_it_is_told(folder):
    little_tale.change(folder, FILE, "answer: 77\n", "answer: 157.7\n  decimals: 1\n")
    little_tale.change(folder, "chapters/01-start.yaml", "77 cars rolls", "157.7 cars rolls")
    pack = load_pack(folder)
    assert not isinstance(pack, Faults) or all(one.key is not FaultKey.NUMBER_NOT_TOLD for one in pack)
