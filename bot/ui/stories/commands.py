"""`/story`: the contents, the private reader, and the telling in a channel."""

from collections.abc import Callable

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.core.refusals import Reason, Refusal
from bot.services.services import Services
from bot.ui.commands.meant import one_meant
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, time_of
from bot.ui.packs.choices import chapter_choices, chapter_titles
from bot.ui.stories.reader.posters import page_poster
from bot.ui.stories.reader.views import contents_layout, page_layout
from bot.ui.stories.telling.controls import TellingControls


class StoryCommands(app_commands.Group):
    """Works in servers, in direct messages, and for user installs."""

    def __init__(self, frame: Frame, services: Services, tellings: TellingControls) -> None:
        """Keep what the commands act on."""
        super().__init__(
            name="story",
            description="command.story",
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._frame = frame
        self._services = services
        self._tellings = tellings

    @app_commands.command(name="contents", description=locale_str("command.story.contents"))
    async def contents(self, interaction: Interaction) -> None:
        """Show the chapters to the reader alone."""
        pack, reading = await self._services.readers.contents(interaction.user.id)
        await reply_privately(interaction, contents_layout(pack, reading, self._frame.privately(interaction)))

    @app_commands.command(name="read", description=locale_str("command.story.read"))
    @app_commands.describe(chapter=locale_str("command.story.read.chapter"))
    async def read(self, interaction: Interaction, chapter: str | None = None) -> None:
        """Open the private reader."""
        say = self._frame.privately(interaction)
        chapter_id = None
        if chapter is not None:
            chapter_id = await self._meant(interaction, chapter, lambda id_: f"ro:{id_}")
            if chapter_id is None:
                return
        page = await self._services.readers.open(interaction.user.id, chapter_id, time_of(interaction))
        if isinstance(page, Refusal):
            await refuse(interaction, page, say)
        else:
            pack = self._services.library.default
            poster = page_poster(pack, page, say)
            await self._frame.pictures.show(
                interaction, poster, lambda slot: page_layout(pack, page, say, slot), say
            )

    @app_commands.command(name="tell", description=locale_str("command.story.tell"))
    @app_commands.describe(chapter=locale_str("command.story.tell.chapter"))
    async def tell(self, interaction: Interaction, chapter: str | None = None) -> None:
        """Tell a chapter to everybody in the channel."""
        chapter_id = None
        if chapter is not None:
            chapter_id = await self._meant(interaction, chapter, lambda id_: f"sk:{id_}")
            if chapter_id is None:
                return
        await self._tellings.tell(interaction, chapter_id)

    async def _meant(
        self, interaction: Interaction, chapter: str, custom_id: Callable[[str], str]
    ) -> str | None:
        """The id of the chapter that is meant; None if it was asked which, or refused."""
        say, pack = self._frame.privately(interaction), self._services.library.default
        titles = {id_: title for title, id_ in chapter_titles(pack).items()}
        return await one_meant(
            interaction,
            chapter,
            self._services.options[say.locale].chapters(chapter),
            Reason.UNKNOWN_CHAPTER,
            lambda id_: (titles[id_], custom_id(id_)),
            say,
        )

    @tell.autocomplete("chapter")
    @read.autocomplete("chapter")
    async def _chapters(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        options = self._services.options[self._frame.privately(interaction).locale]
        return chapter_choices(self._services.library.default, typed, options)
