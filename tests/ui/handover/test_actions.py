from typing import Any

import pytest

from bot.ui.handover.actions import Action, Actions

# One action


def test_an_action_gives_what_the_room_that_offers_it_makes_of_the_call():
    action: Action[[int, int], str] = Action()
    action.offer("{} and {}".format)
    assert action(1, 2) == "1 and 2"


def test_an_action_that_no_room_offers_can_not_be_called():
    action: Action[[], None] = Action()
    assert not action.is_offered
    with pytest.raises(RuntimeError, match="no room offers"):
        action()


def test_a_second_offer_of_an_action_is_refused_and_the_first_holds():
    action: Action[[], str] = Action()
    action.offer(lambda: "first")
    with pytest.raises(RuntimeError, match="two rooms"):
        action.offer(lambda: "second")
    assert action.is_offered
    assert action() == "first"


# All of them


def nothing(*_: object) -> Any:
    """Does an action's work in a test."""


def test_what_no_room_offers_is_named_once_all_are_open():
    actions = Actions()
    actions.open_lobby.offer(nothing)
    actions.arm_daily.offer(nothing)
    with pytest.raises(RuntimeError, match=r"no room offers open_vote, head_of_post$"):
        actions.require_all()


def test_where_each_action_is_offered_none_is_missing():
    actions = Actions()
    for action in vars(actions).values():
        action.offer(nothing)
    actions.require_all()
