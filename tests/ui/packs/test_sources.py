from bot.ui.packs.sources import cited
from tests.core.builders import a_pack

PACK = a_pack(sources=[{"key": "IT27", "title": "Rome, 1927"}, {"key": "DE31", "title": "A *fast* race"}])


def test_sources_are_named_by_their_titles_in_the_order_of_their_keys():
    assert cited(["DE31", "IT27"], PACK) == r"A \*fast\* race · Rome, 1927"


def test_a_source_that_the_story_does_not_have_is_left_out():
    assert cited(["GONE", "IT27"], PACK) == "Rome, 1927"
    assert cited([], PACK) == ""
