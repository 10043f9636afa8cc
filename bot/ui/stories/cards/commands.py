"""`/find` and `/dossier`: private search, and cards by name."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.content.search import HitKind
from bot.core.refusals import Reason, Refusal
from bot.services.services import Services
from bot.ui.commands.meant import one_meant
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.packs.choices import dossier_choices
from bot.ui.stories.cards.views import dossier_layout, hits_layout
from bot.ui.stories.reader.posters import figure_card

LONGEST_SEARCH = 100


def find_commands(frame: Frame, services: Services) -> list[app_commands.Command[Any, ..., None]]:
    """The commands, ready for the tree."""

    @app_commands.command(name="find", description=locale_str("command.find"))
    @app_commands.describe(words=locale_str("command.find.words"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def find(interaction: Interaction, words: Range[str, 1, LONGEST_SEARCH]) -> None:
        say = frame.privately(interaction)
        hits = services.finder.find(words)
        if isinstance(hits, Refusal):
            await refuse(interaction, hits, say)
        else:
            await reply_privately(interaction, hits_layout(words, hits, services.library.default, say))

    @app_commands.command(name="dossier", description=locale_str("command.dossier"))
    @app_commands.describe(name=locale_str("command.dossier.name"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def dossier(interaction: Interaction, name: str) -> None:
        say, pack = frame.privately(interaction), services.library.default
        names = {card.id: card.name for card in pack.dossiers}
        card_id = await one_meant(
            interaction,
            name,
            services.options[say.locale].cards(name),
            Reason.UNKNOWN_DOSSIER,
            lambda id_: (names[id_], f"fo:{HitKind.DOSSIER.value}:{id_}"),
            say,
        )
        found = None if card_id is None else pack.dossier(card_id)
        if found is not None:
            picture = figure_card(found, pack, say)
            await frame.pictures.show(
                interaction, picture, lambda slot: dossier_layout(found, pack, say, slot), say
            )

    @dossier.autocomplete("name")
    async def names(interaction: Interaction, typed: str) -> list[Choice[str]]:
        options = services.options[frame.privately(interaction).locale]
        return dossier_choices(services.library.default, typed, options)

    return [find, dossier]
