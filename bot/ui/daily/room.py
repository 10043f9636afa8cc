"""Opens the daily post: its command and page in the settings, its runner, the answers to its question."""

from collections.abc import Sequence

from bot.core.daily.schedule import Daily
from bot.core.stories.votes import Ballot
from bot.services.daily.posts import Shown
from bot.services.services import Services
from bot.ui.components import Component, Container
from bot.ui.daily.commands import DailyCommands
from bot.ui.daily.controls import DailyControls
from bot.ui.daily.head import heading_items
from bot.ui.daily.runner import DailyRunner
from bot.ui.daily.settings_page import daily_container, daily_line, stopped_container, stopped_dm_layout
from bot.ui.daily.views import post_layout
from bot.ui.frame import Frame
from bot.ui.handover.panel import Notice
from bot.ui.interactions import Interaction
from bot.ui.layout import Layout
from bot.ui.messages import Message
from bot.ui.permissions import post_permissions
from bot.ui.text import Say


def open_room(frame: Frame, services: Services) -> None:
    """Add the command, the page, the controls and the runner of the daily post."""
    runner = _open_runner(frame, services)
    _add_page(frame, services)
    commands = DailyCommands(frame, services, runner)
    DailyControls(frame, services, runner, commands).register(frame.router)
    for command in commands.commands():
        frame.group("config").add_command(command)

    async def head_of(ballot: Ballot) -> Sequence[Component]:
        shown = await services.daily_posts.of_ballot(ballot.id)
        return () if shown is None else heading_items(shown, frame.publicly(ballot.locale))

    frame.actions.head_of_post.offer(head_of)


def _open_runner(frame: Frame, services: Services) -> DailyRunner:
    def draw(shown: Shown) -> Layout | None:
        pack = services.library.pack(shown.post.pack_id)
        return post_layout(shown, pack, frame.publicly(shown.post.locale))

    def notice(daily: Daily, guild: str | None) -> Layout:
        return stopped_dm_layout(daily, guild, frame.publicly(daily.setter_locale))

    def open_vote(ballot: Ballot, message: Message) -> None:
        frame.actions.open_vote(ballot, message)

    runner = DailyRunner(
        frame.client, services.dailies, services.daily_posts, open_vote, draw, notice, frame.clock
    )
    frame.runners.append(runner)
    frame.events.channel_gone.append(runner.channel_gone)
    frame.actions.arm_daily.offer(runner.arm)
    return runner


def _add_page(frame: Frame, services: Services) -> None:
    async def page(interaction: Interaction, say: Say) -> Container:
        guild_id = interaction.guild_id or 0
        settings, daily = await services.guilds.settings(guild_id), await services.dailies.of(guild_id)
        lacking = post_permissions(interaction.guild, daily.channel_id) if daily else []
        return daily_container(frame, settings, daily, lacking, say)

    async def line(guild_id: int, say: Say) -> str:
        return daily_line(await services.dailies.of(guild_id), say)

    async def notify(guild_id: int, say: Say) -> Notice | None:
        daily = await services.dailies.of(guild_id)
        if daily is None or daily.paused is None or daily.told:
            return None

        async def told() -> None:
            await services.dailies.told(guild_id)

        return Notice(stopped_container(frame, daily, say), told)

    frame.panel.add("daily", page, line)
    frame.panel.add_notice(notify)
