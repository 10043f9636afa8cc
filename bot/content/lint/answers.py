"""Rules for typed answers and map questions: the pack tells the answer, and the judge accepts it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from math import inf
from typing import Final, TypeVar

from bot.content.drafts import PackDraft
from bot.content.lint.questions import FIGURE, told_at
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.content.yaml.schema import nearest_name
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.quiz import MapQuestion, NumberQuestion, TextQuestion
from bot.core.packs.route import Route, ground
from bot.core.trivia.asking.amounts import read_amount
from bot.core.trivia.asking.spelling import is_named, tells

_Question = TypeVar("_Question", NumberQuestion, TextQuestion, MapQuestion)

_WIDEST_OF_YEARS: Final = 50
"""The widest tolerance of a year, in years."""
_NEAREST_SHARE: Final = 25
"""Two lettered stops must be 1/25 of the route's extent apart: 40 pixels, which is room for a letter."""


def numbers_stand_where_the_question_points(draft: PackDraft) -> Iterator[Fault]:
    """The number asked for stands, in digits, in the beat or dossier that is named."""
    told = told_at(draft)
    for entry in _questions_of(draft, NumberQuestion):
        question, text = entry.value, told(entry.value.told_in)
        answer = Decimal(repr(question.answer))
        readings = (
            read_amount(figure, "", decimals)
            for figure in FIGURE.findall(text or "")
            for decimals in {0, question.decimals}
        )
        if text is not None and all(abs(answer) != reading for reading in readings):
            shown = f"{answer.normalize():f}"
            yield entry.fault(FaultKey.NUMBER_NOT_TOLD, "answer", number=shown, told_in=question.told_in)


def tolerances_are_sane(draft: PackDraft) -> Iterator[Fault]:
    """An answer of 0 is worth nothing, nor is a year far off, and the tolerance is no less than one step."""
    for entry in _questions_of(draft, NumberQuestion):
        question = entry.value
        widest = abs(question.answer) or inf
        if question.style == "year":
            widest = _WIDEST_OF_YEARS
        step = 10**-question.decimals
        if question.tolerance > widest:
            yield entry.fault(FaultKey.TOLERANCE_TOO_WIDE, "tolerance", limit=f"{widest:g}")
        if question.tolerance < step:
            yield entry.fault(FaultKey.TOLERANCE_TOO_NARROW, "tolerance", limit=f"{step:g}")


def names_stand_where_the_question_points(draft: PackDraft) -> Iterator[Fault]:
    """One of the right names stands in the beat or dossier that is named."""
    told = told_at(draft)
    for entry in _questions_of(draft, TextQuestion):
        question, text = entry.value, told(entry.value.told_in)
        if text is not None and not any(tells(text, answer) for answer in question.answers):
            yield entry.fault(FaultKey.ANSWER_NOT_TOLD, "answers", told_in=question.told_in)


def names_are_judged_as_their_author_means(draft: PackDraft) -> Iterator[Fault]:
    """Each answer is accepted, and no decoy is: it may be like an answer, but not spelled like one."""
    for entry in _questions_of(draft, TextQuestion):
        question = entry.value
        for index, answer in enumerate(question.answers):
            if not is_named(answer, question.answers, question.decoys, optional=question.optional):
                yield entry.fault(FaultKey.ANSWER_NOT_ACCEPTED, "answers", index)
        for index, decoy in enumerate(question.decoys):
            if is_named(decoy, question.answers, question.decoys, optional=question.optional):
                yield entry.fault(FaultKey.DECOY_ACCEPTED, "decoys", index)


def lettered_stops_can_be_told_apart(draft: PackDraft) -> Iterator[Fault]:
    """The stops of a map question are on the route, and far enough from each other for their letters."""
    if draft.route.faults:
        return
    route = next((entry.value for entry in draft.route), None)
    known = {stop.id: stop for stop in route.stops} if route else {}
    for entry in _questions_of(draft, MapQuestion):
        question = entry.value
        named: dict[KeyPath, str] = {("right",): question.right}
        named |= {("wrong", index): stop for index, stop in enumerate(question.wrong)}
        for path, stop_id in named.items():
            if stop_id not in known:
                near = nearest_name(stop_id, sorted(known))
                yield entry.fault(FaultKey.UNKNOWN_STOP, *path, name=stop_id, nearest=near)
        stops = [known[stop_id] for stop_id in named.values() if stop_id in known]
        for first, second in combinations(stops, 2):
            if route and ground(first.at, second.at) * _NEAREST_SHARE < _extent(route):
                yield entry.fault(FaultKey.STOPS_TOO_NEAR, "wrong", name=first.id, other=second.id)


def _extent(route: Route) -> float:
    """The length of the route's longer side, in kilometres."""
    latitudes, longitudes = zip(*(position for position in route.line), strict=True)
    south, west = min(latitudes), min(longitudes)
    return max(ground((south, west), (max(latitudes), west)), ground((south, west), (south, max(longitudes))))


def _questions_of(draft: PackDraft, kind: type[_Question]) -> Iterator[Entry[_Question]]:
    for entry in draft.questions:
        if isinstance(entry.value, kind):
            yield Entry(entry.value, entry.document, entry.path)
