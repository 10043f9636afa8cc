"""The intents that a message to the bot can have."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.core.talk.phrases import Heard


class IntentKind(StrEnum):
    """What the writer wants; if it is about something, `Intent.about` says about what."""

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
    SCORES = "scores"
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
    """What is wanted, and about what: an id, a topic, a year or the words themselves."""

    kind: IntentKind
    about: str = ""


PLAIN: Final = MappingProxyType(
    {
        Heard.NEXT: IntentKind.NEXT,
        Heard.PROGRESS: IntentKind.PROGRESS,
        Heard.SCORES: IntentKind.SCORES,
        Heard.QUIZ: IntentKind.QUIZ,
        Heard.ANECDOTE: IntentKind.ANECDOTE,
        Heard.LEGEND: IntentKind.LEGEND,
        Heard.ANOTHER: IntentKind.ANOTHER,
        Heard.READ: IntentKind.READ,
        Heard.BACK: IntentKind.BACK,
        Heard.NEXT_CHAPTER: IntentKind.NEXT_CHAPTER,
        Heard.START_OVER: IntentKind.START_OVER,
        Heard.CONTENTS: IntentKind.CONTENTS,
        Heard.MAP: IntentKind.MAP,
        Heard.TIMELINE: IntentKind.TIMELINE,
        Heard.WHO_WON: IntentKind.WHO_WON,
        Heard.HELP: IntentKind.HELP,
        Heard.WHO: IntentKind.WHO,
        Heard.HELLO: IntentKind.HELLO,
        Heard.THANKS: IntentKind.THANKS,
        Heard.BYE: IntentKind.BYE,
        Heard.YES: IntentKind.YES,
    }
)
"""The phrase lists that stand for an intent by themselves, without a slot."""

COURTESY = frozenset({IntentKind.HELLO, IntentKind.THANKS, IntentKind.BYE, IntentKind.YES})
"""Intents that are said beside others; they count only if there is no other."""
