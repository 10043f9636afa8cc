"""A race's picture: the map with the cars, and below it their names in order of rank."""

from math import ceil
from typing import Final

from bot.pictures.boxes import Box
from bot.pictures.canvas import Canvas
from bot.pictures.fonts import Face, printable, trimmed, width_of
from bot.pictures.map.layout import HEIGHT, WIDTH
from bot.pictures.map.route_map import RouteMap, colours_of, flag_of
from bot.pictures.map.scene import Car, Scene
from bot.pictures.palette import CREAM, GOLD, INK, NIGHT, PAPER, Colour

ONE_COLUMN = 4
"""Up to so many names are in one column; more are in two."""

ROW, SIZE = 58.0, 36.0
SIDE, GAP = 44.0, 40.0
PAD, FOOT = 12.0, 30.0
FLAG: Final = (48.0, 38.0)
MORE = 30.0
COLOURS = 200


def draw_race(drawn: RouteMap, scene: Scene) -> bytes:
    """The race as a PNG, 1,000 pixels wide; the more cars, the higher."""
    rows = rows_of(len(scene.shown))
    height = PAD + rows * ROW + (ROW if scene.cars_more else 0) + FOOT
    canvas = Canvas.blank(WIDTH, HEIGHT + round(height), NIGHT)
    canvas.stamp(drawn.canvas(scene), (0, 0))
    bottom = canvas.height
    # The map's border continues around the names.
    canvas.rectangle((0, HEIGHT - 20), (WIDTH, bottom), NIGHT)
    canvas.rectangle((10, 10), (WIDTH - 10, bottom - 10), None, GOLD, 2)
    canvas.rectangle((22, HEIGHT - 14), (WIDTH - 22, bottom - 22), PAPER, CREAM, 3)
    for index, (car, (_, colours)) in enumerate(zip(scene.shown, colours_of(scene.shown), strict=True)):
        column, row = divmod(index, rows)
        _row(canvas, car, colours, cell(len(scene.shown), column, row))
    if scene.cars_more:
        middle = HEIGHT + PAD + rows * ROW + ROW / 2
        canvas.text((WIDTH / 2, middle), scene.cars_more, Face.TEXT, MORE, INK, "mm")
    return canvas.png(COLOURS)


def rows_of(cars: int) -> int:
    """The number of rows of names."""
    return cars if cars <= ONE_COLUMN else ceil(cars / 2)


def cell(cars: int, column: int, row: int) -> Box:
    """The box of the name in that column and row."""
    columns = 1 if cars <= ONE_COLUMN else 2
    width = (WIDTH - 2 * SIDE - (columns - 1) * GAP) / columns
    left, top = SIDE + column * (width + GAP), HEIGHT + PAD + row * ROW
    return Box(left, top, left + width, top + ROW)


def _row(canvas: Canvas, car: Car, colours: tuple[Colour, Colour], box: Box) -> None:
    y = box.middle[1]
    rank = width_of("12.", Face.BOLD, SIZE)
    canvas.text((box.left + rank, y), car.rank, Face.BOLD, SIZE, INK, "rm")
    flag = Box.around((box.left + rank + PAD + FLAG[0] / 2, y), *FLAG)
    flag_of(canvas, flag, car.letter, *colours)
    left = flag.right + PAD
    room = box.right - left - width_of(car.figure, Face.BOLD, SIZE) - PAD
    name = trimmed(printable(car.name, Face.TEXT), Face.TEXT, SIZE, room)
    canvas.text((left, y), name, Face.TEXT, SIZE, INK, "lm")
    canvas.text((box.right, y), car.figure, Face.BOLD, SIZE, INK, "rm")
