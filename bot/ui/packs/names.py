"""How people are named in messages: by the display name that was last seen in the server.

A mention that pings nobody shows as a bare number to whoever does not have the person at hand, so it stands
only for somebody whose name is not known, or cannot be seen.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from bot.ui.layout import clipped
from bot.ui.packs.wording import MOST_NAMES, and_more
from bot.ui.text import Say

People = Mapping[int, str]
"""Display names by member."""

LONGEST_NAME = 32
"""Characters of a name; Discord takes no longer ones."""
ROOM_FOR_NAME = 22
"""Characters that each name of a list has on average, marks included: a message has room for 4,000."""

MOST_KEPT = 4096
"""Names whose shown form is kept."""

_MEANT_TO_DISCORD = re.compile(r"[\\*_~|`\[\]<>@:]")
"""What begins or ends Markdown, a mention, an emoji, a time or a link."""

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""The marks that turn the direction of what follows: one left open would turn the rest of the line."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that nobody can see."""

_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def name_of(member_id: int, people: People) -> str:
    """The member's name as a message shows it; a mention where the name is unknown or cannot be seen."""
    return shown_name(people.get(member_id, "")) or f"<@{member_id}>"


@lru_cache(MOST_KEPT)
def shown_name(name: str) -> str:
    """The name with nothing in it that Discord reads as Markdown or a mention; empty if none can see it.

    Letters that run from right to left are isolated, so that they leave the numbers beside them in place.
    """
    plain = _plain(name, LONGEST_NAME)
    is_seen = any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANK for one in plain)
    return defused(plain, LONGEST_NAME) if is_seen else ""


def defused(text: str, longest: int) -> str:
    """What somebody wrote, cut to that many characters, without Markdown, mentions and links.

    Letters that run from right to left are isolated.
    """
    plain = _plain(text, longest)
    escaped = _MEANT_TO_DISCORD.sub(r"\\\g<0>", plain)
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in plain):
        return f"{_ISOLATE}{escaped}{_POP}"
    return escaped


def names(member_ids: Sequence[int], people: People, say: Say, most: int = MOST_NAMES) -> str:
    """The names of the first members, and how many more there are."""
    if not member_ids:
        return ""
    return and_more(fitting(member_ids, people, most), len(member_ids), say)


def fitting(member_ids: Sequence[int], people: People, most: int) -> list[str]:
    """The names of the first `most` members, of fewer where their names are long; always of the first."""
    shown = [name_of(member_id, people) for member_id in member_ids[:most]]
    lengths, room = accumulate(map(len, shown)), most * ROOM_FOR_NAME + LONGEST_NAME
    return [name for name, length in zip(shown, lengths, strict=True) if length <= room] or shown[:1]


def _plain(text: str, longest: int) -> str:
    return clipped(" ".join(_TURNING.sub("", text).split()), longest)
