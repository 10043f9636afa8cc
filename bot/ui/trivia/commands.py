"""`/trivia`: start and stop rounds, and practise alone."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.core.packs.pack import Difficulty
from bot.core.refusals import Refusal
from bot.core.trivia.asking.topics import HEARD
from bot.core.trivia.round.teams import Mode
from bot.services.trivia.lobbies import Wish
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.interactions import Interaction, actor_of, place_of
from bot.ui.layout import CREAM, Layout, card
from bot.ui.packs.choices import quiz_choices
from bot.ui.permissions import not_member
from bot.ui.trivia.practice.controls import PracticeControls
from bot.ui.trivia.round.controls import RoundControls
from bot.ui.trivia.round.runner import Runner
from bot.ui.trivia.topics import find_topic


class TriviaCommands(app_commands.Group):
    """Rounds in servers; practice everywhere, also for who has installed the bot alone."""

    def __init__(
        self, desk: Desk, controls: RoundControls, runner: Runner, practices: PracticeControls
    ) -> None:
        """Take what the commands act on."""
        super().__init__(
            name="trivia",
            description="command.trivia",
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._desk = desk
        self._controls = controls
        self._runner = runner
        self._practices = practices

    @app_commands.command(name="start", description=locale_str("command.trivia.start"))
    @app_commands.describe(
        questions=locale_str("command.trivia.start.questions"),
        seconds=locale_str("command.trivia.start.seconds"),
        topic=locale_str("command.trivia.start.topic"),
        difficulty=locale_str("command.trivia.start.difficulty"),
        way=locale_str("command.trivia.start.way"),
    )
    @app_commands.choices(
        difficulty=[
            Choice(name=locale_str("difficulty.easy"), value=Difficulty.EASY.value),
            Choice(name=locale_str("difficulty.medium"), value=Difficulty.MEDIUM.value),
            Choice(name=locale_str("difficulty.hard"), value=Difficulty.HARD.value),
        ],
        way=[
            Choice(name=locale_str("mode.each"), value=Mode.EACH.value),
            Choice(name=locale_str("mode.teams"), value=Mode.TEAMS.value),
        ],
    )
    async def start(
        self,
        interaction: Interaction,
        questions: Range[int, 3, 30] | None = None,
        seconds: Range[int, 8, 60] | None = None,
        topic: str | None = None,
        difficulty: str | None = None,
        way: str = Mode.EACH.value,
    ) -> None:
        """Open a lobby."""
        say = self._desk.privately(interaction)
        named = not_member(interaction) or self._named(interaction, topic)
        if isinstance(named, Refusal):
            await refuse(interaction, named, say)
        else:
            await self._controls.start(interaction, Wish(questions, seconds, named, difficulty, Mode(way)))

    @start.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        say = self._desk.privately(interaction)
        return quiz_choices(self._desk.library.default, typed, say)

    @app_commands.command(name="practice", description=locale_str("command.trivia.practice"))
    @app_commands.describe(topic=locale_str("command.trivia.practice.topic"))
    async def practice(self, interaction: Interaction, topic: str | None = None) -> None:
        """Ask the reader alone."""
        named = self._named(interaction, topic)
        if isinstance(named, Refusal):
            await refuse(interaction, named, self._desk.privately(interaction))
        else:
            await self._practices.begin(interaction, named)

    @practice.autocomplete("topic")
    async def _practice_topics(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        offered = quiz_choices(self._desk.library.default, typed, self._desk.privately(interaction))
        return [one for one in offered if one.value != HEARD or interaction.guild_id is not None]

    @app_commands.command(name="stop", description=locale_str("command.trivia.stop"))
    async def stop(self, interaction: Interaction) -> None:
        """End the channel's round."""
        say = self._desk.privately(interaction)
        place = place_of(interaction)
        stopped = not_member(interaction) or await self._desk.trivia.stop(
            place.channel_id, actor_of(interaction), discord.utils.utcnow()
        )
        if isinstance(stopped, Refusal):
            await refuse(interaction, stopped, say)
            return
        try:
            await whisper(interaction, Layout(card(say("trivia.stopped"), colour=CREAM)))
        finally:
            # It is over for everybody, also where the command was given up.
            await self._runner.ended(stopped)

    def _named(self, interaction: Interaction, topic: str | None) -> str | Refusal | None:
        if topic is None:
            return None
        return find_topic(self._desk.library.default, topic, self._desk.privately(interaction))
