"""The route on a map: what hangs in the channel, what is said beside it, and what it shows in words."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from bot.core.packs.pack import BeatRef, StoryPack
from bot.core.packs.route import Driven, Route, Stop, leg_at
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import MOST_CARS, Car, Scene
from bot.ui.layout import CREAM, Layout, button, card, clipped, row, rule
from bot.ui.packs.wording import called, distance
from bot.ui.pictures import Part, Picture
from bot.ui.text import Say

LONGEST_TITLE = 30
ROUGH = 10_000
"""Distances between the ends are estimates: they are told in tens of the unit."""

MOST_FIGURES = 8
STEPS = (1, 2, 5)


def scene_of(pack: StoryPack, route: Route, drives: Sequence[Driven], stop: Stop | None, say: Say) -> Scene:
    """The map with the cars of a round, and with one stop looked at where there is one."""
    numbers = {chapter.id: str(number) for number, chapter in enumerate(pack.chapters, start=1)}
    places = [(stop.id, numbers[stop.chapter]) for stop in route.stops if stop.chapter in numbers]
    beyond = len(drives) - MOST_CARS
    return Scene(
        title=pack.title,
        subtitle=say("map.subtitle", title=route.title, distance=distance(pack.course, pack.unit, say)),
        chapters=tuple(sorted(places, key=lambda place: int(place[1]))),
        key=say("map.key") if places else "",
        figures=tuple((one, distance(one, pack.unit, say)) for one in milestones(pack.course)),
        stop=stop.id if stop else None,
        cars=tuple(
            Car(
                one.distance,
                letter,
                called(one.name, one.number, say),
                distance(one.distance, pack.unit, say),
            )
            for letter, one in _lettered(drives)
        ),
        cars_title=say("map.cars_title"),
        cars_more=say.count("map.more", beyond) if beyond > 0 else "",
    )


def milestones(course: int) -> Iterable[int]:
    """Round distances along the course, eight at most."""
    step = next(
        step * 10**power * 1000
        for power in range(12)
        for step in STEPS
        if course // (step * 10**power * 1000) <= MOST_FIGURES
    )
    return range(step, course, step)


def map_picture(pack: StoryPack, route: Route, drawn: RouteMap, scene: Scene, say: Say) -> Picture:
    """The map to be hung."""
    return Picture(
        name="map",
        key=("map", pack.id, scene),
        draw=lambda: drawn.draw(scene),
        alt=described(pack, route, scene, say),
    )


def described(pack: StoryPack, route: Route, scene: Scene, say: Say) -> str:
    """What the map shows, for whoever hears it instead: what is particular to it before the rest."""
    names = {stop.id: stop.name for stop in route.stops}
    cars = [
        say("map.alt_car", letter=car.letter, name=car.name, place=whereabouts(route, car.distance, say))
        for car in scene.cars
    ]
    chapters = [
        say("map.alt_chapter", number=number, stop=names[stop_id]) for stop_id, number in scene.chapters
    ]
    parts = [
        say("map.alt", title=pack.title, route=scene.subtitle),
        say("map.alt_stop", stop=names[scene.stop]) if scene.stop else "",
        say("map.alt_cars", cars=say.list(cars)) if cars else "",
        say("map.alt_stops", stops=say.list([stop.name for stop in route.stops])),
        say("map.alt_chapters", chapters=say.list(chapters)) if chapters else "",
    ]
    return " ".join(part for part in parts if part)


def route_layout(
    pack: StoryPack, route: Route, drives: Sequence[Driven], say: Say, command: str, picture: Part
) -> Layout:
    """The whole road, and how far the cars of the last round came."""
    cars = [
        say(
            "map.car",
            letter=letter,
            name=f"<@{one.member_id}>",
            distance=distance(one.distance, pack.unit, say),
            place=whereabouts(route, one.distance, say),
        )
        for letter, one in _lettered(drives)
    ]
    beyond = len(drives) - MOST_CARS
    return Layout(
        card(
            say("map.title", title=route.title),
            picture,
            say("map.cars") if cars else None,
            "\n".join(cars) if cars else None,
            say.count("map.more", beyond) if beyond > 0 else None,
            rule(),
            say.count(
                "map.road",
                len(route.stops),
                distance=distance(pack.course, pack.unit, say),
                command=command,
            ),
            colour=CREAM,
        )
    )


def stop_layout(pack: StoryPack, route: Route, stop: Stop, say: Say, picture: Part) -> Layout:
    """One stop: where it lies, what happened there, and where that is told."""
    beats: dict[str, str] = {}
    for told_in in stop.told_in:
        # A chapter is opened at the first of its beats that is named; two buttons would look the same.
        beats.setdefault(BeatRef.parse(told_in).chapter, told_in)
    buttons = [
        button(
            say("button.read_chapter", title=clipped(chapter.title, LONGEST_TITLE)),
            f"fo:beat:{told_in}",
        )
        for chapter_id, told_in in beats.items()
        if (chapter := pack.chapter(chapter_id)) is not None
    ]
    if stop.dossier is not None:
        buttons.append(button(say("button.open_card"), f"fo:dossier:{stop.dossier}"))
    return Layout(
        card(
            say("map.stop", name=stop.name),
            picture,
            stop.text,
            _far(pack, route, stop, say),
            row(*buttons) if buttons else None,
            colour=CREAM,
        )
    )


def whereabouts(route: Route, driven: int, say: Say) -> str:
    """Where on the road a distance ends, by the stops around it."""
    if driven <= 0:
        return say("map.at_start", stop=route.stops[0].name)
    if driven >= route.stops[-1].distance:
        return say("map.at_finish")
    before, after = leg_at(route, driven)
    return say("map.between", before=before.name, after=after.name)


def _far(pack: StoryPack, route: Route, stop: Stop, say: Say) -> str:
    number = route.stops.index(stop) + 1
    if number == 1:
        return say("map.is_start")
    if number == len(route.stops):
        return say("map.is_finish", distance=distance(stop.distance, pack.unit, say))
    about = round(stop.distance / ROUGH) * ROUGH
    return say(
        "map.is_stop",
        number=say.number(number),
        stops=say.number(len(route.stops)),
        distance=distance(about, pack.unit, say),
    )


def _lettered(drives: Sequence[Driven]) -> Iterable[tuple[str, Driven]]:
    return zip(ascii_uppercase, drives[:MOST_CARS], strict=False)
