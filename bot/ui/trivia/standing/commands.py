"""`/scores`: the server's leaderboard."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.trivia.standing.leaderboard import Measure, Period
from bot.ui.errors import reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.trivia.standing.controls import ScoreControls
from bot.ui.trivia.standing.views import scores_layout

PERIODS = (
    ("period.all", Period.ALL_TIME),
    ("period.season", Period.SEASON),
    ("period.week", Period.WEEK),
    ("period.day", Period.DAY),
)
MEASURES = (
    ("measure.distance", Measure.DISTANCE),
    ("measure.wins", Measure.WINS),
    ("measure.rounds", Measure.ROUNDS),
    ("measure.right", Measure.RIGHT),
)


def scores_command(frame: Frame, controls: ScoreControls) -> app_commands.Command[Any, ..., None]:
    """The command, ready for the tree."""

    @app_commands.command(name="scores", description=locale_str("command.scores"))
    @app_commands.describe(period=locale_str("command.scores.period"), by=locale_str("command.scores.by"))
    @app_commands.choices(
        period=[Choice(name=locale_str(key), value=period.value) for key, period in PERIODS],
        by=[Choice(name=locale_str(key), value=measure.value) for key, measure in MEASURES],
    )
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True)
    async def scores(interaction: Interaction, period: str = "all", by: str = "distance") -> None:
        board = await controls.leaderboard(interaction, Period(period), Measure(by), 0)
        await reply_privately(interaction, scores_layout(board, frame.privately(interaction)))

    return scores
