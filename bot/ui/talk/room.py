"""Opens the conversation: direct messages, and the buttons below an answer."""

from bot.services.services import Services
from bot.ui.frame import Frame
from bot.ui.talk.hearing import Talk


def open_room(frame: Frame, services: Services) -> None:
    """Hear direct messages."""
    talk = Talk(frame, services)
    talk.register(frame.router)
    frame.events.direct_message.append(talk.hear)
