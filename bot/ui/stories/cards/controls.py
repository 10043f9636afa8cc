"""What a press on a search hit or a card's menu does: opens what it leads to."""

from collections.abc import Sequence

from bot.content.search import HitKind
from bot.core.refusals import Reason, Refusal
from bot.services.services import Services
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.packs.sources import place_told
from bot.ui.router import Router, chosen, integer
from bot.ui.stories.cards.views import hits_layout, illustrated_hit, sources_layout


class CardControls:
    """Opens what a hit or a card leads to, in a new ephemeral message."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of hits and cards to the router."""
        router.add("fo", self.open, HitKind, str)
        # The same for a second button to that place in a message: Discord takes no id twice in one.
        router.add("dr", self.open, HitKind, str)
        router.add("fl", self.follow, chooses=_link)
        router.add("fi", self.turn, integer, str)
        router.add("sr", self.sources, HitKind, str)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`fo:<where>:<ref>`, and `dr:<where>:<ref>`."""
        await self._show(interaction, HitKind(ids[0]), ids[1])

    async def follow(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`fl`, with the value of the chosen option: `<where>:<ref>`."""
        await self._show(interaction, *_link(chosen(interaction)[0]))

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`fi:<page>:<words>`: another page of what was found, in place."""
        say = self._frame.privately(interaction)
        found = self._services.finder.find(ids[1], int(ids[0]))
        if isinstance(found, Refusal):
            await refuse(interaction, found, say)
        else:
            layout = hits_layout(ids[1], found, self._services.library.default, say)
            await interaction.response.edit_message(view=layout)

    async def sources(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sr:<where>:<ref>`: all sources of it."""
        say, pack = self._frame.privately(interaction), self._services.library.default
        where, ref = HitKind(ids[0]), ids[1]
        card, anecdote, legend = pack.dossier(ref), pack.anecdote(ref), pack.legend(ref)
        if where is HitKind.DOSSIER and card is not None:
            layout = sources_layout(card.name, card.sources, pack, say)
        elif where is HitKind.ANECDOTE and anecdote is not None:
            layout = sources_layout(anecdote.title, anecdote.sources, pack, say)
        elif where is HitKind.LEGEND and legend is not None:
            layout = sources_layout(legend.claim, legend.sources, pack, say)
        else:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
            return
        await reply_privately(interaction, layout)

    async def tell(self, interaction: Interaction, told_in: str) -> None:
        """Open what tells of something: `chapter/beat`, or `dossiers/id`."""
        await self._show(interaction, *place_told(told_in))

    async def _show(self, interaction: Interaction, where: HitKind, ref: str) -> None:
        say = self._frame.privately(interaction)
        found = illustrated_hit(self._services.library.default, where, ref, say)
        if found is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await self._frame.pictures.show(interaction, found.picture, found.build, say)


def _link(value: str) -> tuple[HitKind, str]:
    """What a menu's option leads to; ValueError if nothing is of that kind."""
    where, _, ref = value.partition(":")
    return HitKind(where), ref
