"""Finds the emoji in a text, whichever Unicode version they came with.

The ranges are those that Unicode sets aside for pictures, so that an emoji is known as one before the
database of this Python has heard of it. Several may be joined to one: a person, a joiner and a sign; two
letters, or a black flag and tags, to a flag; a digit and a keycap.
"""

import re
from typing import Final

_PICTURE: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u2775\u2794-\u27bf"
    "\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f16c-\U0001faff"
    "\U0001fc00-\U0001fffd"
)
_MODIFIER: Final = "\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""The joiner, the keycap, skin tones, and the letters of a flag."""
_KEYCAP: Final = "[0-9#*]\u20e3"
_OF_A_SERVER: Final = r"<a?:\w{2,32}:\d{1,20}>"
"""An emoji that a Discord server has made for itself, as Discord writes it."""
_EMOJI: Final = re.compile(f"(?:{_KEYCAP}|{_OF_A_SERVER}|[{_MODIFIER}]*[{_PICTURE}][{_MODIFIER}]*)+")
_SELECTOR: Final = re.compile("[\ufe0e\ufe0f]")
"""Asks for a picture in colour or in black; it may stand behind a letter too, and changes nothing of it."""


def without_emoji(text: str) -> str:
    """The text with a space in place of its emoji."""
    return _EMOJI.sub(" ", _SELECTOR.sub("", text))
