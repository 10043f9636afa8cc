"""The one clock of the user interface: Discord's, as far as this computer can tell it."""

from datetime import datetime

import discord


class Clock:
    """Tells the time by which everything is judged that people see counting down."""

    def now(self) -> datetime:
        """The time at Discord."""
        return discord.utils.utcnow()
