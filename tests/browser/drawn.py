"""One picture of each kind, drawn from the story that ships by what the bot itself calls."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.loading import load_pack
from bot.core.packs.pack import StoryPack
from bot.core.packs.route import Driven
from bot.pictures.map.route_map import RouteMap
from bot.ui.pictures import Picture
from bot.ui.stories.map.views import map_picture, scene_of
from bot.ui.stories.reader.posters import chapter_poster, figure_card
from bot.ui.stories.timeline.views import timeline_picture
from bot.ui.text import Catalogues, Say

PACK = Path(__file__).parents[2] / "stories" / "mille-miglia"
ROUND = (
    Driven(1, "Ada", 1_284_000, 1),
    Driven(2, "Bruno", 902_000, 2),
    Driven(3, "Carla", 561_000, 3),
)


def draw_all(folder: Path) -> None:
    """Write each under its name into the folder."""
    pack = load_pack(PACK)
    assert isinstance(pack, StoryPack), pack
    say = Catalogues.load().for_locale("en")
    for name, picture in _pictures(pack, say):
        (folder / f"drawn-{name}.png").write_bytes(picture.draw())


def _pictures(pack: StoryPack, say: Say) -> Iterator[tuple[str, Picture]]:
    assert pack.route is not None
    drawn = RouteMap(pack.route)
    futa = next(stop for stop in pack.route.stops if stop.id == "futa-pass")
    yield "map", map_picture(pack, pack.route, drawn, scene_of(pack, pack.route, ROUND, None, say), say)
    yield "map-stop", map_picture(pack, pack.route, drawn, scene_of(pack, pack.route, (), futa, say), say)
    yield "timeline", timeline_picture(pack, say)
    for chapter in ("seventeen-pages", "the-silver-fox"):
        found = pack.chapter(chapter)
        assert found is not None
        yield f"poster-{chapter}", chapter_poster(pack, found, say)
    for car in ("mercedes-benz-300-slr", "alfa-romeo-6c-1750-gs"):
        dossier = pack.dossier(car)
        assert dossier is not None
        card = figure_card(dossier, pack, say)
        assert card is not None
        yield f"card-{car}", card
