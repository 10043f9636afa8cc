"""Text fitted into a box: as large as possible, in as many lines as it needs."""

from dataclasses import dataclass

from bot.pictures.fonts import Face, printable, trimmed, width_of, wrapped


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, with their font, size and leading."""

    lines: tuple[str, ...]
    face: Face
    size: float
    leading: float
    """From one baseline to the next."""

    @property
    def width(self) -> float:
        """The width of its widest line."""
        return max((width_of(line, self.face, self.size) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the first line's top to the last one's foot."""
        return self.leading * (len(self.lines) - 1) + self.size


def block(
    text: str,
    face: Face,
    sizes: tuple[int, int],
    box: tuple[float, float],
    leading: float = 1.2,
) -> Block:
    """The text at the largest size at which its lines fit the box, at the smallest where none does.

    Sizes are the largest and the smallest, the box its width and height, all in pixels; leading is in sizes.
    """
    largest, smallest = sizes
    width, height = box
    text = printable(text, face)
    for size in range(largest, smallest - 1, -1):
        found = Block(tuple(wrapped(text, face, size, width)), face, size, size * leading)
        if found.width <= width and found.height <= height:
            return found
    return _cut(text, face, smallest, box, leading)


def _cut(text: str, face: Face, size: int, box: tuple[float, float], leading: float) -> Block:
    """The text with every word broken that is too long, and an ellipsis where the box is full."""
    width, height = box
    words = (piece for word in text.split() for piece in _broken(word, face, size, width))
    lines = wrapped(" ".join(words), face, size, width)
    most = max(1, int((height - size) // (size * leading)) + 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], trimmed(" ".join(lines[most - 1 :]), face, size, width)]
    return Block(tuple(lines), face, size, size * leading)


def _broken(word: str, face: Face, size: int, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if width_of(pieces[-1] + character, face, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
