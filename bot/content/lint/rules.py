"""All rules that check a pack's parts against each other.

Each rule looks at the sound parts of a draft, and yields a fault, with its file, line and key, for each thing
that does not fit.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

from bot.content.drafts import PackDraft
from bot.content.lint.answers import (
    lettered_stops_can_be_told_apart,
    names_are_judged_as_their_author_means,
    names_stand_where_the_question_points,
    numbers_stand_where_the_question_points,
    tolerances_are_sane,
)
from bot.content.lint.art import drawings_named_exist, drawings_say_what_is_seen, no_drawing_uses_itself
from bot.content.lint.limits import texts_shown_together_fit_a_message
from bot.content.lint.links import (
    chapters_named_exist,
    dossiers_links_lead_somewhere,
    places_pointed_to_exist,
    questions_have_a_topic,
    sources_are_listed,
)
from bot.content.lint.once import (
    days_differ,
    ids_are_unique,
    names_of_dossiers_differ,
    no_chapter_is_called_dossiers,
    prompts_differ,
    years_have_one_dossier,
)
from bot.content.lint.questions import (
    figures_stand_where_the_question_points,
    legends_are_as_often_true_as_not,
    options_of_an_ask_differ,
    right_answer_is_not_told_by_digits,
    right_answer_is_not_told_by_length,
)
from bot.content.lint.route import (
    stops_differ,
    stops_lie_along_the_course,
    stops_lie_on_the_map,
    stops_links_lead_somewhere,
)
from bot.content.lint.timeline import timeline_entries_follow_each_other
from bot.content.yaml.building import KeyPath
from bot.content.yaml.documents import Document
from bot.content.yaml.parts import Entry
from bot.core.packs.faults import Fault, FaultKey

BEAT_WORDS: Final = (40, 90)
ANECDOTE_WORDS: Final = (60, 140)
DOSSIER_WORDS: Final = (40, 120)
DAY_WORDS: Final = (15, 70)
"""The fewest and the most words of each kind of text, so that it is read in one go: a page, a tale between
two rounds, a card beside its figures, a glance at the calendar."""


def lint(draft: PackDraft) -> tuple[Fault, ...]:
    """The faults that all rules find in the draft's sound parts."""
    return tuple(chain.from_iterable(rule(draft) for rule in RULES))


def folder_bears_the_packs_id(draft: PackDraft) -> Iterator[Fault]:
    """The pack's id is its folder's name."""
    folder = draft.folder.absolute().name
    if (
        isinstance(draft.head, Document)
        and isinstance(told := draft.head.at(("id",)), str)
        and told != folder
    ):
        yield draft.head.fault(FaultKey.FOLDER_NAME, ("id",), folder=folder)


def texts_have_a_breaths_length(draft: PackDraft) -> Iterator[Fault]:
    """A beat, an anecdote, a dossier and a day have neither too few words nor too many."""
    for chapter in draft.chapters:
        for index, beat in enumerate(chapter.value.beats):
            yield from _miscounted(chapter, ("beats", index, "text"), beat.text, BEAT_WORDS)
    for anecdote in draft.anecdotes:
        yield from _miscounted(anecdote, ("text",), anecdote.value.text, ANECDOTE_WORDS)
    for dossier in draft.dossiers:
        yield from _miscounted(dossier, ("text",), dossier.value.text, DOSSIER_WORDS)
    for day in draft.days:
        yield from _miscounted(day, ("text",), day.value.text, DAY_WORDS)


RULES: Final[tuple[Callable[[PackDraft], Iterator[Fault]], ...]] = (
    folder_bears_the_packs_id,
    ids_are_unique,
    no_chapter_is_called_dossiers,
    names_of_dossiers_differ,
    years_have_one_dossier,
    prompts_differ,
    days_differ,
    sources_are_listed,
    chapters_named_exist,
    dossiers_links_lead_somewhere,
    places_pointed_to_exist,
    questions_have_a_topic,
    texts_have_a_breaths_length,
    texts_shown_together_fit_a_message,
    right_answer_is_not_told_by_length,
    right_answer_is_not_told_by_digits,
    figures_stand_where_the_question_points,
    numbers_stand_where_the_question_points,
    tolerances_are_sane,
    names_stand_where_the_question_points,
    names_are_judged_as_their_author_means,
    lettered_stops_can_be_told_apart,
    options_of_an_ask_differ,
    legends_are_as_often_true_as_not,
    timeline_entries_follow_each_other,
    drawings_named_exist,
    no_drawing_uses_itself,
    drawings_say_what_is_seen,
    stops_lie_along_the_course,
    stops_lie_on_the_map,
    stops_differ,
    stops_links_lead_somewhere,
)


def _miscounted(entry: Entry[Any], path: KeyPath, text: str, bounds: tuple[int, int]) -> Iterator[Fault]:
    fewest, most = bounds
    # A dash that stands alone is not a word.
    found = sum(any(character.isalnum() for character in word) for word in text.split())
    if found < fewest:
        yield entry.fault(FaultKey.TOO_FEW_WORDS, *path, limit=fewest, found=found)
    if found > most:
        yield entry.fault(FaultKey.TOO_MANY_WORDS, *path, limit=most, found=found)
