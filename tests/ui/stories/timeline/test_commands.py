import pytest
from simcord.components import walk_components

from bot.core.packs.timeline_entries import MOST_ENTRIES
from bot.core.stories.timeline import milestones
from bot.ui.stories.timeline.views import timeline_layout, timeline_picture
from tests.core.builders import a_pack
from tests.ui.acting import press, set_aside
from tests.ui.gallery import galleries
from tests.ui.limits import assert_discord_takes
from tests.ui.world import selects, texts

SELECT = 3


def menus_of(layout):
    return [one for one in walk_components(layout.to_components()) if one["type"] == SELECT]


async def test_the_timeline_is_a_picture_with_its_years_in_words(world, ada):
    shown = await ada.slash(world.channel, "timeline")
    assert not shown.ephemeral
    ((_, alt),) = galleries(shown.response)
    assert "1921: Italy's first Grand Prix" in alt
    assert "1948, 1949, 1950, 1951, 1952, 1953, 1956 and 1957" in alt
    assert len(alt) <= 1024
    (attachment,) = shown.response.attachments
    assert attachment.filename == "timeline.png"
    assert attachment.description == alt


async def test_where_stories_are_not_welcome_the_timeline_is_for_the_asker_alone(world, ada, bruno):
    await set_aside(world, ada, "stories", world.elsewhere)
    await set_aside(world, ada, "trivia", world.elsewhere)
    assert (await bruno.slash(world.channel, "timeline")).ephemeral
    assert not (await bruno.slash(world.elsewhere, "timeline")).ephemeral


async def test_every_moment_that_something_tells_of_can_be_opened(world, ada):
    shown = (await ada.slash(world.channel, "timeline")).response
    menus = list(selects(shown))
    offered = [option["value"] for menu in menus for option in menu["options"]]
    assert offered == [one.entry.id for one in milestones(world.pack) if one.entry.told_in]
    for menu in menus:
        for option in (menu["options"][0], menu["options"][-1]):
            opened = await ada.select(shown, [option["value"]], custom_id=menu["custom_id"])
            assert opened.ephemeral
            assert len(texts(opened.response)) > 100


@pytest.mark.parametrize(
    ("year", "said"), [(1955, "Mille Miglia 1955"), (1943, "the second gap"), (1970, "lifts the sheet")]
)
async def test_a_year_opens_what_is_told_of_it(world, ada, year, said):
    opened = await ada.slash(world.channel, "timeline", year=year)
    assert opened.ephemeral
    assert said in texts(opened.response)


@pytest.mark.parametrize(("year", "near"), [(1960, "**1959**"), (1800, "**1921**, **1922** and **1926**")])
async def test_a_year_without_a_moment_names_the_nearest_three(world, ada, year, near):
    refused = await ada.slash(world.channel, "timeline", year=year)
    assert refused.ephemeral
    assert str(year) in texts(refused.response)
    assert near in texts(refused.response)


async def test_a_menu_of_an_older_timeline_says_that_the_year_is_gone(world, ada):
    shown = (await ada.slash(world.channel, "timeline")).response
    (menu, *_) = selects(shown)
    gone = await press(world, ada, menu["custom_id"], on=shown, values=["race-2050"])
    assert gone.ephemeral
    assert "race-2050" not in texts(gone.response)


def test_the_shipped_timeline_is_told_whole_to_those_who_cannot_see_it(library, say):
    alt = timeline_picture(library.default, say).alt
    assert len(alt) <= 1024
    for one in milestones(library.default):
        assert str(one.entry.year) in alt


def test_the_menus_of_the_longest_timeline_fit(say):
    moments = [
        {"id": f"m{number}", "year": 1000 + 2 * number, "until": 1001 + 2 * number, "line": "W" * 60}
        | {"told_in": "the-start/a", "sources": ["IT27"], "mark": "W" * 24}
        for number in range(MOST_ENTRIES)
    ]
    layout = timeline_layout(a_pack(timeline=moments), say, "A word on the picture.")
    assert_discord_takes(layout)
    assert [len(menu["options"]) for menu in menus_of(layout)] == [24, 24]


def test_a_story_with_one_moment_has_one_menu_and_with_none_that_is_told_has_none(say):
    entry = {"id": "m", "year": 1927, "line": "x", "sources": ["IT27"]}
    for told_in, menus in (("the-start/a", 1), (None, 0)):
        layout = timeline_layout(a_pack(timeline=[entry | {"told_in": told_in}]), say, None)
        assert len(menus_of(layout)) == menus
