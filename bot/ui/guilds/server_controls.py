"""A server's clock and language: set by `/config server`, or on their page of the settings."""

from collections.abc import Sequence

from bot.core.refusals import Refusal
from bot.services.daily.dailies import ServerOptions
from bot.services.services import Services
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.guilds.time_zones import TimeZones
from bot.ui.guilds.views import AS_DISCORD_SAYS
from bot.ui.interactions import Interaction, time_of
from bot.ui.modals import field_modal, typed_in
from bot.ui.router import Router, chosen

LONGEST_ZONE = 64
"""Characters."""


class ServerControls:
    """Each choice is saved at once; each control checks Manage Server again, whoever pressed it."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services
        self.zones = TimeZones()

    def register(self, router: Router) -> None:
        """Add the page's ids to the router."""
        router.add("gl", self.set_language, chooses=self._language)
        router.add("gz", self.ask_zone)
        router.add("gy", self.set_zone)

    async def set_language(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`gl`, with the language chosen."""
        if await self._frame.panel.allows(interaction):
            await self.change(interaction, language=chosen(interaction)[0])
            await self._frame.panel.turn(interaction, "server")

    async def ask_zone(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`gz`: opens the field for a city, a country or a time zone."""
        if await self._frame.panel.allows(interaction):
            say = self._frame.privately(interaction)
            title, label, hint = (say(f"zone_field.{part}") for part in ("title", "label", "hint"))
            await interaction.response.send_modal(field_modal("gy", title, label, hint, LONGEST_ZONE))

    async def set_zone(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`gy`: the city, country or time zone that was typed."""
        if not await self._frame.panel.allows(interaction):
            return
        refusal = await self.change(interaction, time_zone=typed_in(interaction))
        if refusal is None:
            await self._frame.panel.turn(interaction, "server")
        else:
            await refuse(interaction, refusal, self._frame.privately(interaction))

    async def change(
        self, interaction: Interaction, time_zone: str | None = None, language: str | None = None
    ) -> Refusal | None:
        """Set what is given; why not, or None. The daily post follows the new time zone."""
        zone = None if time_zone is None else self.zones.find(time_zone)
        if isinstance(zone, Refusal):
            return zone
        if zone is not None or language is not None:
            as_discord_says = language == AS_DISCORD_SAYS
            options = ServerOptions(zone, None if as_discord_says else language, as_discord_says)
            guild_id = interaction.guild_id or 0
            _, daily = await self._services.dailies.set_server(guild_id, options, time_of(interaction))
            if daily is not None:
                self._frame.actions.arm_daily(daily)
        return None

    def _language(self, value: str) -> str:
        if value != AS_DISCORD_SAYS and value not in self._frame.catalogues.locales:
            raise ValueError(value)
        return value
