"""The controls of a round's message: join, leave, start now, answer, my answer, rematch."""

from collections.abc import Sequence

import discord

from bot.core.refusals import Reason, Refusal
from bot.services.trivia.boards import Board
from bot.services.trivia.lobbies import Wish
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.interactions import Interaction, actor_of, click_of, moment_of, place_of, public_locale
from bot.ui.layout import CREAM, Layout, card
from bot.ui.messages import Message
from bot.ui.packs.questions import label
from bot.ui.permissions import board_permissions
from bot.ui.pictures import PictureMissingError
from bot.ui.router import Router
from bot.ui.trivia.round.replies import Replies
from bot.ui.trivia.round.runner import Runner


class RoundControls:
    """Each control reads its ids, asks the service, and answers with the board itself."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        """Take what the controls act on."""
        self._desk = desk
        self._runner = runner
        self._replies = Replies(desk, runner)

    def register(self, router: Router) -> None:
        """Take the ids of a round's message."""
        router.add("tj", self.join)
        router.add("tl", self.leave)
        router.add("tb", self.begin)
        router.add("tq", self.answer)
        router.add("tm", self.my_answer)
        router.add("tr", self.rematch)

    async def start(self, interaction: Interaction, wish: Wish) -> None:
        """A lobby for the round that is wished for."""
        lacking = board_permissions(interaction)
        opened: Board | Refusal
        if lacking:
            opened = Refusal.because(Reason.BOT_LACKS, permissions=lacking)
        else:
            opened = await self._desk.lobbies.start(
                place_of(interaction),
                actor_of(interaction),
                wish,
                public_locale(interaction),
                moment_of(interaction),
            )
        await self.post_lobby(interaction, opened)

    async def join(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tj:<round>`."""
        joined = await self._desk.lobbies.join(int(ids[0]), actor_of(interaction), moment_of(interaction))
        await self._replies.gathered(interaction, joined)

    async def leave(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tl:<round>`."""
        await self._replies.gathered(
            interaction, await self._desk.lobbies.leave(int(ids[0]), actor_of(interaction))
        )

    async def begin(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tb:<round>`: the first question is the answer to the click itself."""
        begun = await self._desk.lobbies.begin(int(ids[0]), actor_of(interaction), moment_of(interaction))
        if isinstance(begun, Refusal):
            await refuse(interaction, begun, self._desk.privately(interaction))
            return
        late = self._runner.is_updating(begun.game.id)
        try:
            shown = await self._desk.easel.answer(interaction, self._runner.hanging(begun))
        except PictureMissingError:
            # It may still come, but the press waits no longer.
            try:
                await interaction.response.defer()
            finally:
                await self._runner.begin(begun)
            return
        except Exception:
            # The lobby is over, whatever became of the press.
            await self._runner.begin(begun)
            raise
        landed = shown.resource.edited_at if shown and isinstance(shown.resource, discord.Message) else None
        await self._runner.began(begun, landed or discord.utils.utcnow(), late=late)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tq:<round>:<question>:<answer>`: acknowledged by the board, whose roster says who has answered."""
        round_id, number, given = int(ids[0]), int(ids[1]), ids[2]
        await self.take(interaction, round_id, number, given)

    async def take(self, interaction: Interaction, round_id: int, number: int, given: str) -> None:
        """Take an answer that was pressed or typed."""
        click = click_of(interaction, given)
        board = await self._desk.trivia.answer(round_id, number, actor_of(interaction), click)
        await self._replies.counted(interaction, board, number)

    async def my_answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tm:<round>:<question>`: told to the asker alone."""
        say = self._desk.privately(interaction)
        mine = await self._desk.trivia.my_answer(int(ids[0]), int(ids[1]), interaction.user.id)
        if isinstance(mine, Refusal):
            await refuse(interaction, mine, say)
            return
        turn, click = mine
        is_over = turn.closes_at is not None and moment_of(interaction) > turn.closes_at
        key = "question.mine_settled" if is_over else "question.mine"
        told = say(key, answer=label(turn.asked, click.given, say))
        await whisper(interaction, Layout(card(told, colour=CREAM)))

    async def rematch(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tr:<round>`: a new lobby in a message of its own."""
        lacking = board_permissions(interaction)
        opened: Board | Refusal
        if lacking:
            opened = Refusal.because(Reason.BOT_LACKS, permissions=lacking)
        else:
            opened = await self._desk.lobbies.rematch(
                int(ids[0]), place_of(interaction), actor_of(interaction), moment_of(interaction)
            )
        await self.post_lobby(interaction, opened)

    async def post_lobby(self, interaction: Interaction, opened: Board | Refusal) -> None:
        """Answer with the lobby's message, and let the runner take the round on."""
        if isinstance(opened, Refusal):
            await refuse(interaction, opened, self._desk.privately(interaction))
            return
        round_id = opened.game.id
        try:
            posted = await interaction.response.send_message(view=self._desk.draw(opened))
        except Exception:
            # Nobody can see the lobby: let go of the channel, then report the fault.
            await self._desk.trivia.lose(round_id, discord.utils.utcnow())
            raise
        message_id = posted.message_id or interaction.id
        channel = interaction.client.get_partial_messageable(
            opened.game.channel_id, guild_id=opened.game.guild_id
        )
        try:
            await self._desk.lobbies.posted(round_id, message_id)
        finally:
            # Everybody can see it, so it goes on for as long as this process does.
            self._runner.open(opened, Message(channel.get_partial_message(message_id), interaction))
