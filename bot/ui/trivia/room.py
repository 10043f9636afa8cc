"""Opens trivia: rounds, practice, the leaderboard, the race and what was missed."""

from functools import partial

from bot.core.trivia.round.rounds import Round
from bot.services.services import Services
from bot.services.trivia.lobbies import RoundOptions
from bot.ui.connection.gone import is_member
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.messages import Message
from bot.ui.trivia.commands import TriviaCommands
from bot.ui.trivia.practice.answers import PracticeAnswers
from bot.ui.trivia.practice.controls import PracticeControls
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.round.controls import RoundControls
from bot.ui.trivia.round.damaged_notice import DamagedRoundNotice
from bot.ui.trivia.round.lobby_controls import LobbyControls
from bot.ui.trivia.round.lost_notice import LostBoardNotice
from bot.ui.trivia.round.runner import Reach, RoundRunner
from bot.ui.trivia.standing.answers import ScoreAnswers
from bot.ui.trivia.standing.commands import scores_command
from bot.ui.trivia.standing.controls import ScoreControls
from bot.ui.trivia.standing.missed import MissedControls
from bot.ui.trivia.standing.race import RaceControls


def open_room(frame: Frame, services: Services) -> None:
    """Add the commands, controls, answers and the runner of trivia."""
    boards = BoardDrawing(frame, services)
    runner = _open_runner(frame, services, boards)
    lobbies = LobbyControls(frame, services, boards, runner)
    practices = PracticeControls(frame, services)
    scores = ScoreControls(frame, services)
    for controls in (
        lobbies,
        RoundControls(frame, services, boards, runner),
        practices,
        scores,
        RaceControls(frame, services),
        MissedControls(frame, services),
    ):
        controls.register(frame.router)
    frame.tree.add_command(TriviaCommands(frame, services, lobbies, runner, practices))
    frame.tree.add_command(scores_command(frame, scores))
    PracticeAnswers(services).register(frame.answers)
    ScoreAnswers(frame, services).register(frame.answers)

    async def open_lobby(interaction: Interaction, chapter_id: str | None) -> None:
        await lobbies.start(interaction, RoundOptions(topic=chapter_id))

    frame.actions.open_lobby.offer(open_lobby)


def _open_runner(frame: Frame, services: Services, boards: BoardDrawing) -> RoundRunner:
    def message_of(game: Round) -> Message:
        return frame.message(game.guild_id, game.channel_id, game.message_id)

    runner = RoundRunner(
        services.lobbies,
        services.trivia,
        boards.illustrated,
        frame.pictures,
        Reach(
            message_of,
            LostBoardNotice(frame).send,
            DamagedRoundNotice(frame).send,
            partial(is_member, frame.client),
        ),
        frame.clock,
    )
    frame.runners.append(runner)

    async def channel_gone(_guild_id: int, channel_id: int) -> None:
        await runner.channel_gone(channel_id)

    frame.events.channel_gone.append(channel_gone)
    return runner
