"""The moments of a pack's timeline, as its author writes them down."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.core.packs.base import Slug, SourceKey, Value

MOST_MOMENTS = 48
"""As many as one poster holds and two menus offer."""

Year = Annotated[int, Field(ge=1, le=9999)]


class Moment(Value):
    """A line of the timeline: a year, or some years in which nothing was, and what there is to say."""

    id: Slug
    year: Year
    until: Year | None = None
    """The last year, where it is more than one."""
    line: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    mark: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)] | None = None
    """Whose sign it bears: of all who bore one, the picture counts how often."""
    gap: bool = False
    """Whether the road is broken here."""
    told_in: str | None = None
    """`chapter/beat` that tells it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @property
    def end(self) -> int:
        """Its last year."""
        return self.year if self.until is None else self.until
