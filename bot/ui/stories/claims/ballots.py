"""Draws a vote on a claim, also where it is part of a daily post."""

from bot.core.stories.votes import NOBODY, Ballot
from bot.services.services import Services
from bot.ui.frame import Frame
from bot.ui.handover.actions import Parts
from bot.ui.layout import Layout
from bot.ui.stories.claims.views import ballot_layout


class BallotDrawing:
    """Draws the vote in the language of its channel."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep the catalogues, the stories, and the actions of other rooms."""
        self._frame = frame
        self._library = services.library

    def alone(self, ballot: Ballot) -> Layout:
        """A claim that somebody asked for: a message of its own."""
        return self._drawn(ballot, ())

    def settled(self, ballot: Ballot) -> Layout:
        """A claim with its verdict, after which another one was asked for."""
        pack, say = self._library.pack(ballot.pack_id), self._frame.publicly(ballot.locale)
        return ballot_layout(ballot, pack, say)

    async def layout(self, ballot: Ballot) -> Layout:
        """The whole message; a claim that nobody asked for is a daily post, which may have a head."""
        head = await self._frame.actions.head_of_post(ballot) if ballot.asker_id == NOBODY else ()
        return self._drawn(ballot, head)

    def _drawn(self, ballot: Ballot, head: Parts) -> Layout:
        pack, say = self._library.pack(ballot.pack_id), self._frame.publicly(ballot.locale)
        return ballot_layout(ballot, pack, say, head, offers_another=ballot.asker_id != NOBODY)
