"""The bot's log: one line per event to standard error, never with the token."""

import logging
import re

from pydantic import SecretStr
from typing_extensions import override

TOKEN_LIKE = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
"""The shape of any bot token, so that an old or mistyped one does not show either."""

REDACTED = "[token]"


class RedactingFormatter(logging.Formatter):
    """Replaces tokens in the finished line, whether they came with the message, its values or the stack."""

    def __init__(self, token: SecretStr | None) -> None:
        """Keep the token to replace."""
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
    # The bot does not use voice, so the warning about voice libraries says nothing.
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in record.getMessage())
    # A line for each migration step adds nothing to the revision in the database.
    logging.getLogger("alembic").setLevel(logging.WARNING)
