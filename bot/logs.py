"""The bot's log: to standard error, one line an event, never with the token."""

import logging
import re

from pydantic import SecretStr
from typing_extensions import override

TOKEN_LIKE = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
"""The shape of any bot token, so that an old or mistyped one does not show either."""

REDACTED = "[token]"


class RedactingFormatter(logging.Formatter):
    """Takes tokens out of the finished line, whatever part of it they came in by: message, values, stack."""

    def __init__(self, token: SecretStr | None) -> None:
        """Take the token that must not show."""
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._token = token

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if self._token is not None:
            line = line.replace(self._token.get_secret_value(), REDACTED)
        return TOKEN_LIKE.sub(REDACTED, line)


def log_to_stderr(level: str, token: SecretStr | None) -> None:
    """Log everything of that level and above."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # This bot has no use for voice, so what voice would need is not missing.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.getMessage())
    # One line a migration step says nothing that the database's revision does not.
    logging.getLogger("alembic").setLevel(logging.WARNING)
