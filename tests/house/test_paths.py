"""No file says where it was made, nor where packages come from."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT

# Written so that this file does not name what it looks for.
REGISTRY = re.compile(
    r"""
      \b(?: [p]ypi\.org | [p]ypi\.python\.org | [p]ythonhosted\.org | [a]naconda\.org | [n]pmjs\.(?:org|com)
          | [y]arnpkg\.com | [c]rates\.io | [p]roxy\.golang\.org | [r]ubygems\.org
      )\b
    | \b(?:[a]rtifactory|[n]exus)[\w.-]*\.(?:com|net|org|io)\b
    | [i]ndex[-_]url | [f]ind[-_]links | [t]rusted[-_]host | --[n]o-index\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
HOME = re.compile(
    r"(?<![\w.~/-])/(?:home|root|Users|work|workspace|builds)(?:/|\b(?![\w-]))|\b[A-Z]:\\Users\\"
)
PINNED = re.compile(
    r"[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?==\S+(?: ; [^\\]+?)?(?: --hash=sha256:[0-9a-f]{64})+"
)


def offences(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in ((REGISTRY, "a package registry"), (HOME, "a folder of one machine")):
            if found := pattern.search(line):
                yield f"{name}:{number}: {what}: {found[0]}"


def unpinned(name: str, text: str) -> Iterator[str]:
    """Each line of a pinned requirements file that is not one version with its hashes."""
    waiting, start = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.partition("#")[0].strip()
        start = start if waiting else number
        waiting += bare.removesuffix("\\").strip() + " " if bare else ""
        if bare.endswith("\\"):
            continue
        if waiting and not PINNED.fullmatch(waiting.strip()):
            yield f"{name}:{start}: not one version with its hashes: {waiting.strip()[:60]}"
        waiting = ""


def files() -> Iterator[Path]:
    """What is in the repository, and what would be at the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    yield from (path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="git lists the files, and this is no repository")
def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        offence
        for path in files()
        for offence in offences(path.relative_to(ROOT).as_posix(), path.read_bytes().decode(errors="replace"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_each_requirement_is_one_version_with_its_hashes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "==" in text
    found = list(unpinned(path.name, text))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "https://{}{}.org/project/babel".format("py", "pi"),
        "from files.{}{}.org".format("python", "hosted"),
        "registry.{}{}.org".format("np", "mjs"),
        "--{}-url https://example.org".format("index"),
        "PIP_{}_URL=x".format("INDEX"),
        "--{}-links folder".format("find"),
        "cd /{}/ada/cantastorie".format("home"),
        "/{}/main/bot/ui/text.py:3".format("work"),
        "(/{})".format("root"),
        "/{}/ada".format("Users"),
        "C:\\{}\\Ada".format("Users"),
    ],
)
def test_each_place_that_is_nobody_s_business_is_found(line: str) -> None:
    assert list(offences("README.md", f"first\n{line}\n")) != []


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/home/work",
        "../work and ~/root",
        "the route / the road",
        "tests/house/work",
        "/data/ /workshop /homepage",
        "index of urls",
    ],
)
def test_another_place_is_let_be(line: str) -> None:
    assert not list(offences("README.md", line))


HASH = "--hash=sha256:" + "a" * 64


@pytest.mark.parametrize(
    "text",
    [
        "babel==2.18.0\n",
        f"babel>=2.18.0 \\\n    {HASH}\n",
        f"babel==2.18.0 \\\n    {HASH}\nrich==15\n",
        "-r run.txt\n",
        "--{}-url https://example.org\n".format("index"),
        f"babel @ https://example.org/babel.whl \\\n    {HASH}\n",
        "babel==2.18.0 \\\n    --hash=md5:abc\n",
        "-e .\n",
    ],
)
def test_each_requirement_that_is_not_pinned_is_found(text: str) -> None:
    assert list(unpinned("run.txt", text))


def test_pinned_requirements_are_let_be() -> None:
    comment = "# Made by make lock.\n"
    for_some = f"babel==2.18.0 ; sys_platform != 'win32' \\\n    {HASH} \\\n    {HASH}\n    # via x\n"
    with_extra = f"sqlalchemy[asyncio]==2.1.9 \\\n    {HASH}\n"
    assert not list(unpinned("run.txt", comment + for_some + with_extra))
