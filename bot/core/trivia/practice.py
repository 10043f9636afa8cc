"""Practice: questions for one person alone, one at a time, without a clock and without a score."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.refusals import Refusal
from bot.core.trivia.asking.questions import Asked

MOST = 10
"""Questions of one practice."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One reader's practice; it holds snapshots of its questions, so a pack may change meanwhile."""

    id: int
    reader_id: int
    pack_id: str
    topic: str | None
    questions: Sequence[Asked]
    given: Sequence[str]
    """The answers so far, in the order of the questions."""
    number: int
    """The number of the question that is shown, from 1; one more than the last means the result."""

    @property
    def asked(self) -> Asked | None:
        """The question that is shown; None if the result is."""
        return self.questions[self.number - 1] if self.number <= len(self.questions) else None

    @property
    def answered(self) -> str | None:
        """The answer to the question that is shown; None if there is none yet."""
        return self.given[self.number - 1] if self.number <= len(self.given) else None

    @property
    def rights(self) -> Sequence[bool]:
        """Whether each question answered so far was answered right."""
        return [asked.accuracy(given) > 0 for asked, given in zip(self.questions, self.given, strict=False)]

    @property
    def missed(self) -> Sequence[Asked]:
        """The questions that were answered wrong."""
        return [asked for asked, right in zip(self.questions, self.rights, strict=False) if not right]


def answer(practice: Practice, number: int, raw: str) -> Practice | Refusal:
    """Take what was pressed or typed; only a question's first answer counts, and only while it is shown."""
    if practice.asked is None or practice.number != number or practice.answered is not None:
        return practice
    given = practice.asked.read(raw)
    return given if isinstance(given, Refusal) else replace(practice, given=(*practice.given, given))


def go_on(practice: Practice, number: int) -> Practice:
    """Go from that question to the next, or to the result; nothing changes if it has no answer yet."""
    if practice.number != number or practice.answered is None:
        return practice
    return replace(practice, number=number + 1)
