"""Words, lines and signs that only show something, and the boxes that set them side by side."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.widgets import paint

Item = QWidget | QLayout | int | None


class Text(QLabel):
    """Words in a role of the design; `wrap` lets them take more lines."""

    def __init__(self, words: str = "", role: str = "body", *, wrap: bool = False) -> None:
        """Show `words`, never read as rich text."""
        super().__init__(words)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setIndent(0)  # a sheet's padding would indent big text by half an x

    def right(self) -> "Text":
        """The same, set to the right."""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self


class Rule(QFrame):
    """A one-pixel line between two parts; `upright` for columns."""

    def __init__(self, *, upright: bool = False) -> None:
        """Draw it along the layout."""
        super().__init__()
        self.setProperty("role", "vrule" if upright else "rule")


class Icon(QWidget):
    """A sign tinted with a colour role; it says nothing to a screen reader by itself."""

    def __init__(self, name: str, color: str = "text2", size: str | int = "icon") -> None:
        """Show the sign `name` at a named size or at that many pixels."""
        super().__init__()
        self._name, self._color = name, color
        look = theme.current()
        side = look.px(size) if isinstance(size, int) else look.size(size)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint at paint time, so a new colour mode shows at once."""
        color = theme.current().color(self._color)
        paint.draw_icon(QPainter(self), self._name, 0, 0, self.width(), color)


class Dot(QWidget):
    """A small full stop between two facts in one line."""

    def sizeHint(self) -> QSize:
        """Room for the dot."""
        return QSize(theme.current().px(4), theme.current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A round dot on the middle."""
        painter = paint.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("text3"))
        side = theme.current().px(3)
        middle = self.rect().center()
        painter.drawEllipse(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side))


def row(*items: Item, spacing: str = "s") -> QHBoxLayout:
    """Items from left to right; None stretches, a number stretches that much."""
    box = QHBoxLayout()
    fill(box, items, spacing)
    return box


def column(*items: Item, spacing: str = "s") -> QVBoxLayout:
    """Items from top to bottom; None stretches."""
    box = QVBoxLayout()
    fill(box, items, spacing)
    return box


def fill(box: QBoxLayout, items: Iterable[Item], spacing: str = "s") -> None:
    """Put the items into a box without margins."""
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.current().space(spacing) if spacing else 0)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addStretch(item or 1)


def share_out(page: QWidget, parts: Sequence[QWidget], shares: Sequence[int]) -> None:
    """Set the parts of a page side by side, each with its share of the width, whatever it holds."""
    box = QHBoxLayout(page)
    fill(box, (), "m")
    for part, share in zip(parts, shares, strict=True):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        box.addWidget(part, share)


def hosted(layout: QLayout) -> QWidget:
    """A widget around a layout."""
    host = QWidget()
    host.setLayout(layout)
    return host


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def reveal(host: QWidget) -> None:
    """Show what was just put into a host now, not at the next turn: the caret may go there."""
    for child in host.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            child.show()


@contextmanager
def at_rest(layout: QLayout) -> Iterator[None]:
    """Change many things in a layout and set it out once: Qt does so at each widget it shows."""
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()
        layout.activate()
