"""The race: how far everybody has driven, for whoever asks."""

from collections.abc import Sequence

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.standing.race import Racer, gap
from bot.services.trivia.boards import Board
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout, card
from bot.ui.packs.wording import distance, names
from bot.ui.pictures import Part
from bot.ui.router import Router
from bot.ui.stories.map.views import whereabouts
from bot.ui.text import Say
from bot.ui.trivia.standing.race_picture import lettered, more_of, race_of, when_of


class RaceControls:
    """Shows the race to whoever asks, alone."""

    def __init__(self, desk: Desk) -> None:
        """Take what the control acts on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the id of the race."""
        router.add("tg", self.show)

    async def show(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tg:<round>`: the race as it stands, without the question that is open."""
        say = self._desk.privately(interaction)
        board = await self._desk.trivia.board(int(ids[0]))
        if board is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
            return
        pack = self._desk.library.pack(board.game.pack_id)
        asker = interaction.user.id
        await self._desk.easel.show(
            interaction,
            self._desk.race(board, say),
            lambda part: race_layout(board, pack, asker, say, part),
            say,
        )


def race_layout(board: Board, pack: StoryPack, asker_id: int, say: Say, picture: Part) -> Layout:
    """The race for one who asks."""
    race = race_of(board)
    return Layout(
        card(
            say("race.title", when=when_of(board, say)),
            _own(race, asker_id, pack, say),
            picture,
            "\n".join(_line(letter, one, pack, say) for letter, one in lettered(race)),
            more_of(race, say),
            say("race.course", distance=distance(pack.course, pack.unit, say)),
            colour=CREAM,
        )
    )


def _line(letter: str, racer: Racer, pack: StoryPack, say: Say) -> str:
    far = distance(racer.distance, pack.unit, say)
    if pack.route is not None:
        far = say("race.far", far=far, place=whereabouts(pack.route, racer.distance, say))
    return say(
        "race.line", rank=say.number(racer.rank), letter=letter, name=_called(racer, say), distance=far
    )


def _own(race: Sequence[Racer], asker_id: int, pack: StoryPack, say: Say) -> str | None:
    measured = gap(race, asker_id)
    if measured is None:
        return None
    rival, ahead = measured
    values = {"name": _called(rival, say), "distance": distance(abs(ahead), pack.unit, say)}
    if not ahead:
        return say("race.you_are_level", name=values["name"])
    return say("race.you_lead", **values) if ahead > 0 else say("race.you_follow", **values)


def _called(racer: Racer, say: Say) -> str:
    if racer.team is None:
        return names(racer.member_ids, say)
    return say("race.team", team=say(f"team.{racer.team.value}"))
