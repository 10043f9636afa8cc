"""JSON as bytes: by orjson where it is installed, else by the standard library."""

import importlib
import json
from importlib.util import find_spec
from typing import Any, Final

FAST: Final = importlib.import_module("orjson") if find_spec("orjson") else None
"""orjson, or None; nothing else asks which of the two it is."""


def dumps(value: object) -> bytes:
    """The value as JSON; parts that `rendered` made are put in as they are."""
    if FAST is not None:
        encoded: bytes = FAST.dumps(value)
        return encoded
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def loads(data: bytes | str) -> Any:
    """What the JSON says; ValueError if it is none."""
    return json.loads(data) if FAST is None else FAST.loads(data)


def rendered(value: object) -> Any:
    """A part that is encoded once and put into many values; only `dumps` may read it."""
    return value if FAST is None else FAST.Fragment(FAST.dumps(value))
