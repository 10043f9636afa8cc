"""The leaderboard: ephemeral, with a button that shows it to everybody."""

import discord

from bot.core.trivia.standing.leaderboard import FEWEST_ASKED, Measure, Page, Period, Tally
from bot.services.trivia.leaderboards import Leaderboard
from bot.ui.components import Select, button, container, option, row, rule, select
from bot.ui.layout import NIGHT, Layout
from bot.ui.packs.names import name_of
from bot.ui.packs.wording import distance
from bot.ui.text import Say


def scores_layout(board: Leaderboard, say: Say, *, shared: bool = False) -> Layout:
    """A page of the leaderboard; a shared page has no controls, so that nobody turns another's page."""
    page, period, measure = board.page, board.period, board.measure
    ids = f"{period.value}:{measure.value}"
    lines = [_line(rank, tally, board, say) for rank, tally in page.lines]
    off_page = page.own is not None and page.own not in page.lines and not shared
    controls = (
        []
        if shared
        else [
            row(
                button(say("button.back"), f"sc:{ids}:{page.number - 1}", disabled=page.number == 0),
                button(
                    say("button.next"),
                    f"sc:{ids}:{page.number + 1}",
                    disabled=page.number + 1 >= page.pages,
                ),
                button(say("button.show_everyone"), f"ss:{ids}:{page.number}", disabled=not lines),
            ),
            row(_period_select(period, measure, say)),
            row(_measure_select(period, measure, say)),
        ]
    )
    return Layout(
        container(
            say(
                "scores.title", period=say(f"period.{period.value}"), measure=say(f"measure.{measure.value}")
            ),
            say("scores.since", when=discord.utils.format_dt(board.since, "D")) if board.since else None,
            rule(),
            "\n".join(lines) if lines else say("scores.empty"),
            say("scores.own", line=_line(*page.own, board, say)) if off_page and page.own else None,
            None if shared else _still_to_ask(page, say),
            None if shared else _with_alone(page, board.unit, say),
            say.count(
                "scores.page", page.members, number=say.number(page.number + 1), pages=say.number(page.pages)
            )
            if lines
            else None,
            *controls,
            colour=NIGHT,
        )
    )


def _line(rank: int, tally: Tally, board: Leaderboard, say: Say) -> str:
    return say(
        "scores.line",
        rank=say.number(rank),
        name=name_of(tally.member_id, board.people),
        **figures(tally, board.unit, say),
    )


def _still_to_ask(page: Page, say: Say) -> str | None:
    """How many questions the reader's share of right answers needs to be listed."""
    if not page.still_to_ask:
        return None
    return say.count("scores.still_to_ask", page.still_to_ask, fewest=say.number(FEWEST_ASKED))


def _with_alone(page: Page, unit: str, say: Say) -> str | None:
    """The reader's own figures, where the board does not count all of them."""
    own = page.with_alone
    return None if own is None else say("scores.with_alone", **figures(own, unit, say))


def figures(tally: Tally, unit: str, say: Say) -> dict[str, str]:
    """A member's sums in words: `distance`, `wins`, `rounds` and `right`."""
    return {
        "distance": distance(tally.distance, unit, say),
        "wins": say.count("scores.wins", tally.wins),
        "rounds": say.count("scores.rounds", tally.rounds),
        "right": say.percent(tally.share_right),
    }


def _period_select(period: Period, measure: Measure, say: Say) -> Select:
    options = [option(say(f"period.{one.value}"), one.value, default=one is period) for one in Period]
    return select(f"sp:{measure.value}", options)


def _measure_select(period: Period, measure: Measure, say: Say) -> Select:
    options = [option(say(f"measure.{one.value}"), one.value, default=one is measure) for one in Measure]
    return select(f"sm:{period.value}", options)
