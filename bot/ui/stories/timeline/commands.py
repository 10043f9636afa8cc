"""`/timeline`: every year of the story in one picture, or what tells of one of them."""

from typing import Any

from discord import app_commands
from discord.app_commands import Range, locale_str

from bot.core.refusals import Reason, Refusal
from bot.core.stories.timeline import milestones, moment_of_year
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction, place_of, public_locale
from bot.ui.stories.cards.controls import CardControls
from bot.ui.stories.timeline.controls import timeline_layout, timeline_picture


def timeline_command(desk: Desk, cards: CardControls) -> app_commands.Command[Any, ..., None]:
    """The command, ready for the tree."""

    @app_commands.command(name="timeline", description=locale_str("command.timeline"))
    @app_commands.describe(year=locale_str("command.timeline.year"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def timeline(interaction: Interaction, year: Range[int, 1, 9999] | None = None) -> None:
        pack, say = desk.library.default, desk.privately(interaction)
        moment = None if year is None else moment_of_year(pack, year)
        if isinstance(moment, Refusal):
            await refuse(interaction, moment, say)
        elif moment is not None and moment.told_in is not None:
            await cards.tell(interaction, moment.told_in)
        elif not milestones(pack):
            await refuse(interaction, Refusal.because(Reason.NOTHING_TO_TELL), say)
        else:
            await _show(desk, interaction)

    return timeline


async def _show(desk: Desk, interaction: Interaction) -> None:
    """Hang the poster: for everybody where stories or rounds are welcome, else for the asker alone."""
    pack = desk.library.default
    is_public = await desk.maps.is_welcome(place_of(interaction))
    say = desk.publicly(public_locale(interaction)) if is_public else desk.privately(interaction)
    await desk.easel.show(
        interaction,
        timeline_picture(pack, say),
        lambda part: timeline_layout(pack, say, part),
        say,
        ephemeral=not is_public,
    )
