"""The other dossiers of this visit: opened again, taken out, counted together."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
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

    def sizeHint(self) -> QSize:
        """All rows, up to three."""
        rows = min(MOST_SEEN, max(1, self.count))
        return QSize(theme.current().px(200), rows * theme.current().size("row_two_line") + 2)

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(theme.current().px(120), theme.current().size("row_two_line"))


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
        self._sum = Text("", "strong")
        keys = [] if theme.current().huge else [KeyHint("Del", self.tr("bỏ"))]
        head = row(Text(self.tr("Trong lượt này"), "section"), self._sum, None, *keys)
        box = column(Rule(), head, self.list, spacing="xs")
        self.setLayout(box)
        self.list.chosen.connect(self.opened)
        self.list.taken_out.connect(self.taken_out)
        self.list.more_asked.connect(self.more_asked)
        self.hide()

    def show_visit(self, lines: Sequence[tuple[str, str]]) -> None:
        """`lines` are name and fee with due time; a digit opens one of the first nine."""
        rows = [
            Row(name, note, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, (name, note) in enumerate(lines, 1)
        ]
        self.list.show_rows(rows, 0 if rows else -1)
        self.list.updateGeometry()
        self.setVisible(bool(rows))

    def show_sum(self, words: str) -> None:
        """How many dossiers, and what they come to together."""
        self._sum.setText(words)
