"""Discord's errors: HTTP status, JSON code and message; for bad bodies a tree of what is wrong where."""

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
"""Where a value stands in a body: `("components", 0, "label")`."""


class ApiError(Exception):
    """A request that Discord refuses."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the HTTP status, the JSON code, its message, and what else stands in body and headers."""
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.body: dict[str, Any] = {"message": message, "code": code, **(extra or {})}


class Problems:
    """What is wrong with a body, gathered and raised together."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self._tree: dict[str, Any] = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Note one fault at its place."""
        node = self._tree
        for part in path:
            node = node.setdefault(str(part), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def too_long(self, path: Path, text: object, most: int, least: int = 0) -> bool:
        """Note a text that is no text, or shorter or longer than allowed; returns whether it is."""
        if not isinstance(text, str):
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= len(text) <= most:
            code = "BASE_TYPE_MAX_LENGTH" if len(text) > most and not least else "BASE_TYPE_BAD_LENGTH"
            said = (
                f"Must be {most} or fewer in length."
                if not least
                else f"Must be between {least} and {most} in length."
            )
            self.add(path, code, said)
        else:
            return False
        return True

    def check(self) -> None:
        """Raise 50035 with every fault, if there is one."""
        if self._tree:
            raise ApiError(400, 50035, "Invalid Form Body", {"errors": self._tree})


def invalid(message: str, code: str = "MODEL_TYPE_CONVERT") -> ApiError:
    """A body, or a part of the path, that is wrong as a whole."""
    errors = {"errors": {"_errors": [{"code": code, "message": message}]}}
    return ApiError(400, 50035, "Invalid Form Body", errors)


def unauthorized() -> ApiError:
    """The bot's token is not known."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """No such route."""
    return ApiError(404, 0, "404: Not Found")


def unknown_channel() -> ApiError:
    """No such channel, or one that was deleted."""
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    """No such guild, or one that the bot is not in."""
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    """Nobody of that id is in the guild."""
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    """No such message for this reader."""
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    """Nobody has that id."""
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    """The interaction was not answered yet, so it has no webhook."""
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    """No such interaction, or its three seconds are over."""
    return ApiError(404, 10062, "Unknown interaction")


def already_acknowledged() -> ApiError:
    """The interaction was answered before."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> ApiError:
    """The bot does not see the channel."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """The bot sees the channel and may not do this there."""
    return ApiError(403, 50013, "Missing Permissions")


def invalid_webhook_token() -> ApiError:
    """The interaction's fifteen minutes are over, or there never was such a token."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def empty_message() -> ApiError:
    """Neither text nor embed, file, sticker, poll or component."""
    return ApiError(400, 50006, "Cannot send an empty message")
