"""What a modal may be: one to five components with one control each."""

from typing import Any, Final

from tests.discord.errors import Path, Problems
from tests.discord.rules.components import ROW, TEXT, TEXT_INPUT, ComponentCheck, Json
from tests.discord.state import SELECTS

LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
LONGEST_TITLE, LONGEST_LABEL, LONGEST_DESCRIPTION, LONGEST_INPUT, MOST_COMPONENTS = 45, 45, 100, 4000, 5
IN_LABELS: Final = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}


def check_modal(body: Any, problems: Problems, at: Path) -> None:
    """Note all that is wrong with a modal."""
    if not isinstance(body, dict):
        problems.add(at, "BASE_TYPE_REQUIRED", "This field is required")
        return
    problems.too_long((*at, "title"), body.get("title"), LONGEST_TITLE, 1)
    check = ComponentCheck(problems)
    check.custom_id(body, at)
    components = body.get("components")
    if not isinstance(components, list) or not 1 <= len(components) <= MOST_COMPONENTS:
        problems.add(
            (*at, "components"), "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_COMPONENTS} in length."
        )
        return
    inside = ComponentCheck(problems)
    for number, one in enumerate(components):
        _component(one, inside, (*at, "components", number))


def _component(one: Json, check: ComponentCheck, at: Path) -> None:
    kind = one.get("type")
    if kind == TEXT:
        check.text(one, at)
    elif kind == ROW:
        inputs = one.get("components") or [{}]
        if len(inputs) != 1 or inputs[0].get("type") != TEXT_INPUT:
            check.problems.add((*at, "components"), "BASE_TYPE_BAD_LENGTH", "Must be 1 text input in length.")
            return
        check.problems.too_long((*at, "components", 0, "label"), inputs[0].get("label"), LONGEST_LABEL, 1)
        _input(inputs[0], check, (*at, "components", 0))
    elif kind == LABEL:
        check.problems.too_long((*at, "label"), one.get("label"), LONGEST_LABEL, 1)
        if one.get("description") is not None:
            check.problems.too_long((*at, "description"), one["description"], LONGEST_DESCRIPTION)
        _control(one.get("component") or {}, check, (*at, "component"))
    else:
        said = f'Value of field "type" must be one of {(ROW, TEXT, LABEL)}.'
        check.problems.add(at, "UNION_TYPE_CHOICES", said)


def _control(one: Json, check: ComponentCheck, at: Path) -> None:
    kind = one.get("type")
    if kind not in IN_LABELS:
        said = f'Value of field "type" must be one of {tuple(sorted(IN_LABELS))}.'
        check.problems.add(at, "UNION_TYPE_CHOICES", said)
    elif kind == TEXT_INPUT:
        _input(one, check, at)
    elif kind in SELECTS:
        check.select(one, at)
    else:
        check.custom_id(one, at)
        if kind == RADIO_GROUP:
            check.options(one.get("options"), (*at, "options"), 2, 10, 1)
        elif kind == CHECKBOX_GROUP:
            check.options(one.get("options"), (*at, "options"), 1, 10, one.get("max_values") or 10)


def _input(one: Json, check: ComponentCheck, at: Path) -> None:
    check.custom_id(one, at)
    if one.get("style") not in (1, 2):
        check.problems.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
    least, most = one.get("min_length") or 0, one.get("max_length", LONGEST_INPUT) or 0
    if not 0 <= least <= most or not 1 <= most <= LONGEST_INPUT:
        check.problems.add(
            (*at, "max_length"), "NUMBER_TYPE_MAX", f"int value should be from 1 to {LONGEST_INPUT}."
        )
    for key, longest in (("value", LONGEST_INPUT), ("placeholder", LONGEST_DESCRIPTION)):
        if one.get(key) is not None:
            check.problems.too_long((*at, key), one[key], longest)
