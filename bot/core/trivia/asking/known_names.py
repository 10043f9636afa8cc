"""The names that a story knows, and those of them for which a slip of the right answer could be taken."""

from collections.abc import Iterable, Iterator

from bot.core.packs.cards import CardKind
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import ChoiceQuestion, TextQuestion
from bot.core.trivia.asking.spelling import are_near, slips_in


def names_near(answers: Iterable[str], pack: StoryPack) -> tuple[str, ...]:
    """The other names of the story that are so like an answer that one typed text may be a slip of both."""
    answers = tuple(answers)
    near = (name for name in dict.fromkeys(_names(pack)) if any(are_near(one, name) for one in answers))
    return tuple(name for name in near if all(slips_in(name, one) != 0 for one in answers))


def _names(pack: StoryPack) -> Iterator[str]:
    for card in pack.dossiers:
        yield from (card.name, *card.also)
        if card.kind is CardKind.PERSON:
            yield card.name.split()[-1]
    for stop in pack.route.stops if pack.route else ():
        yield from (stop.name, *stop.also)
    for question in pack.questions:
        if isinstance(question, TextQuestion):
            yield from question.answers
        elif isinstance(question, ChoiceQuestion):
            yield question.right
