"""What somebody wants who writes to the bot: rules over phrases and names, without a model.

A message is taken whole, then sentence by sentence, then between its commas; from each, what people say
before and after what they want is taken off, a piece at a time. The first reading that is a phrase counts;
the rest is a search.
"""

import re
from collections.abc import Iterator

from bot.core.talk.intents import COURTESY, PLAIN, Intent, Wish
from bot.core.talk.names import Names
from bot.core.talk.phrases import Heard, Phrases, Words, words_of

SENTENCE = re.compile(r"[.!?;\n…]+(?:\s+|$)")
CLAUSE = re.compile(r"[,:.!?;\n…]+(?:\s+|$)|\s[-–—]+\s")  # noqa: RUF001 - all that people type for it
LONGEST = 4_000
LONGEST_TALK = 14
"""From so many words on, a message is more than one request: it is read in parts."""

LONGEST_NAME = 6
"""No name has more words, and no year is said in more."""

LONGEST_WISH = 20
MOST_PARTS = 40
MOST_WORDS = 8
"""So many words are searched for."""
LATEST_CENTURY = 1900


class Listener:
    """Understands what is written about one pack, in the languages that it was given."""

    def __init__(self, names: Names, phrases: Phrases) -> None:
        """Take the pack's names, and what people type."""
        self._names = names
        self._phrases = phrases
        self._filler = phrases.single(Heard.FILLER)
        self._articles = phrases.single(Heard.ARTICLE)
        self._no = phrases.phrases(Heard.NO)
        self._openings = sorted(phrases.phrases(Heard.OPENING), key=len, reverse=True)
        self._closings = sorted(phrases.phrases(Heard.CLOSING), key=len, reverse=True)

    def understand(self, text: str) -> Intent:
        """What is wanted; `NOTHING` of a message without a word, `SEARCH` where no phrase fits."""
        words = self._words(text[:LONGEST])
        if not words:
            return Intent(Wish.NOTHING)
        courtesy = None
        # Of several names none alone is what is wanted: "Moss and Jenkinson".
        is_lone = len(self._names.mentioned(words)) <= 1
        for part in self._parts(text[:LONGEST], words):
            intent = self._read(part, is_lone=is_lone)
            if intent is not None and intent.wish not in COURTESY:
                return intent
            courtesy = courtesy or intent
        for part in self._split(CLAUSE, text[:LONGEST]):
            intent = self._read(part, is_lone=is_lone)
            # "No more of that, please" is no yes: between commas a courtesy says nothing.
            if intent is not None and intent.wish not in COURTESY:
                return intent
        return courtesy or Intent(Wish.SEARCH, " ".join(self._telling(words)))

    def _parts(self, text: str, words: Words) -> Iterator[Words]:
        if len(words) <= LONGEST_TALK:
            yield words
        yield from self._split(SENTENCE, text)

    def _split(self, mark: re.Pattern[str], text: str) -> list[Words]:
        parts = [self._words(part) for part in mark.split(text)]
        return [part for part in parts if part][:MOST_PARTS]

    def _words(self, text: str) -> Words:
        return self._phrases.in_full(words_of(text))

    def _read(self, words: Words, *, is_lone: bool) -> Intent | None:
        """The first meaning of the sentence's readings."""
        courtesy = None
        refused = self._refused(words)
        led = 0
        for start in self._starts(words):
            if start >= refused:
                break
            intent = self._meaning(list(self._ends(words[start:])), is_lone=is_lone)
            if intent is not None and intent.wish not in COURTESY:
                return intent
            if start == led or words[led:start] in self._phrases.phrases(Heard.OPENING):
                led = start
                courtesy = courtesy or intent
        return courtesy

    def _starts(self, words: Words) -> Iterator[int]:
        """Where what is wanted may begin: at once, or after anything that people say first."""
        if len(words) <= LONGEST_WISH:
            yield 0
        first = max(0, len(words) - LONGEST_WISH - len(self._openings[0]))
        for start in range(first, len(words)):
            for opening in self._openings:
                end = start + len(opening)
                if words[start:end] == opening and end < len(words):
                    yield end
                    break

    def _refused(self, words: Words) -> int:
        """From where on nothing is wanted, for a no stands before it."""
        ends = (
            start + len(no)
            for start in range(len(words))
            for no in self._no
            if words[start : start + len(no)] == no
        )
        return next(ends, len(words))

    def _ends(self, words: Words) -> Iterator[Words]:
        """The words, and the words without what people say last."""
        yield words
        while True:
            closing = next((one for one in self._closings if words[-len(one) :] == one), None)
            if closing is None or len(closing) >= len(words):
                return
            words = words[: -len(closing)]
            yield words

    def _meaning(self, readings: list[Words], *, is_lone: bool) -> Intent | None:
        """What the readings of one sentence mean; a name has nothing around it that can be taken off."""
        for words in readings:
            for heard, wish in PLAIN.items():
                if self._phrases.says(heard, words):
                    return Intent(wish)
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
                card = self._names.years.get(year)
                return Intent(Wish.NO_SUCH_YEAR, str(year)) if card is None else Intent(Wish.WON, card)
            named = self._names.card(self._bared(slot))
            if named is not None:
                return Intent(Wish.CARD, named.id)
        return None

    def _chapter(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.CHAPTER, words):
            return Intent(Wish.CHAPTER, self._place(slot) or " ".join(slot))
        for slot in self._phrases.slots(Heard.CHAPTER_PERHAPS, words):
            chapter = self._numbered(slot) or self._titled(slot)
            if chapter is not None:
                return Intent(Wish.CHAPTER, chapter)
            card = self._names.card(self._bared(slot))
            if card is not None:
                return Intent(Wish.CARD, card.id)
        return None

    def _anecdote(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.ANECDOTE_ABOUT, words):
            topic = self._names.topic(slot) or self._names.topic(self._bared(slot))
            if topic is not None:
                return Intent(Wish.ANECDOTE, topic)
            return self._card(slot) or self._unknown(slot)
        return None

    def _quiz(self, words: Words) -> Intent | None:
        for slot in self._phrases.slots(Heard.QUIZ_ABOUT, words):
            return Intent(Wish.QUIZ, self._place(slot) or "")
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
            return Intent(Wish.SEARCH, " ".join(self._telling(slot)))
        return None

    def _bare(self, words: Words) -> Intent | None:
        """A name alone: of a chapter, a card or the story."""
        titled = self._titled(words)
        # One word of a title is too little to turn to another page; and a card's own name is the card.
        is_title = self._names.is_chapter(words) or len(self._bared(words)) > 1
        if titled is not None and is_title and not self._names.is_rather_card(words):
            return Intent(Wish.CHAPTER, titled)
        # "One second" is none of the years.
        return self._story(words) or self._card(words, is_dated=self._is_dated(words))

    def _is_dated(self, words: Words) -> bool:
        """Whether a year is said by its figure, or it is said of what the words count the place."""
        counted = self._names.of_years | self._phrases.single(Heard.EDITION)
        return any(
            word.isdecimal() or (word in counted and self._phrases.position(Heard.ORDINAL, (word,)) is None)
            for word in words
        )

    def _card(self, words: Words, *, is_dated: bool = True) -> Intent | None:
        card = self._names.card(words) or self._names.card(self._bared(words))
        if card is not None:
            return Intent(Wish.CARD, card.id)
        year = self._year(words) if is_dated and len(words) <= LONGEST_NAME else None
        found = None if year is None else self._names.years.get(year)
        return None if found is None else Intent(Wish.CARD, found)

    def _unknown(self, words: Words) -> Intent:
        named = self._bared(words)
        if not self._telling(words):
            # He, she or that: of whom or what, the words do not say.
            return Intent(Wish.SEARCH)
        if not 0 < len(named) <= LONGEST_NAME:
            return Intent(Wish.SEARCH, " ".join(self._telling(words)))
        return Intent(Wish.ABOUT, " ".join(named))

    def _story(self, words: Words) -> Intent | None:
        meant = self._names.is_title(words) or self._names.is_title(self._bared(words))
        return Intent(Wish.CONTENTS) if meant else None

    def _titled(self, words: Words) -> str | None:
        chapter = self._names.chapter(words)
        return None if chapter is None else chapter.id

    def _place(self, words: Words) -> str | None:
        """The chapter that is meant by its number, its title, or a name that it tells of."""
        card = self._names.card(self._bared(words))
        told = None if card is None else next(iter(card.chapters), None)
        return self._numbered(words) or self._titled(words) or told

    def _numbered(self, words: Words) -> str | None:
        number = self._number(self._bared(words))
        chapter = None if number is None else self._names.chapter_at(number)
        return None if chapter is None else chapter.id

    def _number(self, words: Words) -> int | None:
        if len(words) == 1 and words[0].isdecimal():
            return int(words[0])
        if words and self._phrases.says(Heard.LAST, words):
            return -1
        position = self._phrases.position(Heard.ORDINAL, words)
        return None if position is None else position + 1

    def _year(self, words: Words) -> int | None:
        """The year that is meant by its number, or by its place among the years."""
        dropped = self._articles | self._names.of_years | self._phrases.single(Heard.EDITION)
        left = tuple(word for word in words if word not in dropped)
        number = self._number(left)
        years = list(self._names.years)
        if number is None or not years:
            return None
        if number >= LATEST_CENTURY:
            return number
        if len(left) == 1 and left[0].isdecimal():
            # '55 is 1955, where that alone is told of.
            short = [year for year in years if year % 100 == number and len(left[0]) > 1]
            return short[0] if len(short) == 1 else None
        if number == -1:
            return years[-1]
        return years[number - 1] if number <= len(years) else None

    def _bared(self, words: Words) -> Words:
        """The words without articles and the like around them."""
        start, end = 0, len(words)
        while start < end and words[start] in self._articles:
            start += 1
        while end > start and words[end - 1] in self._articles:
            end -= 1
        return words[start:end]

    def _telling(self, words: Words) -> list[str]:
        """What is searched for: in a long message the names that it holds, else the words that tell."""
        if len(words) > LONGEST_TALK:
            named = self._names.mentioned(words)
            if named:
                return named[:MOST_WORDS]
        return list(dict.fromkeys(word for word in words if word not in self._filler))[:MOST_WORDS]
