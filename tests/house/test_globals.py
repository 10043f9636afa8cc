"""A module holds no state and does nothing when it is imported."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Source, dotted, names, sources

MAKE_VALUES = {
    *("bytes", "float", "frozenset", "int", "object", "range", "str", "tuple"),
    *("datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "datetime.timezone"),
    *("decimal.Decimal", "fractions.Fraction", "pathlib.Path", "types.MappingProxyType", "zoneinfo.ZoneInfo"),
    *("typing.NewType", "typing.ParamSpec", "typing.TypeVar", "discord.Colour", "discord.Permissions"),
    *("logging.getLogger", "operator.attrgetter", "operator.itemgetter", "re.compile", "typer.Typer"),
    *("pydantic.AfterValidator", "pydantic.BeforeValidator", "pydantic.Field", "pydantic.StringConstraints"),
    "pydantic.TypeAdapter",
}
"""Calls that make something which stays as it is, and that reach for nothing outside."""
TABLES = {
    "MetaData",
    "Table",
    "Column",
    "Index",
    "ForeignKey",
    "BigInteger",
    "Integer",
    "in_",
    "with_variant",
}
"""What the tables of `bot/storage` are made of: SQLAlchemy writes them once, as they are read."""
MIGRATIONS = "bot/storage/migrations/"
"""Alembic runs these when it imports them."""
READ_FROM_OUTSIDE = {"os.environ", "sys.argv"}


def offences(source: Source) -> Iterator[str]:
    if source.name.startswith(MIGRATIONS):
        return
    known = names(source)
    for statement in source.tree.body:
        yield from _statement(source, statement, known)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield source.at(node, f"changes the module's own {', '.join(node.names)}")


def _statement(source: Source, statement: ast.stmt, known: dict[str, str]) -> Iterator[str]:
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return
        case ast.Expr(value=ast.Constant()) | ast.AnnAssign(value=None):
            return
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            if not _stays(value, source, known):
                yield source.at(statement, f"state, or work at import: {ast.unparse(statement)[:80]}")
        case ast.If(test=test, body=body, orelse=[]) if ast.unparse(test) == "TYPE_CHECKING":
            for inner in body:
                yield from _statement(source, inner, known)
        case ast.If(test=test, orelse=[]) if ast.unparse(test) == "__name__ == '__main__'":
            return
        case ast.Expr(value=value) if _is_of_tables(source) and _stays(value, source, known):
            return
        case _:
            yield source.at(statement, f"work at import: {ast.unparse(statement)[:80]}")


def _is_of_tables(source: Source) -> bool:
    return source.layer == "storage" and source.name.endswith(("/tables.py", "/columns.py"))


def _stays(node: ast.AST, source: Source, known: dict[str, str]) -> bool:
    """Whether a value is made of what can't change, with nothing done that could fail elsewhere."""
    match node:
        case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
            return False
        case ast.GeneratorExp() | ast.Await() | ast.Yield() | ast.NamedExpr():
            return False
        case ast.Lambda():
            return True
        case ast.Call():
            return _makes_a_value(node, source, known)
        case ast.Subscript(value=value, slice=inner):
            # A type's parameters may stand in a list: `Callable[[int], str]`.
            return dotted(value, known) not in READ_FROM_OUTSIDE and _stays_within(inner, source, known)
    return all(_stays(child, source, known) for child in ast.iter_child_nodes(node))


def _makes_a_value(call: ast.Call, source: Source, known: dict[str, str]) -> bool:
    name = dotted(call.func, known) or ""
    last = call.func.attr if isinstance(call.func, ast.Attribute) else name.rpartition(".")[2]
    if _is_of_tables(source) and last in TABLES:
        return True
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return name in MAKE_VALUES and all(_stays_within(argument, source, known) for argument in arguments)


def _stays_within(node: ast.AST, source: Source, known: dict[str, str]) -> bool:
    """As `_stays`, where a list or a dict is taken apart and not kept."""
    if isinstance(node, ast.Call | ast.Subscript):
        return _stays(node, source, known)
    return all(_stays_within(child, source, known) for child in ast.iter_child_nodes(node))


def test_no_module_holds_state_or_works_when_imported() -> None:
    found = [offence for source in sources() for offence in offences(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "RUNNING = {}",
        "NAMES = ['Ada']",
        "SEEN: set[int] = set()",
        "CACHE: dict[str, int] = dict(a=1)",
        "SQUARES = [n * n for n in range(9)]",
        "PAIR = (1, [2])",
        "import asyncio\nLOCK = asyncio.Lock()",
        "import itertools\nCOUNTER = itertools.count()",
        "import discord\nCLIENT = discord.Client(intents=None)",
        "from pathlib import Path\nTEXT = Path('a').read_text()",
        "import os\nTOKEN = os.environ['TOKEN']",
        "import os\nTOKEN = os.environ.get('TOKEN')",
        "from types import MappingProxyType\nA = MappingProxyType({1: open('a')})",
        "from sqlalchemy import MetaData\nmetadata = MetaData()",
        "print('here')",
        "for n in (1, 2):\n    pass",
        "with open('a') as file:\n    pass",
        "def forget():\n    global CACHE\n    CACHE = None",
    ],
)
def test_each_state_and_each_work_is_found(text: str) -> None:
    assert list(offences(Source.of(text)))


@pytest.mark.parametrize(
    "text",
    [
        '"""A module."""',
        "import logging\nlog = logging.getLogger(__name__)",
        "import re\nA = re.compile('a', re.IGNORECASE | re.DOTALL)",
        "from types import MappingProxyType\nA = MappingProxyType({'a': 1, 'b': (1, 2)})",
        "from collections.abc import Callable\nA = Callable[[int], dict[str, str]]",
        "from typing import Final\nA: Final = (1, -2, 'a' 'b', not True)",
        "A: int",
        "A = frozenset({1, 2})\nB = A",
        "from pathlib import Path\nA = Path(__file__).parent / 'a'",
        "from datetime import timedelta\nA = 3 * timedelta(seconds=1)",
        "B = frozenset(name + 's' for name in ('a', 'b'))",
        "A = lambda: []",
        "if __name__ == '__main__':\n    main()",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import discord",
    ],
)
def test_what_stays_as_it_is_is_let_be(text: str) -> None:
    assert not list(offences(Source.of(text)))


def test_tables_are_written_in_their_own_module_alone() -> None:
    text = "from sqlalchemy import *\nmetadata = MetaData()\nrounds = Table('rounds', metadata)"
    assert not list(offences(Source.of(text + "\nIndex('a', rounds.c.id)", "bot/storage/tables.py")))
    assert list(offences(Source.of(text, "bot/storage/trivia/rounds.py")))
