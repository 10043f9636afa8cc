"""What the models of a story pack are built from: types for ids and texts, and their strict base class."""

from math import isfinite
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticKnownError


def _whole_unless_yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")
    return value


def _finite_unless_yes_or_no(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        raise PydanticKnownError("float_type")
    return value


Whole = Annotated[int, BeforeValidator(_whole_unless_yes_or_no)]
"""A whole number; pydantic alone would read 1 where YAML reads `yes`."""

Number = Annotated[float, BeforeValidator(_finite_unless_yes_or_no)]
"""A number, which neither `yes` nor `.inf` is."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""A lower-case id with hyphens, unique within its kind: `the-lost-grand-prix`."""

SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=12)]
"""The key of an entry in the pack's list of sources: `IT27`."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
"""A title or a name."""

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
"""A line of text."""


class PackModel(BaseModel):
    """The base class of every pack model: immutable, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
