import pytest

from tests.ui.acting import press
from tests.ui.world import buttons, labels, selects, texts


async def test_a_search_is_answered_to_the_asker_alone_with_hits_that_open(world, ada):
    found = await ada.slash(world.channel, "find", words="jenkinson glasses")
    assert found.ephemeral
    assert "Jenkinson's Glasses" in texts(found.response)
    assert set(labels(found.response)) <= {"Open", "Back", "Next"}
    opened = await ada.click(found.response, custom_id="fo:anecdote:the-glasses")
    assert opened.ephemeral
    assert world.pack.anecdote("the-glasses").text in texts(opened.response)


async def test_a_hit_in_a_chapter_opens_that_very_page(world, ada):
    found = await ada.slash(world.channel, "find", words="Jules Goux triangle Montichiari")
    ids = [one["custom_id"] for one in buttons(found.response)]
    page = next(one for one in ids if one.startswith(("fo:beat:", "fo:chapter:")))
    opened = await ada.click(found.response, custom_id=page)
    chapter, _, name = page.split(":")[2].partition("/")
    shown = world.pack.chapter(chapter)
    assert shown.beats[shown.position(name)].text in texts(opened.response)
    assert "Next" in labels(opened.response)


async def test_a_name_brings_its_card_and_its_chapters_first_and_everything_by_turning_the_page(world, ada):
    found = (await ada.slash(world.channel, "find", words="moss")).response
    kinds = [one["custom_id"].split(":")[1] for one in buttons(found) if one["custom_id"].startswith("fo:")]
    assert set(kinds[:2]) == {"dossier", "chapter"}
    assert "fo:dossier:stirling-moss" in [one["custom_id"] for one in buttons(found)]
    assert "**Seventeen Pages** · chapter" in texts(found)
    assert "Page 1 of" in texts(found)
    seen = []
    while True:
        seen += [one["custom_id"] for one in buttons(found) if one["custom_id"].startswith("fo:")]
        if buttons(found)[-1]["disabled"]:
            break
        await ada.click(found, label="Next")
    places = [one.split(":")[1] for one in seen]
    assert len(seen) == len(set(seen)) > 12
    assert {"dossier", "chapter", "beat", "anecdote", "legend"} == set(places)
    await ada.click(found, label="Back")
    assert buttons(found)[0]["custom_id"] in seen


async def test_what_was_found_for_a_time_has_its_other_pages_too(world, ada):
    found = (await ada.slash(world.channel, "find", words="10:07:48 Moss")).response
    await ada.click(found, label="Next")
    assert "Page 2 of" in texts(found)


async def test_a_search_as_long_as_can_be_has_its_other_pages_too(world, ada):
    found = (await ada.slash(world.channel, "find", words=("Moss Brescia Nuvolari " * 5)[:100])).response
    await ada.click(found, label="Next")
    assert "Page 2 of" in texts(found)


async def test_a_claim_that_is_found_does_not_tell_its_verdict(world, ada):
    legend = next(one for one in world.pack.legends if one.told_in)
    found = (await ada.slash(world.channel, "find", words=legend.claim[:100])).response
    assert legend.claim in texts(found)
    assert legend.why[:60] not in texts(found)
    opened = (await ada.click(found, custom_id=f"fo:legend:{legend.id}")).response
    assert legend.claim in texts(opened)
    assert legend.why not in texts(opened)
    await ada.click(opened, label="Fact")
    assert legend.why in texts(opened)


async def test_an_excerpt_of_a_card_is_of_its_text_and_the_figures_stand_apart(world, ada):
    card = world.pack.dossier("mille-miglia-1955")
    found = (await ada.slash(world.channel, "find", words="Mille Miglia 1955")).response
    excerpt = texts(found).partition(f"**{card.name}** · card")[2].splitlines()[1]
    assert excerpt.strip("… ")[:40] in card.text
    opened = (await ada.slash(world.channel, "dossier", name=card.id)).response
    assert f"**{card.figures[0].label}" in texts(opened)


async def test_all_sources_are_a_press_away_where_there_are_more_than_three(world, ada):
    card = world.pack.dossier("stirling-moss")
    assert len(card.sources) > 3
    opened = (await ada.slash(world.channel, "dossier", name=card.id)).response
    assert f"and {len(card.sources) - 3} more" in texts(opened)
    told = await ada.click(opened, label="All sources")
    assert told.ephemeral
    for key in card.sources:
        source = world.pack.source(key)
        assert source.title.split("(")[0].split("[")[0] in texts(told.response).replace("\\", "")
        assert source.address is None or f"]({source.address.split('(')[0]}" in texts(told.response)


async def test_a_search_without_a_hit_says_what_can_be_searched(world, ada):
    nothing = await ada.slash(world.channel, "find", words="zzzzzz")
    assert nothing.ephemeral
    assert "chapters, anecdotes, claims and cards" in texts(nothing.response)


@pytest.mark.parametrize("words", [" ", "?!", "\u200b"])
async def test_an_empty_search_says_what_can_be_searched(world, ada, words):
    empty = await ada.slash(world.channel, "find", words=words)
    assert empty.ephemeral
    assert "chapters, anecdotes, claims and cards" in texts(empty.response)
    assert "“" not in texts(empty.response)


@pytest.mark.parametrize(
    "name",
    [
        "tazio-nuvolari",
        "Tazio Nuvolari",
        " tazio nuvolari ",
        "1931",
        "300slr",
        "nuvolàri!",
        "Sant\u2019Eufemia",
    ],
)
async def test_a_card_opens_by_its_id_its_name_or_another_name(world, ada, name):
    opened = await ada.slash(world.channel, "dossier", name=name)
    assert opened.ephemeral
    assert "## " in texts(opened.response)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("the futa", "Futa Pass"),
        ("Tazio Nuvolary", "Tazio Nuvolari"),
        ("300SLR", "Mercedes-Benz 300 SLR"),
        ("tell me about moss", "Stirling Moss"),
        ("the second edition", "Mille Miglia 1928"),
        ("what about moss", "Stirling Moss"),
        ("who won in 1955?", "Mille Miglia 1955"),
    ],
)
async def test_a_card_is_named_as_in_a_direct_message(world, ada, typed, name):
    assert f"## {name}\n" in texts((await ada.slash(world.channel, "dossier", name=typed)).response)


async def test_of_several_cards_one_is_chosen(world, ada):
    asked = (await ada.slash(world.channel, "dossier", name="alfa romeo")).response
    assert len(labels(asked)) > 1
    opened = await ada.click(asked, label=labels(asked)[1])
    assert opened.ephemeral
    assert f"## {labels(asked)[1]}\n" in texts(opened.response)


async def test_where_no_card_is_near_none_is_suggested(world, ada):
    refused = await ada.slash(world.channel, "dossier", name="xyz")
    assert refused.ephemeral
    assert texts(refused.response) == "I have no card of “xyz”."


async def test_autocomplete_offers_cards_also_by_another_name(world, ada):
    offered = await ada.autocomplete(world.channel, "dossier", "name", "nuvolary")
    assert offered[0] == {"name": "Tazio Nuvolari", "value": "tazio-nuvolari"}
    assert len(await ada.autocomplete(world.channel, "dossier", "name", "")) == 25


async def test_a_card_leads_to_its_chapters_anecdotes_and_cards(world, ada):
    card = (await ada.slash(world.channel, "dossier", name="stirling-moss")).response
    (menu,) = selects(card)
    led_to = {option["value"].partition(":")[0] for option in menu["options"]}
    assert led_to == {"beat", "anecdote", "dossier"}
    for option in menu["options"]:
        opened = await ada.select(card, [option["value"]], custom_id="fl")
        assert opened.ephemeral
        assert len(texts(opened.response)) > 100


async def test_every_card_and_every_link_of_it_fits_discord(world, ada):
    for dossier in world.pack.dossiers:
        shown = texts((await ada.slash(world.channel, "dossier", name=dossier.id)).response)
        assert dossier.text in shown
        assert len(shown) <= 4000


async def test_a_hit_that_the_pack_has_no_more_is_told_so(world, ada):
    found = await ada.slash(world.channel, "find", words="Nuvolari")
    gone = await press(world, ada, "fo:dossier:nobody", on=found.response)
    assert gone.ephemeral
    assert "before my last change" in texts(gone.response)
