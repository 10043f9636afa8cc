"""The dated events of a story pack, for "on this day"."""

import calendar
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.core.packs.base import PackModel, Prose, Slug, SourceKey, Whole


class Day(PackModel):
    """An event of a known date."""

    id: Slug
    day: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
    """Month and day: `05-12`."""
    year: Annotated[Whole, Field(ge=1, le=9999)]
    text: Annotated[Prose, StringConstraints(max_length=600)]
    told_in: str | None = None
    """`chapter/beat` that tells more of it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _date_exists(self) -> "Day":
        month, day = map(int, self.day.split("-"))
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(self.year, month)[1]):  # noqa: PLR2004 - the months of a year
            raise PydanticCustomError("no_such_day", "the year has no such day")
        return self

    @property
    def date(self) -> date:
        """The date that it happened on."""
        month, day = map(int, self.day.split("-"))
        return date(self.year, month, day)
