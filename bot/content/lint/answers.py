"""What makes a typed answer and a stop on the map fair: the story tells it, and the judge takes it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from math import inf
from typing import Final, TypeVar

from bot.content.drafts import Draft
from bot.content.lint.questions import FIGURE, told_at
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.content.yaml.schema import nearest_name
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import MapQuestion, NumberQuestion, TextQuestion
from bot.core.packs.route import Route, ground
from bot.core.trivia.asking.amounts import read_amount
from bot.core.trivia.asking.spelling import is_named, tells

_Question = TypeVar("_Question", NumberQuestion, TextQuestion, MapQuestion)

_WIDEST_OF_YEARS: Final = 50
_NEAREST_SHARE: Final = 25
"""Two lettered stops are parted by a share of the route's extent that leaves room for a letter: 40 pixels."""


def numbers_stand_where_the_question_points(draft: Draft) -> Iterator[Fault]:
    """The number asked for is told, in figures, in the beat or dossier that is named."""
    told = told_at(draft)
    for entry in _of(draft, NumberQuestion):
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


def tolerances_are_sane(draft: Draft) -> Iterator[Fault]:
    """A nought drives nothing, a year far off neither, and the nearest miss is not the widest."""
    for entry in _of(draft, NumberQuestion):
        question = entry.value
        widest = abs(question.answer) or inf
        if question.style == "year":
            widest = _WIDEST_OF_YEARS
        step = 10**-question.decimals
        if question.tolerance > widest:
            yield entry.fault(FaultKey.TOLERANCE_TOO_WIDE, "tolerance", limit=f"{widest:g}")
        if question.tolerance < step:
            yield entry.fault(FaultKey.TOLERANCE_TOO_NARROW, "tolerance", limit=f"{step:g}")


def names_stand_where_the_question_points(draft: Draft) -> Iterator[Fault]:
    """One of the names that are right is told in the beat or dossier that is named."""
    told = told_at(draft)
    for entry in _of(draft, TextQuestion):
        question, text = entry.value, told(entry.value.told_in)
        if text is not None and not any(tells(text, answer) for answer in question.answers):
            yield entry.fault(FaultKey.ANSWER_NOT_TOLD, "answers", told_in=question.told_in)


def names_are_judged_as_their_author_means(draft: Draft) -> Iterator[Fault]:
    """Each answer is taken for right, and no decoy is: it may be like an answer, but not written like one."""
    for entry in _of(draft, TextQuestion):
        question = entry.value
        for index, answer in enumerate(question.answers):
            if not is_named(answer, question.answers, question.decoys):
                yield entry.fault(FaultKey.ANSWER_NOT_ACCEPTED, "answers", index)
        for index, decoy in enumerate(question.decoys):
            if is_named(decoy, question.answers, question.decoys):
                yield entry.fault(FaultKey.DECOY_ACCEPTED, "decoys", index)


def lettered_stops_can_be_told_apart(draft: Draft) -> Iterator[Fault]:
    """The stops of a map question are the route's, and far enough from each other for their letters."""
    if draft.route.faults:
        return
    route = next((entry.value for entry in draft.route), None)
    known = {stop.id: stop for stop in route.stops} if route else {}
    for entry in _of(draft, MapQuestion):
        question = entry.value
        named: dict[KeyPath, str] = {("right",): question.right}
        named |= {("wrong", index): stop for index, stop in enumerate(question.wrong)}
        for path, stop_id in named.items():
            if stop_id not in known:
                near = nearest_name(stop_id, sorted(known))
                yield entry.fault(FaultKey.UNKNOWN_STOP, *path, name=stop_id, nearest=near)
        stops = [known[stop_id] for stop_id in named.values() if stop_id in known]
        for one, other in combinations(stops, 2):
            if route and ground(one.at, other.at) * _NEAREST_SHARE < _extent(route):
                yield entry.fault(FaultKey.STOPS_TOO_NEAR, "wrong", name=one.id, other=other.id)


def _extent(route: Route) -> float:
    """The length of the route's longer side, in kilometres."""
    latitudes, longitudes = zip(*(position for position in route.line), strict=True)
    south, west = min(latitudes), min(longitudes)
    return max(ground((south, west), (max(latitudes), west)), ground((south, west), (south, max(longitudes))))


def _of(draft: Draft, kind: type[_Question]) -> Iterator[Entry[_Question]]:
    for entry in draft.questions:
        if isinstance(entry.value, kind):
            yield Entry(entry.value, entry.document, entry.path)
