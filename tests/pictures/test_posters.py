import io
from pathlib import Path

import pytest
from PIL import Image

from bot.content.loading import load_pack
from bot.core.packs.art import Artwork
from bot.core.packs.cards import CardKind
from bot.core.packs.faults import Faults
from bot.core.packs.pack import StoryPack
from bot.pictures import figure_cards as figures
from bot.pictures import posters
from bot.pictures.figure_cards import FigureCard, draw_figure_card
from bot.pictures.fonts import SCALE, Face, font, width_of
from bot.pictures.posters import Poster, draw_poster
from bot.pictures.text_blocks import Block, block

STORIES = Path(__file__).parents[2] / "stories"
LONGEST_LINE = "Wwwwwww mmmmmmm " * 3 + "Wwwwwwwwwwww"
LONGEST_WORD = "W" * 60
LONGEST_SENTENCE = "Mmmmmm wwwwww " * 10


@pytest.fixture(scope="module")
def pack() -> StoryPack:
    loaded = load_pack(STORIES / "mille-miglia")
    assert not isinstance(loaded, Faults), loaded
    return loaded


def a_poster(
    title: str = "The Start", teaser: str = "How it begins.", seed: str = "start", art: Artwork | None = None
) -> Poster:
    return Poster(seed=seed, number="1", title=title, teaser=teaser, pack="A Tale", art=art)


def size_of(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


def colours_of(picture: bytes) -> int:
    return len(Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 20) or [])


def fits(found: Block, box: tuple[float, float]) -> bool:
    return found.width <= box[0] and found.height <= box[1]


def test_every_chapter_that_ships_has_a_poster_of_its_own(pack):
    drawn = [
        draw_poster(a_poster(chapter.title, chapter.teaser, art=pack.artwork(chapter.art)))
        for chapter in pack.chapters
    ]

    assert all(chapter.art for chapter in pack.chapters)
    assert len(set(drawn)) == len(pack.chapters)
    assert {size_of(one) for one in drawn} == {(800, 1000)}


def test_every_car_that_ships_has_a_card_with_its_drawing(pack):
    cars = [dossier for dossier in pack.dossiers if dossier.kind is CardKind.CAR]
    drawn = [
        draw_figure_card(
            FigureCard(
                car.id, car.name, tuple((one.label, one.value) for one in car.figures), pack.artwork(car.art)
            )
        )
        for car in cars
    ]

    assert len(cars) == 25
    assert all(pack.artwork(car.art) for car in cars)
    assert len(set(drawn)) == len(cars)
    assert {size_of(one) for one in drawn} == {(1000, 560)}


def test_cars_that_ship_have_at_least_twelve_bodies(pack):
    bodies = {next(one.uses)[1] for one in pack.art if pack.dossier(one.id)}

    assert len(bodies) >= 12


def test_whatever_ships_is_set_whole_and_within_its_box(pack):
    for chapter in pack.chapters:
        poster = a_poster(chapter.title, chapter.teaser)
        title, teaser = posters.title_of(poster), posters.teaser_of(poster)

        assert fits(title, posters.TITLE_BOX)
        assert fits(teaser, posters.TEASER_BOX)
        assert " ".join(title.lines) == chapter.title.upper()
        assert " ".join(teaser.lines) == chapter.teaser


def test_every_figure_that_ships_stands_whole_in_its_cell(pack):
    for dossier in pack.dossiers:
        card = FigureCard(dossier.id, dossier.name, tuple((one.label, one.value) for one in dossier.figures))
        values = figures.values_of(card)

        assert all(fits(value, figures.CELL) for value in values)
        assert [" ".join(value.lines) for value in values] == [
            one.value for one in dossier.figures[: figures.MOST_FIGURES]
        ]


def test_what_ships_can_be_read_on_a_phone(pack):
    """At 400 pixels, type under 9 pixels cannot be read."""
    for chapter in pack.chapters:
        poster = a_poster(chapter.title, chapter.teaser)
        assert posters.title_of(poster).size / 2 >= 24
        assert posters.teaser_of(poster).size / 2 >= 13


def test_what_stands_on_a_card_that_ships_can_be_read_on_a_phone(pack):
    share = 400 / figures.WIDTH
    for car in (one for one in pack.dossiers if one.kind is CardKind.CAR):
        card = FigureCard(car.id, car.name, tuple((one.label, one.value) for one in car.figures))
        assert all(value.size * share >= 11 for value in figures.values_of(card))
        assert all(width_of(label, Face.TEXT, figures.LABEL) <= figures.CELL[0] for label, _ in card.figures)
    assert figures.LABEL * share >= 11


def test_a_label_is_nearer_to_its_own_value_than_to_the_one_above_it():
    def top_of(size: float, face: Face) -> float:
        return -font(face, round(size * SCALE)).getbbox("Hd", anchor="ls")[1] / SCALE

    to_its_own = figures.UNDER - top_of(figures.VALUE_SIZES[0], Face.BOLD)
    to_the_one_above = figures.ROW - figures.UNDER - top_of(figures.LABEL, Face.TEXT)
    assert 0 < 1.5 * to_its_own <= to_the_one_above


@pytest.mark.parametrize("title", [LONGEST_LINE, LONGEST_WORD, "I"])
@pytest.mark.parametrize("teaser", [LONGEST_SENTENCE, "W" * 140, "So."])
def test_the_longest_legal_texts_still_fit(title, teaser):
    poster = a_poster(title, teaser)

    assert fits(posters.title_of(poster), posters.TITLE_BOX)
    assert fits(posters.teaser_of(poster), posters.TEASER_BOX)
    assert size_of(draw_poster(poster)) == (800, 1000)


@pytest.mark.parametrize("value", [LONGEST_LINE, LONGEST_WORD, "1"])
def test_the_longest_legal_figures_still_fit(value):
    card = FigureCard("car", value, tuple(("A label of 24 characters", value) for _ in range(10)))

    assert len(figures.values_of(card)) == 6
    assert all(fits(one, figures.CELL) for one in figures.values_of(card))
    assert size_of(draw_figure_card(card)) == (1000, 560)


def test_a_text_too_long_for_the_smallest_type_is_cut_with_an_ellipsis():
    found = block("word " * 200, Face.TEXT, (40, 20), (200, 80))

    assert fits(found, (200, 80))
    assert found.lines[-1].endswith("…")


def test_the_same_poster_is_the_same_picture(pack):
    art = pack.artwork(pack.chapters[0].art)

    assert draw_poster(a_poster(art=art)) == draw_poster(a_poster(art=art))


def test_a_pack_without_art_has_posters_that_differ_by_their_chapter():
    one, other = draw_poster(a_poster(seed="start")), draw_poster(a_poster(seed="end"))

    assert one == draw_poster(a_poster(seed="start"))
    assert one != other
    assert colours_of(one) > 5


def test_a_card_without_art_or_figures_is_drawn_all_the_same():
    assert colours_of(draw_figure_card(FigureCard("car", "A Car"))) > 5


def test_a_title_in_letters_that_the_type_lacks_leaves_the_rest_of_the_poster():
    assert size_of(draw_poster(a_poster(title="千里"))) == (800, 1000)
