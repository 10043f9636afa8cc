"""What pictures cost, and how much they delay the event loop: `python -m benchmarks.pictures`.

First the milliseconds of each kind: cold (no font loaded, no empty map drawn), again (both are there) and
kept (served from the cache). The limit is an empty canvas of the same size encoded as a PNG: no picture
costs less. Then how late the event loop is while nothing happens, while a thread of plain Python counts,
and while twenty different pictures are drawn at once, in short turns one after the other.
"""

import asyncio
import io
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from PIL import Image

from bot.content.loading import load_pack
from bot.core.packs.cards import CardKind
from bot.core.packs.faults import Faults
from bot.core.packs.pack import StoryPack
from bot.pictures.canvas import Canvas
from bot.pictures.fonts import font_of_thread
from bot.pictures.map.route_map import RouteMap
from bot.services.pictures import Pictures
from bot.ui.pictures import Picture
from bot.ui.stories.map.views import map_picture, scene_of
from bot.ui.stories.reader.posters import chapter_poster, figure_card
from bot.ui.stories.timeline.views import timeline_picture
from bot.ui.text import Catalogues, Say

PACK = Path(__file__).parents[1] / "stories" / "mille-miglia"
TIMES = 5
KEPT_TIMES = 1000
AT_ONCE = 20
TURNS = 3
TURN_SECONDS = 2.0
TICK = 0.002


def main() -> None:
    """Measure, and print."""
    pack = load_pack(PACK)
    if isinstance(pack, Faults):
        sys.exit(f"{PACK} has faults: run `make check`")
    say = Catalogues.load().for_locale("en")
    sys.stdout.write(f"{'':<16}{'cold':>8}{'again':>8}{'kept':>10}{'empty sheet':>14}{'KiB':>6}\n")
    for name, make in _kinds(pack, say).items():
        _measure(name, make)
    asyncio.run(_print_lags(pack, say))


def _kinds(pack: StoryPack, say: Say) -> Mapping[str, Callable[[], Picture]]:
    """One picture of each kind, made anew with each call."""
    car = next(one for one in pack.dossiers if one.kind is CardKind.CAR and one.art is not None)
    kinds: dict[str, Callable[[], Picture]] = {
        "timeline": lambda: timeline_picture(pack, say),
        "poster": lambda: chapter_poster(pack, pack.chapters[0], say),
    }
    route = pack.route
    if route is not None:
        kinds["map"] = lambda: map_picture(
            pack, route, RouteMap(route), scene_of(pack, route, (), None, say), say
        )
    card = figure_card(car, pack, say)
    if card is not None:
        kinds["figure card"] = lambda: card
    return kinds


def _measure(name: str, make: Callable[[], Picture]) -> None:
    cold, again, empty = [], [], []
    image = b""
    for _ in range(TIMES):
        font_of_thread.cache_clear()
        picture = make()
        cold.append(_timed(picture.draw))
        again.append(_timed(picture.draw))
        image = picture.draw()
        width, height = Image.open(io.BytesIO(image)).size
        empty.append(_timed(Canvas.blank(width, height).png))
    kept = asyncio.run(_kept(image))
    limit = median(empty)
    sys.stdout.write(
        f"{name:<16}{median(cold) * 1000:>5.0f} ms{median(again) * 1000:>5.0f} ms{kept * 1e6:>7.1f} µs"
        f"{limit * 1000:>11.0f} ms{len(image) / 1024:>6.0f}"
        f"   cold {median(cold) / limit:.1f}, again {median(again) / limit:.1f} x the empty sheet\n"
    )


async def _kept(image: bytes) -> float:
    """Seconds to get a picture from the cache."""
    pictures = Pictures()
    await pictures.get("kept", lambda: image)
    begun = perf_counter()
    for _ in range(KEPT_TIMES):
        await pictures.get("kept", lambda: image)
    taken = perf_counter() - begun
    await pictures.close()
    return taken / KEPT_TIMES


async def _print_lags(pack: StoryPack, say: Say) -> None:
    """How late the loop is beside each kind of load."""
    loads: Mapping[str, Callable[[], Awaitable[None]]] = {
        "nothing": lambda: asyncio.sleep(TURN_SECONDS),
        "a thread of plain Python": _counting,
        f"{AT_ONCE} pictures at once": lambda: _drawing(pack, say),
    }
    lags_by_load: dict[str, list[float]] = {name: [] for name in loads}
    taken: dict[str, float] = dict.fromkeys(loads, 0.0)
    for _ in range(TURNS):
        for name, load in loads.items():
            begun = perf_counter()
            lags_by_load[name] += await _lags_beside(load())
            taken[name] += (perf_counter() - begun) / TURNS
    sys.stdout.write(f"\n{'the loop rings late':<30}{'median':>9}{'p99':>9}{'worst':>9}{'turn':>8}\n")
    for name, lags in lags_by_load.items():
        p99 = quantiles(lags, n=100)[98]
        sys.stdout.write(
            f"  beside {name:<26}{median(lags) * 1000:>6.2f} ms{p99 * 1000:>6.2f} ms"
            f"{max(lags) * 1000:>6.2f} ms{taken[name]:>6.1f} s\n"
        )


async def _lags_beside(load: Awaitable[None]) -> list[float]:
    lags: list[float] = []
    running = asyncio.ensure_future(load)
    while not running.done():
        begun = perf_counter()
        await asyncio.sleep(TICK)
        lags.append(perf_counter() - begun - TICK)
    await running
    return lags


async def _counting() -> None:
    """A thread that holds the interpreter whenever it gets it."""
    done = threading.Event()

    def spin() -> None:
        for _ in count():
            if done.is_set():
                return

    thread = threading.Thread(target=spin)
    thread.start()
    await asyncio.sleep(TURN_SECONDS)
    done.set()
    thread.join()


async def _drawing(pack: StoryPack, say: Say) -> None:
    """Draw many different pictures at once, none of them cached."""
    font_of_thread.cache_clear()
    pictures = Pictures()
    asked = list(islice(_all(pack, say), AT_ONCE))
    await asyncio.gather(*(pictures.get(picture.key, picture.draw) for picture in asked))
    await pictures.close()


def _all(pack: StoryPack, say: Say) -> Iterator[Picture]:
    yield timeline_picture(pack, say)
    if pack.route is not None:
        drawn = RouteMap(pack.route)
        for stop in pack.route.stops[:8]:
            yield map_picture(pack, pack.route, drawn, scene_of(pack, pack.route, (), stop, say), say)
    for chapter in pack.chapters[:6]:
        yield chapter_poster(pack, chapter, say)
    for dossier in pack.dossiers:
        card = figure_card(dossier, pack, say)
        if card is not None:
            yield card


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main()
