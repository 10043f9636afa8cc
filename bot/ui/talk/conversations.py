"""What the bot remembers of conversations while it runs. Nothing of it is kept on disk."""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.core.talk.intents import Intent
from bot.core.talk.rate_limit import RateLimit

MOST = 10_000
"""People remembered at most; whoever was silent longest is forgotten first."""


@dataclass(slots=True)
class Conversation:
    """The state of the conversation with one person."""

    asked: Intent | None = None
    """What "another one" asks for."""
    rate_limit: RateLimit = field(default_factory=RateLimit)


class Conversations:
    """The conversations with everybody who wrote lately."""

    def __init__(self, most: int = MOST) -> None:
        """Start empty."""
        self._most = most
        self._by_person: OrderedDict[int, Conversation] = OrderedDict()

    def of(self, person_id: int) -> Conversation:
        """The conversation with that person, a new one if there is none yet."""
        conversation = self._by_person.setdefault(person_id, Conversation())
        self._by_person.move_to_end(person_id)
        if len(self._by_person) > self._most:
            self._by_person.popitem(last=False)
        return conversation
