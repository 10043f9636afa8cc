"""What is pressed while a question is open, each at Discord's own time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Pressed(Protocol):
    """An answer, a hint asked for, a vote to skip."""

    @property
    def member_id(self) -> int:
        """Who pressed."""

    @property
    def at(self) -> datetime:
        """When, by the interaction's snowflake."""

    @property
    def interaction_id(self) -> int:
        """Tells two of the same millisecond apart."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press that says nothing but who and when, on question `number`."""

    member_id: int
    number: int
    at: datetime
    interaction_id: int


def moment(press: Pressed) -> tuple[datetime, int]:
    """Its place in time among other presses."""
    return press.at, press.interaction_id
