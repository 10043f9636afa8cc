"""A listener for each locale of the catalogues: it turns what people write into intents."""

from collections.abc import Mapping

from bot.core.packs.library import Library
from bot.core.talk.listener import Listener
from bot.core.talk.names import Names
from bot.core.talk.phrases import Heard, Phrases
from bot.ui.text import ENGLISH, Catalogues, Say


def listeners(library: Library, catalogues: Catalogues) -> Mapping[str, Listener]:
    """A listener for each locale; all understand English too."""
    names = Names(library.default)
    english = _phrases(catalogues.for_locale(ENGLISH))
    return {
        locale: Listener(names, Phrases([_phrases(catalogues.for_locale(locale)), english]))
        for locale in catalogues.locales
    }


def _phrases(say: Say) -> dict[Heard, str]:
    return {heard: say(f"heard.{heard.value}") for heard in Heard}
