"""Opens the settings: the panel, the doctor, and the removal of what was deleted."""

from bot.services.services import Services
from bot.ui.frame import Frame
from bot.ui.guilds.commands import ConfigCommands
from bot.ui.guilds.controls import ConfigControls
from bot.ui.guilds.doctor.controls import DoctorControls
from bot.ui.guilds.pages import SettingsPages
from bot.ui.guilds.runner import SettingsRunner
from bot.ui.guilds.server_controls import ServerControls


def open_room(frame: Frame, services: Services) -> None:
    """Add `/config`, its pages and their controls."""
    pages = SettingsPages(frame, services)
    pages.register()
    doctor = DoctorControls(frame, services)
    doctor.register(frame.router)
    server = ServerControls(frame, services)
    server.register(frame.router)
    ConfigControls(frame.panel, services.guilds, pages).register(frame.router)
    frame.tree.add_command(ConfigCommands(frame, doctor, server))
    runner = SettingsRunner(frame.client, frame.events, services.guilds, services.dailies)
    frame.runners.append(runner)
    frame.events.channel_gone.append(runner.channel_gone)
    frame.events.guild_available.append(runner.guild_available)
