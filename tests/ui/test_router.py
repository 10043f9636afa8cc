"""Ids outlive versions: whatever was ever sent is heard in the form that it was sent in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.guilds.settings import Purpose, Switch
from bot.ui.router import Router, integer
from tests.ui.acting import press
from tests.ui.world import texts

KEPT = Path(__file__).with_name("kept_ids.yaml")
READS = {"integer": integer, "text": str}


def kept() -> dict[str, list[Any]]:
    """Every id that was ever sent: its name, and what may follow it."""
    found: dict[str, list[Any]] = yaml.safe_load(KEPT.read_text("utf-8"))
    return found


def breaches(
    forms: Mapping[str, Sequence[Callable[[str], object]]], ids: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    """What an old message could no longer be pressed for, and what is not in the kept list yet."""
    for name, parts in ids.items():
        form = forms.get(name)
        if form is None or len(form) != len(parts):
            yield f"{name}: was sent with {len(parts)} parts"
            continue
        for read, part in zip(form, parts, strict=True):
            if isinstance(part, list):
                values = {one.value for one in read} if isinstance(read, type(Enum)) else set()
                if gone := set(part) - values:
                    yield f"{name}: was sent with {', '.join(sorted(gone))}"
            elif read is not READS[part]:
                yield f"{name}: was sent with {part}"
    yield from (f"{name}: add it to {KEPT.name}" for name in forms if name not in ids)


async def unheard(*_: object) -> None:
    """Stands in for a handler."""


def test_every_id_that_was_ever_sent_is_heard_in_its_form(world):
    found = list(breaches(world.env.bot.router.forms, kept()))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ((), [["stories"]]),
        ((integer,), ["text"]),
        ((str,), ["integer"]),
        ((Purpose,), [["stories", "music"]]),
        ((Purpose, Switch), [["stories"]]),
        ((str,), [["stories"]]),
    ],
)
def test_an_id_that_changed_its_form_is_found(form, sent):
    assert list(breaches({"cc": form}, {"cc": sent}))


def test_an_id_that_is_heard_no_more_is_found():
    assert list(breaches({}, {"cc": []}))


def test_a_new_id_is_to_be_kept():
    assert list(breaches({"cc": ()}, {}))


def test_an_enum_may_grow():
    assert not list(breaches({"cc": (Purpose,)}, {"cc": [["stories"]]}))


def test_a_name_leads_to_one_handler(catalogues):
    router = Router(catalogues)
    router.add("cc", unheard, Purpose)
    with pytest.raises(ValueError, match="'cc'"):
        router.add("cc", unheard)


@pytest.mark.parametrize(
    ("custom_id", "value"),
    [
        ("sp:distance", "decade"),
        ("sm:all", "points"),
        ("fl", "poster:the-start"),
        ("ty:0", "the-year-that-was-cut"),
        ("pc", "the-chapter-that-was-cut"),
        ("cq", "many"),
        ("cs", "few"),
        ("ca", "nobody"),
        ("ce", "nobody"),
    ],
)
async def test_a_choice_that_an_old_message_still_offers_is_said_to_be_gone(
    world, ada, custom_id, value, caplog
):
    board = (await ada.slash(world.channel, "scores")).response
    gone = await press(world, ada, custom_id, on=board, values=[value])
    assert "from before my last change" in texts(gone.response)
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
