"""Whatever a story holds, Discord takes its claims as somebody calls them in a conversation."""

from bot.core.packs.pack import StoryPack
from bot.ui.stories.claims.views import called_layout, claim_layout
from tests.core.builders import a_legend
from tests.ui.limits import assert_discord_takes, the_longest_pack, words


def assert_claim_fits(legend, pack: StoryPack, say) -> None:
    assert_discord_takes(claim_layout(legend, say))
    for call in ("fact", "legend"):
        assert_discord_takes(called_layout(legend, call, pack, say))


def test_every_claim_of_the_shipped_story_fits(library, say):
    pack = library.default
    for legend in pack.legends:
        assert_claim_fits(legend, pack, say)


def test_the_longest_claim_fits(say):
    pack = the_longest_pack()
    sources = [source.key for source in pack.sources]
    told_in = f"{'a' * 40}/{'b' * 40}"
    claim = a_legend(id="c" * 40, claim=words(240), why=words(600), told_in=told_in, sources=sources)
    assert_claim_fits(claim, pack, say)
