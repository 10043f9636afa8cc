"""The entries of a pack's timeline, as its author writes them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.core.packs.base import PackModel, Slug, SourceKey, Whole

MOST_ENTRIES = 48
"""As many as fit on one poster and into two select menus."""

Year = Annotated[Whole, Field(ge=1, le=9999)]


class TimelineEntry(PackModel):
    """One line of the timeline: a year, or a span of years, and its text."""

    id: Slug
    year: Year
    until: Year | None = None
    """The last year of a span."""
    line: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    mark: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)] | None = None
    """A name whose sign stands at the entry; the picture counts how often each name has one."""
    gap: bool = False
    """Whether the drawn road is broken here."""
    told_in: str | None = None
    """`chapter/beat` that tells it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @property
    def end(self) -> int:
        """Its last year."""
        return self.year if self.until is None else self.until
