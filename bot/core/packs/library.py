"""The story packs that the bot has loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.packs.pack import StoryPack


@dataclass(frozen=True, slots=True)
class Library:
    """One or more packs, in the order of their folders."""

    packs: Sequence[StoryPack]

    @property
    def default(self) -> StoryPack:
        """The pack that is used if none is named: the first."""
        return self.packs[0]

    def pack(self, pack_id: str) -> StoryPack:
        """The pack of that id; the default one if that pack was removed since."""
        return next((pack for pack in self.packs if pack.id == pack_id), self.default)
