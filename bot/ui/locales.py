"""The language that each person had Discord in when they last used a command or a button.

A direct message does not carry it. Nothing is kept on disk: after a restart a person is answered in
English until their next press or command.
"""

from collections import OrderedDict

MOST = 10_000
"""People remembered at most; whoever was not seen for longest is forgotten first."""


class SeenLocales:
    """The last locale of each person seen lately, in Discord's spelling."""

    def __init__(self, most: int = MOST) -> None:
        """Start empty."""
        self._most = most
        self._seen: OrderedDict[int, str] = OrderedDict()

    def note(self, person_id: int, locale: str) -> None:
        """Note the locale of an interaction."""
        self._seen[person_id] = locale
        self._seen.move_to_end(person_id)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)

    def of(self, person_id: int) -> str | None:
        """The person's locale; None where none is known."""
        return self._seen.get(person_id)
