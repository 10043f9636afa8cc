"""`/trivia`: start and stop rounds, and practise alone."""

from dataclasses import replace

from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.core.packs.quiz import Difficulty
from bot.core.refusals import Refusal
from bot.core.trivia.asking.topics import HEARD
from bot.core.trivia.round.rounds import PAUSES
from bot.core.trivia.round.teams import Mode
from bot.services.services import Services
from bot.services.trivia.lobbies import RoundOptions
from bot.ui.components import container
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, actor_of, place_of
from bot.ui.layout import CREAM, Layout
from bot.ui.permissions import not_member
from bot.ui.trivia.practice.controls import PracticeControls
from bot.ui.trivia.round.lobby_controls import LobbyControls, opening_id
from bot.ui.trivia.round.runner import RoundRunner
from bot.ui.trivia.topics import one_topic, quiz_choices


class TriviaCommands(app_commands.Group):
    """Rounds in servers; practice everywhere, user installs included."""

    def __init__(
        self,
        frame: Frame,
        services: Services,
        lobbies: LobbyControls,
        runner: RoundRunner,
        practices: PracticeControls,
    ) -> None:
        """Keep what the commands act on."""
        super().__init__(
            name="trivia",
            description="command.trivia",
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._frame = frame
        self._services = services
        self._lobbies = lobbies
        self._runner = runner
        self._practices = practices

    @app_commands.command(name="start", description=locale_str("command.trivia.start"))
    @app_commands.describe(
        questions=locale_str("command.trivia.start.questions"),
        seconds=locale_str("command.trivia.start.seconds"),
        topic=locale_str("command.trivia.start.topic"),
        difficulty=locale_str("command.trivia.start.difficulty"),
        way=locale_str("command.trivia.start.way"),
        pause=locale_str("command.trivia.start.pause"),
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
    @app_commands.choices(
        pause=[Choice(name=locale_str(f"time_to_talk.{pause}"), value=pause) for pause in PAUSES]
    )
    async def start(
        self,
        interaction: Interaction,
        questions: Range[int, 3, 30] | None = None,
        seconds: Range[int, 8, 60] | None = None,
        topic: str | None = None,
        difficulty: str | None = None,
        way: str = Mode.EACH.value,
        pause: int | None = None,
    ) -> None:
        """Open a lobby."""
        say = self._frame.privately(interaction)
        refusal = not_member(interaction)
        if refusal is not None:
            await refuse(interaction, refusal, say)
            return
        options = RoundOptions(questions, seconds, None, difficulty, Mode(way), pause)
        if topic is not None:
            meant = await one_topic(
                interaction,
                self._services,
                topic,
                lambda one: opening_id(replace(options, topic=one)),
                say,
            )
            if meant is None:
                return
            options = replace(options, topic=meant)
        await self._lobbies.start(interaction, options)

    @start.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        say = self._frame.privately(interaction)
        return quiz_choices(self._services, typed, say)

    @app_commands.command(name="practice", description=locale_str("command.trivia.practice"))
    @app_commands.describe(topic=locale_str("command.trivia.practice.topic"))
    async def practice(self, interaction: Interaction, topic: str | None = None) -> None:
        """Open a private practice."""
        say, meant = self._frame.privately(interaction), None
        if topic is not None:
            meant = await one_topic(interaction, self._services, topic, lambda one: f"pr:{one}", say)
            if meant is None:
                return
        await self._practices.begin(interaction, meant)

    @practice.autocomplete("topic")
    async def _practice_topics(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        offered = quiz_choices(self._services, typed, self._frame.privately(interaction))
        return [choice for choice in offered if choice.value != HEARD or interaction.guild_id is not None]

    @app_commands.command(name="stop", description=locale_str("command.trivia.stop"))
    async def stop(self, interaction: Interaction) -> None:
        """End the channel's round."""
        say = self._frame.privately(interaction)
        place = place_of(interaction)
        stopped = not_member(interaction) or await self._services.trivia.stop(
            place.channel_id, actor_of(interaction), self._frame.clock.now()
        )
        if isinstance(stopped, Refusal):
            await refuse(interaction, stopped, say)
            return
        try:
            await reply_privately(interaction, Layout(container(say("trivia.stopped"), colour=CREAM)))
        finally:
            # The round is over for everybody, even if the command's answer failed.
            await self._runner.show_end(stopped)
