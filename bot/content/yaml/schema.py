"""Turns pydantic's errors into faults: file, line, key, and what was expected there."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.yaml.building import KeyPath
from bot.content.yaml.documents import Document
from bot.content.yaml.unions import followed
from bot.core.matching import nearest
from bot.core.packs.faults import Fault, FaultKey

_Model = TypeVar("_Model", bound=BaseModel)

PATTERNS: Final = MappingProxyType(
    {
        r"^[a-z0-9]+(-[a-z0-9]+)*$": FaultKey.NOT_SLUG,
        r"^[A-Z][A-Z0-9]*$": FaultKey.NOT_SOURCE_KEY,
        r"^https?://\S+$": FaultKey.NOT_ADDRESS,
        r"^[a-z]{2}(-[A-Z]{2})?$": FaultKey.NOT_LANGUAGE,
        r"^\d{2}-\d{2}$": FaultKey.NOT_DAY,
    }
)
"""The fault for each pattern of `bot.core.packs`."""

_SENTENCES: Final[Mapping[str, tuple[FaultKey, Mapping[str, str]]]] = MappingProxyType(
    {
        "missing": (FaultKey.MISSING_KEY, {}),
        "string_type": (FaultKey.NOT_TEXT, {}),
        "path_type": (FaultKey.NOT_TEXT, {}),
        "int_type": (FaultKey.NOT_WHOLE, {}),
        "int_parsing": (FaultKey.NOT_WHOLE, {}),
        "int_parsing_size": (FaultKey.NOT_WHOLE, {}),
        "finite_number": (FaultKey.NOT_WHOLE, {}),
        "int_from_float": (FaultKey.NOT_WHOLE, {}),
        "float_type": (FaultKey.NOT_NUMBER, {}),
        "float_parsing": (FaultKey.NOT_NUMBER, {}),
        "tuple_type": (FaultKey.NOT_LIST, {}),
        "list_type": (FaultKey.NOT_LIST, {}),
        "dict_type": (FaultKey.NOT_KEYS, {}),
        "model_type": (FaultKey.NOT_KEYS, {}),
        "model_attributes_type": (FaultKey.NOT_KEYS, {}),
        "string_too_short": (FaultKey.TEXT_TOO_SHORT, {"limit": "min_length", "found": "length"}),
        "string_too_long": (FaultKey.TEXT_TOO_LONG, {"limit": "max_length", "found": "length"}),
        "enum": (FaultKey.NOT_ONE_OF, {"options": "options"}),
        "literal_error": (FaultKey.NOT_ONE_OF, {"options": "options"}),
        "too_short": (FaultKey.TOO_FEW, {"limit": "min_length", "found": "actual_length"}),
        "too_long": (FaultKey.TOO_MANY, {"limit": "max_length", "found": "actual_length"}),
        "greater_than": (FaultKey.MORE_THAN, {"limit": "gt"}),
        "greater_than_equal": (FaultKey.AT_LEAST, {"limit": "ge"}),
        "less_than_equal": (FaultKey.AT_MOST, {"limit": "le"}),
        "choices_alike": (FaultKey.CHOICES_ALIKE, {}),
        "answer_decimals": (FaultKey.ANSWER_DECIMALS, {}),
        "not_year": (FaultKey.NOT_YEAR, {}),
        "year_of_dossier": (FaultKey.YEAR_OF_DOSSIER, {}),
        "no_such_day": (FaultKey.NOT_DAY, {}),
        "not_token": (FaultKey.NOT_TOKEN, {}),
        "not_path": (FaultKey.NOT_PATH, {}),
        "union_tag_not_found": (FaultKey.MISSING_KEY, {}),
        "union_tag_invalid": (FaultKey.NOT_ONE_OF, {"options": "options"}),
    }
)
"""The fault for each of pydantic's error types, and which value of the error fills which of its sentence."""


_OF_A_TAG: Final = frozenset({"union_tag_not_found", "union_tag_invalid"})


def check(model: type[_Model], document: Document, path: KeyPath = ()) -> _Model | tuple[Fault, ...]:
    """The model made of the data at the path, or those of its faults that are not reported already."""
    try:
        return model.model_validate(document.at(path))
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults = (_fault(detail, model, document, path) for detail in details if not _is_echo(detail))
        return tuple(fault for fault in faults if fault is not None)


def check_tagged(
    models: Mapping[str, type[_Model]], tag: str, document: Document, path: KeyPath = ()
) -> _Model | tuple[Fault, ...]:
    """The same, if the value of the key `tag` says which model it is."""
    data = document.at(path)
    if not isinstance(data, Mapping):
        return _unless_marred(document, FaultKey.NOT_KEYS, path)
    if tag not in data:
        return _unless_marred(document, FaultKey.MISSING_KEY, (*path, tag))
    model = next((model for name, model in models.items() if name == data[tag]), None)
    if model is None:
        return _unless_marred(document, FaultKey.NOT_ONE_OF, (*path, tag), options=", ".join(models))
    return check(model, document, path)


def nearest_name(word: str, names: Iterable[str]) -> str:
    """The name most similar to the word, or a hyphen if there are no names."""
    return next(iter(nearest(word, list(names), 1)), "-")


def _fault(detail: ErrorDetails, model: type[BaseModel], document: Document, path: KeyPath) -> Fault | None:
    key, values = _sentence(detail, model)
    inner, _ = followed(detail["loc"], model)
    tag = (detail["ctx"]["discriminator"].strip("'"),) if detail["type"] in _OF_A_TAG else ()
    return next(iter(_unless_marred(document, key, (*path, *inner, *tag), **values)), None)


def _unless_marred(document: Document, key: FaultKey, path: KeyPath, **values: object) -> tuple[Fault, ...]:
    return () if path in document.marred else (document.fault(key, path, **values),)


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because of faulty entries, which are reported themselves."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> tuple[FaultKey, dict[str, object]]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return FaultKey.UNKNOWN_KEY, {"nearest": _nearest_key(detail["loc"], model)}
    if kind == "string_pattern_mismatch" and context["pattern"] in PATTERNS:
        return PATTERNS[context["pattern"]], {}
    if kind not in _SENTENCES:
        return FaultKey.OTHER, {"problem": detail["msg"].removeprefix("Value error, ")}
    key, values = _SENTENCES[kind]
    context = {
        **context,
        "length": len(str(detail["input"]).strip()),
        "options": ", ".join(
            re.findall(r"'([^']*)'", context.get("expected", context.get("expected_tags", "")))
        ),
    }
    return key, {name: context[source] for name, source in values.items()}


def _nearest_key(path: KeyPath, model: type[BaseModel]) -> str:
    _, models = followed(path[:-1], model)
    return nearest_name(str(path[-1]), models[0].model_fields if models else ())
