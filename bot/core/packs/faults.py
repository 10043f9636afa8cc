"""Faults: what is wrong in a file that an operator or an author wrote, as values.

A fault is shown as one line, `file:line: where: what was expected`. Its sentence comes from the catalogue by
its key. It never holds the value that was written there, because that may be a secret.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class FaultKey(StrEnum):
    """The catalogue's sentence for each fault: what was expected."""

    # A file or folder that can't be read.
    MISSING_FILE = "fault.missing_file"
    MISSING_FOLDER = "fault.missing_folder"
    UNREADABLE = "fault.unreadable"
    NOT_UTF8 = "fault.not_utf8"
    UNKNOWN_FILE = "fault.unknown_file"
    NO_PACKS = "fault.no_packs"
    NO_CHAPTERS = "fault.no_chapters"
    # Text that is not YAML, or YAML that the bot does not accept.
    SYNTAX = "fault.syntax"
    NOT_JSON = "fault.not_json"
    CONTROL_CHARACTER = "fault.control_character"
    TAB = "fault.tab"
    COLON = "fault.colon"
    ALIAS = "fault.alias"
    TAG = "fault.tag"
    SECOND_DOCUMENT = "fault.second_document"
    TOO_DEEP = "fault.too_deep"
    DUPLICATE_KEY = "fault.duplicate_key"
    KEY_NOT_TEXT = "fault.key_not_text"
    NOT_A_VALUE = "fault.not_a_value"
    READ_OTHERWISE = "fault.read_otherwise"
    # A value of the wrong shape.
    MISSING_KEY = "fault.missing_key"
    UNKNOWN_KEY = "fault.unknown_key"
    OWN_FILE = "fault.own_file"
    NOT_TEXT = "fault.not_text"
    NOT_WHOLE = "fault.not_whole"
    NOT_NUMBER = "fault.not_number"
    NOT_LIST = "fault.not_list"
    NOT_KEYS = "fault.not_keys"
    TEXT_TOO_SHORT = "fault.text_too_short"
    TEXT_TOO_LONG = "fault.text_too_long"
    TOO_FEW = "fault.too_few"
    TOO_MANY = "fault.too_many"
    AT_LEAST = "fault.at_least"
    MORE_THAN = "fault.more_than"
    AT_MOST = "fault.at_most"
    NOT_ONE_OF = "fault.not_one_of"
    NOT_SLUG = "fault.not_slug"
    NOT_SOURCE_KEY = "fault.not_source_key"
    NOT_ADDRESS = "fault.not_address"
    NOT_LANGUAGE = "fault.not_language"
    NOT_PATH = "fault.not_path"
    CHOICES_ALIKE = "fault.choices_alike"
    ANSWER_DECIMALS = "fault.answer_decimals"
    NOT_YEAR = "fault.not_year"
    YEAR_OF_DOSSIER = "fault.year_of_dossier"
    NOT_DAY = "fault.not_day"
    OTHER = "fault.other"
    # A pack whose parts don't fit together.
    FOLDER_NAME = "fault.folder_name"
    DUPLICATE_ID = "fault.duplicate_id"
    DUPLICATE_NAME = "fault.duplicate_name"
    DUPLICATE_YEAR = "fault.duplicate_year"
    DUPLICATE_PROMPT = "fault.duplicate_prompt"
    DUPLICATE_DAY = "fault.duplicate_day"
    YEARS_OUT_OF_ORDER = "fault.years_out_of_order"
    RESERVED_ID = "fault.reserved_id"
    UNKNOWN_BEAT = "fault.unknown_beat"
    UNKNOWN_CHAPTER = "fault.unknown_chapter"
    UNKNOWN_ANECDOTE = "fault.unknown_anecdote"
    UNKNOWN_DOSSIER = "fault.unknown_dossier"
    LINKS_TO_ITSELF = "fault.links_to_itself"
    UNKNOWN_DRAWING = "fault.unknown_drawing"
    DRAWS_ITSELF = "fault.draws_itself"
    NO_ALT = "fault.no_alt"
    NO_TOPIC = "fault.no_topic"
    UNKNOWN_SOURCE = "fault.unknown_source"
    TOO_FEW_WORDS = "fault.too_few_words"
    TOO_MANY_WORDS = "fault.too_many_words"
    MESSAGE_TOO_LONG = "fault.message_too_long"
    RIGHT_IS_LONGEST = "fault.right_is_longest"
    RIGHT_IS_SHORTEST = "fault.right_is_shortest"
    RIGHT_ALONE_HAS_DIGITS = "fault.right_alone_has_digits"
    RIGHT_ALONE_HAS_NO_DIGITS = "fault.right_alone_has_no_digits"
    FIGURE_NOT_TOLD = "fault.figure_not_told"
    NUMBER_NOT_TOLD = "fault.number_not_told"
    ANSWER_NOT_TOLD = "fault.answer_not_told"
    ANSWER_NOT_ACCEPTED = "fault.answer_not_accepted"
    DECOY_ACCEPTED = "fault.decoy_accepted"
    TOLERANCE_TOO_WIDE = "fault.tolerance_too_wide"
    TOLERANCE_TOO_NARROW = "fault.tolerance_too_narrow"
    UNKNOWN_STOP = "fault.unknown_stop"
    STOPS_TOO_NEAR = "fault.stops_too_near"
    OPTIONS_ALIKE = "fault.options_alike"
    SHARE_OF_FACTS = "fault.share_of_facts"
    # A route whose stops or distances don't fit.
    NOT_AT_THE_START = "fault.not_at_the_start"
    NOT_FURTHER = "fault.not_further"
    NOT_AT_THE_END = "fault.not_at_the_end"
    OFF_THE_MAP = "fault.off_the_map"
    # A setting with a rule of its own.
    NOT_TOKEN = "fault.not_token"  # noqa: S105 - a catalogue key, no secret


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    file: str
    """The path as the operator gave it, or an environment variable's name."""
    line: int | None
    """From 1; None if the fault has no line of its own."""
    where: str
    """Path of the key, `questions[3].right`; empty for the whole file."""
    key: FaultKey
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Faults:
    """All faults, in the order of reading; never empty when it is returned in place of a result."""

    items: tuple[Fault, ...]

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
