from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
import simcord

from bot.core.trivia.standing.leaderboard import Measure, Period
from bot.core.trivia.standing.round_standings import Standing
from bot.storage.database import Database
from bot.storage.guilds import names
from tests.storage.builders import a_standing, score, start
from tests.ui.acting import Look, press, seen_by
from tests.ui.world import World, buttons, labels, lobby_of, selects, texts

KM = 1_000


class Book:
    """Writes the results of rounds that were held before the test."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world
        self._channels = count(1)

    async def enter(
        self, *standings: Standing, asked: int = 10, at: datetime | None = None, in_company: bool = True
    ) -> None:
        """A round of the server that ended at that moment, else now."""
        play = await start(
            self._database,
            guild_id=self._world.guild.id,
            channel_id=next(self._channels),
            pack_id=self._world.pack.id,
        )
        ended_at = at or self._world.env.now()
        await score(self._database, play.game, standings, asked, ended_at, in_company=in_company)
        users = self._world.env.backend.users
        async with self._database.transaction() as connection:
            for standing in standings:
                if standing.member_id in users:
                    name = users[standing.member_id].global_name or ""
                    await names.see(connection, self._world.guild.id, standing.member_id, name)


@pytest.fixture
def book(database: Database, world: World) -> Book:
    return Book(database, world)


async def scores(world: World, asker: simcord.MemberActor, **options: str) -> simcord.ResponseMessage:
    """The leaderboard as the asker sees it."""
    answered = (await asker.slash(world.channel, "scores", **options)).response
    assert answered is not None
    assert answered.ephemeral
    return answered


def ranks(message: simcord.ResponseMessage) -> list[tuple[str, str]]:
    """The rank and the name of each line, from top to bottom; a mention of who is not known by name."""
    lines = [line for line in texts(message).splitlines() if line.startswith("**")]
    return [(line.split("**")[1], line.split("** ")[1].split(" · ")[0]) for line in lines]


def chosen(message: simcord.ResponseMessage) -> list[str]:
    """What the period's and the measure's menus show as chosen."""
    return [option["value"] for menu in selects(message) for option in menu["options"] if option["default"]]


def is_disabled(message: simcord.ResponseMessage, label: str) -> bool:
    return any(one["label"] == label and one.get("disabled") for one in buttons(message))


# Lines


async def test_a_line_sums_up_a_member_s_rounds(world, ada, book):
    await book.enter(a_standing(ada.id, distance=1_200 * KM, right=8, won=True))
    await book.enter(a_standing(ada.id, distance=34_567, right=1))
    board = await scores(world, ada)
    assert "**1.** Ada · **1,235 km** · one win · 2 rounds · 45% right" in texts(board)
    assert "Page 1 of 1 · one member" in texts(board)


async def test_ties_share_a_rank_and_the_next_rank_counts_them_all(world, ada, bruno, carla, book):
    dario = world.member("Dario")
    await book.enter(
        a_standing(ada.id, distance=5 * KM),
        a_standing(bruno.id, distance=9 * KM),
        a_standing(carla.id, distance=5 * KM),
        a_standing(dario.id, distance=1 * KM),
    )
    assert ranks(await scores(world, ada)) == [
        ("1.", "Bruno"),
        ("2.", "Ada"),
        ("2.", "Carla"),
        ("4.", "Dario"),
    ]


async def test_another_server_has_its_own_leaderboard(world, ada, book):
    await book.enter(a_standing(ada.id, distance=5 * KM))
    other = world.env.create_guild("Piazza del Duomo")
    channel = other.create_text_channel("trivia")
    there = other.add_member(ada.user)
    assert "be the first" in texts((await there.slash(channel, "scores")).response)


# Periods and measures


@pytest.mark.parametrize("period", [period.value for period in Period])
@pytest.mark.parametrize("measure", [measure.value for measure in Measure])
async def test_each_period_and_measure_is_shown_and_stays_chosen(world, ada, book, period, measure):
    await book.enter(a_standing(ada.id, distance=5 * KM, right=3, won=True))
    board = await scores(world, ada, period=period, by=measure)
    assert ranks(board) == [("1.", "Ada")]
    assert chosen(board) == [period, measure]


async def test_a_period_counts_from_its_own_beginning(world, ada, bruno, carla, book):
    dario = world.member("Dario")
    # Wednesday, 21 January 2026.
    await world.wait(20 * 86_400 + 3_600)
    now = world.env.now()
    await book.enter(a_standing(ada.id, distance=4 * KM), at=now)
    await book.enter(a_standing(bruno.id, distance=3 * KM), at=now - timedelta(hours=2))
    await book.enter(a_standing(carla.id, distance=2 * KM), at=now - timedelta(days=4))
    await book.enter(a_standing(dario.id, distance=1 * KM), at=now - timedelta(days=30))
    listed = {
        period: [member for _, member in ranks(await scores(world, ada, period=period))]
        for period in ("day", "week", "season", "all")
    }
    assert listed == {
        "day": ["Ada"],
        "week": ["Ada", "Bruno"],
        "season": ["Ada", "Bruno", "Carla"],
        "all": ["Ada", "Bruno", "Carla", "Dario"],
    }
    assert "Since <t:" in texts(await scores(world, ada, period="week"))
    assert "Since" not in texts(await scores(world, ada, period="all"))


async def test_a_day_begins_at_midnight_by_the_servers_own_time_zone(world, ada, bruno, book):
    # Midnight in London is nine in the morning in Tokyo.
    now = world.env.now()
    assert now.timetz() == time(tzinfo=UTC)
    await book.enter(a_standing(ada.id, distance=4 * KM), at=now - timedelta(hours=8))
    await book.enter(a_standing(bruno.id, distance=3 * KM), at=now - timedelta(hours=10))
    await ada.slash(world.channel, "config server", time_zone="Asia/Tokyo")
    assert ranks(await scores(world, ada, period="day")) == [("1.", "Ada")]


async def test_each_measure_orders_by_itself(world, ada, bruno, carla, book):
    await book.enter(a_standing(ada.id, distance=100 * KM, right=1))
    await book.enter(a_standing(bruno.id, distance=5 * KM, right=2, won=True))
    await book.enter(a_standing(carla.id, distance=9 * KM, right=9), a_standing(bruno.id, distance=1 * KM))
    first = {
        measure: ranks(await scores(world, ada, by=measure))[0][1]
        for measure in ("distance", "wins", "rounds", "right")
    }
    assert first == {"distance": "Ada", "wins": "Bruno", "rounds": "Bruno", "right": "Carla"}


@pytest.mark.parametrize("measure", [measure.value for measure in Measure])
async def test_whoever_played_is_listed_also_with_nothing(world, ada, bruno, book, measure):
    await book.enter(a_standing(ada.id), a_standing(bruno.id, distance=9 * KM, right=1, won=True))
    assert "Bruno" in dict.fromkeys(member for _, member in ranks(await scores(world, ada, by=measure)))
    assert "Ada" in dict.fromkeys(member for _, member in ranks(await scores(world, ada, by=measure)))


async def test_shares_of_right_answers_say_how_many_questions_they_still_take(world, ada, bruno, book):
    await book.enter(a_standing(ada.id, right=3), asked=4)
    await book.enter(a_standing(bruno.id, right=3), asked=9)
    assert "from 10 questions on, asked in company: 6 more for yours" in texts(
        await scores(world, ada, by="right")
    )
    board = await scores(world, bruno, by="right")
    assert "asked in company: only one more for yours" in texts(board)
    assert "for yours" not in texts(await scores(world, bruno, by="distance"))
    await book.enter(a_standing(bruno.id), asked=1)
    assert "for yours" not in texts(await scores(world, bruno, by="right"))


# Alone and in company


async def test_what_was_driven_alone_is_in_one_s_own_figures_and_on_no_board(world, ada, bruno, book):
    await book.enter(a_standing(ada.id, distance=100 * KM, right=5))
    for _ in range(2):
        await book.enter(a_standing(ada.id, distance=479 * KM, right=10), in_company=False)
    own = "with what you drove alone: **1,058 km** · 0 wins · 3 rounds · 83% right"
    board = await scores(world, ada)
    assert ranks(board) == [("1.", "Ada")]
    assert "· **100 km** · 0 wins · one round · 50% right" in texts(board)
    assert own in texts(board)
    shown = (await ada.click(board, label="Show everyone")).response
    assert "alone" not in texts(shown)
    assert "alone" not in texts(await scores(world, bruno))


async def test_who_only_drove_alone_sees_their_own_figures_below_an_empty_board(world, ada, book):
    await book.enter(a_standing(ada.id, distance=479 * KM, right=3), asked=3, in_company=False)
    board = await scores(world, ada)
    assert "be the first" in texts(board)
    assert "with what you drove alone: **479 km** · 0 wins · one round · 100% right" in texts(board)


async def played(world: World, players: list[simcord.MemberActor], questions: int) -> simcord.ResponseMessage:
    """A round in which the first player has everything right, and the others everything wrong."""
    board = (await players[0].slash(world.channel, "trivia start", questions=questions)).response
    assert board is not None
    for player in players:
        await player.click(board, label="Join")
    await world.wait(30)
    for _ in range(questions):
        right, wrong = world.right_answer(board), world.wrong_answer(board)
        for player in players:
            await player.click(board, custom_id=right if player is players[0] else wrong)
        await world.wait(1)
    return board


async def test_a_short_round_says_what_was_driven_and_what_counts_by_its_length(world, ada, bruno):
    board = await played(world, [ada, bruno], 3)
    assert "**1.** Ada · **1,597 km driven, 479 count** · 3 of 3 right" in texts(board)
    assert "**2.** Bruno · **0 km** · 0 of 3 right" in texts(board)
    assert "counts by its length: 10 questions are the whole course" in texts(board)
    counted = await scores(world, ada)
    assert "**479 km** · one win · one round · 100% right" in texts(counted)
    assert ranks(counted) == [("1.", "Ada"), ("2.", "Bruno")]


async def test_a_round_of_ten_counts_whole_and_says_no_more_about_it(world, ada, bruno):
    board = await played(world, [ada, bruno], 10)
    assert "**1.** Ada · **1,597 km** · 10 of 10 right" in texts(board)
    assert "count" not in texts(board).split("The finish")[1]
    assert "**1,597 km** · one win" in texts(await scores(world, ada))


async def test_a_round_alone_goes_into_one_s_own_figures_and_says_so(world, ada):
    board = await played(world, [ada], 3)
    assert "**1,597 km driven, 479 count**" in texts(board)
    assert "**479 km** go into your own figures in `/scores`, and well earned" in texts(board)
    own = texts(await scores(world, ada))
    assert "be the first" in own
    assert "with what you drove alone: **479 km** · 0 wins · one round · 100% right" in own


async def test_four_short_rounds_alone_do_not_pass_a_contest(world, ada, bruno, carla):
    await played(world, [bruno, carla], 10)
    for _ in range(4):
        await played(world, [ada], 3)
        await world.wait(30)
    assert [member for _, member in ranks(await scores(world, ada))] == ["Bruno", "Carla"]


async def test_the_menus_change_the_period_and_the_measure_in_place(world, ada, bruno, book):
    await book.enter(a_standing(ada.id, distance=9 * KM), a_standing(bruno.id, distance=5 * KM, won=True))
    board = await scores(world, ada)
    await ada.select(board, ["wins"], custom_id="sm:all")
    assert chosen(board) == ["all", "wins"]
    assert ranks(board) == [("1.", "Bruno"), ("2.", "Ada")]
    await ada.select(board, ["week"], custom_id="sp:wins")
    assert chosen(board) == ["week", "wins"]


# Pages


async def twenty_five(book: Book, first: int = 500) -> list[str]:
    """That many members with 25, 24, ... 1 km, who are not known by name, from the best to the last."""
    members = [first + number for number in range(25)]
    await book.enter(
        *(a_standing(member, distance=(25 - number) * KM) for number, member in enumerate(members))
    )
    return [f"<@{member}>" for member in members]


async def test_pages_of_ten_are_turned_in_place(world, ada, book):
    members = await twenty_five(book)
    board = await scores(world, ada)
    assert [member for _, member in ranks(board)] == members[:10]
    assert "Page 1 of 3 · 25 members" in texts(board)
    assert is_disabled(board, "Back")
    await ada.click(board, label="Next")
    await ada.click(board, label="Next")
    assert ranks(board)[0] == ("21.", members[20])
    assert len(ranks(board)) == 5
    assert is_disabled(board, "Next")
    await ada.click(board, label="Back")
    assert "Page 2 of 3" in texts(board)


async def test_a_page_of_a_former_process_still_turns(world, ada, book, restart):
    members = await twenty_five(book)
    board = await scores(world, ada)
    await restart()
    await ada.click(board, label="Next")
    assert ranks(board)[0] == ("11.", members[10])


async def test_a_page_that_is_no_longer_there_is_moved_into_range(world, ada, book):
    await twenty_five(book)
    board = await scores(world, ada)
    await press(world, ada, "sc:all:distance:99", on=board)
    assert "Page 3 of 3" in texts(board)
    await press(world, ada, "sc:all:distance:-5", on=board)
    assert "Page 1 of 3" in texts(board)


async def test_the_asker_s_own_line_shows_where_it_is_off_the_page(world, ada, book):
    await twenty_five(book)
    await book.enter(a_standing(ada.id, distance=12 * KM + 600))
    board = await scores(world, ada)
    own = "You: **14.** Ada · **13 km**"
    assert own in texts(board)
    await ada.click(board, label="Next")
    assert own not in texts(board)
    assert ("14.", "Ada") in ranks(board)
    await ada.click(board, label="Next")
    assert own in texts(board)


async def test_who_has_no_scores_has_no_own_line(world, ada, book):
    await twenty_five(book)
    assert "You:" not in texts(await scores(world, ada))


# Shown to everybody


async def test_show_everyone_posts_the_page_without_controls(world, ada, bruno, book):
    await twenty_five(book)
    await book.enter(a_standing(ada.id, distance=500))
    board = await scores(world, ada, period="season", by="distance")
    await ada.click(board, label="Next")
    before = Look.at(board)
    shown = (await ada.click(board, label="Show everyone")).response
    assert shown is not None
    assert not shown.ephemeral
    assert seen_by(world, bruno) == [shown.id]
    assert ranks(shown) == ranks(board)
    assert (labels(shown), list(selects(shown))) == ([], [])
    assert "You:" not in texts(shown)
    assert Look.at(board) == before


async def test_an_empty_leaderboard_says_so_and_is_not_shown_to_all(world, ada):
    board = await scores(world, ada)
    assert "be the first" in texts(board)
    assert all(is_disabled(board, label) for label in ("Back", "Next", "Show everyone"))
    assert "Page" not in texts(board)


async def test_a_round_s_results_are_on_the_leaderboard_at_once(world, ada, bruno):
    await played(world, [ada, bruno], 3)
    board = await scores(world, ada, period="day")
    assert "**479 km** · one win · one round · 100% right" in texts(board)


async def test_the_leaderboard_is_a_server_s(world):
    loner = world.env.create_user("loner")
    assert "scores" not in loner.available_commands()


# Names


def renames(world: World, member: simcord.MemberActor, nick: str) -> None:
    """The member calls themselves so in the server from now on."""
    world.env.backend.get_guild(world.guild.id).members[member.id].nick = nick


async def test_a_member_is_named_as_they_were_last_seen_in_the_server(world, ada, bruno):
    await played(world, [ada, bruno], 3)
    assert [name for _, name in ranks(await scores(world, bruno))] == ["Ada", "Bruno"]
    renames(world, ada, "*Ada* of Brescia")
    assert [name for _, name in ranks(await scores(world, bruno))] == ["Ada", "Bruno"]
    renamed = [r"\*Ada\* of Brescia", "Bruno"]
    assert [name for _, name in ranks(await scores(world, ada))] == renamed
    assert [name for _, name in ranks(await scores(world, bruno))] == renamed


async def test_a_new_name_is_on_the_board_with_the_next_answer_and_on_the_leaderboard_after_it(
    world, ada, bruno
):
    board = await lobby_of(world, ada, ada, bruno, questions=3)
    await ada.click(board, label="Start now")
    renames(world, bruno, "Bruno the Quick")
    await bruno.click(board, custom_id=world.right_answer(board))
    assert "Answered, 1 of 2: Bruno the Quick" in texts(board)
    await ada.click(board, custom_id=world.wrong_answer(board))
    await world.wait(1)
    await ada.slash(world.channel, "trivia stop")
    assert [name for _, name in ranks(await scores(world, ada))] == ["Bruno the Quick", "Ada"]


async def test_a_leaderboard_is_one_trip_and_writes_nothing_where_no_name_is_new(
    world, ada, bruno, monkeypatch
):
    await played(world, [ada, bruno], 3)
    trips: list[str] = []
    for kind in ("read", "write"):
        whole = getattr(Database, kind)

        async def counted(self: Database, work: Any, kind: str = kind, whole: Any = whole) -> Any:
            trips.append(kind)
            return await whole(self, work)

        monkeypatch.setattr(Database, kind, counted)
    await scores(world, ada)
    assert trips == ["read"]
    renames(world, ada, "Ada B.")
    for _ in range(2):
        await scores(world, ada)
    assert trips == ["read", "read", "write", "read"]
