from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from bot.content.yaml.documents import Document, parse_document
from bot.content.yaml.schema import PATTERNS, check
from bot.core.packs import pack as packs
from bot.core.packs.faults import FaultKey


class Tale(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = ""
    teller: str = ""

    @field_validator("title")
    @classmethod
    def _is_no_secret(cls, title: str) -> str:
        if title == "secret":
            raise ValueError("a title is public")
        return title

    @field_validator("teller")
    @classmethod
    def _is_different(cls, teller: str) -> str:
        if teller == "alike":
            raise PydanticCustomError("choices_alike", "alike")
        return teller


def document(text: str) -> Document:
    read = parse_document(text, "tale.yaml")
    assert isinstance(read, Document)
    return read


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("title: secret", FaultKey.OTHER, {"problem": "a title is public"}),
        ("teller: alike", FaultKey.CHOICES_ALIKE, {}),
        ("titel: x", FaultKey.UNKNOWN_KEY, {"nearest": "title"}),
        ("- title", FaultKey.NOT_KEYS, {}),
        ("", FaultKey.NOT_KEYS, {}),
    ],
)
def test_an_error_of_the_model_is_told_as_a_fault(text, key, values):
    faults = check(Tale, document(text))

    assert isinstance(faults, tuple)
    assert [(fault.key, fault.values, fault.line) for fault in faults] == [(key, values, 1)]


def test_what_the_yaml_marred_is_not_told_twice():
    read = document("title: *other\n")

    assert [fault.key for fault in read.faults] == [FaultKey.ALIAS]
    assert check(Tale, read) == ()


def _patterns(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, StringConstraints) and isinstance(annotation.pattern, str):
        yield annotation.pattern
    for inner in (*getattr(annotation, "__args__", ()), *getattr(annotation, "__metadata__", ())):
        yield from _patterns(inner)


def test_every_pattern_of_a_pack_has_a_sentence_of_its_own():
    models = [
        model for model in vars(packs).values() if isinstance(model, type) and issubclass(model, BaseModel)
    ]
    annotations = [annotation for model in models for annotation in model.__annotations__.values()]

    found = {pattern for annotation in annotations for pattern in _patterns(annotation)}

    assert found == set(PATTERNS)
