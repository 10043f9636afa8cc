"""`/timeline`: every year of the story in one picture, or the page or card that tells of one year."""

from typing import Any

from discord import app_commands
from discord.app_commands import Range, locale_str

from bot.core.refusals import Reason, Refusal
from bot.core.stories.timeline import entry_of_year, milestones
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, place_of, public_locale
from bot.ui.stories.cards.controls import CardControls
from bot.ui.stories.timeline.views import timeline_layout, timeline_picture


def timeline_command(
    frame: Frame, services: Services, cards: CardControls
) -> app_commands.Command[Any, ..., None]:
    """The command, ready for the tree."""

    @app_commands.command(name="timeline", description=locale_str("command.timeline"))
    @app_commands.describe(year=locale_str("command.timeline.year"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def timeline(interaction: Interaction, year: Range[int, 1, 9999] | None = None) -> None:
        pack, say = services.library.default, frame.privately(interaction)
        entry = None if year is None else entry_of_year(pack, year)
        if isinstance(entry, Refusal):
            await refuse(interaction, entry, say)
        elif entry is not None and entry.told_in is not None:
            await cards.tell(interaction, entry.told_in)
        elif not milestones(pack):
            await refuse(interaction, Refusal.because(Reason.NOTHING_TO_TELL), say)
        else:
            await _show(frame, services, interaction)

    return timeline


async def _show(frame: Frame, services: Services, interaction: Interaction) -> None:
    """Show the picture: to everybody where stories or rounds are welcome, else in an ephemeral message."""
    pack = services.library.default
    is_public = await services.maps.is_welcome(place_of(interaction))
    say = frame.publicly(public_locale(interaction)) if is_public else frame.privately(interaction)
    await frame.pictures.show(
        interaction,
        timeline_picture(pack, say),
        lambda slot: timeline_layout(pack, say, slot),
        say,
        ephemeral=not is_public,
    )
