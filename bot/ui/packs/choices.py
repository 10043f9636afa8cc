"""What autocomplete offers of a story: names that what was typed may become, then what else it may mean."""

from collections.abc import Mapping
from itertools import islice

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.core.talk.options import Meant, Options
from bot.ui.commands.autocomplete import LONGEST, MOST, matching


def chapter_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The chapters by their titles; each stands for its id."""
    return named_choices(chapter_titles(pack), typed, options.chapters(typed))


def topic_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The people, cars, places and years that anecdotes are told of."""
    topics = {topic: topic[:LONGEST] for topic in pack.topics()}
    return named_choices(topics, typed, options.topics(typed))


def dossier_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The cards by their names, or other names; each stands for its id."""
    names = {card.name: card.id for card in pack.dossiers}
    names |= {other: card.id for card in pack.dossiers for other in card.also if other not in names}
    return named_choices(names, typed, options.cards(typed))


def stop_choices(pack: StoryPack, typed: str, options: Options) -> list[Choice[str]]:
    """The stops by their names, or other names; each stands for its id."""
    stops = pack.route.stops if pack.route else ()
    names = {stop.name: stop.id for stop in stops}
    names |= {other: stop.id for stop in stops for other in stop.also if other not in names}
    return named_choices(names, typed, options.stops(typed))


def named_choices(names: Mapping[str, str], typed: str, meant: Meant) -> list[Choice[str]]:
    """What is meant beyond doubt, then what has a name that may be in the typing, then what may be meant.

    `names` gives each thing's id by each of its names; it is offered by the first of them.
    """
    found = [names[name] for name in matching(names, typed)]
    first = () if meant.one is None else (meant.one,)
    name_by_id: dict[str, str] = {}
    for name, id_ in names.items():
        name_by_id.setdefault(id_, name)
    offered = (id_ for id_ in dict.fromkeys([*first, *found, *meant.ids]) if id_ in name_by_id)
    return [Choice(name=name_by_id[id_][:LONGEST], value=id_) for id_ in islice(offered, MOST)]


def chapter_titles(pack: StoryPack) -> dict[str, str]:
    """Each chapter's id by its number and title."""
    return {f"{number}. {chapter.title}": chapter.id for number, chapter in enumerate(pack.chapters, start=1)}
