"""The story packs that a bot carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.packs.pack import StoryPack


@dataclass(frozen=True, slots=True)
class Library:
    """One or more packs, in the order of their folders."""

    packs: Sequence[StoryPack]

    @property
    def default(self) -> StoryPack:
        """The pack that is meant where none is named."""
        return self.packs[0]

    def pack(self, pack_id: str) -> StoryPack:
        """The pack of that id; one that was taken away since is stood in for by the default."""
        return next((pack for pack in self.packs if pack.id == pack_id), self.default)
