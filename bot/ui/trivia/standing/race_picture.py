"""The race as a picture, and what it shows in words."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from bot.core.packs.pack import StoryPack
from bot.core.packs.route import Route
from bot.core.trivia.round.rounds import RoundState
from bot.core.trivia.standing.race import Racer, racers
from bot.pictures.canvas import Face, printable
from bot.pictures.map.race import draw_race
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import MOST_RACING, Car, Scene
from bot.services.trivia.boards import Board
from bot.ui.packs.wording import called, distance
from bot.ui.pictures import Picture
from bot.ui.stories.map.views import milestones
from bot.ui.text import Say


def is_over(board: Board) -> bool:
    """Whether the round has a result to show: it is over, and a question of it was played to its end."""
    return not board.game.state.running and bool(board.asked)


def race_of(board: Board) -> tuple[Racer, ...]:
    """Everybody's place, or both teams'."""
    return racers(board.game, board.standings, board.teams)


def race_picture(
    board: Board, pack: StoryPack, route: Route, drawn: RouteMap, say: Say, *, is_asked_for: bool
) -> Picture:
    """The race to be hung."""
    scene = race_scene(board, pack, route, say)
    return Picture(
        name="race",
        key=("race", pack.id, scene),
        draw=lambda: draw_race(drawn, scene),
        alt=described(board, pack, say),
        is_asked_for=is_asked_for,
    )


def race_scene(board: Board, pack: StoryPack, route: Route, say: Say) -> Scene:
    """The road with the cars on it."""
    race = race_of(board)
    first, last = route.stops[0], route.stops[-1]
    is_round_trip = first.at == last.at
    return Scene(
        title=pack.title,
        subtitle=say("race.subtitle", when=when_of(board, say)),
        figures=tuple((one, distance(one, pack.unit, say)) for one in milestones(pack.course)),
        cars=tuple(
            Car(
                distance=one.distance,
                letter=letter,
                name=shown_name(one, say),
                figure=distance(one.distance, pack.unit, say),
                rank=say("race.rank", rank=say.number(one.rank)),
                team=one.team.value if one.team else "",
            )
            for letter, one in lettered(race)
        ),
        cars_more=more_of(race, say) or "",
        race=True,
        ends=((first.id, say("race.start_and_finish")),)
        if is_round_trip
        else ((first.id, say("race.start")), (last.id, say("race.finish"))),
    )


def shown_name(racer: Racer, say: Say) -> str:
    """The name as far as the type of the pictures has it; a number where nothing is left of it."""
    if racer.team is not None:
        return printable(say(f"team.{racer.team.value}"), Face.TEXT)
    return printable(called(racer.name, racer.number, say), Face.TEXT)


def described(board: Board, pack: StoryPack, say: Say) -> str:
    """What the picture shows, for whoever hears it instead."""
    race = race_of(board)
    cars = [
        say(
            "race.alt_car",
            rank=say.number(one.rank),
            name=one.name if any(map(str.isalnum, one.name)) else shown_name(one, say),
            distance=distance(one.distance, pack.unit, say),
        )
        for one in race[:MOST_RACING]
    ]
    parts = [say("race.alt", title=pack.title, when=when_of(board, say)), *cars, more_of(race, say)]
    return " ".join(part for part in parts if part)


def when_of(board: Board, say: Say) -> str:
    if board.shown is None:
        return say("race.at_start")
    if board.game.state is RoundState.FINISHED:
        return say("race.at_finish")
    of = len(board.game.turns)
    return say("race.after", number=say.number(board.shown.number), of=say.number(of))


def more_of(race: Sequence[Racer], say: Say) -> str | None:
    beyond = len(race) - MOST_RACING
    return say.count("race.more", beyond) if beyond > 0 else None


def lettered(race: Sequence[Racer]) -> Iterator[tuple[str, Racer]]:
    yield from zip(ascii_uppercase, race[:MOST_RACING], strict=False)
