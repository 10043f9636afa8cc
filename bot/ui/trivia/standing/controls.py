"""The leaderboard: private to its asker, with a button that shows it to everybody."""

from collections.abc import Sequence

import discord
from discord.ui import Select

from bot.core.trivia.standing.leaderboard import Measure, Period, Tally
from bot.services.trivia.leaderboards import Leaderboard
from bot.ui.desk import Desk
from bot.ui.interactions import Interaction, moment_of, public_locale
from bot.ui.layout import NIGHT, Layout, button, card, row, rule
from bot.ui.packs.wording import distance
from bot.ui.router import Router, chosen
from bot.ui.text import Say


class ScoreControls:
    """Pages, periods and measures."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of the leaderboard's message."""
        router.add("sc", self.turn)
        router.add("sp", self.choose_period)
        router.add("sm", self.choose_measure)
        router.add("ss", self.show)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sc:<period>:<measure>:<page>`."""
        await self._edit(interaction, Period(ids[0]), Measure(ids[1]), int(ids[2]))

    async def choose_period(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sp:<measure>`, with the period chosen."""
        await self._edit(interaction, Period(chosen(interaction)[0]), Measure(ids[0]), 0)

    async def choose_measure(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`sm:<period>`, with the measure chosen."""
        await self._edit(interaction, Period(ids[0]), Measure(chosen(interaction)[0]), 0)

    async def show(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`ss:<period>:<measure>:<page>`: the page, for everybody in the channel."""
        page = await self.leaderboard(interaction, Period(ids[0]), Measure(ids[1]), int(ids[2]))
        say = self._desk.publicly(page.locale or public_locale(interaction))
        await interaction.response.send_message(view=scores_layout(page, say, shared=True))

    async def leaderboard(
        self, interaction: Interaction, period: Period, measure: Measure, number: int
    ) -> Leaderboard:
        """The page as it stands now."""
        return await self._desk.leaderboards.page(
            interaction.guild_id or 0, interaction.user.id, period, measure, number, moment_of(interaction)
        )

    async def _edit(self, interaction: Interaction, period: Period, measure: Measure, number: int) -> None:
        page = await self.leaderboard(interaction, period, measure, number)
        layout = scores_layout(page, self._desk.privately(interaction))
        await interaction.response.edit_message(view=layout)


def scores_layout(board: Leaderboard, say: Say, *, shared: bool = False) -> Layout:
    """A page of the leaderboard; what everybody sees has no controls, so nobody turns another's page."""
    page, period, measure = board.page, board.period, board.measure
    where = f"{period.value}:{measure.value}"
    lines = [_line(rank, tally, board.unit, say) for rank, tally in page.lines]
    off_page = page.own is not None and page.own not in page.lines and not shared
    controls = (
        []
        if shared
        else [
            row(
                button(say("button.back"), f"sc:{where}:{page.number - 1}", disabled=page.number == 0),
                button(
                    say("button.next"),
                    f"sc:{where}:{page.number + 1}",
                    disabled=page.number + 1 >= page.pages,
                ),
                button(say("button.show_everyone"), f"ss:{where}:{page.number}", disabled=not lines),
            ),
            row(_period_select(period, measure, say)),
            row(_measure_select(period, measure, say)),
        ]
    )
    return Layout(
        card(
            say(
                "scores.title", period=say(f"period.{period.value}"), measure=say(f"measure.{measure.value}")
            ),
            say("scores.since", when=discord.utils.format_dt(board.since, "D")) if board.since else None,
            rule(),
            "\n".join(lines) if lines else say("scores.empty"),
            say("scores.own", line=_line(*page.own, board.unit, say)) if off_page and page.own else None,
            say.count(
                "scores.page", page.members, number=say.number(page.number + 1), pages=say.number(page.pages)
            )
            if lines
            else None,
            *controls,
            colour=NIGHT,
        )
    )


def _line(rank: int, tally: Tally, unit: str, say: Say) -> str:
    return say(
        "scores.line",
        rank=say.number(rank),
        name=f"<@{tally.member_id}>",
        distance=distance(tally.distance, unit, say),
        wins=say.count("scores.wins", tally.wins),
        rounds=say.count("scores.rounds", tally.rounds),
        right=say.percent(tally.share_right),
    )


def _period_select(period: Period, measure: Measure, say: Say) -> Select[discord.ui.LayoutView]:
    return Select(
        custom_id=f"sp:{measure.value}",
        options=[
            discord.SelectOption(label=say(f"period.{one.value}"), value=one.value, default=one is period)
            for one in Period
        ],
    )


def _measure_select(period: Period, measure: Measure, say: Say) -> Select[discord.ui.LayoutView]:
    return Select(
        custom_id=f"sm:{period.value}",
        options=[
            discord.SelectOption(label=say(f"measure.{one.value}"), value=one.value, default=one is measure)
            for one in Measure
        ],
    )
