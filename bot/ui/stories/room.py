"""Opens the stories: reading, telling, anecdotes, claims, and looking things up."""

import discord

from bot.core.stories.telling import Telling
from bot.core.stories.votes import Ballot
from bot.services.services import Services
from bot.ui.frame import Frame
from bot.ui.layout import Layout
from bot.ui.messages import Loss, Message
from bot.ui.stories.about.commands import HelpControls, about_commands
from bot.ui.stories.anecdotes.answers import AnecdoteAnswers
from bot.ui.stories.anecdotes.commands import AnecdoteCommands
from bot.ui.stories.cards.answers import CardAnswers
from bot.ui.stories.cards.commands import find_commands
from bot.ui.stories.cards.controls import CardControls
from bot.ui.stories.claims.answers import ClaimAnswers
from bot.ui.stories.claims.ballots import BallotDrawing
from bot.ui.stories.claims.commands import ClaimCommands
from bot.ui.stories.claims.controls import BallotControls, ClaimControls
from bot.ui.stories.claims.runner import BallotRunner
from bot.ui.stories.commands import StoryCommands
from bot.ui.stories.map.commands import map_command
from bot.ui.stories.map.controls import MapControls
from bot.ui.stories.reader.answers import ReaderAnswers
from bot.ui.stories.reader.controls import ReaderControls
from bot.ui.stories.telling.controls import TellingControls
from bot.ui.stories.telling.runner import TellingRunner
from bot.ui.stories.telling.views import page_layout, unbegun_layout
from bot.ui.stories.timeline.commands import timeline_command
from bot.ui.stories.timeline.controls import TimelineControls


def open_room(frame: Frame, services: Services) -> None:
    """Add the commands, controls, answers and runners of the stories."""
    _open_tellings(frame, services)
    _open_claims(frame, services)
    cards = CardControls(frame, services)
    anecdotes = AnecdoteCommands(frame, services)
    for controls in (
        ReaderControls(frame, services),
        cards,
        TimelineControls(frame, services, cards),
        MapControls(frame, services),
        anecdotes,
        HelpControls(frame),
    ):
        controls.register(frame.router)
    for command in (
        map_command(frame, services),
        timeline_command(frame, services, cards),
        *anecdotes.commands(),
        *find_commands(frame, services),
        *about_commands(frame, services),
    ):
        frame.tree.add_command(command)
    for answers in (ReaderAnswers(services), CardAnswers(services), AnecdoteAnswers(services)):
        answers.register(frame.answers)


def _open_tellings(frame: Frame, services: Services) -> None:
    def draw(telling: Telling, position: int) -> Layout:
        return page_layout(telling, services.library, frame.publicly(telling.locale), position)

    def draw_unbegun(telling: Telling, loss: Loss) -> Layout:
        return unbegun_layout(telling, services.library, frame.publicly(telling.locale), loss)

    def channel_of(telling: Telling) -> discord.PartialMessageable:
        return frame.client.get_partial_messageable(telling.channel_id, guild_id=telling.guild_id)

    runner = TellingRunner(services.tellings, draw, draw_unbegun, channel_of, frame.clock)
    frame.runners.append(runner)

    async def channel_gone(_guild_id: int, channel_id: int) -> None:
        await runner.channel_gone(channel_id)

    frame.events.channel_gone.append(channel_gone)
    controls = TellingControls(frame, services, runner)
    controls.register(frame.router)
    frame.tree.add_command(StoryCommands(frame, services, controls))


def _open_claims(frame: Frame, services: Services) -> None:
    def message_of(ballot: Ballot) -> Message:
        return frame.message(ballot.guild_id, ballot.channel_id, ballot.message_id)

    drawing = BallotDrawing(frame, services)
    runner = BallotRunner(services.ballots, drawing.layout, message_of, frame.clock)
    frame.runners.append(runner)
    frame.actions.open_vote.offer(runner.open)
    BallotControls(frame, services, drawing, runner).register(frame.router)
    ClaimControls(frame, services).register(frame.router)
    ClaimAnswers(services).register(frame.answers)
    claims = ClaimCommands(frame, services, drawing, runner)
    claims.register(frame.router)
    for command in claims.commands():
        frame.tree.add_command(command)
