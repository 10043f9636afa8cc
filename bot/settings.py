"""The operator's settings: config.yaml, and an environment variable for the token.

No fault and no error here ever shows the token, or whatever was written in its place.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from bot.content.yaml.documents import Document, read_document
from bot.content.yaml.schema import check
from bot.core.packs.base import Whole
from bot.core.packs.faults import Fault, FaultKey, Faults

DEFAULT_CONFIG: Final = Path("./config.yaml")
TOKEN_VARIABLE: Final = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not its value
_PLAIN_KEY: Final = re.compile(r"([a-z_]+(\[\d+\])*)?")


def _token(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    token = value.strip()
    if any(character.isspace() for character in token):
        # A token has no spaces; `Bot ...` is the form of a request's header.
        raise PydanticCustomError("not_token", "not a token")
    return token or None


def _path(value: Any) -> Any:
    # An empty path would mean the folder that the bot was started in.
    if isinstance(value, str) and not value.strip():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


_Path = Annotated[Path, BeforeValidator(_path)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _bare_keys_keep_their_default(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


class TriviaSettings(_Section):
    """A round's defaults, where neither the server nor the starter chose otherwise."""

    questions: Annotated[Whole, Field(ge=3, le=30)] = 10
    """How many questions a round asks."""
    seconds: Annotated[Whole, Field(ge=8, le=60)] = 20
    """How long a question may be answered; the time to read it comes on top."""
    lobby_seconds: Annotated[Whole, Field(ge=10, le=120)] = 30
    """How long players may join before the first question."""


class DemoSettings(_Section):
    """The demo's local page."""

    port: Annotated[Whole, Field(ge=1024, le=65535)] = 8357


class Settings(_Section):
    """Everything an operator may set; config.example.yaml explains it."""

    token: Annotated[SecretStr | None, BeforeValidator(_token)] = None
    database: _Path = Path("data/cantastorie.db")
    stories: _Path = Path("stories")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    trivia: TriviaSettings = TriviaSettings()
    demo: DemoSettings = DemoSettings()


def read_settings(path: Path | None, environ: Mapping[str, str]) -> tuple[Settings, tuple[Fault, ...]]:
    """The settings, with defaults in place of wrong values, and every fault that was found."""
    document, faults = _read(path)
    keys = document.data if isinstance(document.data, dict) else {}
    token = environ.get(TOKEN_VARIABLE, "").strip()
    if token:
        keys = keys | {"token": token}
    settings = check(Settings, replace(document, data=keys))
    if isinstance(settings, tuple):
        faults += tuple(
            _in_variable(fault) if token and fault.where == "token" else fault for fault in settings
        )
        valid = {key: value for key, value in keys.items() if _is_valid(document, key, value)}
        settings = Settings.model_validate(valid)
    ordered = sorted(faults, key=lambda fault: (fault.file == TOKEN_VARIABLE, fault.line or 0))
    return settings, tuple(_without_secrets(fault) for fault in ordered)


def _read(path: Path | None) -> tuple[Document, tuple[Fault, ...]]:
    """The file's keys and the faults of its YAML; no keys where it is absent, empty or unreadable."""
    file = path or DEFAULT_CONFIG
    empty = Document(file.as_posix(), "", {})
    if path is None and not file.exists():
        return empty, ()
    read = read_document(file)
    if isinstance(read, Faults):
        return empty, read.items
    if read.data is not None and not isinstance(read.data, dict):
        return empty, (*read.faults, read.fault(FaultKey.NOT_KEYS))
    return read, read.faults


def _is_valid(document: Document, key: str, value: object) -> bool:
    return isinstance(check(Settings, replace(document, data={key: value})), Settings)


def _in_variable(fault: Fault) -> Fault:
    return replace(fault, file=TOKEN_VARIABLE, line=None, where="")


def _without_secrets(fault: Fault) -> Fault:
    """The fault with every key hidden that does not look like a setting's: it may be a misplaced token."""
    parts = fault.where.split(".")
    if parts[0].partition("[")[0] == "token":
        return replace(fault, where="token")
    return replace(fault, where=".".join(part if _PLAIN_KEY.fullmatch(part) else "…" for part in parts))
