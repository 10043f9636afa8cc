"""Values of a pack as their author may write them, and what pydantic finds wrong with them."""

from collections.abc import Callable

from pydantic import BaseModel, ValidationError

from bot.core.packs.cards import Figure
from bot.core.packs.pack import Source

Builder = Callable[..., BaseModel]


def a_source(**changes: object) -> Source:
    return Source.model_validate({"key": "IT27", "title": "A newspaper of 1927"} | changes)


def a_figure(**changes: object) -> Figure:
    return Figure.model_validate({"label": "Engine", "value": "2,982 cc"} | changes)


def faults(build: Builder, **changes: object) -> list[tuple[str, str]]:
    """Where pydantic finds fault, and of which type."""
    try:
        build(**changes)
    except ValidationError as error:
        return [(".".join(map(str, fault["loc"])), fault["type"]) for fault in error.errors()]
    return []
