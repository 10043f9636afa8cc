"""Hints: two wrong choices fall away for one player, and the leg is worth half to them from then on.

A player has one hint a round. It stands where it was asked for before the player's first answer to that
question, by their own times: so an answer given before it counts in full though it arrives later, and the
hint is then void and not used up. From a hint that stands, answers count half, and presses on what fell
away do not count, whichever reaches the bot first.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.trivia.asking.questions import Asked, AskedChoice
from bot.core.trivia.round.presses import Press, Pressed, moment

FALL_AWAY = 2
"""So many of four choices; the right one and one other stay."""

CHOICES = 4


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that a player asked for on question `number`, and the answers that fell away by it."""

    member_id: int
    number: int
    at: datetime
    interaction_id: int
    dropped: tuple[str, ...]


def takes_hints(asked: Asked) -> bool:
    """Whether there is a hint to the question: of four choices two can fall away."""
    return isinstance(asked, AskedChoice) and len(asked.answers) == CHOICES


def fallen(seed: int, asked: Asked) -> tuple[str, ...]:
    """The answers that fall away, in the order shown.

    They are the same for everybody in a round: two friends who compare their hints learn no more.
    """
    if not takes_hints(asked):
        return ()
    shuffle = random.Random(f"hint:{seed}:{asked.id}")  # noqa: S311 - a quiz, not a secret
    wrong = [given for given in asked.answers if given != asked.solution]
    return tuple(sorted(shuffle.sample(wrong, FALL_AWAY), key=asked.answers.index))


def hint(press: Press, seed: int, asked: Asked) -> Hint:
    """What is given to who asked."""
    return Hint(press.member_id, press.number, press.at, press.interaction_id, fallen(seed, asked))


def standing(hints: Iterable[Hint], answers: Iterable[Pressed]) -> Mapping[int, Hint]:
    """Of one question's hints those that stand, by their player: the first, if no answer precedes it."""
    first: dict[int, Hint] = {}
    for one in sorted(hints, key=moment):
        first.setdefault(one.member_id, one)
    answered: dict[int, tuple[datetime, int]] = {}
    for answer in answers:
        if answer.member_id in first:
            answered[answer.member_id] = min(moment(answer), answered.get(answer.member_id, moment(answer)))
    return {
        member: one
        for member, one in first.items()
        if member not in answered or moment(one) < answered[member]
    }
