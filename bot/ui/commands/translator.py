"""Says to Discord what a command's key means in each of Discord's locales."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str
from typing_extensions import override

from bot.ui.text import Catalogues


class CatalogueTranslator(app_commands.Translator):
    """Translates the keys that stand as descriptions and as choices' names; a command's name has none."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Take the catalogues to translate from."""
        self._catalogues = catalogues

    @override
    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """The sentence in that very language, or None: Discord then shows the English one."""
        return self._catalogues.translation(string.message, locale)
