"""Questions that are typed or answered on a map, as a round asks them: any field changed by keyword."""

from bot.core.packs.quiz import MapQuestion, NumberQuestion, TextQuestion
from bot.core.trivia.asking.questions import AskedMap, AskedNumber, AskedText, ask
from tests.core.builders import a_pack, a_route, chance

SHARED = {
    "id": "the-course",
    "difficulty": "easy",
    "prompt": "How long was it?",
    "explanation": "It was as long as it was.",
    "told_in": "the-start/the-ramp",
    "sources": ["IT27"],
}


def a_number(**changes: object) -> AskedNumber:
    """A length of 1,597 km; 100 km off is worth nothing."""
    fields: dict[str, object] = {"kind": "number", "answer": 1597, "unit": "km", "tolerance": 100}
    asked = ask(NumberQuestion.model_validate(SHARED | fields | changes), chance(), a_pack())
    assert isinstance(asked, AskedNumber)
    return asked


def a_text(**changes: object) -> AskedText:
    """A driver's name."""
    fields: dict[str, object] = {"kind": "text", "answers": ["Stirling Moss", "Moss"]}
    asked = ask(TextQuestion.model_validate(SHARED | fields | changes), chance(), a_pack())
    assert isinstance(asked, AskedText)
    return asked


def a_map(seed: int = 1) -> AskedMap:
    """One of four stops to be found on the map; the seed orders their letters."""
    fields = {"kind": "map", "right": "the-pass", "wrong": ["home", "the-inn", "the-mill"]}
    pack = a_pack(route=a_route(), course=1_000_000)
    asked = ask(MapQuestion.model_validate(SHARED | fields), chance(seed), pack)
    assert isinstance(asked, AskedMap)
    return asked
