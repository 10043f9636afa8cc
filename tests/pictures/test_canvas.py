import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.canvas import Canvas
from bot.pictures.fonts import FONTS, Face, fitted, font, width_of, wrapped
from bot.pictures.palette import NIGHT, PAPER, RED


def picture(canvas: Canvas) -> Image.Image:
    return Image.open(io.BytesIO(canvas.png())).convert("RGB")


def test_a_finished_picture_has_the_size_that_was_asked_for() -> None:
    assert picture(Canvas.blank(320, 200)).size == (320, 200)


def test_flat_colours_come_out_as_they_were_laid_on() -> None:
    canvas = Canvas.blank(100, 100, NIGHT)
    canvas.rectangle((20, 20), (80, 80), RED)
    finished = picture(canvas)
    assert finished.getpixel((50, 50)) == RED
    assert finished.getpixel((5, 5)) == NIGHT


def test_a_copy_is_drawn_on_without_touching_the_first() -> None:
    canvas = Canvas.blank(40, 40)
    canvas.copy().circle((20, 20), 15, RED)
    assert picture(canvas).getpixel((20, 20)) == PAPER


def test_the_same_drawing_gives_the_same_bytes() -> None:
    def drawn() -> bytes:
        canvas = Canvas.blank(200, 80)
        canvas.text((10, 10), "Brescia", Face.DISPLAY, 40, RED)
        return canvas.png()

    assert drawn() == drawn()


@pytest.mark.parametrize("face", Face)
def test_each_face_is_shipped_with_its_licence_and_writes_italian(face: Face) -> None:
    family = face.value.removesuffix(".woff").split("-400")[0].split("-600")[0]
    assert "SIL OPEN FONT LICENSE" in (FONTS / f"LICENSE-{family}.txt").read_text(encoding="utf-8")

    def drawn(letter: str) -> bytes:
        canvas = Canvas.blank(40, 40)
        canvas.text((5, 5), letter, face, 24, RED)
        return canvas.png()

    missing = drawn("\ue000")
    assert all(drawn(letter) != missing for letter in "àèéìòùÀÈÉÌÒÙ\u2019“”\u2013·°")


def test_a_thread_loads_its_own_type_once_and_shares_it_with_no_other() -> None:
    with ThreadPoolExecutor(1) as beside:
        theirs = beside.submit(font, Face.TEXT, 33).result()
        assert beside.submit(font, Face.TEXT, 33).result() is theirs
    assert font(Face.TEXT, 33) is font(Face.TEXT, 33)
    assert font(Face.TEXT, 33) is not theirs


@given(
    st.text("abcdefghij kl", min_size=1, max_size=80),
    st.integers(60, 300),
)
def test_wrapped_lines_keep_every_word_and_their_width(text: str, width: int) -> None:
    lines = wrapped(text, Face.TEXT, 16, width)
    assert " ".join(lines).split() == text.split()
    assert all(width_of(line, Face.TEXT, 16) <= width or " " not in line for line in lines)


@given(st.text("Mile gia", min_size=1, max_size=60), st.integers(40, 400))
def test_a_fitted_line_is_no_wider_than_its_place_or_as_small_as_allowed(text: str, width: int) -> None:
    size = fitted(text, Face.DISPLAY, 60, 12, width)
    assert 12 <= size <= 60
    assert size == 12 or width_of(text, Face.DISPLAY, size) <= width
