"""Finds the intent of a message by rules over phrases and names, without a language model.

A message is read whole, then sentence by sentence, then clause by clause. From each part the opening and
closing phrases are stripped, one at a time. The first reading that is a known phrase counts; if none is, the
message is a search.
"""

import re
from collections.abc import Iterator

from bot.core.talk.intents import COURTESY, PLAIN, Intent, IntentKind
from bot.core.talk.names import Names
from bot.core.talk.phrases import Heard, Phrases, Words, words_of

SENTENCE = re.compile(r"[.!?;\n…]+(?:\s+|$)")
CLAUSE = re.compile(r"[,:.!?;\n…]+(?:\s+|$)|\s[-–—]+\s")  # noqa: RUF001 - all that people type for it
LONGEST = 4_000
"""How many characters of a message are read."""

MOST_SINGLE_WORDS = 14
"""A message of more words than this is read in parts only."""

LONGEST_NAME = 6
"""How many words a name, or the saying of a year, may have."""

MOST_REQUEST_WORDS = 20
"""How many words of a part, from its end, are read."""

MOST_PARTS = 40
MOST_WORDS = 8
"""How many words are searched for at most."""

FIRST_PLAIN_YEAR = 1900
"""A number from here on is a year itself, not a place among the years or a year's last two digits."""


class Listener:
    """Understands messages about one pack, in the languages whose phrases it was given."""

    def __init__(self, names: Names, phrases: Phrases) -> None:
        """Take the pack's names, and the phrases that people type."""
        self.names = names
        self._phrases = phrases
        self._plain: dict[Words, IntentKind] = {}
        for heard, kind in PLAIN.items():
            for words in phrases.phrases(heard):
                self._plain.setdefault(words, kind)
        self._filler = phrases.single(Heard.FILLER)
        self._articles = phrases.single(Heard.ARTICLE)
        self._no = phrases.phrases(Heard.NO)
        self._openings = sorted(phrases.phrases(Heard.OPENING), key=len, reverse=True)
        self._closings = sorted(phrases.phrases(Heard.CLOSING), key=len, reverse=True)

    def understand(self, text: str) -> Intent:
        """The message's intent: `NOTHING` if it has no word, `SEARCH` if no phrase fits."""
        words = self._words(text[:LONGEST])
        if not words:
            return Intent(IntentKind.NOTHING)
        courtesy = None
        # Of several names, no single one is what is wanted: "Moss and Jenkinson".
        is_lone = len(self.names.mentioned(words)) <= 1
        for part in self._parts(text[:LONGEST], words):
            intent = self._read(part, is_lone=is_lone)
            if intent is not None and intent.kind not in COURTESY:
                return intent
            courtesy = courtesy or intent
        for part in self._split(CLAUSE, text[:LONGEST]):
            intent = self._read(part, is_lone=is_lone)
            # "No more of that, please" is not a yes: a courtesy that is only a clause says nothing.
            if intent is not None and intent.kind not in COURTESY:
                return intent
        return courtesy or Intent(IntentKind.SEARCH, " ".join(self._search_words(words)))

    def readings(self, text: str, *heard: Heard) -> Iterator[Words]:
        """The words, with articles and without; then what stands in the slots of those phrases, likewise."""
        words = self._words(text[:LONGEST])
        for reading in self._ends(words) if words else ():
            for part in (reading, *(slot for one in heard for slot in self._phrases.slots(one, reading))):
                yield part
                yield self._without_articles(part)

    def card_of_year(self, text: str) -> str | None:
        """The id of the card of the year that the words say: `1957`, `the second edition`."""
        year = self._year(self._words(text[:LONGEST]))
        return None if year is None else self.names.years.get(year)

    def _parts(self, text: str, words: Words) -> Iterator[Words]:
        if len(words) <= MOST_SINGLE_WORDS:
            yield words
        yield from self._split(SENTENCE, text)

    def _split(self, mark: re.Pattern[str], text: str) -> list[Words]:
        parts = [self._words(part) for part in mark.split(text)]
        return [part for part in parts if part][:MOST_PARTS]

    def _words(self, text: str) -> Words:
        return self._phrases.in_full(words_of(text))

    def _read(self, words: Words, *, is_lone: bool) -> Intent | None:
        """The intent of one sentence or clause."""
        courtesy = None
        negated_from = self._negated_from(words)
        openings_end = 0
        for start in self._starts(words):
            if start >= negated_from:
                break
            intent = self._meaning(list(self._ends(words[start:])), is_lone=is_lone)
            if intent is not None and intent.kind not in COURTESY:
                return intent
            if start == openings_end or words[openings_end:start] in self._phrases.phrases(Heard.OPENING):
                openings_end = start
                courtesy = courtesy or intent
        return courtesy

    def _starts(self, words: Words) -> Iterator[int]:
        """The indexes at which the request may begin: at once, or after any opening phrase."""
        if len(words) <= MOST_REQUEST_WORDS:
            yield 0
        first = max(0, len(words) - MOST_REQUEST_WORDS - len(self._openings[0]))
        for start in range(first, len(words)):
            for opening in self._openings:
                end = start + len(opening)
                if words[start:end] == opening and end < len(words):
                    yield end
                    break

    def _negated_from(self, words: Words) -> int:
        """The index from which on nothing is wanted, because a negation stands before it."""
        ends = (
            start + len(no)
            for start in range(len(words))
            for no in self._no
            if words[start : start + len(no)] == no
        )
        return next(ends, len(words))

    def _ends(self, words: Words) -> Iterator[Words]:
        """The words, then the words without their closing phrases, stripped one at a time."""
        yield words
        while True:
            closing = next((phrase for phrase in self._closings if words[-len(phrase) :] == phrase), None)
            if closing is None or len(closing) >= len(words):
                return
            words = words[: -len(closing)]
            yield words

    def _meaning(self, readings: list[Words], *, is_lone: bool) -> Intent | None:
        """The intent of one sentence's readings, which are ordered from the fullest to the barest.

        Phrases without a slot are looked for in the fullest first, names in the barest first.
        """
        for words in readings:
            # "My stats" is no slip for "my status", as both are phrases.
            if words in self._plain:
                return Intent(self._plain[words])
            for heard, kind in PLAIN.items():
                if self._phrases.says(heard, words):
                    return Intent(kind)
        for words in reversed(readings):
            intent = (
                self._won(words)
                or self._chapter(words)
                or self._anecdote(words)
                or self._quiz(words)
                or self._about(words)
                or (self._bare(words) if is_lone else None)
            )
            if intent is not None:
                return intent
        return None

    def _won(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.WON, words):
            year = self._year(slot)
            if year is not None:
                card = self.names.years.get(year)
                return (
                    Intent(IntentKind.NO_SUCH_YEAR, str(year))
                    if card is None
                    else Intent(IntentKind.WON, card)
                )
            named = self.names.card(self._without_articles(slot))
            if named is not None:
                return Intent(IntentKind.CARD, named.id)
        return None

    def _chapter(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.CHAPTER, words):
            return Intent(IntentKind.CHAPTER, self._chapter_meant(slot) or " ".join(slot))
        for slot in self._phrases.slots(Heard.CHAPTER_PERHAPS, words):
            chapter = self.chapter_numbered(slot) or self._chapter_titled(slot)
            if chapter is not None:
                return Intent(IntentKind.CHAPTER, chapter)
            card = self.names.card(self._without_articles(slot))
            if card is not None:
                return Intent(IntentKind.CARD, card.id)
        return None

    def _anecdote(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.ANECDOTE_ABOUT, words):
            topic = self.names.topic(slot) or self.names.topic(self._without_articles(slot))
            if topic is not None:
                return Intent(IntentKind.ANECDOTE, topic)
            return self._card(slot) or self._unknown(slot)
        return None

    def _quiz(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.QUIZ_ABOUT, words):
            return Intent(IntentKind.QUIZ, self._chapter_meant(slot) or "")
        return None

    def _about(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.ABOUT, words):
            return self._story(slot) or self._card(slot) or self._unknown(slot)
        for slot in self._phrases.slots(Heard.ABOUT_PERHAPS, words):
            found = self._story(slot) or self._card(slot)
            if found is not None:
                return found
        for slot in self._phrases.slots(Heard.ABOUT_CARD, words):
            found = None if self._story(slot) else self._card(slot)
            if found is not None:
                return found
        for slot in self._phrases.slots(Heard.FIND, words):
            return Intent(IntentKind.SEARCH, " ".join(self._search_words(slot)))
        return None

    def _bare(self, words: Words) -> Intent | None:
        """A name alone: of a chapter, a card or the story."""
        titled = self._chapter_titled(words)
        # One word of a title is too little to turn to another page; and a card's own name is the card.
        is_title = self.names.is_chapter(words) or len(self._without_articles(words)) > 1
        if titled is not None and is_title and not self.names.is_rather_card(words):
            return Intent(IntentKind.CHAPTER, titled)
        # "One second" does not name a year.
        return self._story(words) or self._card(words, is_dated=self._is_dated(words))

    def _is_dated(self, words: Words) -> bool:
        """Whether the words hold a number, or say what they count, as in "the second edition"."""
        counted = self.names.of_years | self._phrases.single(Heard.EDITION)
        return any(
            word.isdecimal() or (word in counted and self._phrases.position(Heard.ORDINAL, (word,)) is None)
            for word in words
        )

    def _card(self, words: Words, *, is_dated: bool = True) -> Intent | None:
        card = self.names.card(words) or self.names.card(self._without_articles(words))
        if card is not None:
            return Intent(IntentKind.CARD, card.id)
        year = self._year(words) if is_dated and len(words) <= LONGEST_NAME else None
        found = None if year is None else self.names.years.get(year)
        return None if found is None else Intent(IntentKind.CARD, found)

    def _unknown(self, words: Words) -> Intent:
        named = self._without_articles(words)
        if not self._search_words(words):
            # Only words like "he" or "that": they do not say who or what.
            return Intent(IntentKind.SEARCH)
        if not 0 < len(named) <= LONGEST_NAME:
            return Intent(IntentKind.SEARCH, " ".join(self._search_words(words)))
        return Intent(IntentKind.ABOUT, " ".join(named))

    def _story(self, words: Words) -> Intent | None:
        meant = self.names.is_title(words) or self.names.is_title(self._without_articles(words))
        return Intent(IntentKind.CONTENTS) if meant else None

    def _chapter_titled(self, words: Words) -> str | None:
        chapter = self.names.chapter(words)
        return None if chapter is None else chapter.id

    def _chapter_meant(self, words: Words) -> str | None:
        """The id of the chapter that is meant by its number, its title, or a name that it tells of."""
        card = self.names.card(self._without_articles(words))
        told = None if card is None else next(iter(card.chapters), None)
        return self.chapter_numbered(words) or self._chapter_titled(words) or told

    def chapter_numbered(self, words: Words) -> str | None:
        """The id of the chapter whose number the words say: `3`, `three`, `the last`."""
        number = self._number(self._without_articles(words))
        chapter = None if number is None else self.names.chapter_at(number)
        return None if chapter is None else chapter.id

    def _number(self, words: Words) -> int | None:
        if len(words) == 1 and words[0].isdecimal():
            return int(words[0])
        if words and self._phrases.says(Heard.LAST, words):
            return -1
        position = self._phrases.position(Heard.ORDINAL, words)
        return None if position is None else position + 1

    def _year(self, words: Words) -> int | None:
        """The year that is meant by its number, or by its place among the pack's years."""
        dropped = self._articles | self.names.of_years | self._phrases.single(Heard.EDITION)
        rest = tuple(word for word in words if word not in dropped)
        number = self._number(rest)
        years = list(self.names.years)
        if number is None or not years:
            return None
        if number >= FIRST_PLAIN_YEAR:
            return number
        if len(rest) == 1 and rest[0].isdecimal():
            # '55 is 1955, if no other year of the pack ends in 55.
            matching = [year for year in years if year % 100 == number and len(rest[0]) > 1]
            return matching[0] if len(matching) == 1 else None
        if number == -1:
            return years[-1]
        return years[number - 1] if number <= len(years) else None

    def _without_articles(self, words: Words) -> Words:
        """The words without the articles at either end."""
        start, end = 0, len(words)
        while start < end and words[start] in self._articles:
            start += 1
        while end > start and words[end - 1] in self._articles:
            end -= 1
        return words[start:end]

    def _search_words(self, words: Words) -> list[str]:
        """The words to search for: in a long message the names in it, else all words but fillers."""
        if len(words) > MOST_SINGLE_WORDS:
            names = self.names.mentioned(words)
            if names:
                return names[:MOST_WORDS]
        return list(dict.fromkeys(word for word in words if word not in self._filler))[:MOST_WORDS]
