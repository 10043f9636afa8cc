from bot.content.search import HitKind
from bot.ui.packs.sources import all_sources_button, cited
from tests.core.builders import a_pack

PACK = a_pack(
    sources=[
        {"key": "IT27", "title": "Rome, 1927", "address": "https://example.org/rome_(1927)"},
        {"key": "DE31", "title": "A *fast* [race]"},
        {"key": "FR55", "title": "Flat out"},
        {"key": "US57", "title": "The end"},
    ]
)


def test_sources_are_named_in_the_order_of_their_keys_as_links_where_they_have_an_address(
    say,
):
    told = cited(["DE31", "IT27"], PACK, say)
    assert told == r"A \*fast\* \[race\] · [Rome, 1927](https://example.org/rome_%281927%29)"


def test_a_source_that_the_story_does_not_have_is_left_out(say):
    assert cited(["GONE", "FR55"], PACK, say) == "Flat out"
    assert cited([], PACK, say) == ""


def test_of_many_sources_three_are_named_and_a_button_opens_all(say):
    keys = ["FR55", "US57", "DE31", "IT27"]
    assert cited(keys, PACK, say).endswith("· and one more")
    button = all_sources_button(HitKind.ANECDOTE, "the-hat", keys, PACK, say)
    assert button is not None
    assert button["custom_id"] == "sr:anecdote:the-hat"
    assert all_sources_button(HitKind.ANECDOTE, "the-hat", keys[:3], PACK, say) is None
