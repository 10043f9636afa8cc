"""What autocomplete offers of a story: names that what was typed may become, then what else it may mean."""

from collections.abc import Iterable, Mapping

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.core.talk.options import Options
from bot.ui.commands.autocomplete import LONGEST, MOST, matching


def chapter_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The chapters by their titles; each stands for its id."""
    return named_choices(chapter_titles(pack), typed, options.chapters(typed).ids)


def topic_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The people, cars, places and years that anecdotes are told of."""
    topics = {topic: topic[:LONGEST] for topic in pack.topics()}
    return named_choices(topics, typed, options.topics(typed).ids)


def dossier_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The cards by their names, or other names; each stands for its id."""
    names = {card.name: card.id for card in pack.dossiers}
    names |= {other: card.id for card in pack.dossiers for other in card.also if other not in names}
    return named_choices(names, typed, options.cards(typed).ids)


def stop_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The stops by their names, or other names; each stands for its id."""
    stops = pack.route.stops if pack.route else ()
    names = {stop.name: stop.id for stop in stops}
    names |= {other: stop.id for stop in stops for other in stop.also if other not in names}
    return named_choices(names, typed, options.stops(typed).ids)


def named_choices(names: Mapping[str, str], typed: str, meant: Iterable[str] = ()) -> list[Choice[str]]:
    """The things whose names may be what is being typed, then those that may be meant.

    `names` gives each thing's id by each of its names; it is offered by the first of them.
    """
    found = [names[name] for name in matching(names, typed)]
    offered = dict.fromkeys([*found, *(meant if typed.strip() else ())])
    name_by_id: dict[str, str] = {}
    for name, id_ in names.items():
        name_by_id.setdefault(id_, name)
    return [Choice(name=name_by_id[id_][:LONGEST], value=id_) for id_ in offered if id_ in name_by_id][:MOST]


def chapter_titles(pack: StoryPack) -> dict[str, str]:
    """Each chapter's id by its number and title."""
    return {f"{number}. {chapter.title}": chapter.id for number, chapter in enumerate(pack.chapters, start=1)}
