"""The other dossiers of this visit: opened again, taken out, counted together."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import ENTER
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.text import Rule, Text, column, row

MOST_SEEN = 3


class _Rows(RowList):
    """Delete takes the current one out, plus begins the next."""

    taken_out = Signal(int)
    more_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and digits open."""
        if event.key() == Qt.Key.Key_Delete and self.place >= 0:
            self.taken_out.emit(self.place)
        elif event.text() == "+":
            self.more_asked.emit()
        elif event.key() in ENTER and self.place < 0:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only where the caret is, a row looks chosen: the newest first."""
        super().focusInEvent(event)
        if self.place < 0:
            self.go_to(self.count - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """One active thing at a time."""
        super().focusOutEvent(event)
        self.go_to(-1)

    def sizeHint(self) -> QSize:
        """All rows, up to three."""
        rows = min(MOST_SEEN, max(1, self.count))
        return QSize(theme.current().px(200), rows * self.row_height + 2)

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(theme.current().px(120), self.row_height)


class VisitList(QWidget):
    """Hidden while the visit is one dossier. `opened` and `taken_out` carry a place."""

    opened = Signal(int)
    taken_out = Signal(int)
    more_asked = Signal()

    def __init__(self) -> None:
        """A visit begins with nothing set down."""
        super().__init__()
        self.list = _Rows(self.tr("Trong lượt này"))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.list.setObjectName("visit")
        self.setProperty("help", "reception.visit")
        self._sum = Text("", "strong")
        hints = (("Enter", self.tr("mở")), ("Del", self.tr("bỏ")))
        keys = [] if theme.current().big else [KeyHint(*hint) for hint in hints]
        head = row(Text(self.tr("Lượt này"), "section"), self._sum, None, *keys)
        self._box = column(Rule(), head, self.list, spacing="xs")
        self.setLayout(self._box)
        self.list.chosen.connect(self.opened)
        self.list.taken_out.connect(self.taken_out)
        self.list.more_asked.connect(self.more_asked)
        self.hide()

    def show_visit(self, lines: Sequence[tuple[str, str]]) -> None:
        """`lines` are name and fee with due time; digits stay the procedures'."""
        self.list.show_rows([Row(name, note) for name, note in lines])
        self.list.updateGeometry()
        self.setVisible(bool(lines))

    def make_low(self, *, low: bool) -> None:
        """A line a dossier, set close."""
        look = theme.current()
        self.list.make_low(low=low)
        self.list.updateGeometry()
        self._box.setSpacing(look.px(2) if low else look.space("xs"))

    def show_sum(self, words: str) -> None:
        """How many dossiers, and what they come to together."""
        self._sum.setText(words)
