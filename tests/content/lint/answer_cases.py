"""Each fault that a question with a typed answer, or on the map, can have: one edit in a file of its own."""

from pathlib import Path

from bot.core.packs.faults import FaultKey
from tests.content import little_tale

FILE = "questions/typed.yaml"

TEXT = """\
- id: number
  kind: number
  difficulty: easy
  prompt: How many were there?
  answer: 77
  unit: cars
  tolerance: 20
  explanation: All of them drove on.
  told_in: start/dawn
  sources: [AB1]
- id: name
  kind: text
  difficulty: easy
  prompt: Who lifted his hat?
  answers: [The shepherd, A man at the wall]
  decoys: [The priest]
  explanation: He went home with a cold.
  told_in: start/noon
  sources: [AB1]
- id: where
  kind: map
  difficulty: easy
  prompt: Which of them is the inn?
  right: inn
  wrong: [ramp, pass, home]
  explanation: The hat hung there.
  told_in: start/noon
  sources: [AB1]
"""

INN = """\
  - id: inn
    name: The Inn
    at: [44.4, 10.9]
    distance: 700000
    text: The hat hung here.
    sources: [AB1]
  - id: home
"""

EDITS = (
    (FaultKey.ANSWER_DECIMALS, 1, "questions[0]", "answer: 77", "answer: 77.5"),
    (FaultKey.NOT_YEAR, 1, "questions[0]", "unit: cars", "style: year\n  unit: cars"),
    (FaultKey.MORE_THAN, 7, "questions[0].tolerance", "tolerance: 20", "tolerance: 0"),
    (FaultKey.NUMBER_NOT_TOLD, 5, "questions[0].answer", "answer: 77", "answer: 78"),
    (FaultKey.TOLERANCE_TOO_WIDE, 7, "questions[0].tolerance", "tolerance: 20", "tolerance: 78"),
    (FaultKey.TOLERANCE_TOO_NARROW, 7, "questions[0].tolerance", "tolerance: 20", "tolerance: 0.5"),
    (FaultKey.ANSWER_NOT_TOLD, 15, "questions[1].answers", "[The shepherd, A", "[The baker, A"),
    (FaultKey.ANSWER_NOT_ACCEPTED, 15, "questions[1].answers[1]", "A man at the wall", "'?!'"),
    (FaultKey.DECOY_ACCEPTED, 16, "questions[1].decoys[0]", "[The priest]", "[The SHEPHERD]"),
    (FaultKey.UNKNOWN_STOP, 25, "questions[2].wrong[0]", "ramp, pass", "camp, pass"),
    (FaultKey.CHOICES_ALIKE, 20, "questions[2]", "ramp, pass", "inn, pass"),
    (FaultKey.DUPLICATE_PROMPT, 23, "questions[2].prompt", "Which of them is the inn", "How many were there"),
)


def write(root: Path) -> Path:
    """The little tale with a question of each of these kinds."""
    folder = little_tale.write(root)
    (folder / FILE).write_text(TEXT, encoding="utf-8")
    little_tale.change(folder, "route.yaml", "  - id: home\n", INN)
    return folder
