"""`/anecdote`: what is told next, of which topic, to whom and where."""

import pytest
import simcord

from bot.core.packs.pack import Anecdote
from bot.storage.stories import seen
from tests.ui.acting import seen_by, set_aside
from tests.ui.stories.told import heard, sources, unanswered
from tests.ui.world import World, labels, texts


async def tell(
    world: World, teller: simcord.MemberActor, channel: simcord.ChannelHandle | None = None, **options: str
) -> Anecdote:
    """The anecdote that is told in the channel."""
    answered = await teller.slash(channel or world.channel, "anecdote", **options)
    shown = texts(answered.response)
    assert not answered.ephemeral, shown
    return next(one for one in world.pack.anecdotes if one.text in shown)


def anecdote_of(world: World, message: simcord.ResponseMessage | None) -> Anecdote:
    """The anecdote that the message tells."""
    shown = texts(message)
    (found,) = [one for one in world.pack.anecdotes if one.text in shown]
    return found


async def test_an_anecdote_is_told_to_all_with_how_sure_it_is_and_where_it_is_told(world, ada, bruno, say):
    answered = await ada.slash(world.channel, "anecdote", about="Isetta")
    assert answered.response is not None
    assert answered.response.id in seen_by(world, bruno)
    shown = texts(answered.response)
    told = next(one for one in world.pack.anecdotes if "Isetta" in one.cars)
    assert told.title in shown
    assert "Known" in shown.splitlines()[-1]
    assert shown.endswith(sources(world, told, say))


async def test_a_server_hears_all_anecdotes_before_it_hears_one_again(world, ada, bruno, restart, database):
    first = [(await tell(world, teller)).id for teller in (ada, bruno, ada)]
    await restart()
    rest = [(await tell(world, ada, world.elsewhere)).id for _ in world.pack.anecdotes[3:]]
    everything = {one.id for one in world.pack.anecdotes}
    assert {*first, *rest} == everything
    assert await heard(database, world, world.guild.id, seen.SeenKind.ANECDOTE) == everything


async def test_when_all_were_told_the_one_told_longest_ago_comes_again(world, ada):
    order = []
    for _ in range(2 * len(world.pack.anecdotes)):
        order.append((await tell(world, ada)).id)
        await world.wait(1)
    half = len(world.pack.anecdotes)
    assert order[:half] == order[half:]


async def test_another_server_hears_them_all_anew(world, ada):
    for _ in world.pack.anecdotes:
        await tell(world, ada)
    other = world.env.create_guild("Piazza del Duomo")
    channel = other.create_text_channel("stories")
    elena = other.add_member(world.env.create_user("elena"))
    there = [(await tell(world, elena, channel)).id for _ in world.pack.anecdotes]
    assert set(there) == {one.id for one in world.pack.anecdotes}


async def test_in_direct_messages_each_reader_is_an_audience(world, ada, database):
    dora = world.env.create_user("dora", global_name="Dora")
    shown = texts((await dora.slash("anecdote")).response)
    told = next(one.id for one in world.pack.anecdotes if one.text in shown)
    assert await heard(database, world, dora.id, seen.SeenKind.ANECDOTE) == {told}
    assert await heard(database, world, ada.id, seen.SeenKind.ANECDOTE) == set()


@pytest.mark.parametrize("about", ["Denis Jenkinson", "Chrysler 72", "Milan", "1954", " denis jenkinson "])
async def test_an_anecdote_is_asked_for_by_person_car_place_or_year(world, ada, about):
    topics = [topic.casefold() for topic in (await tell(world, ada, about=about)).topics]
    assert about.strip().casefold() in topics


async def test_of_what_is_asked_for_the_untold_comes_first(world, ada):
    about = [one.id for one in world.pack.anecdotes if "Brescia" in one.topics]
    told = [(await tell(world, ada, about="Brescia")).id for _ in about]
    assert set(told) == set(about)
    assert (await tell(world, ada, about="Brescia")).id in about


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("jenkinsn", "Denis Jenkinson"),
        ("iseta", "Isetta"),
        ("bresca", "Brescia"),
        ("1955", "1955"),
        ("", "Aymo Maggi"),
    ],
)
async def test_autocomplete_offers_people_cars_places_and_years(world, ada, typed, first):
    offered = await ada.autocomplete(world.channel, "anecdote", "about", typed)
    assert offered[0]["name"] == first
    assert len(offered) <= 25
    assert (await tell(world, ada, about=offered[0]["value"])).topics.count(first) == 1


@pytest.mark.parametrize("about", ["moss", "stirling mos", "the flying mantuan", "300SLR", "Moss please"])
async def test_a_topic_is_read_as_a_direct_message_is(world, ada, about):
    told = await ada.slash(world.channel, "anecdote", about=about)
    assert not told.ephemeral
    assert "Another anecdote" in labels(told.response)


async def test_of_several_topics_one_is_chosen_and_told_in_the_channel(world, ada, database):
    asked = await ada.slash(world.channel, "anecdote", about="alfa")
    assert asked.ephemeral
    assert "“alfa” may be one of several" in texts(asked.response)
    offered = labels(asked.response)
    assert len(offered) > 1
    told = await ada.click(asked.response, label="Alfa Romeo 6C 1750")
    assert not told.ephemeral
    anecdote = anecdote_of(world, told.response)
    assert "Alfa Romeo 6C 1750" in anecdote.topics


async def test_another_is_told_below_and_only_the_newest_has_the_button(world, ada, bruno):
    first = (await ada.slash(world.channel, "anecdote", about="Stirling Moss")).response
    second = (await bruno.click(first, label="Another anecdote")).response
    assert "Stirling Moss" in anecdote_of(world, second).topics
    assert anecdote_of(world, second) != anecdote_of(world, first)
    assert labels(first) == []
    assert labels(second) == ["Another anecdote"]


@pytest.mark.parametrize("about", ["Ferrari", "Alfa Romeo", "Mercedes-Benz 300 SL"])
async def test_another_stays_with_its_topic_where_a_longer_one_begins_alike(world, ada, about):
    told = (await ada.slash(world.channel, "anecdote", about=about)).response
    for _ in range(2):
        told = (await ada.click(told, label="Another anecdote")).response
        assert about in anecdote_of(world, told).topics


async def test_an_older_anecdote_that_is_gone_keeps_nobody_from_the_next(world, ada, caplog):
    first = (await ada.slash(world.channel, "anecdote")).response
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)
    second = await ada.click(first, label="Another anecdote")
    assert anecdote_of(world, second.response) != anecdote_of(world, first)


@pytest.mark.parametrize("about", ["'55", "the 1955 race", "1955"])
async def test_a_year_is_a_topic_however_it_is_said(world, ada, about):
    assert "1955" in (await tell(world, ada, about=about)).topics


async def test_an_unknown_topic_is_said_to_be_one_and_nothing_is_told(world, ada, bruno, database):
    refused = await ada.slash(world.channel, "anecdote", about="xyz")
    assert refused.ephemeral
    said = texts(refused.response)
    assert said == "I know no anecdote about “xyz”."
    assert await heard(database, world, world.guild.id, seen.SeenKind.ANECDOTE) == set()
    assert seen_by(world, bruno) == []


async def test_an_anecdote_whose_message_never_landed_is_still_to_be_told(world, ada, database):
    told = {(await tell(world, ada)).id}
    await unanswered(world, ada, "anecdote")
    assert await heard(database, world, world.guild.id, seen.SeenKind.ANECDOTE) == told
    for _ in range(len(world.pack.anecdotes) - 1):
        told.add((await tell(world, ada)).id)
    assert told == {one.id for one in world.pack.anecdotes}


async def test_an_anecdote_that_discord_has_taken_already_is_told(world, ada, database, caplog):
    # A repeated sending of what has landed is refused as a second answer.
    world.env.inject_error("POST", "/interactions/*/callback", status=400, code=40060)
    await ada.slash(world.channel, "anecdote")
    world.env._errors.clear()
    caplog.clear()
    assert len(await heard(database, world, world.guild.id, seen.SeenKind.ANECDOTE)) == 1


async def test_elsewhere_the_command_says_privately_where_to_go_and_tells_nothing(
    world, ada, bruno, database
):
    await set_aside(world, ada, "stories", world.channel)
    refused = await bruno.slash(world.elsewhere, "anecdote")
    assert refused.ephemeral
    assert world.channel.mention in texts(refused.response)
    assert await heard(database, world, world.guild.id, seen.SeenKind.ANECDOTE) == set()
    assert [message.id for message in world.elsewhere.history(viewer=ada)] == []
    assert not (await bruno.slash(world.channel, "anecdote")).ephemeral


async def test_elsewhere_an_unknown_topic_is_told_where_to_go_first(world, ada, bruno):
    await set_aside(world, ada, "stories", world.channel)
    refused = await bruno.slash(world.elsewhere, "anecdote", about="Taruffy")
    assert world.channel.mention in texts(refused.response)
    assert "Taruffy" not in texts(refused.response)
