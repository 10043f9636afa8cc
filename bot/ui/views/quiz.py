"""A question or a claim for one person alone: its buttons, and what is said to an answer."""

from collections.abc import Sequence

import discord
from discord.ui import ActionRow

from bot.content.search import Where
from bot.core.packs import DOSSIERS, BeatRef, Legend, StoryPack
from bot.core.questions import AskedChoice, AskedLegend
from bot.core.refusals import Reason, Refusal
from bot.core.votes import Call
from bot.services.quizzes import Quiz
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.layout import CREAM, NIGHT, RED, Layout, button, card, clipped, row, rows, rule
from bot.ui.people import Interaction
from bot.ui.router import Router
from bot.ui.text import Say
from bot.ui.views.ballot import cited

SHORT_LABEL = 20
"""Answers up to this long stand two in a row; a phone cuts longer ones."""

PRIMARY = discord.ButtonStyle.primary


class QuizControls:
    """An answer is told at once whether it is right: the message turns into its own solution."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of questions and claims."""
        router.add("qa", self.answer)
        router.add("ql", self.call)

    async def answer(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`qa:<question>:<seed>:<answer>`."""
        say = self._desk.privately(interaction)
        asked = self._desk.quizzes.asked(ids[0], int(ids[1]))
        if asked is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        elif not asked.accepts(ids[2]):
            await refuse(interaction, Refusal.because(Reason.NOT_A_CHOICE), say)
        else:
            layout = solved_layout(asked, ids[2], self._desk.library.default, say)
            await interaction.response.edit_message(view=layout)

    async def call(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ql:<claim>:<fact or legend>`."""
        say = self._desk.privately(interaction)
        pack = self._desk.library.default
        legend = pack.legend(ids[0])
        if legend is None or ids[1] not in ("fact", "legend"):
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await interaction.response.edit_message(view=called_layout(legend, ids[1], pack, say))


def quiz_layout(quiz: Quiz, say: Say) -> Layout:
    """The question with a button for each answer."""
    asked = quiz.asked
    claim = isinstance(asked, AskedLegend)
    return Layout(
        card(
            say("quiz.heading", difficulty=say(f"difficulty.{asked.difficulty.value}")),
            say("question.claim", claim=asked.prompt)
            if claim
            else say("question.prompt", prompt=asked.prompt),
            *_choices(quiz, say),
            None if quiz.is_read else say("quiz.ahead"),
            colour=RED,
        )
    )


def solved_layout(asked: AskedChoice | AskedLegend, given: str, pack: StoryPack, say: Say) -> Layout:
    """Whether the answer was right, why, where it is told, and the way to another."""
    right, chosen = _label(asked, asked.solution, say), _label(asked, given, say)
    verdict = say("quiz.right", answer=right)
    if not asked.accuracy(given):
        verdict = say("quiz.wrong", answer=right, given=chosen)
    titles = cited(asked.sources, pack)
    return Layout(
        card(
            say("question.claim", claim=asked.prompt)
            if isinstance(asked, AskedLegend)
            else say("question.prompt", prompt=asked.prompt),
            verdict,
            asked.explanation,
            say("legend.sources", titles=clipped(titles, 600)) if titles else None,
            rule(),
            row(
                button(say("button.another_question"), "tk:quiz", style=PRIMARY),
                button(say("button.read_answer"), _told(asked.told_in)),
            ),
            colour=NIGHT,
        )
    )


def claim_layout(legend: Legend, say: Say) -> Layout:
    """A claim to be called by one person."""
    return Layout(
        card(
            say("legend.title"),
            say("legend.claim", claim=legend.claim),
            row(
                button(say("call.fact"), f"ql:{legend.id}:fact", style=discord.ButtonStyle.success),
                button(say("call.legend"), f"ql:{legend.id}:legend", style=discord.ButtonStyle.danger),
            ),
            colour=CREAM,
        )
    )


def called_layout(legend: Legend, call: str, pack: StoryPack, say: Say) -> Layout:
    """Whether the call was right, the verdict and its source."""
    titles = cited(legend.sources, pack)
    right = call == legend.verdict
    return Layout(
        card(
            say("legend.claim", claim=legend.claim),
            say("legend.is_fact") if legend.verdict == "fact" else say("legend.is_legend"),
            say("quiz.called_right") if right else say("quiz.called_wrong", call=_call(call, say)),
            legend.why,
            say("legend.sources", titles=clipped(titles, 600)) if titles else None,
            rule(),
            row(
                button(say("button.another_claim"), "tk:legend", style=PRIMARY),
                *([button(say("button.read_answer"), _told(legend.told_in))] if legend.told_in else ()),
            ),
            colour=NIGHT,
        )
    )


def _choices(quiz: Quiz, say: Say) -> list[ActionRow[discord.ui.LayoutView]]:
    asked = quiz.asked
    labels = {given: _label(asked, given, say) for given in asked.answers}
    buttons = [
        button(clipped(text, 80), f"qa:{asked.id}:{quiz.seed}:{given}", style=PRIMARY)
        for given, text in labels.items()
    ]
    short = all(len(text) <= SHORT_LABEL for text in labels.values())
    return rows(buttons, 2 if short else 1)


def _label(asked: AskedChoice | AskedLegend, given: str, say: Say) -> str:
    match asked:
        case AskedChoice(options=options):
            return options[int(given)]
        case AskedLegend():
            return _call(given, say)


def _call(given: str, say: Say) -> str:
    call: Call = "fact" if given == "fact" else "legend"
    return say(f"call.{call}")


def _told(told_in: str) -> str:
    """The id of a button that opens what a reference names."""
    ref = BeatRef.parse(told_in)
    return (
        f"fo:{Where.DOSSIER.value}:{ref.beat}"
        if ref.chapter == DOSSIERS
        else f"fo:{Where.BEAT.value}:{told_in}"
    )
