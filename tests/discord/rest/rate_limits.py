"""Discord's rate limits: a bucket a route and major parameter, and one for all of a bot's calls."""

import hashlib
from dataclasses import dataclass
from typing import Final

from tests.discord.clock import Clock
from tests.discord.errors import ApiError

MAJOR: Final = ("/channels/{channel}", "/guilds/{guild}", "/webhooks/{application}/{token}")
"""Where the first parameters tell one bucket from another."""


@dataclass(slots=True)
class Bucket:
    """Calls that are left until it fills again."""

    remaining: int
    resets: float


class RateLimits:
    """Off unless `enabled`; each figure may be changed. Times are seconds of Discord's clock."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was called."""
        self.enabled = False
        self.per_route: dict[str, tuple[int, float]] = {
            "POST /channels/{channel}/messages": (5, 5.0),
            "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
            "POST /webhooks/{application}/{token}": (5, 2.0),
            "PATCH /webhooks/{application}/{token}/messages/{message}": (5, 2.0),
        }
        """Calls and seconds of each route; others have `other`."""
        self.other: tuple[int, float] = (50, 1.0)
        self.global_calls = 50
        """A second, for one bot; interactions and their webhooks are outside."""
        self._clock = clock
        self._buckets: dict[tuple[str, ...], Bucket] = {}
        self._global = Bucket(0, 0.0)

    def take(self, route: str, parameters: tuple[str, ...], *, is_bot_s: bool) -> dict[str, str]:
        """The headers that tell what is left after this call; raises 429 where nothing is."""
        now = self._clock.now()
        if route.startswith("POST /interactions/"):
            return {}
        if is_bot_s:
            self._take_global(now)
        most, seconds = self.per_route.get(route, self.other)
        key = (route, *parameters[: self._majors(route)])
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets <= now:
            bucket = self._buckets[key] = Bucket(most, now + seconds)
        told = {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(bucket.remaining - 1, 0)),
            "X-RateLimit-Reset": f"{bucket.resets:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.resets - now:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }
        if bucket.remaining <= 0:
            raise _too_many(bucket.resets - now, told | {"X-RateLimit-Scope": "user"}, is_global=False)
        bucket.remaining -= 1
        return told

    def _take_global(self, now: float) -> None:
        if self._global.resets <= now:
            self._global = Bucket(self.global_calls, now + 1)
        if self._global.remaining <= 0:
            told = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            raise _too_many(self._global.resets - now, told, is_global=True)
        self._global.remaining -= 1

    def _majors(self, route: str) -> int:
        path = route.partition(" ")[2]
        return next((one.count("{") for one in MAJOR if path.startswith(one)), 0)


def _too_many(seconds: float, headers: dict[str, str], *, is_global: bool) -> ApiError:
    body = {"retry_after": round(seconds, 3), "global": is_global}
    # discord.py takes a 429 without `Via` for Cloudflare's, and gives up.
    told = headers | {"Retry-After": str(max(1, round(seconds))), "Via": "1.1 google"}
    return ApiError(429, 0, "You are being rate limited.", body, told)
