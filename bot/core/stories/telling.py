"""A chapter told in a channel, page by page: its opening, its beats, its close.

Every move names the page that it starts from. So two presses at once, or a press and the timer, move the
telling by one page only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.guilds.actors import Actor
from bot.core.guilds.settings import GuildSettings
from bot.core.packs.pack import Ask, Beat, Chapter
from bot.core.refusals import Reason, Refusal

WORDS_A_SECOND = 200 / 60
"""About as fast as people read in silence when they are not in a hurry."""

BREATH = timedelta(seconds=4)
"""Added to the reading time of a page, because it has to be noticed first."""

SHORTEST, LONGEST = timedelta(seconds=8), timedelta(seconds=45)
"""The bounds of a page's time, before `TO_CHOOSE` is added."""
TO_CHOOSE = timedelta(seconds=25)
"""Added to the time of a page that asks its listeners something."""

PATIENCE = timedelta(hours=1)
"""A telling that is paused for longer gives up its channel to the next one."""

UNSHOWN = -1
"""The value of `Telling.shown` before the opening is on screen."""


class TellingState(StrEnum):
    """Where a telling stands. The last three are ends."""

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
    """One telling of a chapter, as it stands."""

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
    """The page that it has come to: 0 is the opening, the beats follow from 1, the close comes after them."""
    shown: int
    """The page that people saw last: one less than `position` while a page is on its way."""
    state: TellingState
    moved_at: datetime
    """When it last moved, was paused or was resumed."""
    due_at: datetime | None
    """When the next page comes by itself; None if none does."""
    choices: Mapping[int, Mapping[int, int]]
    """What the listeners chose: by page, then by member, the index of the option."""


def beat_at(chapter: Chapter, position: int) -> Beat | None:
    """The beat of that page; None for the opening and the close."""
    return chapter.beats[position - 1] if 1 <= position <= len(chapter.beats) else None


def ask_at(chapter: Chapter, position: int) -> Ask | None:
    """What that page asks its listeners, if it asks something."""
    beat = beat_at(chapter, position)
    return None if beat is None else beat.ask


def page_duration(chapter: Chapter, position: int) -> timedelta:
    """How long that page stays before the next one comes: time to read it, and time to choose if it asks."""
    beat, previous_ask, ask = (
        beat_at(chapter, position),
        ask_at(chapter, position - 1),
        ask_at(chapter, position),
    )
    words = chapter.hook if beat is None else beat.text
    told = f"{previous_ask.told} {words}" if previous_ask is not None else words
    asked = f"{told} {ask.prompt}" if ask is not None else told
    reading = timedelta(seconds=len(asked.split()) / WORDS_A_SECOND)
    return min(max(BREATH + reading, SHORTEST), LONGEST) + (TO_CHOOSE if ask is not None else timedelta())


def tally(telling: Telling, position: int, options: Sequence[str]) -> list[int]:
    """How many listeners chose each option of that page, in the order of the options."""
    counted = Counter(telling.choices.get(position, {}).values())
    return [counted[index] for index in range(len(options))]


def favourites(counts: Sequence[int]) -> list[int]:
    """The indexes of the options that most listeners chose; empty if nobody chose."""
    most = max(counts, default=0)
    return [index for index, count in enumerate(counts) if count == most] if most else []


def may_lead(telling: Telling, member: Actor, settings: GuildSettings) -> Refusal | None:
    """Why the member may not pause and end the telling; None for its teller and for quizmasters."""
    if member.member_id == telling.teller_id or member.is_quizmaster(settings):
        return None
    return Refusal.because(Reason.NOT_TELLER, owner=telling.teller_id)


def advance(telling: Telling, chapter: Chapter, position: int, at: datetime) -> Telling | Refusal:
    """Move on to the page after that one."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.PAUSED:
        return Refusal.because(Reason.TELLING_PAUSED, owner=telling.teller_id)
    if position > len(chapter.beats):
        return Refusal.because(Reason.TELLING_OVER)
    following = position + 1
    return replace(telling, position=following, moved_at=at, due_at=at + page_duration(chapter, following))


def landed(telling: Telling, chapter: Chapter, position: int, message_id: int, at: datetime) -> Telling:
    """Note that the page is on screen since `at`; its reading time begins then.

    The close ends the telling. A page that lands after a later one changes nothing.
    """
    if not telling.state.running or position <= telling.shown:
        return telling
    updated = replace(telling, shown=position, message_id=message_id)
    if position < telling.position:
        return updated
    if position > len(chapter.beats):
        return replace(updated, state=TellingState.TOLD, moved_at=at, due_at=None)
    if telling.state is TellingState.PAUSED:
        return updated
    return replace(updated, moved_at=at, due_at=at + page_duration(chapter, position))


def pause(telling: Telling, position: int, at: datetime) -> Telling | Refusal:
    """Pause the telling; a paused one stays as it is."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.PAUSED:
        return telling
    return replace(telling, state=TellingState.PAUSED, moved_at=at, due_at=None)


def go_on(telling: Telling, chapter: Chapter, position: int, at: datetime) -> Telling | Refusal:
    """Resume the telling. The page was read by now: it stays for the shortest time and time to choose."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    if telling.state is TellingState.TELLING:
        return telling
    wait = SHORTEST + (TO_CHOOSE if ask_at(chapter, position) is not None else timedelta())
    return replace(telling, state=TellingState.TELLING, moved_at=at, due_at=at + wait)


def stop(telling: Telling, position: int, at: datetime) -> Telling | Refusal:
    """End the telling before its close."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    return replace(telling, state=TellingState.STOPPED, moved_at=at, due_at=None)


def stall(telling: Telling, at: datetime) -> Telling:
    """Pause at the page before, because this one could not be shown; without one, the telling is lost."""
    state = TellingState.LOST if telling.shown == UNSHOWN else TellingState.PAUSED
    return replace(telling, position=max(telling.shown, 0), state=state, moved_at=at, due_at=None)


def lose(telling: Telling, at: datetime) -> Telling:
    """End it at the page that people saw last, because its channel is gone or closed to the bot."""
    return replace(telling, position=max(telling.shown, 0), state=TellingState.LOST, moved_at=at, due_at=None)


def gives_way(telling: Telling, at: datetime) -> bool:
    """Whether it has been paused for so long that another may take its channel."""
    return telling.state is TellingState.PAUSED and at - telling.moved_at >= PATIENCE


def accept(telling: Telling, chapter: Chapter, position: int, option: int) -> Refusal | None:
    """Why a choice on that page does not count, or None if it does."""
    refusal = stands_at(telling, position)
    if refusal is not None:
        return refusal
    ask = ask_at(chapter, position)
    if ask is None or not 0 <= option < len(ask.options):
        return Refusal.because(Reason.NOT_A_CHOICE)
    return None


def stands_at(telling: Telling, position: int) -> Refusal | None:
    """Why a press on that page comes too late, or None if the telling is at that page."""
    if not telling.state.running:
        return Refusal.because(Reason.TELLING_OVER)
    if position != telling.position:
        return Refusal.because(Reason.STORY_MOVED_ON)
    return None
