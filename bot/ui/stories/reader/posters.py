"""The pictures beside a text: a chapter's poster on its first page, a figure card with a dossier.

Most pictures are drawn already and only named, so a drawing is put together when it is drawn, off the event
loop.
"""

from functools import partial

from bot.core.packs.cards import CardKind, Dossier
from bot.core.packs.pack import Chapter, StoryPack
from bot.core.stories.reading import StoryPage
from bot.pictures.figure_cards import FigureCard, draw_figure_card
from bot.pictures.posters import Poster, draw_poster
from bot.ui.pictures import Picture
from bot.ui.text import Say


def page_poster(pack: StoryPack, page: StoryPage, say: Say) -> Picture | None:
    """The poster of a page that opens a chapter."""
    return chapter_poster(pack, page.chapter, say) if page.is_first else None


def chapter_poster(pack: StoryPack, chapter: Chapter, say: Say) -> Picture:
    """The poster of a chapter."""
    number = say.number(
        1 + next(index for index, other in enumerate(pack.chapters) if other.id == chapter.id)
    )
    drawing = pack.drawing(chapter.art)
    alt = say("poster.alt", number=number, title=chapter.title)
    if drawing is not None and drawing.alt is not None:
        alt = say("poster.alt_drawn", number=number, title=chapter.title, seen=drawing.alt)
    return Picture(
        name=f"poster-{chapter.id}",
        key=("poster", pack.id, chapter.id, number),
        draw=partial(_draw_poster, pack, chapter, number),
        alt=alt,
        is_asked_for=False,
    )


def _draw_poster(pack: StoryPack, chapter: Chapter, number: str) -> bytes:
    return draw_poster(
        Poster(
            seed=chapter.id,
            number=number,
            title=chapter.title,
            teaser=chapter.teaser,
            pack=pack.title,
            year=None if chapter.year is None else str(chapter.year),
            art=pack.artwork(chapter.art),
        )
    )


def figure_card(dossier: Dossier, pack: StoryPack, say: Say) -> Picture | None:
    """The figure card of a car, or of a dossier with a drawing; None for any other."""
    drawing = pack.drawing(dossier.art)
    if drawing is None and dossier.kind is not CardKind.CAR:
        return None
    alt = say("figure_card.alt", name=dossier.name)
    if drawing is not None and drawing.alt is not None:
        alt = say("figure_card.alt_drawn", name=dossier.name, seen=drawing.alt)
    return Picture(
        name=f"card-{dossier.id}",
        key=("figures", pack.id, dossier.id),
        draw=partial(_draw_figure_card, pack, dossier),
        alt=alt,
        is_asked_for=False,
    )


def _draw_figure_card(pack: StoryPack, dossier: Dossier) -> bytes:
    figures = tuple((figure.label, figure.value) for figure in dossier.figures)
    return draw_figure_card(FigureCard(dossier.id, dossier.name, figures, pack.artwork(dossier.art)))
