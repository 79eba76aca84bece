"""Pictures as small files: 256 colours of their own, chosen so that nobody sees a difference."""

from array import array
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage

COLORS, COMMON = 256, 160
SMALLEST = 0  # of Qt's "quality" of a PNG: the most compressed


def save_small(image: QImage, file: Path) -> None:
    """Write the picture with one byte a pixel."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = array("I", bytes(whole.constBits()))
    nearest, table = palette(Counter(pixels))
    places = bytes(map(nearest.__getitem__, pixels))  # Qt does not keep it: this name does
    wide, high = image.width(), image.height()
    small = QImage(places, wide, high, wide, QImage.Format.Format_Indexed8)
    small.setColorTable(table)
    small.save(str(file), "PNG", SMALLEST)  # type: ignore[call-overload]


def palette(counted: Counter[int]) -> tuple[dict[int, int], list[int]]:
    """The place in the table of every colour, and the table: the commonest, then the farthest."""
    table = [color for color, _ in counted.most_common(COMMON)]
    known = set(table)
    far = {color: closest(color, table) for color in counted if color not in known}
    while far and len(table) < COLORS:
        added = max(far, key=lambda color: far[color][0] * counted[color] ** 0.25)
        del far[added]
        table.append(added)
        for color, (distance, _) in far.items():
            if (now := apart(color, added)) < distance:
                far[color] = now, len(table) - 1
    places = {color: place for place, color in enumerate(table)}
    return places | {color: place for color, (_, place) in far.items()}, table


def closest(color: int, table: list[int]) -> tuple[int, int]:
    """How far the nearest colour of the table is, and its place."""
    return min((apart(color, other), place) for place, other in enumerate(table))


def apart(one: int, other: int) -> int:
    """The square of the distance of two colours 0xAARRGGBB."""
    red, green = (one >> 16 & 255) - (other >> 16 & 255), (one >> 8 & 255) - (other >> 8 & 255)
    blue = (one & 255) - (other & 255)
    return red * red + green * green + blue * blue
