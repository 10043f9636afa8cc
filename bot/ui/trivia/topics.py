"""The topics of a round, in words."""

from discord.app_commands import Choice

from bot.core.packs.pack import StoryPack
from bot.core.refusals import Refusal
from bot.core.stories.reading import find_chapter
from bot.core.trivia.asking.topics import HEARD, READ, reader_of
from bot.ui.commands.autocomplete import choices
from bot.ui.packs.choices import chapter_titles
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


def find_topic(pack: StoryPack, words: str, say: Say) -> str | Refusal:
    """The topic that was chosen from the list or typed; else a refusal with the nearest chapters."""
    if words in (HEARD, READ):
        return words
    offered = {name.casefold(): topic for name, topic in shared_topics(say).items()}
    if words.strip().casefold() in offered:
        return offered[words.strip().casefold()]
    chapter = find_chapter(pack, words)
    return chapter if isinstance(chapter, Refusal) else chapter.id


def quiz_choices(pack: StoryPack, typed: str, say: Say) -> list[Choice[str]]:
    """The topics of a round: what was told here, what the starter has read, and each chapter."""
    return choices(shared_topics(say) | chapter_titles(pack), typed)
