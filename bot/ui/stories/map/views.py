"""The route on a map: the picture, its alt text, and the text of the message."""

from collections.abc import Sequence

from bot.core.packs.pack import BeatRef, StoryPack
from bot.core.packs.route import Driven, Route, Stop
from bot.core.trivia.standing.race import car_letter
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import MOST_CARS, Car, Scene
from bot.ui.components import button, container, row, rule
from bot.ui.layout import CREAM, Layout, clipped
from bot.ui.packs.names import name_of
from bot.ui.packs.routes import position_on_route, round_distances
from bot.ui.packs.wording import distance, printable_name
from bot.ui.pictures import Picture, PictureSlot
from bot.ui.text import Say

LONGEST_TITLE = 30
ROUNDED_TO = 10_000
"""Distances between the ends are estimates: they are rounded to tens of the unit (in thousandths)."""


def scene_of(pack: StoryPack, route: Route, drives: Sequence[Driven], stop: Stop | None, say: Say) -> Scene:
    """The map with the cars of a round, and with one stop highlighted if there is one."""
    numbers = {chapter.id: str(number) for number, chapter in enumerate(pack.chapters, start=1)}
    places = [(stop.id, numbers[stop.chapter]) for stop in route.stops if stop.chapter in numbers]
    hidden = len(drives) - MOST_CARS
    return Scene(
        title=pack.title,
        subtitle=say("map.subtitle", title=route.title, distance=distance(pack.course, pack.unit, say)),
        chapters=tuple(sorted(places, key=lambda place: int(place[1]))),
        key=say("map.key") if places else "",
        figures=tuple((figure, distance(figure, pack.unit, say)) for figure in round_distances(pack.course)),
        stop=stop.id if stop else None,
        cars=tuple(
            Car(
                drive.distance,
                car_letter(drive.number),
                printable_name(drive.name, drive.number, say),
                distance(drive.distance, pack.unit, say),
            )
            for drive in drives[:MOST_CARS]
        ),
        cars_title=say("map.cars_title"),
        cars_more=say.count("map.more", hidden) if hidden > 0 else "",
    )


def map_picture(pack: StoryPack, route: Route, drawn: RouteMap, scene: Scene, say: Say) -> Picture:
    """The map as a picture."""
    return Picture(
        name="map",
        key=("map", pack.id, scene),
        draw=lambda: drawn.draw(scene),
        alt=described(pack, route, scene, say),
    )


def described(pack: StoryPack, route: Route, scene: Scene, say: Say) -> str:
    """The map's alt text: what is particular to this map comes before the rest."""
    names = {stop.id: stop.name for stop in route.stops}
    cars = [
        say(
            "map.alt_car", letter=car.letter, name=car.name, place=position_on_route(route, car.distance, say)
        )
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
    pack: StoryPack, route: Route, drives: Sequence[Driven], say: Say, command: str, picture: PictureSlot
) -> Layout:
    """The whole route, and how far the cars of the last round came."""
    cars = [
        say(
            "map.car",
            letter=car_letter(drive.number),
            name=name_of(drive.member_id, {drive.member_id: drive.name}),
            distance=distance(drive.distance, pack.unit, say),
            place=position_on_route(route, drive.distance, say),
        )
        for drive in drives[:MOST_CARS]
    ]
    hidden = len(drives) - MOST_CARS
    return Layout(
        container(
            say("map.title", title=route.title),
            picture,
            say("map.cars") if cars else None,
            "\n".join(cars) if cars else None,
            say.count("map.more", hidden) if hidden > 0 else None,
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


def stop_layout(pack: StoryPack, route: Route, stop: Stop, say: Say, picture: PictureSlot) -> Layout:
    """One stop: where it is, what happened there, and where that is told."""
    beats: dict[str, str] = {}
    for told_in in stop.told_in:
        # One button a chapter, to the first beat named: two would look the same.
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
        container(
            say("map.stop", name=stop.name),
            picture,
            stop.text,
            _position_line(pack, route, stop, say),
            row(*buttons) if buttons else None,
            colour=CREAM,
        )
    )


def _position_line(pack: StoryPack, route: Route, stop: Stop, say: Say) -> str:
    number = route.stops.index(stop) + 1
    if number == 1:
        return say("map.is_start")
    if number == len(route.stops):
        return say("map.is_finish", distance=distance(stop.distance, pack.unit, say))
    about = round(stop.distance / ROUNDED_TO) * ROUNDED_TO
    return say(
        "map.is_stop",
        number=say.number(number),
        stops=say.number(len(route.stops)),
        distance=distance(about, pack.unit, say),
    )
