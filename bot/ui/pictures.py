"""Hangs pictures into messages; whatever becomes of a picture, the words come, and in time."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import discord
from discord.ui import Item, MediaGallery

from bot.services.pictures import Pictures
from bot.ui.interactions import Interaction
from bot.ui.layout import Layout, clipped
from bot.ui.messages import FAILURES, MessageGoneError
from bot.ui.text import Say

log = logging.getLogger(__name__)

PATIENCE: Final = 1.5
"""Seconds that words wait for their picture. Discord gives an interaction up after 3 without an answer;
the other half is for what came before and for the way."""

LONGEST_PATIENCE: Final = 10.0
"""Seconds that a message waits for a picture that it cannot do without; nobody's 3 seconds run meanwhile."""

LONGEST_ALT: Final = 1024

REFUSED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
"""How Discord answers where it will not have a file: too large, not allowed, not understood."""

Part: TypeAlias = Item[Any] | str | None
Build: TypeAlias = Callable[[Part], Layout]
"""The layout with this in the picture's place: the picture, a word on where it is, or nothing."""

Files: TypeAlias = Sequence[discord.File]
Sent = TypeVar("Sent")


class Edit(Protocol):
    """Edits a message that was sent before."""

    async def __call__(self, *, view: Layout, attachments: Files) -> object:
        """Show the layout with just these files."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn, and what it shows in words."""

    name: str
    """The file's name without its ending: letters, digits, hyphens."""
    key: Hashable
    """All that the picture shows; two with the same key are the same picture."""
    draw: Callable[[], bytes]
    alt: str
    is_asked_for: bool = True
    """Whether it is what the reader came for; then its lack is worth a word."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A message with its picture, where it has one."""

    build: Build
    say: Say
    picture: Picture | None = None
    is_needed: bool = False
    """Whether the message must not be sent without its picture: a question about a map."""
    following: Picture | None = None
    """The picture that will be needed next, to be drawn in good time."""


@dataclass(slots=True)
class _Page:
    """What a message is about to show, or shows without its picture yet."""

    is_newest: bool = True
    adding: asyncio.Task[None] | None = None
    """The picture on its way, where it comes after its words."""


class PictureMissingError(Exception):
    """A picture that the message cannot do without was not drawn, or Discord refuses it."""


class Easel:
    """Sends layouts with their pictures."""

    def __init__(self, pictures: Pictures) -> None:
        """Take who draws."""
        self._pictures = pictures
        self._pages: dict[int, _Page] = {}
        """The newest page of each message whose picture is still to come."""
        self._prepared: set[asyncio.Task[bytes | None]] = set()

    def prepare(self, picture: Picture | None) -> None:
        """Have a picture drawn that a message will need, before it does."""
        if picture is not None:
            drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw, is_needed=True))
            self._prepared.add(drawing)
            drawing.add_done_callback(self._prepared.discard)

    async def ready(self, picture: Picture, seconds: float = PATIENCE) -> tuple[MediaGallery[Any], Files]:
        """A picture that its message needs, as it hangs there, with its file. Raises PictureMissingError."""
        drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw, is_needed=True))
        await asyncio.wait((drawing,), timeout=seconds)
        image = drawing.result() if drawing.done() else None
        if image is None:
            raise PictureMissingError(picture.name)
        return _gallery(picture), [_file(picture, image)]

    async def show(
        self,
        interaction: Interaction,
        picture: Picture | None,
        build: Build,
        say: Say,
        *,
        ephemeral: bool = True,
    ) -> int:
        """Answer with a new message; its id."""

        async def send(layout: Layout, files: Files) -> tuple[int, Edit]:
            if interaction.response.is_done():
                sent = await interaction.followup.send(
                    view=layout, files=files, ephemeral=ephemeral, wait=True
                )
                return sent.id, sent.edit
            answer = await interaction.response.send_message(view=layout, files=files, ephemeral=ephemeral)
            return answer.message_id or interaction.id, interaction.edit_original_response

        return await self._answer(interaction, picture, build, say, send, _Page())

    async def turn(self, interaction: Interaction, picture: Picture | None, build: Build, say: Say) -> None:
        """Answer by changing the message whose control was used; a picture that hung there is taken off.

        Every page of a message that may show a picture is turned by this, pages without one too: else a
        picture that is late would bring its old page back.
        """
        message_id = interaction.message.id if interaction.message else interaction.id
        page = await self._overtake(message_id)

        async def send(layout: Layout, files: Files) -> tuple[int, Edit]:
            if interaction.response.is_done():
                await interaction.edit_original_response(view=layout, attachments=files)
            else:
                await interaction.response.edit_message(view=layout, attachments=files)
            return message_id, interaction.edit_original_response

        try:
            await self._answer(interaction, picture, build, say, send, page)
        finally:
            self._forget(message_id, page)

    async def post(
        self,
        send: Callable[[Layout, Files], Awaitable[Sent]],
        picture: Picture | None,
        build: Build,
        say: Say,
        *,
        may_attach: bool = True,
    ) -> Sent:
        """Send with the picture once it is drawn, for what no interaction waits for."""
        if picture is None:
            return await send(build(None), ())
        if not may_attach:
            return await send(build(_word(picture, say, "picture.not_allowed")), ())
        image = await self._pictures.get(picture.key, picture.draw)
        return await _send(send, picture, image, build, say)

    async def hang(self, send: Callable[[Layout, Files], Awaitable[Sent]], hanging: Hanging) -> Sent:
        """Send once with the picture, as `post` does; one that keeps the words waiting is added to them."""
        picture, build, say = hanging.picture, hanging.build, hanging.say
        self.prepare(hanging.following)
        if picture is None:
            return await send(build(None), ())
        if hanging.is_needed:
            gallery, files = await self.ready(picture, LONGEST_PATIENCE)
            return await _insist(send, build(gallery), files)
        drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw))
        await asyncio.wait((drawing,), timeout=PATIENCE)
        if drawing.done():
            return await _send(send, picture, drawing.result(), build, say)
        sent = await send(build(_word(picture, say, "picture.coming")), ())
        try:
            image = await drawing
            if image is not None or picture.is_asked_for:
                await _send(send, picture, image, build, say)
        except (*FAILURES, MessageGoneError) as fault:
            # The words are there already.
            log.warning("the picture %s came too late: %s", picture.name, fault)
        return sent

    async def answer(
        self, interaction: Interaction, hanging: Hanging
    ) -> discord.InteractionCallbackResponse[Any] | None:
        """Answer a press with the message that a picture is needed in, or that has none.

        Raises PictureMissingError where that is not at hand in time; the press is unanswered then.
        """

        async def send(layout: Layout, files: Files) -> discord.InteractionCallbackResponse[Any] | None:
            return await interaction.response.edit_message(view=layout, attachments=files)

        self.prepare(hanging.following)
        if hanging.picture is None:
            return await send(hanging.build(None), ())
        gallery, files = await self.ready(hanging.picture)
        return await _insist(send, hanging.build(gallery), files)

    async def _answer(
        self,
        interaction: Interaction,
        picture: Picture | None,
        build: Build,
        say: Say,
        send: Callable[[Layout, Files], Awaitable[tuple[int, Edit]]],
        page: _Page,
    ) -> int:
        if picture is None or not may_attach(interaction):
            message_id, _edit = await self.post(send, picture, build, say, may_attach=False)
            return message_id
        drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw))
        await asyncio.wait((drawing,), timeout=PATIENCE)
        if not page.is_newest:
            # Another control was used meanwhile, and its page is shown by now.
            await interaction.response.defer()
            return interaction.message.id if interaction.message else interaction.id
        if drawing.done():
            message_id, _edit = await _send(send, picture, drawing.result(), build, say)
            return message_id
        message_id, edit = await send(build(_word(picture, say, "picture.coming")), ())
        self._pages[message_id] = page
        try:
            image = await drawing
            if page.is_newest:
                page.adding = asyncio.create_task(_add(edit, picture, image, build, say))
                await page.adding
        finally:
            self._forget(message_id, page)
        return message_id

    async def _overtake(self, message_id: int) -> _Page:
        """A new page for the message; no picture of a former one comes onto it any more."""
        page, former = _Page(), self._pages.get(message_id)
        self._pages[message_id] = page
        if former is not None:
            former.is_newest = False
            if former.adding is not None:
                # It is on its way already and must land before the new page does.
                await asyncio.wait((former.adding,), timeout=PATIENCE)
        return page

    def _forget(self, message_id: int, page: _Page) -> None:
        if self._pages.get(message_id) is page:
            del self._pages[message_id]


def may_attach(interaction: Interaction) -> bool:
    """Whether the bot may send files where this happened."""
    # In direct messages nobody takes that right away.
    return interaction.guild_id is None or interaction.app_permissions.attach_files


async def _add(edit: Edit, picture: Picture, image: bytes | None, build: Build, say: Say) -> None:
    async def send(layout: Layout, files: Files) -> object:
        return await edit(view=layout, attachments=files)

    try:
        await _send(send, picture, image, build, say)
    except FAILURES as fault:
        # The words are there already.
        log.warning("the picture %s came too late: %s", picture.name, fault)


async def _send(
    send: Callable[[Layout, Files], Awaitable[Sent]],
    picture: Picture,
    image: bytes | None,
    build: Build,
    say: Say,
) -> Sent:
    """Send with the picture; where it was not drawn or Discord refuses it, without."""
    if image is not None:
        try:
            return await send(build(_gallery(picture)), [_file(picture, image)])
        except discord.HTTPException as fault:
            if fault.status not in REFUSED:
                raise
            log.warning("Discord refused the picture %s (%d bytes): %s", picture.name, len(image), fault)
    return await send(build(_word(picture, say, "picture.failed")), ())


async def _insist(send: Callable[[Layout, Files], Awaitable[Sent]], layout: Layout, files: Files) -> Sent:
    """Send with the picture or not at all."""
    try:
        return await send(layout, files)
    except discord.HTTPException as fault:
        if fault.status not in REFUSED:
            raise
        raise PictureMissingError(str(fault)) from fault


def _gallery(picture: Picture) -> MediaGallery[Any]:
    alt = clipped(picture.alt, LONGEST_ALT)
    return MediaGallery(discord.MediaGalleryItem(f"attachment://{picture.name}.png", description=alt))


def _file(picture: Picture, image: bytes) -> discord.File:
    alt = clipped(picture.alt, LONGEST_ALT)
    return discord.File(io.BytesIO(image), f"{picture.name}.png", description=alt)


def _word(picture: Picture, say: Say, key: str) -> str | None:
    return say(key) if picture.is_asked_for else None
