"""The stories, and what is read out of them once, however many bots tell them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.packs.library import Library
from bot.core.talk.listener import Listener
from bot.services.stories.finding import Finder
from bot.ui.talk.hearing import listeners
from bot.ui.text import Catalogues


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What never changes while a bot runs."""

    library: Library
    catalogues: Catalogues
    finder: Finder
    listening: Mapping[str, Listener]

    @classmethod
    def learn(cls, library: Library, catalogues: Catalogues) -> "Repertoire":
        """Read it all: a fifth of a second, which is not for an event loop."""
        return cls(library, catalogues, Finder(library), listeners(library, catalogues))
