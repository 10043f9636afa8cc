"""Presses on an open question, each at its interaction's snowflake time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Pressed(Protocol):
    """An answer, a press for a hint, or a vote to skip."""

    @property
    def member_id(self) -> int:
        """Who pressed."""

    @property
    def at(self) -> datetime:
        """When, by the interaction's snowflake."""

    @property
    def interaction_id(self) -> int:
        """Orders two presses of the same millisecond."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press on question `number` that carries no answer: for a hint, or to skip."""

    member_id: int
    number: int
    at: datetime
    interaction_id: int


def press_order(press: Pressed) -> tuple[datetime, int]:
    """The sort key of a press: its time, then its interaction."""
    return press.at, press.interaction_id
