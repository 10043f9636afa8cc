"""A story pack of the smallest size, sound as it stands; a test breaks what it is about."""

from pathlib import Path

DAWN = (
    "At 05:31 the first of the 77 cars rolls down the ramp, and the whole town has come to see it go. The "
    "baker has left his oven, the priest his mass, and the two sisters from the corner house have put out "
    "chairs. Nobody speaks while the engine catches. Then it is away, and everybody speaks at once."
)
NOON = (
    "At noon it rains, as it does in every good tale when the road begins to climb. The drivers wipe "
    "their goggles with their scarves, and the scarves are wet already. On the pass a shepherd lifts his "
    "hat to each of them, and they say that he went home with a cold and a story that lasted him all "
    "winter."
)
HAT = (
    "The shepherd's hat hung in the inn below the pass for many years. The landlord would take it down "
    "for a guest who asked politely, and for one who paid for a second glass he would put it on. One day "
    "a man came in who had driven by in the rain, long ago, with the wipers broken. He looked at the hat, "
    "and at the landlord, and said that it had been a cap."
)

SHEPHERD = (
    "Nobody in the valley ever learned the shepherd's name, though he was asked for it often enough. He "
    "kept forty sheep and one opinion, which was that cars would not last. When they had gone by he would "
    "stand at the wall a little longer, in case another should come, and then go back up."
)
YEAR = (
    "The first year was meant to be the only one. The town had no money for a second start and no bed "
    "left for a single guest, and still on the evening after, when the ramp was taken down, the carpenter "
    "numbered the boards. He was asked why, and said that it was his habit."
)
DAY = (
    "On a cold morning the ramp is taken out of the barn for the first time. It is found to lean a little, "
    "and it has leaned ever since."
)

FILES = {
    "pack.yaml": """\
id: little-tale
title: A Little Tale
tagline: Told to the tests.
language: en
credits:
  author: Nobody
  work: Nothing
  licence: CC0
""",
    "sources.yaml": """\
- key: AB1
  title: A book
  address: https://example.org/book
- key: CD2
  title: Another book
""",
    "chapters/01-start.yaml": f"""\
id: start
title: The Start
teaser: How it begins.
hook: Come closer.
year: 1927
beats:
  - id: dawn
    text: {DAWN}
  - id: noon
    text: {NOON}
    ask:
      prompt: Would you drive on in the rain?
      options: [I would drive on, I would wait]
      told: All 77 drove on.
sources: [AB1]
art: hills
""",
    "anecdotes.yaml": f"""\
- id: the-hat
  title: The Hat
  text: {HAT}
  certainty: disputed
  chapter: start
  sources: [CD2]
""",
    "legends.yaml": """\
- id: no-rain
  claim: It never rained.
  verdict: legend
  why: It rained when the road began to climb.
  told_in: start/noon
  sources: [AB1]
""",
    "days.yaml": f"""\
- id: the-ramp
  day: 03-26
  year: 1927
  text: {DAY}
  told_in: start/dawn
  sources: [AB1]
""",
    "dossiers/cards.yaml": f"""\
- id: shepherd
  kind: person
  name: The Shepherd
  also: [The Man at the Wall]
  text: {SHEPHERD}
  confidence: low
  chapters: [start]
  anecdotes: [the-hat]
  dossiers: [first-year]
  sources: [CD2]
- id: first-year
  kind: year
  name: The First Year
  year: 1927
  text: {YEAR}
  figures:
    - label: Starters
      value: 77 cars, the first at 05:31
  confidence: high
  chapters: [start]
  sources: [AB1]
""",
    "timeline.yaml": """\
- id: first
  year: 1927
  line: The first of them
  mark: The shepherd
  told_in: start/dawn
  sources: [AB1]
- id: silence
  year: 1928
  until: 1930
  line: Nothing
  gap: true
  sources: [CD2]
""",
    "art/drawings.yaml": """\
- id: hill
  shapes:
    - {shape: path, path: "M 0 90 Q 50 10 100 90 Z", fill: leaf}
    - {shape: circle, centre: [50, 20], radius: 9, fill: amber}
- id: hills
  alt: Two hills, and a sun on each.
  shapes:
    - {shape: copy, drawing: hill, at: [0, 0], width: 500}
    - {shape: copy, drawing: hill, at: [900, 0], width: 400, mirrored: true, paint: {leaf: green}}
""",
    "route.yaml": """\
title: The Valley Road
stops:
  - id: ramp
    name: The Ramp
    at: [44.0, 10.0]
    distance: 0
    text: It rolled off here.
    chapter: start
    told_in: [start/dawn]
    sources: [AB1]
    road: [[44.2, 10.1]]
  - id: pass
    name: The Pass
    also: [The Wall]
    at: [44.5, 10.5]
    distance: 600000
    text: A shepherd lifted his hat.
    told_in: [start/noon]
    sources: [AB1]
  - id: home
    name: Home
    at: [44.0, 11.0]
    distance: 1000000
    text: The ramp was taken down.
    sources: [CD2]
""",
    "art/outline.json": """\
{"source": "Drawn by hand", "west": 9, "south": 43, "east": 12, "north": 46,
"home": [[[43.5, 9.5], [45.5, 9.5], [45, 11.5]]]}
""",
    "questions/start.yaml": """\
- id: how-many
  kind: choice
  difficulty: easy
  prompt: How many cars started?
  right: 77 cars
  wrong: [60 cars, 81 cars, 90 cars]
  explanation: The first left at 05:31.
  told_in: start/dawn
  sources: [AB1]
- id: it-rained
  kind: legend
  difficulty: hard
  prompt: It rained.
  verdict: fact
  explanation: It did, at noon.
  told_in: start/noon
  sources: [AB1, CD2]
""",
}


def write(root: Path) -> Path:
    """Write the pack into a folder of its name under the root, and name the folder."""
    folder = root / "little-tale"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put the new text in the old one's place, which must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
