from pathlib import Path

import pytest

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.pack import StoryPack


@pytest.fixture(scope="session")
def mille_miglia() -> StoryPack:
    """The shipped story."""
    loaded = load_pack(Path(__file__).parents[4] / "stories" / "mille-miglia")
    assert not isinstance(loaded, Faults), loaded
    return loaded
