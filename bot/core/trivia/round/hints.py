"""Hints: two wrong choices are removed for one player, and the leg is worth half to them from then on.

A player has one hint a round. A hint stands if it was asked for before the player's first answer to that
question, by the times of the two presses, not by their arrival. Otherwise it is void and not used up, and the
answer counts in full. After a hint that stands, answers count half, and presses on a removed choice do not
count.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.trivia.asking.questions import Asked, AskedChoice
from bot.core.trivia.round.presses import Press, Pressed, press_order

REMOVED = 2
"""How many choices a hint removes; the right one and one other stay."""

CHOICES = 4
"""Only questions with so many choices have hints."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that a player asked for on question `number`; `dropped` are the answers that it removes."""

    member_id: int
    number: int
    at: datetime
    interaction_id: int
    dropped: tuple[str, ...]


def takes_hints(asked: Asked) -> bool:
    """Whether the question can have a hint: it must have four choices."""
    return isinstance(asked, AskedChoice) and len(asked.answers) == CHOICES


def removed_answers(seed: int, asked: Asked) -> tuple[str, ...]:
    """The answers that a hint removes, in the order shown.

    They are the same for everybody in a round: two friends who compare their hints learn no more.
    """
    if not takes_hints(asked):
        return ()
    shuffle = random.Random(f"hint:{seed}:{asked.id}")  # noqa: S311 - a quiz, not a secret
    wrong = [given for given in asked.answers if given != asked.solution]
    return tuple(sorted(shuffle.sample(wrong, REMOVED), key=asked.answers.index))


def hint_from(press: Press, seed: int, asked: Asked) -> Hint:
    """The hint that follows from a press for one."""
    return Hint(press.member_id, press.number, press.at, press.interaction_id, removed_answers(seed, asked))


def valid_hints(hints: Iterable[Hint], answers: Iterable[Pressed]) -> Mapping[int, Hint]:
    """The hints on one question that stand, by member: each member's first, if no answer precedes it."""
    first: dict[int, Hint] = {}
    for asked_for in sorted(hints, key=press_order):
        first.setdefault(asked_for.member_id, asked_for)
    answered: dict[int, tuple[datetime, int]] = {}
    for answer in answers:
        if answer.member_id in first:
            answered[answer.member_id] = min(
                press_order(answer), answered.get(answer.member_id, press_order(answer))
            )
    return {
        member: asked_for
        for member, asked_for in first.items()
        if member not in answered or press_order(asked_for) < answered[member]
    }
