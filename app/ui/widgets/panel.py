"""The white sheet with its heading line, and the label-value pairs that stand in it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.text import Text, empty

LABEL_ROOM = 120


class Panel(QFrame):
    """A sheet: number and title at the left, an aside at the right, then `body`."""

    def __init__(
        self, title: str = "", *, number: str = "", aside: QWidget | None = None, pad: str = "l"
    ) -> None:
        """The heading line is 28 px whatever stands in it, so sheets side by side align."""
        super().__init__()
        look = theme.current()
        self.setProperty("role", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(
            look.space(pad), look.space("m"), look.space(pad), look.space("m")
        )
        self.body.setSpacing(look.space("s"))
        self._title = Text(title, "section")
        self.heading = QHBoxLayout()
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(self._line(number, aside))

    def _line(self, number: str, aside: QWidget | None) -> QWidget:
        line, head = QWidget(), self.heading
        line.setMinimumHeight(theme.current().px(28))
        line.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.current().space("s"))
        if number:
            head.addWidget(Text(number, "caption"))
        head.addWidget(self._title)
        head.addStretch(1)
        if aside is not None:
            head.addWidget(aside)
        return line

    def set_title(self, title: str) -> None:
        """Another heading on the same sheet."""
        self._title.setText(title)
        self.setAccessibleName(title)


class Facts(QWidget):
    """Label and value in two aligned columns; long values wrap, never cut."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Show the pairs (label, value)."""
        super().__init__()
        look = theme.current()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space("m"))
        self._grid.setVerticalSpacing(look.px(5))
        self._grid.setColumnStretch(1, 1)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Other pairs in the same place; those without a value are left out."""
        empty(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for line, (label, value) in enumerate(pair for pair in pairs if pair[1]):
            key = self._label(label)
            shown = Text(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(key, line, 0, top)
            self._grid.addWidget(shown, line, 1, top)

    def _label(self, words: str) -> Text:
        """Labels that fit stand on one line; a long one wraps, so that it takes no value's room."""
        look = theme.current()
        label = Text(words, "label")
        label.setContentsMargins(0, look.px(2), 0, 0)
        if label.sizeHint().width() > look.px(LABEL_ROOM):
            label.setWordWrap(True)
            label.setFixedWidth(look.px(LABEL_ROOM))
        return label
