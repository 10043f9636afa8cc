"""A place in a model as its author knows it.

Where a value may be one of several models, pydantic puts the tag into an error's path: `shapes.0.circle.fill`
for what the author wrote as `shapes[0].fill`.
"""

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from bot.content.yaml.building import KeyPath

Models: TypeAlias = tuple[type[BaseModel], ...]


def followed(path: KeyPath, model: type[BaseModel]) -> tuple[KeyPath, Models]:
    """The path without tags, and the models that may stand at its end: none, one, or those of a union."""
    kept: list[str | int] = []
    models: Models = (model,)
    for part in path:
        if isinstance(part, int):
            kept.append(part)
        elif len(models) > 1:
            models = tuple(one for one in models if part in _tags(one))
        else:
            kept.append(part)
            field = models[0].model_fields.get(part) if models else None
            models = tuple(_models_in(field.annotation)) if field else ()
    return tuple(kept), models


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field may hold: itself, in a tuple, or one of several."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _tags(model: type[BaseModel]) -> Iterator[object]:
    for field in model.model_fields.values():
        if get_origin(field.annotation) is Literal:
            yield from get_args(field.annotation)
