"""A chapter told in a channel, page by page: its opening, its beats, its close.

Whoever moves a telling on says at which page they pressed, so that two presses at once, or a press and
the timer, move it one page only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.guilds.settings import Actor, GuildSettings
from bot.core.packs.pack import Ask, Beat, Chapter
from bot.core.refusals import Reason, Refusal

WORDS_A_SECOND = 200 / 60
"""About as fast as people read in silence when they are not in a hurry."""

BREATH = timedelta(seconds=4)
"""Before a page is read: it has to be noticed."""

SHORTEST, LONGEST = timedelta(seconds=8), timedelta(seconds=45)
TO_CHOOSE = timedelta(seconds=25)
"""What a page gets beyond its reading when it asks its listeners something."""

PATIENCE = timedelta(hours=1)
"""A telling that rests for longer gives its channel to the next one."""

UNSHOWN = -1
"""Before its opening is on screen."""


class TellingState(StrEnum):
    """Where a telling is in its life."""

    TELLING = "telling"
    PAUSED = "paused"
    TOLD = "told"
    STOPPED = "stopped"
    LOST = "lost"

    @property
    def running(self) -> bool:
        """Whether more of it is to come."""
        return self in (TellingState.TELLING, TellingState.PAUSED)


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling as it stands."""

    id: int
    guild_id: int
    home_id: int
    """The channel that it was asked for in."""
    channel_id: int
    """Where its pages are posted: a thread of its own, or its home."""
    message_id: int | None
    """The message of the page shown last; before the first, the card that announces it."""
    teller_id: int
    pack_id: str
    chapter_id: str
    locale: str
    position: int
    """The page that it has come to: the opening is 0, the beats follow from 1, the close comes after them."""
    shown: int
    """The page that people saw last: one less than `position` while a page is on its way."""
    state: TellingState
    moved_at: datetime
    """When it last moved, paused or went on."""
    due_at: datetime | None
    """When the next page comes; None while none is to come by itself."""
    choices: Mapping[int, Mapping[int, int]]
    """What the listeners chose: page, then member, then the option's place."""


def beat_at(chapter: Chapter, position: int) -> Beat | None:
    """The beat of that page; None for the opening and the close."""
    return chapter.beats[position - 1] if 1 <= position <= len(chapter.beats) else None


def ask_at(chapter: Chapter, position: int) -> Ask | None:
    """What that page asks its listeners."""
    beat = beat_at(chapter, position)
    return None if beat is None else beat.ask


def pace(chapter: Chapter, position: int) -> timedelta:
    """How long that page stands before the next one comes: by its words, and time to choose."""
    beat, before, ask = beat_at(chapter, position), ask_at(chapter, position - 1), ask_at(chapter, position)
    words = chapter.hook if beat is None else beat.text
    told = f"{before.told} {words}" if before is not None else words
    asked = f"{told} {ask.prompt}" if ask is not None else told
    reading = timedelta(seconds=len(asked.split()) / WORDS_A_SECOND)
    return min(max(BREATH + reading, SHORTEST), LONGEST) + (TO_CHOOSE if ask is not None else timedelta())


def tally(telling: Telling, position: int, options: Sequence[str]) -> list[int]:
    """How many listeners chose each option of that page."""
    counted = Counter(telling.choices.get(position, {}).values())
    return [counted[place] for place in range(len(options))]


def favourites(counts: Sequence[int]) -> list[int]:
    """The places of the options that most chose; none where nobody chose."""
    most = max(counts, default=0)
    return [place for place, count in enumerate(counts) if count == most] if most else []


def may_lead(telling: Telling, member: Actor, settings: GuildSettings) -> Refusal | None:
    """Whoever asked for the story may pause and end it, and so may who holds the server's rounds."""
    if member.member_id == telling.teller_id or member.is_quizmaster(settings):
        return None
    return Refusal.because(Reason.NOT_TELLER, owner=telling.teller_id)


def advance(telling: Telling, chapter: Chapter, position: int, at: datetime) -> Telling | Refusal:
    """On to the page after that one."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.PAUSED:
        return Refusal.because(Reason.TELLING_PAUSED, owner=telling.teller_id)
    if position > len(chapter.beats):
        return Refusal.because(Reason.TELLING_OVER)
    following = position + 1
    return replace(telling, position=following, moved_at=at, due_at=at + pace(chapter, following))


def landed(telling: Telling, chapter: Chapter, position: int, message_id: int, at: datetime) -> Telling:
    """That page is on screen since then; its time to be read begins.

    The close ends the telling. A page that lands after a later one changes nothing.
    """
    if not telling.state.running or position <= telling.shown:
        return telling
    seen = replace(telling, shown=position, message_id=message_id)
    if position < telling.position:
        return seen
    if position > len(chapter.beats):
        return replace(seen, state=TellingState.TOLD, moved_at=at, due_at=None)
    if telling.state is TellingState.PAUSED:
        return seen
    return replace(seen, moved_at=at, due_at=at + pace(chapter, position))


def pause(telling: Telling, position: int, at: datetime) -> Telling | Refusal:
    """Let the story rest."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.PAUSED:
        return telling
    return replace(telling, state=TellingState.PAUSED, moved_at=at, due_at=None)


def go_on(telling: Telling, chapter: Chapter, position: int, at: datetime) -> Telling | Refusal:
    """Take the story up again: everybody has read the page by now, and may still choose."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.TELLING:
        return telling
    wait = SHORTEST + (TO_CHOOSE if ask_at(chapter, position) is not None else timedelta())
    return replace(telling, state=TellingState.TELLING, moved_at=at, due_at=at + wait)


def stop(telling: Telling, position: int, at: datetime) -> Telling | Refusal:
    """End the story before its end."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    return replace(telling, state=TellingState.STOPPED, moved_at=at, due_at=None)


def stall(telling: Telling, at: datetime) -> Telling:
    """The page could not be shown: rest at the one before it; where there is none, the telling is lost."""
    state = TellingState.LOST if telling.shown == UNSHOWN else TellingState.PAUSED
    return replace(telling, position=max(telling.shown, 0), state=state, moved_at=at, due_at=None)


def lose(telling: Telling, at: datetime) -> Telling:
    """End it at the page that people saw last: its channel is gone, or closed to the bot."""
    return replace(telling, position=max(telling.shown, 0), state=TellingState.LOST, moved_at=at, due_at=None)


def gives_way(telling: Telling, at: datetime) -> bool:
    """Whether it has rested for so long that another may take its channel."""
    return telling.state is TellingState.PAUSED and at - telling.moved_at >= PATIENCE


def accept(telling: Telling, chapter: Chapter, position: int, option: int) -> Refusal | None:
    """Why a choice at that page does not count, or None where it does."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    ask = ask_at(chapter, position)
    if ask is None or not 0 <= option < len(ask.options):
        return Refusal.because(Reason.NOT_A_CHOICE)
    return None


def stands_at(telling: Telling, position: int) -> Refusal | None:
    """Why a press at that page comes too late, or None where the story stands there."""
    if not telling.state.running:
        return Refusal.because(Reason.TELLING_OVER)
    if position != telling.position:
        return Refusal.because(Reason.STORY_MOVED_ON)
    return None
