"""The race as a picture, and its alt text."""

from collections.abc import Sequence

from bot.core.packs.pack import StoryPack
from bot.core.packs.route import Route
from bot.core.trivia.round.rounds import RoundState
from bot.core.trivia.standing.race import Racer, racers
from bot.pictures.fonts import Face, printable
from bot.pictures.map.race import draw_race
from bot.pictures.map.scene import MOST_RACING, Car, Scene
from bot.services.stories.maps import Maps
from bot.services.trivia.boards import Board
from bot.ui.packs.routes import round_distances
from bot.ui.packs.wording import distance, printable_name
from bot.ui.pictures import Picture
from bot.ui.text import Say


def is_over(board: Board) -> bool:
    """Whether the round has a result: it is over, and at least one question counted."""
    return not board.game.state.running and bool(board.asked)


def race_of(board: Board) -> tuple[Racer, ...]:
    """The places of all players, or of both teams."""
    return racers(board.game, board.standings, board.teams)


def race_picture(
    board: Board, pack: StoryPack, maps: Maps, say: Say, *, is_asked_for: bool = True
) -> Picture | None:
    """The race as a picture; None if the story has no route."""
    if pack.route is None:
        return None
    scene, drawn = race_scene(board, pack, pack.route, say), maps.drawn(pack.id)
    return Picture(
        name="race",
        key=("race", pack.id, scene),
        draw=lambda: draw_race(drawn, scene),
        alt=described(board, pack, say),
        is_asked_for=is_asked_for,
    )


def race_scene(board: Board, pack: StoryPack, route: Route, say: Say) -> Scene:
    """The route with the cars on it."""
    race = race_of(board)
    first, last = route.stops[0], route.stops[-1]
    is_round_trip = first.at == last.at
    return Scene(
        title=pack.title,
        subtitle=say("race.subtitle", when=when_of(board, say)),
        figures=tuple((figure, distance(figure, pack.unit, say)) for figure in round_distances(pack.course)),
        cars=tuple(
            Car(
                distance=racer.distance,
                letter=racer.letter,
                name=shown_name(racer, say),
                figure=distance(racer.distance, pack.unit, say),
                rank=say("race.rank", rank=say.number(racer.rank)),
                team=racer.team.value if racer.team else "",
            )
            for racer in race[:MOST_RACING]
        ),
        cars_more=more_of(race, say) or "",
        race=True,
        ends=((first.id, say("race.start_and_finish")),)
        if is_round_trip
        else ((first.id, say("race.start")), (last.id, say("race.finish"))),
    )


def shown_name(racer: Racer, say: Say) -> str:
    """The name in letters that the font has; a number where nothing is left of it."""
    if racer.team is not None:
        return printable(say(f"team.{racer.team.value}"), Face.TEXT)
    return printable(printable_name(racer.name, racer.number, say), Face.TEXT)


def described(board: Board, pack: StoryPack, say: Say) -> str:
    """The picture's alt text."""
    race = race_of(board)
    cars = [
        say(
            "race.alt_car",
            rank=say.number(racer.rank),
            name=racer.name if any(map(str.isalnum, racer.name)) else shown_name(racer, say),
            distance=distance(racer.distance, pack.unit, say),
        )
        for racer in race[:MOST_RACING]
    ]
    parts = [say("race.alt", title=pack.title, when=when_of(board, say)), *cars, more_of(race, say)]
    return " ".join(part for part in parts if part)


def when_of(board: Board, say: Say) -> str:
    """At what point of the round it is: the start, after a question, the finish."""
    if board.shown is None:
        return say("race.at_start")
    if board.game.state is RoundState.FINISHED:
        return say("race.at_finish")
    of = len(board.game.turns)
    return say("race.after", number=say.number(board.shown.number), of=say.number(of))


def more_of(race: Sequence[Racer], say: Say) -> str | None:
    """How many cars are not drawn; None if all are."""
    hidden = len(race) - MOST_RACING
    return say.count("race.more", hidden) if hidden > 0 else None
