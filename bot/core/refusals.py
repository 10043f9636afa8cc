"""Refusals: why the bot does not do what was asked, as a value.

A refusal is an answer, not a fault. It is returned, never raised. The user sees the catalogue's sentence
`refusal.<reason>` in their own language, with the refusal's values filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Reason(StrEnum):
    """Why something was refused; the value is the end of a catalogue key, `refusal.<reason>`."""

    UNKNOWN_CHAPTER = "unknown_chapter"
    UNKNOWN_TOPIC = "unknown_topic"
    UNKNOWN_DOSSIER = "unknown_dossier"
    UNKNOWN_STOP = "unknown_stop"
    NO_MAP = "no_map"
    UNKNOWN_YEAR = "unknown_year"
    NOTHING_FOUND = "nothing_found"
    NOTHING_LOOKED_FOR = "nothing_looked_for"
    NOTHING_TO_TELL = "nothing_to_tell"
    NOT_A_TIME = "not_a_time"
    UNKNOWN_ZONE = "unknown_zone"
    CANNOT_POST = "cannot_post"
    WRONG_CHANNEL = "wrong_channel"
    CHANNEL_GONE = "channel_gone"
    """The channels that were set aside no longer exist, so that it is welcome everywhere from now on."""
    GUILD_ONLY = "guild_only"
    MAY_NOT_START = "may_not_start"
    MAY_NOT_STOP = "may_not_stop"
    ONLY_QUIZMASTERS_STOP = "only_quizmasters_stop"
    ONLY_PLAYERS_STOP = "only_players_stop"
    WAY_OFF = "way_off"
    NOT_ADMIN = "not_admin"
    BOT_LACKS = "bot_lacks"
    ROUND_RUNNING = "round_running"
    NO_ROUND = "no_round"
    TOO_SOON = "too_soon"
    TOO_FEW_QUESTIONS = "too_few_questions"
    NOT_STARTER = "not_starter"
    ROUND_OVER = "round_over"
    LOBBY_OVER = "lobby_over"
    QUESTION_OVER = "question_over"
    TOO_LATE = "too_late"
    NOT_ANSWERED = "not_answered"
    NOT_A_CHOICE = "not_a_choice"
    ANSWER_EMPTY = "answer_empty"
    ANSWER_TOO_LONG = "answer_too_long"
    ANSWER_UNSEEN = "answer_unseen"
    ANSWER_NO_WORD = "answer_no_word"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_YEAR = "not_a_year"
    WRONG_UNIT = "wrong_unit"
    FELL_AWAY = "fell_away"
    NO_HINT = "no_hint"
    HINT_USED = "hint_used"
    HINT_TOO_LATE = "hint_too_late"
    NOT_IN = "not_in"
    NOT_IN_TEAMS = "not_in_teams"
    TEAM_TOO_SMALL = "team_too_small"
    VOTE_OVER = "vote_over"
    NOT_YOURS = "not_yours"
    NOT_YET = "not_yet"
    NOT_PLAYED = "not_played"
    NOT_IN_ROUND = "not_in_round"
    NOT_TELLER = "not_teller"
    NOT_INVITED = "not_invited"
    TELLING_RUNNING = "telling_running"
    TELLING_PAUSED = "telling_paused"
    TELLING_OVER = "telling_over"
    STORY_MOVED_ON = "story_moved_on"
    NOTHING_HEARD = "nothing_heard"
    NOTHING_READ = "nothing_read"
    NOTHING_TO_ASK = "nothing_to_ask"
    PRACTICE_OVER = "practice_over"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason, and the values that its sentence needs."""

    reason: Reason
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def because(cls, reason: Reason, **values: object) -> "Refusal":
        """A refusal; the keyword arguments are the values that its sentence needs."""
        return cls(reason, MappingProxyType(values))
