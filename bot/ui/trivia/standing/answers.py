"""One's own figures for somebody who asks for them in a conversation."""

from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.talk.intents import Intent, IntentKind
from bot.services.services import Services
from bot.ui.components import button, container, row, rule
from bot.ui.frame import Frame
from bot.ui.handover.intents import Answers
from bot.ui.layout import CREAM, Layout
from bot.ui.pictures import Illustrated
from bot.ui.text import Say
from bot.ui.trivia.standing.views import figures


class ScoreAnswers:
    """Tells a person in a direct message what they drove, and where the leaderboards are."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the answers are made of."""
        self._frame = frame
        self._services = services

    def register(self, answers: Answers) -> None:
        """Add the intent for scores."""
        answers.add(self.scores, IntentKind.SCORES)

    async def scores(self, _intent: Intent, person: Actor, _at: datetime, say: Say) -> Illustrated:
        """The sums of all servers: a leaderboard is a server's own."""
        own = await self._services.leaderboards.own(person.member_id)
        scores = self._frame.command("scores")
        told = (
            say.count("talk.scores", own.guilds, scores=scores, **figures(own.tally, own.unit, say))
            if own.guilds
            else say("talk.scores_none", scores=scores, start=self._frame.command("trivia", "start"))
        )
        buttons = row(button(say("button.quiz_me"), "tk:quiz"), button(say("button.how_far"), "tk:progress"))
        return Illustrated.plain(Layout(container(told, rule(), buttons, colour=CREAM)))
