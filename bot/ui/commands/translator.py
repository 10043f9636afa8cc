"""Translates the catalogue keys of commands for Discord, in each of its locales."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str
from typing_extensions import override

from bot.ui.text import Catalogues


class CatalogueTranslator(app_commands.Translator):
    """Translates descriptions and choices' names, which are keys; a command's name is not translated."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Keep the catalogues."""
        self._catalogues = catalogues

    @override
    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """The sentence in exactly that language; with None, Discord shows the English one."""
        return self._catalogues.translation(string.message, locale)
