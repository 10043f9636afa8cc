"""A press as discord.py is given it."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.ui.connection.state import first_button

TEXT = {"type": 10, "content": "Which car?"}
BUTTON = {"type": 2, "custom_id": "tq:1:1:0", "style": 1}
OTHER = {"type": 2, "custom_id": "tq:1:1:1", "style": 1}
SELECT = {"type": 3, "custom_id": "mo:1", "options": []}


@pytest.mark.parametrize(
    ("components", "kept"),
    [
        ((), ()),
        ((TEXT,), ()),
        (({"type": 1, "components": [SELECT]},), ()),
        (({"type": 1, "components": [BUTTON, OTHER]},), (BUTTON,)),
        (({"type": 17, "components": [TEXT, {"type": 1, "components": [BUTTON]}]},), (BUTTON,)),
        (({"type": 9, "components": [TEXT], "accessory": BUTTON},), (BUTTON,)),
        (({"type": 9, "components": [TEXT], "accessory": {"type": 11}},), ()),
        ((TEXT, OTHER, BUTTON), (OTHER,)),
    ],
)
def test_of_a_pressed_message_the_first_button_is_kept_however_deep_it_stands(
    components: Sequence[dict[str, Any]], kept: Sequence[dict[str, Any]]
) -> None:
    assert tuple(first_button(components)) == kept
