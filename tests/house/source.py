"""The bot's source, read and not run, for the rules of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUTERMOST = frozenset({"ui", "app", "process", "cli", "demo", "__main__"})
"""The layers that meet people and the clock."""


@dataclass(frozen=True)
class Source:
    """A file of the bot's as its syntax tree."""

    name: str
    """The path from the project's root: `bot/ui/text.py`."""
    tree: ast.Module

    @classmethod
    def of(cls, text: str, name: str = "bot/ui/example.py") -> "Source":
        return cls(name, ast.parse(text))

    @property
    def module(self) -> str:
        """`bot/ui/text.py` as Python calls it: `bot.ui.text`."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def layer(self) -> str:
        """`bot/ui/text.py` is of the layer `ui`, `bot/app.py` of `app`, `bot/__init__.py` of none."""
        return layer_of(self.module)

    def at(self, node: ast.stmt | ast.expr | ast.arg | ast.keyword, what: str) -> str:
        return f"{self.name}:{node.lineno}: {what}"


def layer_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the bot."""
    files = sorted((ROOT / "bot").rglob("*.py"))
    return tuple(Source.of(file.read_text("utf-8"), file.relative_to(ROOT).as_posix()) for file in files)


def names(source: Source) -> dict[str, str]:
    """What each imported name stands for: `from datetime import datetime as d` is d: datetime.datetime."""
    known: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                known[alias.asname or root] = alias.name if alias.asname else root
        elif isinstance(node, ast.ImportFrom):
            module = imported_module(source, node)
            known |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names}
    return known


def imported_module(source: Source, node: ast.ImportFrom) -> str:
    """The absolute name of what is imported from."""
    if not node.level:
        return node.module or ""
    is_package = source.name.endswith("/__init__.py")
    parts = source.module.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, node.module] if node.module else base)


def dotted(node: ast.expr, known: dict[str, str]) -> str | None:
    """The full name of `a.b.c`, where `a` is what was imported under that name; None for what is no name."""
    if isinstance(node, ast.Name):
        return known.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        base = dotted(node.value, known)
        return None if base is None else f"{base}.{node.attr}"
    return None


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    """Every string that is a value: not a docstring, nor one that only stands there."""
    standing = {id(child.value) for child in ast.walk(node) if isinstance(child, ast.Expr)}
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and id(child) not in standing:
            yield child
