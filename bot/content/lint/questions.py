"""Rules for fair questions: the right answer does not give itself away, and the pack tells it."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from bot.content.drafts import PackDraft
from bot.content.yaml.parts import Entry
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import DOSSIERS, Beat, BeatRef
from bot.core.packs.quiz import ChoiceQuestion

_TELLING_RATIO: Final = 1.6
"""The right choice stands out if it is so many times as long as every other one, or as short."""
_TELLING_CHARACTERS: Final = 6
"""And if it differs by so many characters: names are of any length, so `OM` beside `Bugatti` is fair."""

FIGURE: Final = re.compile(r"\d+(?:[.,:]\d+)*")
"""A number, a year or a time as it is written: `1,597`, `77.238`, `05:31`."""

_SHARE_OF_FACTS: Final = (40, 60)
"""The least and the most facts in a hundred claims, so that neither guess is better."""
_MANY_CLAIMS: Final = 20
"""With fewer claims the share is not judged: a pack in the making grows into it."""


def right_answer_is_not_told_by_length(draft: PackDraft) -> Iterator[Fault]:
    """The right answer is neither by far the longest choice nor by far the shortest."""
    for entry, question in _choices(draft):
        right, wrong = len(question.right), sorted(len(choice) for choice in question.wrong)
        if _stands_out(right, beside=wrong[-1]):
            yield entry.fault(FaultKey.RIGHT_IS_LONGEST, "right", found=right, longest=wrong[-1])
        if _stands_out(wrong[0], beside=right):
            yield entry.fault(FaultKey.RIGHT_IS_SHORTEST, "right", found=right, shortest=wrong[0])


def right_answer_is_not_told_by_digits(draft: PackDraft) -> Iterator[Fault]:
    """The right answer is not the only choice with a digit in it, nor the only one without."""
    for entry, question in _choices(draft):
        right = _has_digit(question.right)
        wrong = {_has_digit(choice) for choice in question.wrong}
        if wrong == {not right}:
            key = FaultKey.RIGHT_ALONE_HAS_DIGITS if right else FaultKey.RIGHT_ALONE_HAS_NO_DIGITS
            yield entry.fault(key, "right")


def figures_stand_where_the_question_points(draft: PackDraft) -> Iterator[Fault]:
    """Every number in a right answer or its explanation stands in the beat or dossier that is named."""
    told_in = told_at(draft)
    for entry in draft.questions:
        question = entry.value
        text = told_in(question.told_in)
        if text is None:
            continue
        told = set(FIGURE.findall(text))
        right = question.right if isinstance(question, ChoiceQuestion) else ""
        for key, words in (("right", right), ("explanation", question.explanation)):
            for figure in dict.fromkeys(FIGURE.findall(words)):
                if figure not in told:
                    yield entry.fault(FaultKey.FIGURE_NOT_TOLD, key, figure=figure, told_in=question.told_in)


def options_of_an_ask_differ(draft: PackDraft) -> Iterator[Fault]:
    """The options that listeners choose from differ from each other."""
    for chapter in draft.chapters:
        for index, beat in enumerate(chapter.value.beats):
            options = beat.ask.options if beat.ask else ()
            if len({option.casefold() for option in options}) < len(options):
                yield chapter.fault(FaultKey.OPTIONS_ALIKE, "beats", index, "ask", "options")


def legends_are_as_often_true_as_not(draft: PackDraft) -> Iterator[Fault]:
    """Of many claims, about half are facts; judged only if all claims are sound."""
    count = len(draft.legends.entries)
    if count < _MANY_CLAIMS or draft.legends.faults:
        return
    facts = sum(entry.value.verdict == "fact" for entry in draft.legends)
    least, most = _SHARE_OF_FACTS
    if not least * count <= 100 * facts <= most * count:
        (document,) = draft.legends.documents
        yield document.fault(FaultKey.SHARE_OF_FACTS, least=least, most=most, facts=facts, count=count)


def told_at(draft: PackDraft) -> Callable[[str], str | None]:
    """A function from a reference to the text of that beat or dossier; None if there is no such place."""
    places = {
        BeatRef(chapter.value.id, beat.id): _told(beat)
        for chapter in draft.chapters
        for beat in chapter.value.beats
    }
    places |= {BeatRef(DOSSIERS, dossier.value.id): dossier.value.told for dossier in draft.dossiers}
    return lambda told_in: places.get(BeatRef.parse(told_in))


def _told(beat: Beat) -> str:
    return f"{beat.text}\n{beat.ask.told}" if beat.ask else beat.text


def _choices(draft: PackDraft) -> Iterator[tuple[Entry[ChoiceQuestion], ChoiceQuestion]]:
    for entry in draft.questions:
        if isinstance(entry.value, ChoiceQuestion):
            yield Entry(entry.value, entry.document, entry.path), entry.value


def _stands_out(length: int, *, beside: int) -> bool:
    return length > _TELLING_RATIO * beside and length - beside >= _TELLING_CHARACTERS


def _has_digit(choice: str) -> bool:
    return any(character.isdigit() for character in choice)
