"""What somebody who writes to the bot can want of it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.core.talk.phrases import Heard


class Wish(StrEnum):
    """What is wanted; where it is of something, `Intent.about` says of what."""

    READ = "read"
    NEXT = "next"
    BACK = "back"
    NEXT_CHAPTER = "next_chapter"
    START_OVER = "start_over"
    CONTENTS = "contents"
    CHAPTER = "chapter"
    CARD = "card"
    WON = "won"
    WHO_WON = "who_won"
    NO_SUCH_YEAR = "no_such_year"
    ABOUT = "about"
    ANECDOTE = "anecdote"
    LEGEND = "legend"
    QUIZ = "quiz"
    ANOTHER = "another"
    PROGRESS = "progress"
    MAP = "map"
    TIMELINE = "timeline"
    HELLO = "hello"
    THANKS = "thanks"
    BYE = "bye"
    YES = "yes"
    WHO = "who"
    HELP = "help"
    SEARCH = "search"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted, and of what: an id, a topic, a year or the words themselves."""

    wish: Wish
    about: str = ""


PLAIN: Final = MappingProxyType(
    {
        Heard.NEXT: Wish.NEXT,
        Heard.PROGRESS: Wish.PROGRESS,
        Heard.QUIZ: Wish.QUIZ,
        Heard.ANECDOTE: Wish.ANECDOTE,
        Heard.LEGEND: Wish.LEGEND,
        Heard.ANOTHER: Wish.ANOTHER,
        Heard.READ: Wish.READ,
        Heard.BACK: Wish.BACK,
        Heard.NEXT_CHAPTER: Wish.NEXT_CHAPTER,
        Heard.START_OVER: Wish.START_OVER,
        Heard.CONTENTS: Wish.CONTENTS,
        Heard.MAP: Wish.MAP,
        Heard.TIMELINE: Wish.TIMELINE,
        Heard.WHO_WON: Wish.WHO_WON,
        Heard.HELP: Wish.HELP,
        Heard.WHO: Wish.WHO,
        Heard.HELLO: Wish.HELLO,
        Heard.THANKS: Wish.THANKS,
        Heard.BYE: Wish.BYE,
        Heard.YES: Wish.YES,
    }
)
"""The phrases that stand for a wish as they are."""

COURTESY = frozenset({Wish.HELLO, Wish.THANKS, Wish.BYE, Wish.YES})
"""What is said beside a wish, and counts where there is no other."""
