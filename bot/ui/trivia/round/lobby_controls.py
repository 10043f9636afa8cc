"""What a press on a lobby does (join, leave, team, even teams, begin), and how a lobby is opened."""

from collections.abc import Sequence

import discord

from bot.core.packs.quiz import Difficulty
from bot.core.refusals import Refusal
from bot.core.trivia.round.teams import Mode, Team
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.services.trivia.lobbies import RoundOptions
from bot.ui.connection.callbacks import whole_answer
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of, public_locale, time_of
from bot.ui.permissions import board_permissions, lacking_refusal, not_member
from bot.ui.pictures import PictureMissingError
from bot.ui.router import Router, integer
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.round.replies import Replies
from bot.ui.trivia.round.runner import RoundRunner

NONE = "-"
"""Stands in an id for an option that was left out."""


class LobbyControls:
    """Each control reads its ids, calls the service, and answers with the lobby."""

    def __init__(self, frame: Frame, services: Services, boards: BoardDrawing, runner: RoundRunner) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self._boards = boards
        self._runner = runner
        self._replies = Replies(frame, boards, runner)

    def register(self, router: Router) -> None:
        """Add the ids of a lobby, and of the rematch button, to the router."""
        router.add("tj", self.join, integer)
        router.add("tl", self.leave, integer)
        router.add("tv", self.choose, integer, Team)
        router.add("tz", self.balance, integer)
        router.add("tb", self.begin, integer)
        router.add("tr", self.rematch, integer)
        router.add("to", self.open, str, str, str, str, Mode, str)

    async def start(self, interaction: Interaction, options: RoundOptions) -> None:
        """Open a lobby for a round with these options."""
        refusal = not_member(interaction) or lacking_refusal(board_permissions(interaction))
        opened = refusal or await self._services.lobbies.start(
            place_of(interaction),
            actor_of(interaction),
            options,
            public_locale(interaction),
            time_of(interaction),
        )
        await self.post_lobby(interaction, opened)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`to:<questions>:<seconds>:<topic>:<difficulty>:<way>:<pause>`: as `/trivia start` does."""
        questions, seconds, topic, difficulty, way, pause = ids
        options = RoundOptions(
            questions=_figure(questions),
            seconds=_figure(seconds),
            topic=None if topic == NONE else topic,
            difficulty=difficulty if difficulty in set(Difficulty) else None,
            mode=Mode(way),
            pause=_figure(pause),
        )
        await self.start(interaction, options)

    async def join(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tj:<round>`."""
        joined = await self._services.lobbies.join(int(ids[0]), actor_of(interaction), time_of(interaction))
        await self._replies.answer_lobby_press(interaction, joined)

    async def leave(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tl:<round>`."""
        await self._replies.answer_lobby_press(
            interaction, await self._services.lobbies.leave(int(ids[0]), actor_of(interaction))
        )

    async def choose(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tv:<round>:<team>`."""
        lobby = await self._services.lobbies.choose(
            int(ids[0]), actor_of(interaction), Team(ids[1]), time_of(interaction)
        )
        await self._replies.answer_lobby_press(interaction, lobby)

    async def balance(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tz:<round>`: makes the teams even."""
        evened = await self._services.lobbies.balance(int(ids[0]), actor_of(interaction))
        await self._replies.answer_lobby_press(interaction, evened)

    async def begin(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tb:<round>`: answered by the first question."""
        begun = await self._services.lobbies.begin(int(ids[0]), actor_of(interaction), time_of(interaction))
        if isinstance(begun, Refusal):
            await refuse(interaction, begun, self._frame.privately(interaction))
            return
        late = self._runner.is_updating(begun.game.id)
        try:
            # It tells when the question was shown.
            with whole_answer():
                shown = await self._frame.pictures.answer(interaction, self._runner.illustrated(begun))
        except PictureMissingError:
            # The picture may still be drawn, but the press cannot wait.
            try:
                await interaction.response.defer()
            finally:
                await self._runner.begin(begun)
            return
        except Exception:
            # The lobby is over, whatever happened to the press.
            await self._runner.begin(begun)
            raise
        landed = shown.resource.edited_at if shown and isinstance(shown.resource, discord.Message) else None
        await self._runner.first_question_shown(begun, landed or self._frame.clock.now(), late=late)

    async def rematch(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tr:<round>`: a new lobby in a new message."""
        opened = lacking_refusal(board_permissions(interaction)) or await self._services.lobbies.rematch(
            int(ids[0]), place_of(interaction), actor_of(interaction), time_of(interaction)
        )
        await self.post_lobby(interaction, opened)

    async def post_lobby(self, interaction: Interaction, opened: Board | Refusal) -> None:
        """Answer with the lobby's message, and hand the round to the runner."""
        if isinstance(opened, Refusal):
            await refuse(interaction, opened, self._frame.privately(interaction))
            return
        round_id = opened.game.id
        try:
            with whole_answer():
                posted = await interaction.response.send_message(view=self._boards.layout(opened))
        except Exception:
            # Nobody can see the lobby: free the channel, then report the fault.
            await self._services.trivia.lose(round_id, self._frame.clock.now())
            raise
        message_id = posted.message_id or interaction.id
        try:
            await self._services.lobbies.posted(round_id, message_id)
        finally:
            # Everybody can see it, so it goes on for as long as this process does.
            game = opened.game
            message = self._frame.message(game.guild_id, game.channel_id, message_id, interaction)
            self._runner.open(opened, message)


def opening_id(options: RoundOptions) -> str:
    """The id of a button that opens a lobby with these options."""
    parts = (
        options.questions,
        options.seconds,
        options.topic,
        options.difficulty,
        options.mode.value,
        options.pause,
    )
    return ":".join(["to", *(NONE if part is None else str(part) for part in parts)])


def _figure(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
