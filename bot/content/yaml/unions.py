"""Turns pydantic's path of an error into the path that the author knows.

If a value may be one of several models, pydantic puts the tag into the path: `shapes.0.circle.fill` for what
the author wrote as `shapes[0].fill`.
"""

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from bot.content.yaml.building import KeyPath

Models: TypeAlias = tuple[type[BaseModel], ...]


def followed(path: KeyPath, model: type[BaseModel]) -> tuple[KeyPath, Models]:
    """The path without tags, and the models that its end may hold: none, one, or those of a union."""
    without_tags: list[str | int] = []
    models: Models = (model,)
    for part in path:
        if isinstance(part, int):
            without_tags.append(part)
        elif len(models) > 1:
            models = tuple(model for model in models if part in _tags(model))
        else:
            without_tags.append(part)
            field = models[0].model_fields.get(part) if models else None
            models = tuple(_models_in(field.annotation)) if field else ()
    return tuple(without_tags), models


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models in a field's type: the type itself, those in a tuple, or those of a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _tags(model: type[BaseModel]) -> Iterator[object]:
    for field in model.model_fields.values():
        if get_origin(field.annotation) is Literal:
            yield from get_args(field.annotation)
