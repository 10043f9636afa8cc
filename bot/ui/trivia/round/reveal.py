"""The answer to the question that was closed last, who had it right, and who is ahead."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.core.guilds.settings import Feature
from bot.core.trivia.round.rounds import Turn, Verdict, was_left_out
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from bot.services.trivia.boards import Board
from bot.ui.components import Button, MediaGallery, Separator, rule
from bot.ui.layout import clipped
from bot.ui.packs.names import People, fitting, name_of, names
from bot.ui.packs.questions import answer_gallery, read_button, revealed
from bot.ui.packs.wording import MOST_NAMES, and_more, distance
from bot.ui.text import Say
from bot.ui.trivia.round.tally import nearest_line, tally, typed_line
from bot.ui.trivia.round.team_lines import teams_ahead

MOST_WINNERS = 10
"""Winners named beside the standings, which name them already, at most."""

LONGEST_PROMPT = 160
"""Characters of the question that its answer repeats, at most."""

MOST_LEADERS = 3
"""Leaders named between questions, at most."""


class Reveal(NamedTuple):
    """All that is shown of a question that is closed; equal ones look the same."""

    turn: Turn
    was_left_out: bool
    verdicts: tuple[Verdict, ...]
    leaders: tuple[Standing, ...]
    """Those ahead of the others."""
    teams: tuple[TeamStanding, ...]
    unit: str
    is_running: bool
    """Whether the round goes on below it."""
    people: People
    """Its players' names."""
    shows_wrong: bool
    """Whether wrong answers that were typed are shown."""
    is_pictured: bool
    """Whether the picture that shows the answer is on the message."""

    @classmethod
    def of(cls, board: Board, *, is_pictured: bool = False) -> "Reveal | None":
        """What the board reveals; None before a question was closed."""
        turn = board.shown
        if turn is None:
            return None
        return cls(
            turn,
            was_left_out(board.game, turn),
            tuple(board.verdicts),
            tuple(standing for standing in board.standings[:MOST_LEADERS] if standing.distance),
            tuple(board.teams),
            board.unit,
            board.game.state.running,
            board.game.players,
            Feature.WRONG_ANSWERS not in board.game.off,
            is_pictured,
        )

    def parts(self, say: Say) -> Iterator[str | Separator | MediaGallery | None]:
        """The paragraphs, and a line below them."""
        turn = self.turn
        if self.was_left_out:
            yield say("reveal.not_shown", number=say.number(turn.number))
            yield rule()
            return
        answer = revealed(turn.asked, turn.asked.solution, say)
        # In one line: what follows a line break would be large again.
        asked = clipped(" ".join(turn.asked.prompt.split()), LONGEST_PROMPT)
        yield say("reveal.answer", number=say.number(turn.number), prompt=asked, answer=answer)
        if self.is_pictured:
            yield answer_gallery(turn.asked, answer_picture_name(turn.number), say)
        counts = tally(turn, self.verdicts, say)
        if counts is not None:
            yield counts
        yield turn.asked.explanation
        yield from self._members(say)
        ahead = teams_ahead(self.teams, self.unit, say) or [
            _place(standing, self.unit, self.people, say) for standing in self.leaders
        ]
        if self.is_running and ahead:
            yield say("reveal.ahead", names=say.list(ahead))
        yield rule()

    def read_button(self, say: Say) -> Button:
        """A button that opens, for its presser alone, what tells the answer."""
        # It is below the next question, and must not be taken for that question's button.
        label = say("button.read_about", number=say.number(self.turn.number))
        return read_button(self.turn.asked.told_in, say, label=label)

    def _members(self, say: Say) -> Iterator[str]:
        """Who was right, who was wrong, and who came nearest."""
        right = [verdict for verdict in self.verdicts if verdict.right]
        wrong = [verdict for verdict in self.verdicts if not verdict.right]
        if right:
            most = MOST_NAMES if self.is_running else MOST_WINNERS
            shown = fitting([verdict.member_id for verdict in right], self.people, most)
            drives = [
                _drive(name, verdict, self.unit, say) for name, verdict in zip(shown, right, strict=False)
            ]
            yield say("reveal.right", drives=and_more(drives, len(right), say))
        if wrong:
            who = names([verdict.member_id for verdict in wrong], self.people, say)
            yield say("reveal.wrong", names=who)
        typed = typed_line(self.turn, wrong, say) if self.shows_wrong else None
        if typed is not None:
            yield typed
        closest = nearest_line(self.turn, self.verdicts, self.people, say)
        if closest is not None:
            yield closest
        if self.turn.skipped:
            yield say("reveal.skipped")
        elif not self.verdicts:
            yield say("reveal.nobody")


def answer_picture_name(number: int) -> str:
    """The file name of the picture that shows an answer, without its ending; one for each question."""
    return f"answer-{number}"


def _drive(name: str, verdict: Verdict, unit: str, say: Say) -> str:
    return say(
        # Before the clock everybody is as quick as can be.
        "reveal.drive" if verdict.elapsed else "reveal.drive_at_once",
        name=name,
        distance=distance(verdict.distance, unit, say),
        seconds=say.decimal(verdict.elapsed.total_seconds()),
    )


def _place(standing: Standing, unit: str, people: People, say: Say) -> str:
    name = name_of(standing.member_id, people)
    return say("reveal.place", name=name, distance=distance(standing.distance, unit, say))
