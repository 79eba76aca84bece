"""Cells of a table: how each style is painted, and how wide a cell asks to be."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.ui import theme
from app.ui.widgets import paint

PLAIN, STRONG, QUIET, CHIP, SENT, NUMBER = "plain", "strong", "quiet", "chip", "sent", "number"
SHORT_NAME, LINE_OF_TWO = 118, 0.65  # a name that stays on one line; the longer of two lines
SENT_SIGNS = {
    "unsent": ("ring", "text2"),
    "sent": ("exchange", "sending"),
    "stored": ("check", "text2"),
    "attention": ("warn", "attention"),
}
SENT_SHORT = {"unsent": "chưa", "sent": "đã gửi", "stored": "rồi", "attention": "xử lý"}
INKS = {QUIET: "text2"}
FONTS = {STRONG: "medium"}
SMALLER, HALF_LINE = {"body": "caption", "medium": "caption_strong"}, 8
RISE = 1.4  # the hooks of the lower of two lines stay off the edge of the row


def _paint_long(painter: QPainter, room: QRectF, words: str, font: str, ink: str) -> None:
    first, second = paint.two_lines(words, font, room.width())
    half = theme.current().px(HALF_LINE) if first and second else 0
    rise = theme.current().px(RISE) if half else 0
    for part, down in ((first, -half - rise), (second, half - rise)):
        paint.draw_text(painter, room.translated(0, down), part, font, ink)


def asked_width(style: str, cell: str | tuple[str, str]) -> float:
    """How wide a cell is at 100 %, whole; a long name on its two lines."""
    look = theme.current()
    if isinstance(cell, str):
        font = FONTS.get(style, "body")
        wide = paint.text_width(cell, font)
        if style == STRONG:
            halved = paint.text_width(cell, SMALLER[font]) * LINE_OF_TWO
            wide = min(wide, max(halved, look.px(SHORT_NAME)))
    elif style == SENT and cell[1]:
        wide = look.px(21) + paint.text_width(SENT_SHORT[cell[0]], "body")
    else:
        wide = paint.chip_width(cell[1])
    return wide / look.scale


def paint_cell(painter: QPainter, room: QRectF, style: str, cell: str | tuple[str, str]) -> None:
    """Words, a number at the right, a chip, or how far something has been sent."""
    if isinstance(cell, str):
        align = paint.RIGHT if style == NUMBER else paint.LEFT
        font, ink = FONTS.get(style, "body"), INKS.get(style, "text")
        if style == NUMBER or paint.text_width(cell, font) <= room.width():
            paint.draw_text(painter, room, cell, font, ink, align)
        else:
            _paint_long(painter, room, cell, SMALLER[font], ink)
    elif style == CHIP and cell[1]:
        paint.draw_chip(painter, room.left(), room.center().y() + 0.5, *cell, room.width())
    elif style == SENT and cell[1]:
        look = theme.current()
        sign, ink = SENT_SIGNS[cell[0]]
        side = look.size("icon_small")
        top = room.center().y() - side / 2
        paint.draw_icon(painter, sign, room.left(), top, side, look.color(ink))
        words = room.adjusted(look.px(21), 0, 0, 0)
        fits = paint.text_width(cell[1], "body") <= words.width() + 1
        said = cell[1] if fits else SENT_SHORT[cell[0]]
        paint.draw_text(painter, words, said, "body", ink)
