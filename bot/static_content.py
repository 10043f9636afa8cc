"""The stories, and what is computed from them once for all bots of the process."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.packs.library import Library
from bot.core.talk.listener import Listener
from bot.services.stories.finding import Finder
from bot.ui.talk.listeners import listeners
from bot.ui.text import Catalogues


@dataclass(frozen=True, slots=True)
class StaticContent:
    """What never changes while a bot runs."""

    library: Library
    catalogues: Catalogues
    finder: Finder
    listeners: Mapping[str, Listener]

    @classmethod
    def read(cls, library: Library, catalogues: Catalogues) -> "StaticContent":
        """Compute everything. It takes a fifth of a second, so not on the event loop."""
        return cls(library, catalogues, Finder(library), listeners(library, catalogues))
