"""`/map`: the route, its stops, and the cars of the last round."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.refusals import Reason, Refusal
from bot.services.services import Services
from bot.ui.commands.meant import one_meant
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, place_of, public_locale
from bot.ui.packs.choices import stop_choices
from bot.ui.stories.map.views import map_picture, route_layout, scene_of, stop_layout


def map_command(frame: Frame, services: Services) -> app_commands.Command[Any, ..., None]:
    """The command, ready for the tree."""

    @app_commands.command(name="map", description=locale_str("command.map"))
    @app_commands.describe(stop=locale_str("command.map.stop"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def map_(interaction: Interaction, stop: str | None = None) -> None:
        stop_id = None
        if stop is not None:
            stop_id = await _meant(frame, services, interaction, stop)
            if stop_id is None:
                return
        await show_map(frame, services, interaction, stop_id)

    @map_.autocomplete("stop")
    async def stops(interaction: Interaction, typed: str) -> list[Choice[str]]:
        options = services.options[frame.privately(interaction).locale]
        return stop_choices(services.library.default, typed, options)

    return map_


async def _meant(frame: Frame, services: Services, interaction: Interaction, stop: str) -> str | None:
    """The id of the stop that is meant; None if it was asked which, or refused."""
    say, route = frame.privately(interaction), services.library.default.route
    if route is None:
        await refuse(interaction, Refusal.because(Reason.NO_MAP), say)
        return None
    names = {one.id: one.name for one in route.stops}
    meant = services.options[say.locale].stops(stop)
    return await one_meant(
        interaction, stop, meant, Reason.UNKNOWN_STOP, lambda id_: (names[id_], f"mo:{id_}"), say
    )


async def show_map(frame: Frame, services: Services, interaction: Interaction, stop_id: str | None) -> None:
    """Show the map: to everybody where stories or rounds are welcome, otherwise in an ephemeral message."""
    route = services.maps.route()
    stop = None if stop_id is None else services.maps.stop(stop_id)
    if isinstance(route, Refusal) or isinstance(stop, Refusal):
        refusal = route if isinstance(route, Refusal) else stop
        assert isinstance(refusal, Refusal)  # noqa: S101 - one of the two is
        await refuse(interaction, refusal, frame.privately(interaction))
        return
    place = place_of(interaction)
    is_public = await services.maps.is_welcome(place)
    say = frame.publicly(public_locale(interaction)) if is_public else frame.privately(interaction)
    drives = await services.maps.last_drive(place.guild_id)
    pack = services.library.default
    picture = map_picture(
        pack, route, services.maps.drawn(pack.id), scene_of(pack, route, drives, stop, say), say
    )
    await frame.pictures.show(
        interaction,
        picture,
        lambda slot: (
            route_layout(pack, route, drives, say, frame.command("map"), slot)
            if stop is None
            else stop_layout(pack, route, stop, say, slot)
        ),
        say,
        ephemeral=not is_public,
    )
