"""What autocomplete offers of a story."""

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.ui.commands.autocomplete import LONGEST, choices, matching


def chapter_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The chapters whose titles are like what was typed; each stands for its id."""
    return choices(chapter_titles(pack), typed)


def topic_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The people, cars, places and years that anecdotes are told of."""
    return [Choice(name=topic[:LONGEST], value=topic[:LONGEST]) for topic in matching(pack.topics(), typed)]


def dossier_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The cards whose names, or other names, are like what was typed; each stands for its id."""
    names = {card.name: card.id for card in pack.dossiers}
    names |= {other: card.id for card in pack.dossiers for other in card.also if other not in names}
    name_by_id = {card.id: card.name for card in pack.dossiers}
    found = dict.fromkeys(names[name] for name in matching(names, typed))
    return [Choice(name=name_by_id[card_id][:LONGEST], value=card_id) for card_id in found]


def stop_choices(pack: StoryPack, typed: str) -> list[Choice[str]]:
    """The stops whose names, or other names, are like what was typed; each stands for its id."""
    stops = pack.route.stops if pack.route else ()
    names = {stop.name: stop for stop in stops}
    names |= {other: stop for stop in stops for other in stop.also if other not in names}
    found = dict.fromkeys(names[name].id for name in matching(names, typed))
    name_by_id = {stop.id: stop.name for stop in stops}
    return [Choice(name=name_by_id[stop_id], value=stop_id) for stop_id in found]


def chapter_titles(pack: StoryPack) -> dict[str, str]:
    """Each chapter's id by its number and title."""
    return {f"{number}. {chapter.title}": chapter.id for number, chapter in enumerate(pack.chapters, start=1)}
