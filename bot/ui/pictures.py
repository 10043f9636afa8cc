"""Sends messages with their pictures; whatever happens to a picture, the text arrives in time."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import discord

from bot.services.pictures import Pictures
from bot.ui.components import MediaGallery, media_gallery
from bot.ui.connection.callbacks import whole_answer
from bot.ui.interactions import Interaction
from bot.ui.layout import Layout, clipped
from bot.ui.messages import FAILURES, MessageGoneError
from bot.ui.text import Say

log = logging.getLogger(__name__)

PATIENCE: Final = 1.5
"""Seconds that a text waits for its picture. Discord drops an interaction after 3 without an answer;
the other half is for the work before and for the network."""

LONGEST_PATIENCE: Final = 10.0
"""Seconds that a message waits for a picture that it needs; no interaction waits meanwhile."""

LONGEST_ALT: Final = 1024

REFUSED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
"""How Discord answers where it refuses a file: too large, not allowed, not understood."""

PictureSlot: TypeAlias = MediaGallery | str | None
LayoutBuilder: TypeAlias = Callable[[PictureSlot], Layout]
"""Builds the layout with this in the picture's place: the picture, a sentence on it, or nothing."""

Files: TypeAlias = Sequence[discord.File]
Sent = TypeVar("Sent")


class Edit(Protocol):
    """Edits a message that was sent before."""

    async def __call__(self, *, view: Layout, attachments: Files) -> object:
        """Show the layout with just these files."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn, and its alt text."""

    name: str
    """The file's name without its ending: letters, digits, hyphens."""
    key: Hashable
    """Everything that the picture shows; two with the same key are the same picture."""
    draw: Callable[[], bytes]
    alt: str
    is_asked_for: bool = True
    """Whether the reader asked for it; then the message says so if it is missing."""


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A layout to be shown, and the picture that belongs in it."""

    build: LayoutBuilder
    picture: Picture | None = None

    @classmethod
    def plain(cls, layout: Layout) -> "Illustrated":
        """A layout without a picture."""
        return cls(lambda _: layout)


@dataclass(frozen=True, slots=True)
class IllustratedBoard:
    """A round's board with its picture, where it has one."""

    build: Callable[[PictureSlot, MediaGallery | None], Layout]
    """Builds the layout with this in the picture's place, and with the picture of the answer, if it comes."""
    say: Say
    picture: Picture | None = None
    is_needed: bool = False
    """Whether the message must not be sent without its picture: a question about a map."""
    answer: Picture | None = None
    """The picture of an answer above it; where it is late or refused, the words are enough."""
    following: Sequence[Picture] = ()
    """The pictures that the next board needs, to be drawn ahead."""


@dataclass(slots=True)
class _Page:
    """The page that a message is about to show, or shows without its picture yet."""

    is_newest: bool = True
    adding: asyncio.Task[None] | None = None
    """The edit that adds the picture, where it comes after the text."""


class PictureMissingError(Exception):
    """A picture that the message needs was not drawn, or Discord refuses it."""


class PictureSender:
    """Sends layouts with their pictures."""

    def __init__(self, pictures: Pictures) -> None:
        """Keep the service that draws."""
        self._pictures = pictures
        self._pages: dict[int, _Page] = {}
        """The newest page of each message whose picture is still to come."""
        self._prepared: set[asyncio.Task[bytes | None]] = set()

    def prepare(self, pictures: Iterable[Picture]) -> None:
        """Have pictures drawn before a message needs them."""
        for picture in pictures:
            drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw, is_needed=True))
            self._prepared.add(drawing)
            drawing.add_done_callback(self._prepared.discard)

    async def ready(self, picture: Picture, seconds: float = PATIENCE) -> tuple[MediaGallery, Files]:
        """The component and the file of a picture that its message needs. Raises PictureMissingError."""
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
        build: LayoutBuilder,
        say: Say,
        *,
        ephemeral: bool = True,
    ) -> int:
        """Answer with a new message; returns its id, or the interaction's outside `whole_answer`."""

        async def send(layout: Layout, files: Files) -> tuple[int, Edit]:
            if interaction.response.is_done():
                sent = await interaction.followup.send(
                    view=layout, files=files, ephemeral=ephemeral, wait=True
                )
                return sent.id, sent.edit
            answer = await interaction.response.send_message(view=layout, files=files, ephemeral=ephemeral)
            return answer.message_id or interaction.id, interaction.edit_original_response

        return await self._answer(interaction, picture, build, say, send, _Page())

    async def turn(
        self, interaction: Interaction, picture: Picture | None, build: LayoutBuilder, say: Say
    ) -> None:
        """Answer by changing the message whose control was used; its former picture is removed.

        Every page of a message that may show a picture must be turned by this, pages without one too:
        otherwise a late picture would bring its old page back.
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
        build: LayoutBuilder,
        say: Say,
        *,
        may_attach: bool = True,
    ) -> Sent:
        """Send with the picture once it is drawn, where no interaction waits."""
        if picture is None:
            return await send(build(None), ())
        if not may_attach:
            return await send(build(_instead(picture, say, "picture.not_allowed")), ())
        image = await self._pictures.get(picture.key, picture.draw)
        return await _send(send, picture, image, build, say)

    async def write(self, send: Callable[[Layout, Files], Awaitable[Sent]], board: IllustratedBoard) -> Sent:
        """Send with the picture, as `post` does; one that takes too long or stands in line is added later.

        Where many rounds end together their words would all wait in vain.
        """
        self.prepare(board.following)
        picture = board.answer
        image = None if picture is None else await self._in_time(picture)
        if picture is None or image is None:
            return await self._write(send, board)

        async def send_both(layout: Layout, files: Files) -> Sent:
            return await send(layout, [*files, _file(picture, image)])

        try:
            return await self._write(send_both, board, _gallery(picture))
        except (PictureMissingError, discord.HTTPException) as fault:
            if isinstance(fault, discord.HTTPException) and fault.status not in REFUSED:
                raise
            # Whichever of the two is refused, the question is more than the answer's picture.
            log.warning("the message goes without the picture %s: %s", picture.name, fault)
            return await self._write(send, board)

    async def _in_time(self, picture: Picture) -> bytes | None:
        """The image, if it is drawn before its text must wait for it."""
        patience = PATIENCE if self._pictures.is_next(picture.key) else 0
        drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw))
        await asyncio.wait((drawing,), timeout=patience)
        return drawing.result() if drawing.done() else None

    async def _write(
        self,
        send: Callable[[Layout, Files], Awaitable[Sent]],
        board: IllustratedBoard,
        answer: MediaGallery | None = None,
    ) -> Sent:
        picture, say = board.picture, board.say

        def build(slot: PictureSlot) -> Layout:
            return board.build(slot, answer)

        if picture is None:
            return await send(build(None), ())
        if board.is_needed:
            gallery, files = await self.ready(picture, LONGEST_PATIENCE)
            return await _send_needed(send, build(gallery), files)
        patience = PATIENCE if self._pictures.is_next(picture.key) else 0
        drawing = asyncio.ensure_future(self._pictures.get(picture.key, picture.draw))
        await asyncio.wait((drawing,), timeout=patience)
        if drawing.done():
            return await _send(send, picture, drawing.result(), build, say)
        sent = await send(build(_instead(picture, say, "picture.coming")), ())
        try:
            image = await drawing
            if image is not None or picture.is_asked_for:
                await _send(send, picture, image, build, say)
        except (*FAILURES, MessageGoneError) as fault:
            # The text is there already.
            log.warning("the picture %s came too late: %s", picture.name, fault)
        return sent

    async def answer(
        self, interaction: Interaction, board: IllustratedBoard
    ) -> discord.InteractionCallbackResponse[Any] | None:
        """Answer a press with a board whose picture is needed, or that has none.

        Raises PictureMissingError where it is not ready in time; the press is unanswered then.
        """

        async def send(layout: Layout, files: Files) -> discord.InteractionCallbackResponse[Any] | None:
            return await interaction.response.edit_message(view=layout, attachments=files)

        self.prepare(board.following)
        if board.picture is None:
            return await send(board.build(None, None), ())
        gallery, files = await self.ready(board.picture)
        return await _send_needed(send, board.build(gallery, None), files)

    async def _answer(
        self,
        interaction: Interaction,
        picture: Picture | None,
        build: LayoutBuilder,
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
            # Another control was used meanwhile, and its page is shown already.
            await interaction.response.defer()
            return interaction.message.id if interaction.message else interaction.id
        if drawing.done():
            message_id, _edit = await _send(send, picture, drawing.result(), build, say)
            return message_id
        # Another page of that message may come before its picture, so it must be known which it is.
        with whole_answer():
            message_id, edit = await send(build(_instead(picture, say, "picture.coming")), ())
        self._pages[message_id] = page
        try:
            image = await drawing
            if page.is_newest:
                page.adding = asyncio.create_task(_add_picture(edit, picture, image, build, say))
                await page.adding
        finally:
            self._forget(message_id, page)
        return message_id

    async def _overtake(self, message_id: int) -> _Page:
        """A new page for the message; the picture of a former page is not added any more."""
        page, former = _Page(), self._pages.get(message_id)
        self._pages[message_id] = page
        if former is not None:
            former.is_newest = False
            if former.adding is not None:
                # Its edit is on its way and must arrive before the new page.
                await asyncio.wait((former.adding,), timeout=PATIENCE)
        return page

    def _forget(self, message_id: int, page: _Page) -> None:
        if self._pages.get(message_id) is page:
            del self._pages[message_id]


def may_attach(interaction: Interaction) -> bool:
    """Whether the bot may send files where this happened."""
    # In direct messages it always may.
    return interaction.guild_id is None or interaction.app_permissions.attach_files


async def _add_picture(
    edit: Edit, picture: Picture, image: bytes | None, build: LayoutBuilder, say: Say
) -> None:
    async def send(layout: Layout, files: Files) -> object:
        return await edit(view=layout, attachments=files)

    try:
        await _send(send, picture, image, build, say)
    except FAILURES as fault:
        # The text is there already.
        log.warning("the picture %s came too late: %s", picture.name, fault)


async def _send(
    send: Callable[[Layout, Files], Awaitable[Sent]],
    picture: Picture,
    image: bytes | None,
    build: LayoutBuilder,
    say: Say,
) -> Sent:
    """Send with the picture, or without it where it was not drawn or Discord refuses it."""
    if image is not None:
        try:
            return await send(build(_gallery(picture)), [_file(picture, image)])
        except discord.HTTPException as fault:
            if fault.status not in REFUSED:
                raise
            log.warning("Discord refused the picture %s (%d bytes): %s", picture.name, len(image), fault)
    return await send(build(_instead(picture, say, "picture.failed")), ())


async def _send_needed(
    send: Callable[[Layout, Files], Awaitable[Sent]], layout: Layout, files: Files
) -> Sent:
    """Send with the picture or not at all."""
    try:
        return await send(layout, files)
    except discord.HTTPException as fault:
        if fault.status not in REFUSED:
            raise
        raise PictureMissingError(str(fault)) from fault


def _gallery(picture: Picture) -> MediaGallery:
    alt = clipped(picture.alt, LONGEST_ALT)
    return media_gallery(f"attachment://{picture.name}.png", alt)


def _file(picture: Picture, image: bytes) -> discord.File:
    alt = clipped(picture.alt, LONGEST_ALT)
    return discord.File(io.BytesIO(image), f"{picture.name}.png", description=alt)


def _instead(picture: Picture, say: Say, key: str) -> str | None:
    return say(key) if picture.is_asked_for else None
