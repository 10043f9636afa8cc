"""The topics of a round, in words."""

from collections.abc import Callable, Mapping

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason
from bot.core.talk.completion import begun
from bot.core.talk.options import Meant
from bot.core.talk.phrases import words_of
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
    shared = shared_topics(say)
    chapters = services.options[say.locale].chapters(words)
    names = shared | chapter_titles(services.library.default)
    label_by_topic = {topic: name for name, topic in names.items()}
    return await one_meant(
        interaction,
        words,
        chapters if chapters and not chapters.is_near else _shared(words, shared) or chapters,
        Reason.UNKNOWN_CHAPTER,
        lambda topic: (label_by_topic[topic], custom_id(topic)),
        say,
    )


def _shared(words: str, shared: Mapping[str, str]) -> Meant:
    """The topics that are no single chapter, of whose names the words are the beginning or a part."""
    typed = words_of(words)
    return Meant(tuple(shared[name] for name in begun(shared, typed)) if typed else ())


def quiz_choices(services: Services, typed: str, say: Say) -> list[Choice[str]]:
    """The topics of a round: what was told here, what the starter has read, and each chapter."""
    topics = shared_topics(say) | chapter_titles(services.library.default)
    return named_choices(topics, typed, services.options[say.locale].chapters(typed))
