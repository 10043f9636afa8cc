"""The pages of the settings: each room adds its own, and the panel opens them by name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.refusals import Reason, Refusal
from bot.ui.components import Container
from bot.ui.errors import refuse, reply_privately
from bot.ui.interactions import Interaction, private_say
from bot.ui.layout import Layout
from bot.ui.text import Catalogues, Say

Page: TypeAlias = Callable[[Interaction, Say], Awaitable[Container]]
Line: TypeAlias = Callable[[int, Say], Awaitable[str]]
"""Takes a guild's id; returns the first page's line on a setting."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that an admin is told once, above whichever page they open."""

    shown: Container
    told: Callable[[], Awaitable[None]]
    """Records that it was told."""


Notify: TypeAlias = Callable[[int, Say], Awaitable[Notice | None]]
"""Takes a guild's id; returns None if there is nothing to tell."""


class Panel:
    """The settings of a server, for members who may manage it."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Start without pages."""
        self._catalogues = catalogues
        self._pages: dict[str, Page] = {}
        self._lines: list[Line] = []
        self._notices: list[Notify] = []

    def add(self, name: str, page: Page, line: Line | None = None) -> None:
        """Add a page, and its line on the first page; ValueError if the name is taken."""
        if name in self._pages:
            raise ValueError(f"two pages are called {name!r}")
        self._pages[name] = page
        if line is not None:
            self._lines.append(line)

    def add_notice(self, notify: Notify) -> None:
        """Add a check for something that an admin must be told."""
        self._notices.append(notify)

    async def lines(self, guild_id: int, say: Say) -> list[str]:
        """The first page's lines on the pages that other rooms added."""
        return [await line(guild_id, say) for line in self._lines]

    async def allows(self, interaction: Interaction) -> bool:
        """Whether the member may change settings; if not, they get the refusal."""
        if interaction.permissions.manage_guild:
            return True
        await refuse(interaction, Refusal.because(Reason.NOT_ADMIN), self._say(interaction))
        return False

    async def open(self, interaction: Interaction, name: str) -> None:
        """Answer with a page in a new ephemeral message."""
        say, guild_id = self._say(interaction), interaction.guild_id or 0
        page = await self._pages[name](interaction, say)
        notices = [notice for notify in self._notices if (notice := await notify(guild_id, say)) is not None]
        await reply_privately(interaction, Layout(*(notice.shown for notice in notices), page))
        for notice in notices:
            await notice.told()

    async def turn(self, interaction: Interaction, name: str) -> None:
        """Show a page in the message that was pressed; refuse if no page has that name any more."""
        say, page = self._say(interaction), self._pages.get(name)
        if page is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await interaction.response.edit_message(view=Layout(await page(interaction, say)))

    def _say(self, interaction: Interaction) -> Say:
        return private_say(self._catalogues, interaction)
