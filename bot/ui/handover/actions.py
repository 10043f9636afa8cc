"""What rooms do for other rooms, called by name so that no room imports another."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, ParamSpec, TypeAlias, TypeVar

from bot.core.daily.schedule import Daily
from bot.core.stories.votes import Ballot
from bot.ui.components import Component
from bot.ui.interactions import Interaction
from bot.ui.messages import Message

Takes = ParamSpec("Takes")
Gives = TypeVar("Gives")

Parts: TypeAlias = Sequence[Component]


class Action(Generic[Takes, Gives]):
    """Something that one room does for whoever calls it."""

    def __init__(self) -> None:
        """No room offers it yet."""
        self._function: Callable[Takes, Gives] | None = None

    @property
    def is_offered(self) -> bool:
        """Whether a room offers it."""
        return self._function is not None

    def offer(self, does: Callable[Takes, Gives]) -> None:
        """Let every call run this; RuntimeError if a room offers it already."""
        if self._function is not None:
            raise RuntimeError("two rooms offer the same action")
        self._function = does

    def __call__(self, *args: Takes.args, **kwargs: Takes.kwargs) -> Gives:
        """Run it; RuntimeError if no room offers it."""
        if self._function is None:
            raise RuntimeError("no room offers this action")
        return self._function(*args, **kwargs)


class Actions:
    """Every action: its room offers it when it opens, the other rooms call it."""

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self.open_lobby: Action[[Interaction, str | None], Awaitable[None]] = Action()
        """Opens the lobby of a round on the chapter of that id, or on all, in answer to the interaction."""
        self.open_vote: Action[[Ballot, Message], None] = Action()
        """Ends the vote that this message shows when its time is over."""
        self.head_of_post: Action[[Ballot], Awaitable[Parts]] = Action()
        """The components above a claim that is a daily post."""
        self.arm_daily: Action[[Daily], None] = Action()
        """Sets the timer for that server's next daily post."""

    def require_all(self) -> None:
        """Check that every action is offered, once all rooms are open; RuntimeError names what is not."""
        missing = [name for name, action in vars(self).items() if not action.is_offered]
        if missing:
            raise RuntimeError(f"no room offers {', '.join(missing)}")
