"""A sheet with a table on it, and what stands there while there is nothing to show."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.cut_words import on_arrows
from app.ui.widgets.digit_hint import DigitHint
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Panel
from app.ui.widgets.table import Table
from app.ui.widgets.text import Text, empty, hosted, reveal, row

LONG_MS = 2_000


class Skeleton(QWidget):
    """Grey rows while a list is read for longer than a blink; after two seconds words over them."""

    def __init__(self) -> None:
        """Without words."""
        super().__init__()
        words = self.tr("Đang đọc danh sách, lâu hơn mọi khi. Cứ làm việc khác; Esc để thôi đợi.")
        self.words = Text(words, "strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.hide()
        QVBoxLayout(self).addWidget(self.words)
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self.words.show)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it takes long."""
        super().showEvent(event)
        self._long.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is over."""
        super().hideEvent(event)
        self._long.stop()
        self.words.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars where words will stand."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        high, pad = look.size("row"), look.space("l")
        for place in range(self.height() // high):
            middle = place * high + high / 2
            for left, share in ((0.0, 0.08), (0.12, 0.18), (0.34, 0.3), (0.72, 0.12)):
                wide = self.width() * share
                start = pad + left * (self.width() - 2 * pad)
                box = QRectF(start, middle - look.px(6), wide, look.px(12))
                paint.rounded(painter, box, "chip", fill="hover", edge=None)


class ListSheet(Panel):
    """Title, count, key hints; under them the table, an empty state, or grey rows."""

    def __init__(self, title: str, table: Table, hints: Sequence[tuple[str, str]] = ()) -> None:
        """`hints` are (key, what it does) at the right of the title."""
        look = theme.current()
        self.count = Text("", "caption")
        self._hints, self._hinted = row(spacing="m"), tuple[tuple[str, str], ...]()
        self._aside = hosted(self._hints)
        super().__init__(title, aside=self._aside)
        self.show_hints(hints)
        self.table = table
        on_arrows(table)
        self.body.setContentsMargins(0, look.space("s"), 0, look.space("xs"))
        self.body.setSpacing(0)
        self.heading.setContentsMargins(look.space("l"), 0, look.space("l"), 0)
        self.heading.insertWidget(1, self.count)
        self._stack, self._empty, self._skeleton = QStackedWidget(), QWidget(), Skeleton()
        self._listing = self._table_box()
        self._stack.addWidget(self._listing)
        self._stack.addWidget(self._skeleton)
        self.body.addWidget(self._stack, 1)
        wait = theme.tokens()["motion"]["skeleton_after_ms"]
        self._timer = QTimer(self, singleShot=True, interval=wait)
        self._timer.timeout.connect(lambda: self._put(self._skeleton))

    def _table_box(self) -> QWidget:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.table.head)
        inside.addWidget(self.table, 1)
        return box

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Other keys, where another list stands here; none beside the biggest text."""
        shown = () if theme.current().huge else tuple(hints)
        if shown != self._hinted:
            self._hinted = shown
            empty(self._hints)
            for hint in shown:
                made = DigitHint if hint[0][0].isdecimal() else KeyHint
                self._hints.addWidget(made(*hint))
            reveal(self._aside)

    def loading(self) -> None:
        """Rows are being read; grey ones come only if it takes long."""
        if not self._timer.isActive():
            self._timer.start()

    def show_list(self, count: str) -> None:
        """The table has rows."""
        self._timer.stop()
        self.count.setText(count)
        self._put(self._listing)

    def show_empty(
        self, icon: str, head: str, more: str, keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        """There is nothing, and one thing to do about it."""
        self._timer.stop()
        self.count.setText("")
        old, self._empty = self._empty, EmptyState(icon, head, more, keys)
        self._stack.addWidget(self._empty)
        self._put(self._empty)
        self._stack.removeWidget(old)
        old.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit means the same where the list is empty."""
        if event.text().isdecimal():
            self.table.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """The caret stays on the sheet, whatever is shown on it."""
        shown = self._stack.currentWidget()
        (self.table if shown.isAncestorOf(self.table) else shown).setFocus()

    def _put(self, widget: QWidget) -> None:
        caret = QApplication.focusWidget()
        had_caret = caret is not None and self._stack.isAncestorOf(caret)
        self._stack.setCurrentWidget(widget)
        if had_caret:
            self.take_focus()
