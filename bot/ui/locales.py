"""What the bot remembers, while it runs, of those who talk to it: a few small things for each.

A direct message does not say in which language its writer has Discord; a press of a button does. Nothing
of this is kept on disk: after a restart a person is answered in English until their next press or command.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.core.talk.intents import Intent
from bot.core.talk.rate_limit import Pace

MOST = 10_000
"""So many people are remembered; who was silent longest is forgotten first."""


@dataclass(slots=True)
class Acquaintance:
    """One person."""

    locale: str | None = None
    """The language of their Discord, when they last used a command or a button."""
    asked: Intent | None = None
    """What "another one" means."""
    pace: Pace = field(default_factory=Pace)


class Acquaintances:
    """Everybody who was heard of lately."""

    def __init__(self, most: int = MOST) -> None:
        """Nobody yet."""
        self._most = most
        self._known: OrderedDict[int, Acquaintance] = OrderedDict()

    def of(self, person_id: int) -> Acquaintance:
        """The person; somebody new where they were not heard of yet."""
        person = self._known.setdefault(person_id, Acquaintance())
        self._known.move_to_end(person_id)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return person
