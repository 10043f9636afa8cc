from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.core.trivia.asking.typed import MOST_TYPED
from bot.ui.modals import FIELD, LONGEST_TITLE, typed_in
from bot.ui.packs.questions import choices, gallery, modal, read_button
from tests.core.builders import an_asked
from tests.core.trivia.asking.asked import a_map, a_number, a_text
from tests.ui.packs.shown import ids


def widths(asked, say):
    """How many buttons stand in each row."""
    return [len(one["components"]) for one in choices(asked, "x:{}".format, say, "modal")]


def a_map_of(stops):
    return a_map().model_copy(update={"stops": tuple(f"stop-{number}" for number in range(stops))})


# Buttons


def test_each_answer_has_a_button_whose_id_is_made_of_it(say):
    assert ids(*choices(an_asked(), "tq:1:{}".format, say)) == ["tq:1:0", "tq:1:1", "tq:1:2", "tq:1:3"]


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (("Brescia", "Rome", "x" * 20, "Siena"), [2, 2]),
        (("Brescia", "Rome", "x" * 21, "Siena"), [1, 1, 1, 1]),
    ],
)
def test_short_answers_stand_two_in_a_row_and_longer_ones_alone(say, options, rows):
    assert widths(an_asked(options=options), say) == rows


@pytest.mark.parametrize(("stops", "rows"), [(4, [4]), (5, [5]), (6, [3, 3])])
def test_letters_stand_in_as_few_rows_as_they_can(say, stops, rows):
    assert widths(a_map_of(stops), say) == rows


def test_an_answer_too_long_for_a_button_is_cut_at_a_word(say):
    (first, *_) = choices(an_asked(options=("word " * 30, "Rome", "Siena", "Pisa")), "x:{}".format, say)
    (button,) = first["components"]
    assert button["type"] == 2
    assert len(button["label"]) <= 80
    assert button["label"].endswith("word…")


@pytest.mark.parametrize("asked", [a_number(), a_text()], ids=lambda asked: asked.kind)
def test_an_answer_to_be_typed_has_one_button_that_opens_its_field(say, asked):
    assert ids(*choices(asked, "tq:1:{}".format, say, "tm:1")) == ["tm:1"]


# The field


def test_the_field_shows_the_question_above_it_and_a_title_that_fits(say):
    asked = a_text(prompt="Who won?")
    shown = modal(asked, "tm:1", "Question " * 20, say)
    assert shown.custom_id == "tm:1"
    assert len(shown.title) <= LONGEST_TITLE
    question, field = shown.children
    assert isinstance(question, discord.ui.TextDisplay)
    assert question.content == "### Who won?"
    assert isinstance(field, discord.ui.Label)
    assert isinstance(field.component, discord.ui.TextInput)
    assert (field.component.custom_id, field.component.max_length) == (FIELD, MOST_TYPED)


def submitted(*components: dict[str, Any]) -> Any:
    return SimpleNamespace(data={"components": components})


@pytest.mark.parametrize(
    ("components", "typed"),
    [
        pytest.param([{"component": {"custom_id": FIELD, "value": "Moss"}}], "Moss", id="in a label"),
        pytest.param([{"components": [{"custom_id": FIELD, "value": "Moss"}]}], "Moss", id="in a row"),
        pytest.param(
            [{"content": "Who?"}, {"component": {"custom_id": FIELD, "value": "Moss"}}],
            "Moss",
            id="below a text",
        ),
        pytest.param([{"component": {"custom_id": "other", "value": "Moss"}}], "", id="in another field"),
        pytest.param([{"component": {"custom_id": FIELD, "value": None}}], "", id="nothing"),
        pytest.param([], "", id="no field"),
    ],
)
def test_what_was_typed_is_read_from_its_field_wherever_that_stands(components, typed):
    assert typed_in(submitted(*components)) == typed


def test_where_nothing_was_submitted_nothing_was_typed():
    nothing: Any = SimpleNamespace(data=None)
    assert typed_in(nothing) == ""


# What stands beside it


@pytest.mark.parametrize(
    ("told_in", "name", "custom_id"),
    [
        ("the-futa/beat-2", "fo", "fo:beat:the-futa/beat-2"),
        ("dossiers/tazio-nuvolari", "fo", "fo:dossier:tazio-nuvolari"),
        ("the-futa/beat-2", "dr", "dr:beat:the-futa/beat-2"),
    ],
)
def test_what_tells_the_answer_is_opened_as_a_page_or_as_a_card(say, told_in, name, custom_id):
    assert read_button(told_in, say, name)["custom_id"] == custom_id


def test_a_question_on_a_map_has_a_place_for_its_picture_and_others_have_none(say):
    shown = gallery(a_map(), "question", say)
    assert shown is not None
    (item,) = shown["items"]
    assert item["media"]["url"] == "attachment://question.png"
    assert "A, B, C and D" in str(item.get("description"))
    assert gallery(an_asked(), "question", say) is None
