"""The race: how far everybody has driven, shown to whoever asks."""

from collections.abc import Sequence

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.standing.race import Racer, gap
from bot.pictures.map.scene import MOST_RACING
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.ui.components import container
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout
from bot.ui.packs.names import name_of
from bot.ui.packs.routes import position_on_route
from bot.ui.packs.wording import distance
from bot.ui.pictures import PictureSlot
from bot.ui.router import Router, integer
from bot.ui.text import Say
from bot.ui.trivia.standing.race_picture import more_of, race_of, race_picture, when_of


class RaceControls:
    """Shows the race in an ephemeral message."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the control acts on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the id of the race button to the router."""
        router.add("tg", self.show, integer)

    async def show(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tg:<round>`: the race as it stands, without the question that is open."""
        say = self._frame.privately(interaction)
        board = await self._services.trivia.board(int(ids[0]))
        if board is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
            return
        pack = self._services.library.pack(board.game.pack_id)
        asker_id = interaction.user.id
        await self._frame.pictures.show(
            interaction,
            race_picture(board, pack, self._services.maps, say),
            lambda slot: race_layout(board, pack, asker_id, say, slot),
            say,
        )


def race_layout(board: Board, pack: StoryPack, asker_id: int, say: Say, picture: PictureSlot) -> Layout:
    """The race, with the asker's own place in it."""
    race = race_of(board)
    return Layout(
        container(
            say("race.title", when=when_of(board, say)),
            _own_line(race, asker_id, pack, say),
            picture,
            "\n".join(_line(racer, pack, say) for racer in race[:MOST_RACING]),
            more_of(race, say),
            say("race.course", distance=distance(pack.course, pack.unit, say)),
            colour=CREAM,
        )
    )


def _line(racer: Racer, pack: StoryPack, say: Say) -> str:
    driven = distance(racer.distance, pack.unit, say)
    if pack.route is not None:
        driven = say("race.far", far=driven, place=position_on_route(pack.route, racer.distance, say))
    return say(
        "race.line", rank=say.number(racer.rank), letter=racer.letter, name=_name(racer, say), distance=driven
    )


def _own_line(race: Sequence[Racer], asker_id: int, pack: StoryPack, say: Say) -> str | None:
    own_gap = gap(race, asker_id)
    if own_gap is None:
        return None
    rival, ahead = own_gap
    values = {"name": _name(rival, say), "distance": distance(abs(ahead), pack.unit, say)}
    if not ahead:
        return say("race.you_are_level", name=values["name"])
    return say("race.you_lead", **values) if ahead > 0 else say("race.you_follow", **values)


def _name(racer: Racer, say: Say) -> str:
    if racer.team is None:
        (member_id,) = racer.member_ids
        return name_of(member_id, {member_id: racer.name})
    return say("race.team", team=say(f"team.{racer.team.value}"))
