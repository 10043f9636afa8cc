"""The rounds that run, as values in memory: each changed only together with its rows.

The one process that holds the database owns every round in it, so a round is loaded once. A press is
judged on the value, its row is committed with all that wait at the same time, and only then the value
holds and the member hears of it. A commit that fails leaves the value as it was.
"""

from collections.abc import Callable
from typing import TypeVar

from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.play import Play
from bot.services.trivia.boards import Boards
from bot.storage.database import Database
from bot.storage.journal import Journal, Store
from bot.storage.trivia import plays

Result = TypeVar("Result")


class LiveRounds:
    """Every round that runs, by its id."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that this process holds, and the packs."""
        self.boards = Boards(library)
        self._database = database
        self._plays: Store[int, Play] = Store(plays.difference)
        self._journal = Journal(database, self._plays)
        self._by_channel: dict[int, int] = {}

    def __len__(self) -> int:
        """How many rounds run."""
        return len(self._plays)

    def add(self, play: Play) -> None:
        """Keep a round whose rows are on disk, if it runs; what is kept of it already is newer."""
        if play.game.state.running and play.id not in self._plays.kept:
            self._plays.load(play.id, play)
            self._by_channel[play.game.channel_id] = play.id

    async def find(self, round_id: int) -> Play | None:
        """The round as it is on disk, whether it runs or is over; None if there is none."""
        kept = self._plays.kept.get(round_id)
        if kept is not None:
            return kept
        found = await self._database.read(lambda trip: plays.load(trip, round_id))
        # It may have been loaded by somebody else meanwhile, and moved on.
        kept = self._plays.kept.get(round_id)
        if kept is None and found is not None:
            self.add(found)
        return kept or found

    def in_channel(self, channel_id: int) -> Play | None:
        """The round that holds the channel."""
        round_id = self._by_channel.get(channel_id)
        if round_id is None:
            return None
        # Whoever ended it may have been cancelled while it was written.
        self._let_go(round_id)
        return self._plays.kept.get(round_id)

    async def change(
        self,
        round_id: int,
        change: Callable[[Play], Play | Refusal],
        told: Callable[[Play], Result],
    ) -> Result | Refusal:
        """Change a round, and tell what came of it once that is on disk.

        `change` gives the next value, or why there is none. `told` is given the value as all presses that
        came at the same time have left it. A round that is over is given to both and stays as it is.
        """
        known = await self.find(round_id)
        if known is None:
            return Refusal.because(Reason.GONE)

        # Quoted, so that it is not put together anew at each press.
        def stage() -> "Callable[[], Result | Refusal]":
            before = self._plays.newest(round_id) or known
            after = change(before)
            if isinstance(after, Refusal):
                return lambda: after
            if after is not before and before.game.state.running:
                self._plays.stage(round_id, after)
            return lambda: told(self._plays.kept.get(round_id, after))

        try:
            return await self._journal.commit(stage)
        finally:
            self._let_go(round_id)

    def _let_go(self, round_id: int) -> None:
        """Keep a round no longer that is over."""
        play = self._plays.kept.get(round_id)
        if play is not None and not play.game.state.running:
            self._plays.forget(round_id)
            self.boards.forget(round_id)
            if self._by_channel.get(play.game.channel_id) == round_id:
                del self._by_channel[play.game.channel_id]
