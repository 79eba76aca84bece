"""What stands on the waiting room's screen, painted by shares of the screen, never by pixels.

The figures of every number are at least 120 pixels high in type, whatever the screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.big_number import LEAST, draw_fitting, fitting

HEAD, FOOT, GAP = 0.11, 0.06, 0.025
NEWEST_SHARE = 0.53
ROWS = 3
LINES, TITLE = 7, 0.1
NUMBER_SHARE, NAME_SHARE = 0.2, 0.36
CORNER = 0.02


def draw_head(painter: QPainter, whole: QRectF, office: str, time: str) -> QRectF:
    """The office at the left, the time at the right; what is left below."""
    high, gap = whole.height() * HEAD, whole.height() * GAP
    band = QRectF(whole.left() + gap, whole.top(), whole.width() - 2 * gap, high)
    used = draw_fitting(painter, band, time, high * 0.5, "text", paint.RIGHT)
    band.setRight(band.right() - used - 2 * gap)
    draw_fitting(painter, band, office, high * 0.42, "text2")
    return QRectF(
        whole.left() + gap, whole.top() + high,
        whole.width() - 2 * gap, whole.height() - high - gap,
    )  # fmt: skip


def draw_foot(painter: QPainter, body: QRectF, words: str) -> QRectF:
    """A quiet line where there is something to say; what is left above."""
    if not words:
        return body
    high = body.height() * FOOT
    band = QRectF(body.left(), body.bottom() - high, body.width(), high)
    draw_fitting(painter, band, words, high * 0.5, "text3")
    return QRectF(body.left(), body.top(), body.width(), body.height() - high)


def halves(body: QRectF) -> tuple[QRectF, QRectF]:
    """The newest at the left, those before it at the right."""
    gap = body.height() * GAP
    wide = body.width() * NEWEST_SHARE
    left = QRectF(body.left(), body.top(), wide - gap / 2, body.height())
    return left, QRectF(
        left.right() + gap, body.top(), body.width() - wide - gap / 2, body.height()
    )


def draw_nothing(painter: QPainter, body: QRectF, head: str, more: str) -> None:
    """Nobody was called yet."""
    _box(painter, body, "surface", "line")
    middle, high = body.center().y(), body.height()
    upper = QRectF(body.left(), middle - high * 0.16, body.width(), high * 0.16)
    draw_fitting(painter, upper, head, high * 0.1, "text", paint.CENTER)
    lower = QRectF(body.left(), middle + high * 0.02, body.width(), high * 0.1)
    draw_fitting(painter, lower, more, high * 0.055, "text2", paint.CENTER)


def draw_newest(painter: QPainter, box: QRectF, words: tuple[str, str, str], *, lit: bool) -> None:
    """Who is called now: a filled sheet while it is new, then a quiet one."""
    _box(painter, box, "accent" if lit else "accent_soft", "accent")
    quiet, loud = ("on_accent", "on_accent") if lit else ("text2", "accent_text")
    high, pad = box.height(), box.width() * 0.06
    inside = box.adjusted(pad, 0, -pad, 0)
    head, number, desk = words
    spots = ((head, 0.13, 0.09, quiet), (number, 0.42, 0.42, loud), (desk, 0.79, 0.17, loud))
    for text, at, share, ink in spots:
        most = max(LEAST, high * share) if text is number else high * share
        line = QRectF(
            inside.left(), box.top() + high * (at - share / 2), inside.width(), high * share
        )
        draw_fitting(painter, line, text, most, ink, paint.CENTER)


def draw_others(painter: QPainter, box: QRectF, called: Sequence[tuple[str, str]]) -> None:
    """The three before it, each on a sheet of its own: number at the left, desk at the right."""
    gap = box.height() * GAP
    high = (box.height() - gap * (ROWS - 1)) / ROWS
    step, pad = high + gap, box.width() * 0.05
    rows = [
        QRectF(box.left() + pad, box.top() + place * step, box.width() - 2 * pad, high)
        for place in range(len(called[:ROWS]))
    ]
    rests = []
    for (number, _desk), inside in zip(called, rows, strict=False):
        _box(painter, inside.adjusted(-pad, 0, pad, 0), "surface", "line")
        used = draw_fitting(painter, inside, number, max(LEAST, high * 0.56), "text")
        rests.append(inside.adjusted(used + gap, 0, 0, 0))
    sizes = [
        fitting(desk, rest.width(), high * 0.3).pixelSize()
        for (_number, desk), rest in zip(called, rests, strict=False)
    ]
    for (_number, desk), rest in zip(called, rests, strict=False):
        draw_fitting(painter, rest, desk, min(sizes), "text2", paint.RIGHT)


def draw_lines(
    painter: QPainter, body: QRectF, title: str, rows: Sequence[tuple[str, str, str, str]]
) -> None:
    """A title, and below it up to LINES rows: number, name, what is said of it in its ink."""
    head = QRectF(body.left(), body.top(), body.width(), body.height() * TITLE)
    draw_fitting(painter, head, title, head.height() * 0.7, "text")
    gap = body.height() * GAP / 2
    step = (body.height() - head.height()) / LINES
    for place, (number, name, said, ink) in enumerate(rows[:LINES]):
        top = head.bottom() + place * step
        line = QRectF(body.left(), top, body.width(), step - gap)
        _box(painter, line, "surface", "line")
        inside = line.adjusted(line.height() / 3, 0, -line.height() / 3, 0)
        first, second = inside.width() * NUMBER_SHARE, inside.width() * NAME_SHARE
        left = QRectF(inside.left(), inside.top(), first, inside.height())
        middle = QRectF(left.right() + gap, inside.top(), second - gap, inside.height())
        right = QRectF(middle.right() + gap, inside.top(), 0, inside.height())
        right.setRight(inside.right())
        draw_fitting(painter, left, number, line.height() * 0.42, "text")
        draw_fitting(painter, middle, name, line.height() * 0.42, "text")
        draw_fitting(painter, right, said, line.height() * 0.42, ink, paint.RIGHT)


def _box(painter: QPainter, rect: QRectF, fill: str, edge: str) -> None:
    look = theme.current()
    corner = rect.height() * CORNER
    paint.smooth(painter).setPen(QPen(look.color(edge), 2))
    painter.setBrush(look.color(fill))
    painter.drawRoundedRect(rect, corner, corner)
