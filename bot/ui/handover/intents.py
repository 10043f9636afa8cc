"""The functions that answer a person's intents in a conversation, by kind of intent."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

from bot.core.guilds.actors import Actor
from bot.core.refusals import Refusal
from bot.core.talk.intents import Intent, IntentKind
from bot.ui.pictures import Illustrated
from bot.ui.text import Say

Answer: TypeAlias = Callable[[Intent, Actor, datetime, Say], Awaitable[Illustrated | Refusal | None]]
"""Takes the intent, the person, the time, and the sentences of their locale. None: nothing was found."""


class Answers:
    """The function for each kind of intent that a room answers."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_kind: dict[IntentKind, Answer] = {}

    def add(self, answer: Answer, *kinds: IntentKind) -> None:
        """Let `answer` take intents of these kinds; ValueError if a kind is taken."""
        taken = [kind for kind in kinds if kind in self._by_kind]
        if taken:
            raise ValueError(f"two rooms answer {', '.join(taken)}")
        self._by_kind.update(dict.fromkeys(kinds, answer))

    def of(self, kind: IntentKind) -> Answer | None:
        """The function that answers it; None if no room does."""
        return self._by_kind.get(kind)
