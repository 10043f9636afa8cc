"""What a message and a modal may be, each rule at its limit and one beyond."""

from typing import Any

import pytest

from tests.discord.errors import ApiError, Problems
from tests.discord.rules.messages import check_message
from tests.discord.rules.modals import check_modal

V2 = 1 << 15


def button(number: int = 0, **changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": f"go:{number}", **changes}


def row(*inside: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(inside)}


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def select(options: int = 1, **changes: Any) -> dict[str, Any]:
    offered = [{"label": f"{number}", "value": f"{number}"} for number in range(options)]
    return {"type": 3, "custom_id": "choice", "options": offered, **changes}


def section(**changes: Any) -> dict[str, Any]:
    return {"type": 9, "components": [text()], "accessory": button(), **changes}


def container(*inside: Any) -> dict[str, Any]:
    return {"type": 17, "components": list(inside)}


def gallery(url: str, count: int = 1) -> dict[str, Any]:
    return {"type": 12, "items": [{"media": {"url": url}}] * count}


def fault(body: dict[str, Any]) -> tuple[int, list[str]]:
    """The code of the refusal, and Discord's names of what is wrong; (0, []) for none."""
    try:
        check_message(body, {})
    except ApiError as error:
        return error.body["code"], sorted(names(error.body.get("errors", {})))
    return 0, []


def names(tree: Any) -> list[str]:
    found = [one["code"] for one in tree.get("_errors", ())]
    return found + [name for key, node in tree.items() if key != "_errors" for name in names(node)]


@pytest.mark.parametrize(
    "components",
    [
        [text("x" * 4000)],
        [text()] * 40,
        [container(*([text()] * 39))],
        [row(*(button(number) for number in range(5)))],
        [row(button(label="x" * 80, custom_id="x" * 100))],
        [row(select(25))],
        [row(select(3, min_values=0, max_values=3))],
        [section()],
        [section(components=[text()] * 3)],
        [gallery("https://example.org/a.png", 10)],
        [{"type": 14, "divider": True, "spacing": 2}, text()],
    ],
)
def test_what_is_within_the_limits_passes(components: list[Any]) -> None:
    assert fault({"flags": V2, "components": components}) == (0, [])


@pytest.mark.parametrize(
    ("components", "wrong"),
    [
        ([text("x" * 2000), text("x" * 2001)], "COMPONENT_MAX_TOTAL_TEXT_SIZE_EXCEEDED"),
        ([text()] * 41, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([container(*([text()] * 40))], "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([text("")], "BASE_TYPE_BAD_LENGTH"),
        ([row(*(button(number) for number in range(6)))], "BASE_TYPE_BAD_LENGTH"),
        ([row()], "BASE_TYPE_BAD_LENGTH"),
        ([row(select(), button())], "BASE_TYPE_BAD_LENGTH"),
        ([row(button(label="x" * 81))], "BASE_TYPE_MAX_LENGTH"),
        ([row(button(label=""))], "BUTTON_COMPONENT_INVALID"),
        ([row(button(custom_id="x" * 101))], "BASE_TYPE_BAD_LENGTH"),
        ([row(button(custom_id=""))], "BASE_TYPE_BAD_LENGTH"),
        ([row(button(style=7))], "BASE_TYPE_CHOICES"),
        (
            [row(button(style=5, url="https://example.org"))],
            "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
        ),
        ([row(button(1)), row(button(1))], "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([text() | {"id": 7}, text() | {"id": 7}], "COMPONENT_ID_DUPLICATED"),
        ([row(select(26))], "BASE_TYPE_BAD_LENGTH"),
        ([row(select(0))], "BASE_TYPE_BAD_LENGTH"),
        ([row(select(2, max_values=26))], "NUMBER_TYPE_MAX"),
        ([row(select(placeholder="x" * 151))], "BASE_TYPE_MAX_LENGTH"),
        ([{"type": 9, "components": [text()]}], "BASE_TYPE_REQUIRED"),
        ([section(accessory=select())], "UNION_TYPE_CHOICES"),
        ([section(components=[text()] * 4)], "BASE_TYPE_BAD_LENGTH"),
        ([container(container(text()))], "UNION_TYPE_CHOICES"),
        ([button()], "UNION_TYPE_CHOICES"),
        ([gallery("attachment://map.png")], "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"),
        ([gallery("https://example.org/a.png", 11)], "BASE_TYPE_BAD_LENGTH"),
        ([gallery("ftp://example.org")], "URL_TYPE_INVALID_SCHEME"),
    ],
)
def test_what_is_beyond_is_named(components: list[Any], wrong: str) -> None:
    code, found = fault({"flags": V2, "components": components})
    assert (code, found) == (50035, [wrong])


def test_faults_stand_at_their_places() -> None:
    with pytest.raises(ApiError) as caught:
        check_message({"flags": V2, "components": [text(), row(button(label="x" * 81))]}, {}, at=("data",))
    errors = caught.value.body["errors"]
    assert errors["data"]["components"]["1"]["components"]["0"]["label"]["_errors"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x", "components": [text()]}, 50035),
        ({"flags": V2, "content": "x", "components": [text()]}, 50035),
        ({"flags": V2, "embeds": [{"title": "x"}], "components": [text()]}, 50035),
        ({"flags": V2}, 50006),
        ({}, 50006),
        ({"content": "x" * 2000}, 0),
        ({"content": "x", "components": [row(button(number)) for number in range(6)]}, 50035),
        ({"embeds": [{"title": "x"}] * 11}, 50035),
        ({"embeds": [{"description": "x" * 3001}] * 2}, 50035),
        ({"embeds": [{"title": "x" * 257}]}, 50035),
        ({"embeds": [{"fields": [{"name": "", "value": "x"}]}]}, 50035),
        ({"content": "x", "nonce": "x" * 26}, 50035),
        ({"content": "x", "attachments": [{"id": 0}]}, 50035),
    ],
)
def test_what_stands_beside_components_has_its_limits(body: dict[str, Any], code: int) -> None:
    assert fault(body)[0] == code


def field(**changes: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "answer", "style": 1, **changes}


def label(inside: Any, **changes: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Answer", "component": inside, **changes}


def radio(options: int) -> dict[str, Any]:
    return select(options, type=21)


@pytest.mark.parametrize(
    ("modal", "is_good"),
    [
        ({}, True),
        ({"title": "x" * 45}, True),
        ({"title": "x" * 46}, False),
        ({"title": ""}, False),
        ({"custom_id": "x" * 101}, False),
        ({"components": []}, False),
        ({"components": [label(field(custom_id=f"a{number}")) for number in range(5)]}, True),
        ({"components": [label(field(custom_id=f"a{number}")) for number in range(6)]}, False),
        ({"components": [label(field()), label(field())]}, False),
        ({"components": [label(field(), label="x" * 46)]}, False),
        ({"components": [label(field(max_length=4001))]}, False),
        ({"components": [label(field(min_length=5, max_length=4))]}, False),
        ({"components": [label(field(style=3))]}, False),
        ({"components": [label(button())]}, False),
        ({"components": [field()]}, False),
        ({"components": [row(field(label="Answer"))]}, True),
        ({"components": [row(field())]}, False),
        ({"components": [label(radio(10))]}, True),
        ({"components": [label(radio(1))]}, False),
        ({"components": [label(radio(11))]}, False),
        ({"components": [label(select(25))]}, True),
    ],
)
def test_modals_have_their_limits(modal: dict[str, Any], *, is_good: bool) -> None:
    problems = Problems()
    whole = {"title": "Question", "custom_id": "modal", "components": [label(field())], **modal}
    check_modal(whole, problems, ("data",))
    try:
        problems.check()
    except ApiError:
        assert not is_good
    else:
        assert is_good
