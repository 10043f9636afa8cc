"""Whatever a story holds, Discord takes the claims and answers of a conversation."""

import pytest

from bot.core.packs.pack import StoryPack
from bot.core.stories.reading import Reading
from bot.ui.stories.claims.calls import called_layout, claim_layout
from bot.ui.talk.views import progress_layout
from tests.core.builders import a_legend
from tests.ui.test_limits import (
    assert_discord_takes,
    say,  # noqa: F401 - a fixture
    the_longest_pack,
    words,
)


def assert_claim_fits(legend, pack: StoryPack, say) -> None:  # noqa: F811 - the fixture
    assert_discord_takes(claim_layout(legend, say))
    for call in ("fact", "legend"):
        assert_discord_takes(called_layout(legend, call, pack, say))


def test_every_claim_of_the_shipped_story_fits(library, say):  # noqa: F811 - the fixture
    pack = library.default
    for legend in pack.legends:
        assert_claim_fits(legend, pack, say)


def test_the_longest_claim_fits(say):  # noqa: F811 - the fixture
    pack = the_longest_pack()
    sources = [source.key for source in pack.sources]
    told_in = f"{'a' * 40}/{'b' * 40}"
    claim = a_legend(id="c" * 40, claim=words(240), why=words(600), told_in=told_in, sources=sources)
    assert_claim_fits(claim, pack, say)


@pytest.mark.parametrize("reached", [0, 10, 19])
def test_how_far_one_is_in_the_longest_story_fits(say, reached):  # noqa: F811 - the fixture
    pack = the_longest_pack()
    kept = Reading({chapter.id: reached for chapter in pack.chapters}, (pack.chapters[-1].id, reached))
    assert_discord_takes(progress_layout(pack, kept, say))
