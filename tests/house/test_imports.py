"""Imports run one way, and stand at the top."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house.source import OUTERMOST, Source, dotted, imported_module, layer_of, names, sources

INNER = {"core", "content", "storage", "pictures", "services", "ui"}
REACH = {
    "core": {"core"},
    "content": {"content", "core"},
    "settings": {"settings", "content", "core"},
    "storage": {"storage", "core"},
    "pictures": {"pictures", "core"},
    "services": INNER - {"ui"},
    "ui": INNER,
    "logs": {"core"},
    "static_content": {"static_content", *INNER},
    "app": {"app", "static_content", "settings", *INNER},
    "process": {"process", "app", "settings", *INNER},
    "cli": {"cli", "demo", "process", "app", "static_content", "logs", "settings", *INNER},
    "demo": {"demo", "process", "app", "logs", "settings", *INNER},
    "__main__": {"cli"},
    "": set[str](),
}
"""Each layer, and the layers that it may import from; all may import the version in `bot` itself."""

CORE_LIBRARIES = {"pydantic", "pydantic_core", "rapidfuzz"}
"""`pydantic_core` is where pydantic itself keeps the errors that a validator raises."""
NOT_IN_CORE = {
    *("asyncio", "http", "io", "logging", "os", "pathlib", "shutil", "socket", "sqlite3"),
    *("subprocess", "sys", "tempfile", "threading", "time", "urllib"),
}
"""Of the standard library, what reaches out of a rule: files, the net, the clock, the process."""

KEPT_TO = {
    "discord": OUTERMOST,
    "simcord": {"demo"},
    "typer": {"cli"},
    "alembic": {"storage"},
    "aiosqlite": {"storage"},
    "sqlalchemy": {"storage", "services", "app"},
}
"""Libraries that only these layers know of."""

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}


def imports(source: Source) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Each import with the module's full name, those by `import_module` too."""
    known = names(source)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = imported_module(source, node)
            # `from bot import ui` is of the layer `ui`, not of the package above it.
            wanted = [f"bot.{alias.name}" for alias in node.names] if module == "bot" else [module]
            yield from ((node, name) for name in wanted)
        elif isinstance(node, ast.Call) and dotted(node.func, known) == "importlib.import_module":
            yield from ((node, arg.value) for arg in node.args if isinstance(arg, ast.Constant))  # type: ignore[misc]  # a module's name is text


def offences(source: Source) -> Iterator[str]:
    layer = source.layer
    if layer not in REACH:
        yield f"{source.name}:1: a layer that DESIGN.md does not have: {layer}"
        return
    for node, module in imports(source):
        library = module.partition(".")[0]
        if library == "tests":
            yield source.at(node, f"the bot imports a test: {module}")
        elif library == "bot":
            if layer_of(module) not in REACH[layer] | {"__version__", ""}:
                yield source.at(node, f"{layer or 'bot'} may not import {module}")
        elif layer == "core" and not _is_of_core(library):
            yield source.at(node, f"core may not import {module}")
        elif layer not in KEPT_TO.get(library, {layer}):
            yield source.at(node, f"{layer} may not import {module}")
    yield from _inner_imports(source)
    if last := NAMES_THAT_SAY_NOTHING.intersection(source.module.split(".")):
        yield f"{source.name}:1: a name that says nothing: {', '.join(last)}"


def _is_of_core(library: str) -> bool:
    return library in CORE_LIBRARIES or (library in sys.stdlib_module_names and library not in NOT_IN_CORE)


def _inner_imports(source: Source) -> Iterator[str]:
    for function in ast.walk(source.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield source.at(node, f"an import inside {function.name}")


def test_imports_run_one_way_and_stand_at_the_top() -> None:
    found = [offence for source in sources() for offence in offences(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bot/core/example.py", "from bot.storage import rounds"),
        ("bot/core/example.py", "import discord"),
        ("bot/core/example.py", "from pathlib import Path"),
        ("bot/core/example.py", "import yaml"),
        ("bot/content/example.py", "from bot.storage.trivia.rounds import load"),
        ("bot/storage/example.py", "from discord import Interaction"),
        ("bot/services/example.py", "import discord.ui"),
        ("bot/services/example.py", "from bot.ui.text import Say"),
        ("bot/services/example.py", "from ..ui import text"),
        ("bot/ui/example.py", "from sqlalchemy import select"),
        ("bot/ui/example.py", "from bot.app import Bot"),
        ("bot/ui/example.py", "from bot import settings"),
        ("bot/ui/example.py", "from .. import cli"),
        ("bot/ui/example.py", "from tests.house import source"),
        ("bot/app.py", "import simcord"),
        ("bot/app.py", "import importlib\nimportlib.import_module('bot.demo.show')"),
        ("bot/settings.py", "from bot.storage import database"),
        ("bot/content/example.py", "from bot import settings"),
        ("bot/ui/example.py", "def show():\n    import json"),
        ("bot/ui/utils.py", "import json"),
        ("bot/common/example.py", "import json"),
    ],
)
def test_each_import_against_the_rule_is_found(name: str, text: str) -> None:
    assert list(offences(Source.of(text, name)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "bot/core/example.py",
            "import re\nfrom pydantic import BaseModel\nfrom bot.core.packs.pack import Beat",
        ),
        ("bot/services/example.py", "from bot.storage import rounds"),
        ("bot/ui/example.py", "import discord\nfrom bot import __version__\nfrom bot.services import trivia"),
        ("bot/cli.py", "from importlib import import_module\nimport_module('bot.demo.show')"),
    ],
)
def test_an_import_within_the_rule_is_let_be(name: str, text: str) -> None:
    assert not list(offences(Source.of(text, name)))
