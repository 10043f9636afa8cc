"""The topics of a round, in words."""

from collections.abc import Callable

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason
from bot.core.trivia.asking.topics import HEARD, READ, reader_of
from bot.services.services import Services
from bot.ui.commands.meant import one_meant
from bot.ui.interactions import Interaction
from bot.ui.packs.choices import chapter_titles, named_choices
from bot.ui.packs.names import People, name_of
from bot.ui.text import Say


def topic_name(topic: str | None, pack: StoryPack, people: People, say: Say) -> str | None:
    """The topic as a lobby names it; None if a round may ask everything."""
    if topic is None:
        return None
    reader_id = reader_of(topic)
    if reader_id is not None:
        return say("topic.read", reader=name_of(reader_id, people))
    if topic == HEARD:
        return say("topic.heard")
    chapter = pack.chapter(topic)
    return None if chapter is None else say("topic.chapter", title=chapter.title)


def shared_topics(say: Say) -> dict[str, str]:
    """The topics that are no single chapter, by the names under which they are offered."""
    return {say("topic.offer_heard"): HEARD, say("topic.offer_read"): READ}


async def one_topic(
    interaction: Interaction,
    services: Services,
    words: str,
    custom_id: Callable[[str], str],
    say: Say,
) -> str | None:
    """The topic that was chosen from the list or typed; None if it was asked which, or refused.

    `custom_id` gives the id of the button for each topic of several.
    """
    if words in (HEARD, READ):
        return words
    offered = {name.casefold(): topic for name, topic in shared_topics(say).items()}
    if words.strip().casefold() in offered:
        return offered[words.strip().casefold()]
    titles = {id_: title for title, id_ in chapter_titles(services.library.default).items()}
    meant = services.options[say.locale].chapters(words)
    return await one_meant(
        interaction, words, meant, Reason.UNKNOWN_CHAPTER, lambda id_: (titles[id_], custom_id(id_)), say
    )


def quiz_choices(services: Services, typed: str, say: Say) -> list[Choice[str]]:
    """The topics of a round: what was told here, what the starter has read, and each chapter."""
    topics = shared_topics(say) | chapter_titles(services.library.default)
    return named_choices(topics, typed, services.options[say.locale].chapters(typed).ids)
