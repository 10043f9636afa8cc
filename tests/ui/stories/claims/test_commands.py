"""`/legend`: a claim is put to all, voted on, and told with its verdict."""

import pytest
import simcord

from bot.core.packs.pack import Legend
from bot.core.stories.votes import Ballot
from bot.storage.database import Database
from bot.storage.stories import ballots, seen
from tests.ui.acting import press, seen_by, set_aside
from tests.ui.stories.told import heard, sources, unanswered
from tests.ui.world import World, labels, texts


async def claim(world: World, asker: simcord.MemberActor) -> simcord.ResponseMessage:
    """A claim's message, open to votes."""
    posted = (await asker.slash(world.channel, "legend")).response
    assert posted is not None
    return posted


def claimed(world: World, message: simcord.ResponseMessage) -> Legend:
    """What the message claims, as the pack has it."""
    shown = texts(message)
    return next(one for one in world.pack.legends if one.claim in shown)


def is_verdict(world: World, message: simcord.ResponseMessage) -> bool:
    legend = claimed(world, message)
    shown = texts(message)
    return (
        f"It is a {legend.verdict}." in shown
        and legend.why in shown
        and labels(message) in ([], ["Another claim"])
    )


async def ballot(database: Database, ballot_id: int = 1) -> Ballot:
    """The vote on disk."""
    async with database.transaction() as connection:
        kept = await ballots.load(connection, ballot_id)
    assert kept is not None
    return kept


async def test_a_claim_whose_message_never_landed_is_still_to_be_put_and_its_vote_is_over(
    world, ada, database
):
    await unanswered(world, ada, "legend")
    assert await heard(database, world, world.guild.id, seen.SeenKind.CLAIM) == set()
    assert (await ballot(database)).closed


async def test_elsewhere_the_command_says_privately_where_to_go_and_tells_nothing(
    world, ada, bruno, database
):
    await set_aside(world, ada, "stories", world.channel)
    refused = await bruno.slash(world.elsewhere, "legend")
    assert refused.ephemeral
    assert world.channel.mention in texts(refused.response)
    assert await heard(database, world, world.guild.id, seen.SeenKind.CLAIM) == set()
    assert [message.id for message in world.elsewhere.history(viewer=ada)] == []
    assert not (await bruno.slash(world.channel, "legend")).ephemeral


async def test_a_claim_is_put_to_all_with_two_ways_to_call_it(world, ada, bruno, database):
    message = await claim(world, ada)
    shown = texts(message)
    assert message.id in seen_by(world, bruno)
    assert labels(message) == ["Fact", "Legend", "Verdict now"]
    assert claimed(world, message).why not in shown
    assert "No votes yet" in shown
    kept = await ballot(database)
    assert (kept.message_id, kept.asker_id, kept.votes, kept.closed) == (message.id, ada.id, {}, False)


async def test_votes_are_counted_and_not_shown(world, ada, bruno, carla, database):
    message = await claim(world, ada)
    await ada.click(message, label="Fact")
    assert "One vote so far" in texts(message)
    await bruno.click(message, label="Legend")
    await carla.click(message, label="Legend")
    shown = texts(message)
    assert "3 votes so far" in shown
    assert not any(member.mention in shown for member in (ada, bruno, carla))
    assert (await ballot(database)).votes == {ada.id: "fact", bruno.id: "legend", carla.id: "legend"}


async def test_a_changed_vote_counts_once(world, ada, bruno, database):
    message = await claim(world, ada)
    await bruno.click(message, label="Fact")
    await bruno.click(message, label="Legend")
    assert "One vote so far" in texts(message)
    assert (await ballot(database)).votes == {bruno.id: "legend"}
    await ada.click(message, label="Verdict now")
    assert "Fact: 0 · Legend: 1" in texts(message)


async def test_the_verdict_comes_with_the_time(world, say, ada, bruno, database):
    message = await claim(world, ada)
    legend = claimed(world, message)
    await bruno.click(message, label=legend.verdict.capitalize())
    await ada.click(message, label="Legend" if legend.verdict == "fact" else "Fact")
    await world.wait(44)
    assert not is_verdict(world, message)
    await world.wait(2)
    assert is_verdict(world, message)
    shown = texts(message)
    assert "Fact: 1 · Legend: 1" in shown
    assert bruno.mention in shown
    assert ada.mention not in shown
    assert sources(world, legend, say) in shown
    assert (await ballot(database)).closed


@pytest.mark.parametrize("status", [429, 503])
async def test_a_verdict_that_discord_has_no_time_for_is_written_again(world, ada, status):
    message = (await ada.slash(world.channel, "legend")).response
    world.env.inject_error("PATCH", "*", status=status, times=2)
    await world.wait(46 + 5)
    assert not is_verdict(world, message)
    await world.wait(5)
    assert is_verdict(world, message)


async def test_a_claim_that_nobody_voted_on_gets_its_verdict_too(world, ada):
    message = await claim(world, ada)
    await world.wait(46)
    assert is_verdict(world, message)
    assert "Nobody voted" in texts(message)


async def test_the_asker_may_have_the_verdict_now(world, ada, database):
    message = await claim(world, ada)
    await ada.click(message, label="Verdict now")
    assert is_verdict(world, message)
    assert (await ballot(database)).closed
    written = len(world.env.http_requests)
    await world.wait(60)
    assert len(world.env.http_requests) == written


async def test_nobody_else_ends_the_vote_early(world, ada, bruno, database):
    message = await claim(world, ada)
    refused = await bruno.click(message, label="Verdict now")
    assert refused.ephemeral
    assert ada.mention in texts(refused.response)
    assert not is_verdict(world, message)
    assert not (await ballot(database)).closed


async def test_after_its_time_anybody_may_have_the_verdict_and_nobody_may_vote(
    world, ada, bruno, carla, database
):
    message = await claim(world, ada)
    await world.wait(45.5)
    late = await carla.click(message, label="Fact")
    assert late.ephemeral
    assert "over" in texts(late.response)
    await bruno.click(message, label="Verdict now")
    assert is_verdict(world, message)
    assert (await ballot(database)).votes == {}


@pytest.mark.parametrize("custom_id", ["lv:1:fact", "lr:1"])
async def test_a_click_after_the_verdict_is_told_so_and_changes_nothing(
    world, ada, bruno, database, custom_id
):
    message = await claim(world, ada)
    await world.wait(46)
    before = texts(message)
    late = await press(world, bruno, custom_id, on=message)
    assert late.ephemeral
    assert "The vote on this is over" in texts(late.response)
    assert texts(message) == before
    assert (await ballot(database)).votes == {}


async def test_a_call_that_is_neither_is_refused(world, ada, bruno, database):
    message = await claim(world, ada)
    refused = await press(world, bruno, "lv:1:maybe", on=message)
    assert refused.ephemeral
    assert "not one of the answers" in texts(refused.response)
    assert (await ballot(database)).votes == {}


async def test_a_vote_goes_on_after_a_restart(world, ada, bruno, database, restart):
    message = await claim(world, ada)
    await bruno.click(message, label="Fact")
    await restart(downtime=10)
    await ada.click(message, label="Legend")
    assert "2 votes so far" in texts(message)
    await world.wait(36)
    assert is_verdict(world, message)
    assert set((await ballot(database)).votes) == {ada.id, bruno.id}


async def test_a_vote_that_ended_while_the_bot_was_away_gets_its_verdict_at_the_start(world, ada, restart):
    message = await claim(world, ada)
    await restart(downtime=300)
    await world.wait(1)
    assert is_verdict(world, message)


async def test_the_asker_of_a_former_process_may_still_have_the_verdict(world, ada, bruno, restart):
    message = await claim(world, ada)
    await restart()
    assert (await bruno.click(message, label="Verdict now")).ephemeral
    await ada.click(message, label="Verdict now")
    assert is_verdict(world, message)


async def test_a_claim_whose_message_was_deleted_ends_quietly(world, ada, database):
    message = await claim(world, ada)
    world.env.backend.delete_message(message.channel_id, message.id)
    await world.wait(46)
    assert (await ballot(database)).closed


async def test_a_server_hears_all_claims_before_it_hears_one_again(world, ada):
    told = [claimed(world, await claim(world, ada)).id for _ in world.pack.legends]
    assert set(told) == {one.id for one in world.pack.legends}


async def test_two_votes_in_a_channel_are_counted_apart(world, ada, bruno, database):
    first, second = await claim(world, ada), await claim(world, bruno)
    await ada.click(second, label="Fact")
    assert "No votes yet" in texts(first)
    assert "One vote so far" in texts(second)
    assert (await ballot(database, 1)).votes == {}
    await world.wait(46)
    assert is_verdict(world, first)
    assert is_verdict(world, second)


async def test_a_claim_can_be_called_alone_in_direct_messages(world):
    dora = world.env.create_user("dora", global_name="Dora")
    message = (await dora.slash("legend")).response
    assert message is not None
    await dora.click(message, label="Fact")
    assert "One vote so far" in texts(message)
    await world.wait(46)
    assert is_verdict(world, message)


async def test_a_verdict_that_could_not_be_written_is_shown_by_the_next_press(world, ada, bruno):
    claim = (await ada.slash(world.channel, "legend")).response
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    await world.wait(60)
    assert "Legend or fact?" in texts(claim)
    await bruno.click(claim, label="Fact")
    assert "It is a" in texts(claim)
    assert labels(claim) == ["Another claim"]


@pytest.mark.parametrize("by_press", [False, True])
async def test_a_verdict_that_was_not_shown_is_shown_after_a_restart_and_once(world, ada, restart, by_press):
    message = await claim(world, ada)
    world.env.inject_error("PATCH", "*", status=503, times=None)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    if by_press:
        await ada.click(message, label="Verdict now")
    else:
        await world.wait(46)
    assert not is_verdict(world, message)
    world.env.backend.faults.clear()
    await restart(downtime=600)
    await world.wait(1)
    assert is_verdict(world, message)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(60)
    assert not [route for route in world.calls(before) if route.startswith("PATCH")]


@pytest.mark.parametrize("by_press", [False, True])
async def test_a_verdict_that_was_shown_costs_no_call_at_a_restart(world, ada, restart, by_press):
    message = await claim(world, ada)
    if by_press:
        await ada.click(message, label="Verdict now")
    else:
        await world.wait(46)
    assert is_verdict(world, message)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(60)
    assert not [route for route in world.calls(before) if route.startswith("PATCH")]


async def test_a_verdict_asked_for_by_a_press_that_is_given_up_is_written_all_the_same(world, ada):
    message = await claim(world, ada)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await ada.click(message, label="Verdict now")
    await world.wait(1)
    assert is_verdict(world, message)


async def test_an_unshown_verdict_whose_message_is_gone_ends_the_matter(world, ada, restart):
    message = await claim(world, ada)
    world.env.inject_error("PATCH", "*", status=503, times=None)
    await world.wait(46)
    world.env.backend.faults.clear()
    world.env.backend.delete_message(message.channel_id, message.id)
    before = len(world.env.http_requests)
    for _ in range(2):
        await restart()
        await world.wait(60)
    assert world.calls(before)["PATCH channels/messages"] == 1


async def test_another_claim_is_put_below_a_verdict_and_only_the_newest_offers_one(world, ada, bruno):
    first = (await ada.slash(world.channel, "legend")).response
    assert "Another claim" not in labels(first)
    await world.wait(60)
    second = await bruno.click(first, label="Another claim")
    assert not second.ephemeral
    assert "Legend or fact?" in texts(second.response)
    assert claimed(world, second.response) != claimed(world, first)
    assert labels(first) == []
    await world.wait(60)
    assert is_verdict(world, second.response)
    assert labels(second.response) == ["Another claim"]


async def test_the_verdict_on_an_old_message_comes_once_discord_takes_edits_of_it_again(world, ada, caplog):
    claim = (await ada.slash(world.channel, "legend")).response
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=429, code=30046, times=None)
    await world.wait(120)
    world.env.backend.faults.clear()
    assert not is_verdict(world, claim)
    await world.wait(600)
    assert is_verdict(world, claim)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
    caplog.clear()
