"""Every floor has the same rooms: what they import, how large they are, how they are called and tested."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import pytest

from tests.house.source import ROOT, Source, sources
from tests.house.test_imports import imports

FLOORS = ("core", "content", "storage", "pictures", "services", "ui")
ROOMS = ("packs", "guilds", "stories", "trivia", "daily", "talk")
"""In the order of who may import whom on a floor: a room knows those before it."""

LOOKS = "packs"
"""Of `ui`, the room that shows what an author wrote; it does nothing by itself, so all may import it."""

SHARED_NAMES = frozenset({"commands", "controls", "views", "runner", "room", "tables", "answers"})
"""Names of modules that mean the same in every room."""

DOES = SHARED_NAMES - {"views", "tables"}
MOST_MODULES = 15
MIGRATIONS = "bot/storage/migrations"


def place(module: str) -> tuple[str, str]:
    """The floor and the room of a module of the bot's; the room is empty where it stands in none."""
    _, floor, *inner = [*module.split("."), "", ""][:4]
    return floor, inner[0] if inner[0] in ROOMS else ""


def offences(source: Source) -> Iterator[str]:
    """Each import that a room, or the frame of `ui`, may not do."""
    floor, room = place(source.module)
    for node, module in imports(source):
        if not module.startswith("bot."):
            continue
        other_floor, other = place(module)
        if other_floor != floor or not other or other == room:
            continue
        if not room:
            if floor == "ui":
                yield source.at(node, f"the frame of ui imports a room: {module}")
        elif floor == "ui":
            if other != LOOKS:
                yield source.at(node, f"{room} of ui imports {module}: the frame hands that over by name")
        elif ROOMS.index(other) > ROOMS.index(room):
            yield source.at(node, f"{room} comes before {other} and may not import {module}")


def circles(modules: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Each circle of imports between folders of one floor that stand beside each other.

    A folder and one inside it may know each other: its head opens what stands in it.
    """
    arrows: defaultdict[str, set[str]] = defaultdict(set)
    for module, imported in modules.items():
        folder = module.rpartition(".")[0]
        for other in imported:
            known = other if other in modules else other.rpartition(".")[0]
            target = known.rpartition(".")[0]
            if known in modules and _are_apart(folder, target):
                arrows[folder].add(target)
    for start in arrows:
        reached, left = set[str](), list(arrows[start])
        while left:
            folder = left.pop()
            if folder == start:
                yield f"{start} comes back to itself"
                break
            if folder not in reached:
                reached.add(folder)
                left += arrows.get(folder, ())


def _are_apart(folder: str, other: str) -> bool:
    """Whether both are of one floor, and neither stands in the other."""
    inside = f"{other}.".startswith(f"{folder}.") or f"{folder}.".startswith(f"{other}.")
    return not inside and other.split(".")[:2] == folder.split(".")[:2]


def crowded(files: Iterable[PurePosixPath]) -> Iterator[str]:
    """Each folder with more modules than one can keep in mind."""
    counts: defaultdict[PurePosixPath, int] = defaultdict(int)
    for file in files:
        counts[file.parent] += file.name != "__init__.py"
    yield from (f"{folder} has {count} modules" for folder, count in counts.items() if count > MOST_MODULES)


def ambiguous(files: Iterable[PurePosixPath]) -> Iterator[str]:
    """Each name that two modules of one floor have, but for those that mean the same in every room."""
    by_name: defaultdict[tuple[str, str], list[PurePosixPath]] = defaultdict(list)
    for file in files:
        if file.name != "__init__.py" and file.stem not in SHARED_NAMES and file.parts[1] in FLOORS:
            by_name[file.parts[1], file.stem].append(file)
    yield from (f"one name: {', '.join(map(str, same))}" for same in by_name.values() if len(same) > 1)


def acting(files: Iterable[PurePosixPath]) -> Iterator[str]:
    """Each module by which the room that only shows things would do something."""
    for file in files:
        if file.parts[:3] == ("bot", "ui", LOOKS) and file.stem in DOES:
            yield f"{file}: what every room may import does nothing by itself"


def unmirrored(files: Iterable[PurePosixPath], tests: Iterable[PurePosixPath]) -> Iterator[str]:
    """Each test that stands, or is called, otherwise than what it tests; each folder without one."""
    modules: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for file in files:
        if file.parts[1] in FLOORS and not file.as_posix().startswith(MIGRATIONS):
            folder = PurePosixPath(*file.parts[1:-1])
            if file.name != "__init__.py":
                modules[folder].add(file.stem)
            modules[folder.parent].add(folder.name)
    modules[PurePosixPath("storage")].add("migrations")
    tested: set[PurePosixPath] = set()
    for test in tests:
        folder = PurePosixPath(*test.parts[1:-1])
        if not folder.parts or folder.parts[0] not in FLOORS or not test.name.startswith("test_"):
            continue
        name = test.stem.removeprefix("test_")
        tested.add(folder)
        if not any(name == known or name.startswith(f"{known}_") for known in modules.get(folder, ())):
            yield f"{test}: bot/{folder} has nothing of that name"
    for folder, known in modules.items():
        if folder.parts and folder not in tested and any(_is_module(folder, name, files) for name in known):
            yield f"bot/{folder} has no test of its own"


def _is_module(folder: PurePosixPath, name: str, files: Iterable[PurePosixPath]) -> bool:
    return PurePosixPath("bot", folder, f"{name}.py") in files


def bots() -> tuple[PurePosixPath, ...]:
    """The bot's modules, migrations apart, which are called by their number."""
    paths = (PurePosixPath(source.name) for source in sources())
    return tuple(path for path in paths if not path.as_posix().startswith(f"{MIGRATIONS}/versions"))


def mirrored() -> tuple[PurePosixPath, ...]:
    """The tests."""
    return tuple(
        PurePosixPath(file.relative_to(ROOT).as_posix()) for file in sorted((ROOT / "tests").rglob("*.py"))
    )


def files(*names: str) -> tuple[PurePosixPath, ...]:
    return tuple(map(PurePosixPath, names))


def imported(source: Source) -> Iterator[str]:
    """What a module imports, by the full names of the modules."""
    known = {other.module for other in sources()}
    for node, module in imports(source):
        names = [f"{module}.{alias.name}" for alias in getattr(node, "names", ())]
        yield from (name if name in known else module for name in names or [module])


def test_rooms_import_each_other_in_their_order_and_the_frame_imports_none() -> None:
    found = [offence for source in sources() for offence in offences(source)]
    assert not found, "\n".join(found)


def test_the_folders_of_a_floor_import_each_other_in_no_circle() -> None:
    inside = {one.module: tuple(imported(one)) for one in sources() if one.layer in FLOORS}
    found = list(circles(inside))
    assert not found, "\n".join(found)


def test_no_folder_has_more_modules_than_one_can_keep_in_mind() -> None:
    found = list(crowded(bots()))
    assert not found, "\n".join(found)


def test_a_name_means_one_module_on_its_floor() -> None:
    found = list(ambiguous(bots()))
    assert not found, "\n".join(found)


def test_what_every_room_may_show_does_nothing_by_itself() -> None:
    found = list(acting(bots()))
    assert not found, "\n".join(found)


def test_tests_stand_where_what_they_test_stands() -> None:
    found = list(unmirrored(bots(), mirrored()))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bot/ui/example.py", "from bot.ui.trivia.room import open_room"),
        ("bot/ui/handover/example.py", "from bot.ui.daily import views"),
        ("bot/ui/example.py", "from bot.ui.packs.questions import prompt"),
        ("bot/ui/daily/example.py", "from bot.ui.stories.claims.runner import BallotRunner"),
        ("bot/ui/trivia/round/example.py", "import bot.ui.stories.map.views"),
        ("bot/ui/talk/example.py", "from ..stories import room"),
        ("bot/ui/packs/example.py", "from bot.ui.trivia.topics import topic_name"),
        ("bot/core/packs/example.py", "from bot.core.stories.reading import story_page"),
        ("bot/core/guilds/example.py", "from bot.core.trivia.round.rounds import Round"),
        ("bot/services/stories/example.py", "from bot.services.trivia.topics import chapters_about"),
        ("bot/storage/trivia/example.py", "from bot.storage.daily.posts import load"),
    ],
)
def test_an_import_against_the_order_of_rooms_is_found(name: str, text: str) -> None:
    assert list(offences(Source.of(text, name)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bot/ui/daily/example.py", "from bot.ui.packs.questions import prompt"),
        (
            "bot/ui/daily/example.py",
            "from bot.ui.frame import Frame\nfrom bot.core.stories.votes import Ballot",
        ),
        ("bot/ui/trivia/round/example.py", "from bot.ui.trivia.standing.race_picture import race_picture"),
        ("bot/core/talk/example.py", "from bot.core.packs.pack import StoryPack"),
        ("bot/services/trivia/example.py", "from bot.services.guilds.settings import may_open"),
        ("bot/services/stories/example.py", "from bot.storage.trivia import results"),
        ("bot/services/services.py", "from bot.services.trivia.lobbies import Lobbies"),
        ("bot/app.py", "from bot.ui.trivia.room import open_room"),
    ],
)
def test_an_import_within_the_order_of_rooms_is_let_be(name: str, text: str) -> None:
    assert not list(offences(Source.of(text, name)))


def test_a_circle_between_folders_is_found() -> None:
    two = {"bot.core.a.one": ["bot.core.b.two"], "bot.core.b.two": [], "bot.core.b.three": ["bot.core.a.one"]}
    assert list(circles(two))
    assert not list(circles({**two, "bot.core.b.three": ["bot.core.b.two", "bot.ui.a.one"]}))


def test_a_folder_that_is_too_large_is_found() -> None:
    fifteen = files(*(f"bot/core/trivia/m{number}.py" for number in range(15)), "bot/core/trivia/__init__.py")
    assert not list(crowded(fifteen))
    assert list(crowded((*fifteen, *files("bot/core/trivia/one_more.py"))))


@pytest.mark.parametrize(
    ("pair", "is_found"),
    [
        (("bot/core/guilds/settings.py", "bot/core/daily/settings.py"), True),
        (("bot/ui/text.py", "bot/ui/trivia/round/text.py"), True),
        (("bot/core/guilds/settings.py", "bot/storage/guilds/settings.py"), False),
        (("bot/ui/daily/views.py", "bot/ui/trivia/round/views.py"), False),
    ],
)
def test_one_name_for_two_modules_of_a_floor_is_found(pair: tuple[str, str], *, is_found: bool) -> None:
    assert bool(list(ambiguous(files(*pair)))) is is_found


def test_an_act_in_the_room_that_only_shows_is_found() -> None:
    assert list(acting(files("bot/ui/packs/controls.py")))
    assert not list(acting(files("bot/ui/packs/questions.py", "bot/ui/daily/controls.py")))


@pytest.mark.parametrize(
    ("test", "is_found"),
    [
        ("tests/core/trivia/test_practice.py", False),
        ("tests/core/trivia/test_practice_limits.py", False),
        ("tests/core/trivia/builders.py", False),
        ("tests/core/test_practice.py", True),
        ("tests/core/trivia/test_practices.py", True),
        ("tests/core/talk/test_practice.py", True),
    ],
)
def test_a_test_that_stands_elsewhere_is_found(test: str, *, is_found: bool) -> None:
    bot = files("bot/core/trivia/practice.py", "bot/core/trivia/__init__.py")
    kept = files("tests/core/trivia/test_practice.py")
    assert bool(list(unmirrored(bot, {*kept, *files(test)}))) is is_found


def test_a_folder_without_a_test_is_found() -> None:
    assert list(unmirrored(files("bot/core/trivia/practice.py"), ()))
