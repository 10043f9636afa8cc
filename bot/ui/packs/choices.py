"""What autocomplete offers while somebody types."""

from collections.abc import Iterable, Mapping

from discord.app_commands import Choice
from rapidfuzz import fuzz, process, utils

from bot.core.packs.pack import StoryPack
from bot.ui.text import Say
from bot.ui.trivia.topics import shared_topics

MOST = 25
"""Discord shows this many."""

LONGEST = 100
ALIKE = 60
"""How alike, of 100, what was typed and what is offered must be."""


def chapter_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The chapters whose titles are like what was typed; each stands for its id."""
    return _choices(_titles(pack), typed)


def quiz_choices(pack: StoryPack, typed: str, say: Say) -> list[Choice[str]]:
    """What a round can be about: what was heard here, what the starter has read, and each chapter."""
    return _choices(shared_topics(say) | _titles(pack), typed)


def topic_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The people, cars, places and years that anecdotes are told of."""
    return [Choice(name=topic[:LONGEST], value=topic[:LONGEST]) for topic in matching(pack.topics(), typed)]


def dossier_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The cards whose names, or other names, are like what was typed; each stands for its id."""
    names = {card.name: card.id for card in pack.dossiers}
    names |= {other: card.id for card in pack.dossiers for other in card.also if other not in names}
    shown = {card.id: card.name for card in pack.dossiers}
    found = dict.fromkeys(names[name] for name in matching(names, typed))
    return [Choice(name=shown[card_id][:LONGEST], value=card_id) for card_id in found]


def stop_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The stops whose names, or other names, are like what was typed; each stands for its id."""
    stops = pack.route.stops if pack.route else ()
    names = {stop.name: stop for stop in stops}
    names |= {other: stop for stop in stops for other in stop.also if other not in names}
    found = dict.fromkeys(names[name].id for name in matching(names, typed))
    shown = {stop.id: stop.name for stop in stops}
    return [Choice(name=shown[stop_id], value=stop_id) for stop_id in found]


def _titles(pack: StoryPack) -> dict[str, str]:
    return {f"{number}. {chapter.title}": chapter.id for number, chapter in enumerate(pack.chapters, start=1)}


def _choices(values: Mapping[str, str], typed: str) -> list[Choice[str]]:
    return [Choice(name=name[:LONGEST], value=values[name]) for name in matching(values, typed)]


def matching(names: Iterable[str], typed: str) -> list[str]:
    """The names most like what was typed, best first; with nothing typed, as they come."""
    names = list(names)
    if not typed.strip():
        return names[:MOST]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=ALIKE,
    )
    return [name for name, _score, _index in found]
