"""What several painters share: tinted signs, text on the capitals' centre, chips and key caps."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui import theme
from resources import FOLDER

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignHCenter


@cache
def _drawing(name: str) -> str:
    return (FOLDER / f"icons/{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, size: float, color: str, ratio: float) -> QPixmap:
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing = _drawing(name).replace("currentColor", color)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def draw_icon(  # noqa: PLR0913 - a painter's argument list
    painter: QPainter, name: str, left: float, top: float, size: float, color: QColor
) -> None:
    """A sign of `resources/icons` in one colour."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(left, top), _pixmap(name, size, color.name(), ratio))


def smooth(painter: QPainter) -> QPainter:
    """The painter with soft edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


@lru_cache(maxsize=4096)
def _width(text: str, role: str, scale: float) -> float:
    return QFontMetricsF(theme.Theme("light", scale).font(role)).horizontalAdvance(text)


def text_width(text: str, role: str) -> float:
    """How wide a role's font makes the words."""
    return _width(text, role, theme.current().scale)


def baseline(rect: QRectF, font: QFont) -> float:
    """Centres capitals optically: marks above and below then overflow evenly."""
    return rect.center().y() + QFontMetricsF(font).capHeight() / 2


def draw_text(  # noqa: PLR0913 - a painter's argument list
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    color: str,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line in a role's font, cut with dots where it must be; returns the width used."""
    look = theme.current()
    font = look.font(role)
    if text_width(text, role) > rect.width() + 1:
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    width = text_width(text, role)
    left = rect.left()
    if align & RIGHT:
        left = rect.right() - width
    elif align & CENTER:
        left = rect.center().x() - width / 2
    painter.setFont(font)
    painter.setPen(look.color(color))
    painter.drawText(QPointF(left, baseline(rect, font)), text)
    return width


def two_lines(text: str, role: str, room: float) -> tuple[str, str]:
    """Break after the last word that fits; the second part is empty where all fits."""
    if text_width(text, role) <= room:
        return text, ""
    words, first = text.split(), ""
    while words and text_width(f"{first} {words[0]}".strip(), role) <= room:
        first = f"{first} {words.pop(0)}".strip()
    return first, " ".join(words)


def rounded(painter: QPainter, rect: QRectF, radius: str, *, fill: str, edge: str | None) -> None:
    """A box of roles: `fill` its ground, `edge` its line or None."""
    look = theme.current()
    painter.setPen(QPen(look.color(edge)) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(look.color(fill))
    painter.drawRoundedRect(rect, look.radius(radius), look.radius(radius))


def draw_ring(painter: QPainter, rect: QRectF, *, radius: str = "control") -> None:
    """The focus ring, inside the widget's own box, so nothing moves when it comes."""
    look = theme.current()
    width = theme.tokens()["focus"]["width"]
    painter.setPen(QPen(look.color("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    corner = look.radius(radius)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)


def draw_current(painter: QPainter, rect: QRectF, inset: float) -> None:
    """The ground and bar of the chosen row."""
    look = theme.current()
    rounded(painter, rect, "control", fill="accent_soft", edge=None)
    bar = QRectF(rect.left(), rect.top() + inset, look.px(3), rect.height() - 2 * inset)
    painter.setBrush(look.color("accent"))
    painter.drawRoundedRect(bar, 1.5, 1.5)


def chip_width(words: str) -> float:
    """How wide a chip of these words is."""
    return theme.current().px(34) + text_width(words, "caption_strong")


def draw_chip(  # noqa: PLR0913 - a painter's argument list
    painter: QPainter, left: float, middle: float, kind: str, words: str, most: float = 10_000
) -> float:
    """State as sign, word and ground, never colour alone; returns the width used."""
    look = theme.current()
    width, height = min(chip_width(words), most), look.size("chip")
    rect = QRectF(left, middle - height / 2, width, height)
    edge = kind if look.mode == "contrast" else None
    rounded(smooth(painter), rect, "chip", fill=f"{kind}_bg", edge=edge)
    icon = look.size("icon_small")
    sign = theme.tokens()["sign"][kind]
    draw_icon(painter, sign, left + look.px(6), middle - icon / 2, icon, look.color(kind))
    inner = rect.adjusted(look.px(26), 0, -look.px(6), 0)
    draw_text(painter, inner, words, "caption_strong", kind)
    return width


def keycap_width(key: str) -> float:
    """How wide a key cap is: a square for one letter, wider for more."""
    look = theme.current()
    return max(look.size("keycap"), text_width(key, "caption_strong") + look.px(10))


def draw_keycap(
    painter: QPainter, left: float, middle: float, key: str, *, strong: bool = False
) -> float:
    """A key as on the keyboard, `strong` on the filled button; returns the width used."""
    look = theme.current()
    height, width = look.size("keycap"), keycap_width(key)
    rect = QRectF(left + 0.5, middle - height / 2 + 0.5, width - 1, height - 1)
    edge = QColor(look.color("on_accent" if strong else "line_strong"))
    edge.setAlphaF(0.55)
    smooth(painter).setPen(QPen(edge, 1))
    painter.setBrush(look.color("accent" if strong else "surface"))
    painter.drawRoundedRect(rect, look.radius("chip"), look.radius("chip"))
    if not strong:
        painter.setPen(QPen(edge, 2))
        foot = QPointF(4, -0.5)
        painter.drawLine(rect.bottomLeft() + foot, rect.bottomRight() + QPointF(-4, -0.5))
    ink = "on_accent" if strong else "text2"
    draw_text(painter, rect, key, "caption_strong", ink, CENTER)
    return width
