import pytest

from bot.ui.stories.reader import posters
from tests.ui.gallery import files, galleries
from tests.ui.world import selects, texts


async def page(world, reader, chapter):
    return (await reader.slash(world.channel, "story read", chapter=chapter)).response


async def test_a_chapter_opens_with_its_poster_and_the_poster_says_what_is_seen(world, ada):
    second = world.pack.chapters[1]

    shown = await page(world, ada, second.id)

    assert files(shown) == [f"poster-{second.id}.png"]
    ((_, alt),) = galleries(shown)
    assert alt == f"Poster of chapter 2, {second.title}. {world.pack.artwork(second.art).alt}"
    assert second.beats[0].text in texts(shown)


async def test_the_poster_is_taken_off_when_the_page_is_turned_and_hung_again_on_the_way_back(world, ada):
    first = world.pack.chapters[0]
    shown = await page(world, ada, first.id)

    await ada.click(shown, label="Next")
    assert (files(shown), galleries(shown)) == ([], [])
    assert first.beats[1].text in texts(shown)

    await ada.click(shown, label="Back")
    assert files(shown) == [f"poster-{first.id}.png"]


async def test_the_contents_have_no_poster_left_over(world, ada):
    shown = await page(world, ada, world.pack.chapters[0].id)

    await ada.click(shown, custom_id="rc")

    assert (files(shown), galleries(shown)) == ([], [])


async def test_a_cars_card_shows_its_drawing_and_a_persons_card_needs_none(world, ada):
    car = (await ada.slash(world.channel, "dossier", name="mercedes-benz-300-slr")).response
    person = (await ada.slash(world.channel, "dossier", name="stirling-moss")).response

    assert files(car) == ["card-mercedes-benz-300-slr.png"]
    ((_, alt),) = galleries(car)
    assert alt.startswith("Mercedes-Benz 300 SLR. A long silver open Mercedes")
    assert files(person) == []


async def test_a_card_that_another_card_leads_to_shows_its_drawing_too(world, ada):
    person = (await ada.slash(world.channel, "dossier", name="stirling-moss")).response
    (menu,) = selects(person)
    car = next(one["value"] for one in menu["options"] if one["value"] == "dossier:mercedes-benz-300-slr")

    opened = await ada.select(person, [car], custom_id="fl")

    assert files(opened.response) == ["card-mercedes-benz-300-slr.png"]


@pytest.mark.parametrize("of", ["poster", "figure_card"])
async def test_a_picture_that_cannot_be_drawn_leaves_the_words(world, ada, monkeypatch, caplog, of):
    def broken(_value):
        raise OSError("no ink")

    monkeypatch.setattr(posters, f"draw_{of}", broken)
    if of == "poster":
        shown = await page(world, ada, world.pack.chapters[0].id)
        assert world.pack.chapters[0].beats[0].text in texts(shown)
    else:
        shown = (await ada.slash(world.channel, "dossier", name="lancia-d24")).response
        assert world.pack.dossier("lancia-d24").text in texts(shown)
    assert galleries(shown) == []
    assert "could not be drawn" in caplog.text
    caplog.clear()
