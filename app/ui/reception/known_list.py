"""What the person at the counter already has here: rows to open, results to hand out."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.desk import Known, Past
from app.ui.widgets import paint
from app.ui.widgets.chips import Chip, KeyHint
from app.ui.widgets.fields import ENTER
from app.ui.widgets.text import Rule, Text, column, empty, fill, reveal, row

MOST_SHOWN = 5


class KnownRow(QAbstractButton):
    """One dossier: chip and number above, whole words below; Enter, Space or a click opens it."""

    def __init__(self, known: Known) -> None:
        """Say it in one sentence to a screen reader."""
        super().__init__()
        self.known = known
        look = theme.current()
        self.setAccessibleName(f"{known.words}, {known.number}, {known.more}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known.code else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        big = look.big
        words = f"{known.number} · {known.more}" if big and known.number else known.more
        more = Text(words, wrap=True)
        more.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        number = [] if big else [Text(known.number, "caption")]
        box = QVBoxLayout(self)
        fill(box, (row(Chip(known.kind, known.words), None, *number), more), "xs")
        box.setContentsMargins(look.px(4), look.px(3), look.px(4), look.px(3))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, arrows go on."""
        if event.key() in ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only the ground and the ring; words are widgets of their own."""
        painter = paint.smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            paint.rounded(painter, box, "control", fill="hover", edge=None)
        if self.hasFocus():
            paint.draw_ring(painter, box)


class KnownList(QWidget):
    """`opened` carries a dossier's code."""

    opened = Signal(str)

    def __init__(self) -> None:
        """Nobody is known."""
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().space("xs"))
        self.hide()

    def show_past(self, past: Past, *, line: bool) -> None:
        """What is known now; with a `line` above where words stand over it."""
        empty(self._box)
        if line and (past.known or past.last_words or past.kept):
            self._box.addSpacing(theme.current().px(4))
            self._box.addWidget(Rule())
        if past.known:
            if line:
                self._box.addWidget(Text(self.tr("Đang có ở đây"), "section"))
            self._add_rows(past.known)
        if past.last_words:
            self._add_hint("F5", self.tr("Như lần trước: {0}").format(past.last_words))
        if past.kept:
            self._add_hint("Ctrl+D", self.tr("Có bản nháp chưa lưu"))
        self.setVisible(self._box.count() > 0 and self.parentWidget() is not None)
        reveal(self)

    def _add_rows(self, known: tuple[Known, ...]) -> None:
        for one in known[:MOST_SHOWN]:
            made = KnownRow(one)
            made.clicked.connect(lambda _checked=False, code=one.code: self.opened.emit(code))
            self._box.addWidget(made)
        more = len(known) - MOST_SHOWN
        if more > 0:
            self._box.addWidget(Text(self.tr("và {0} hồ sơ khác").format(more), "caption"))

    def _add_hint(self, key: str, words: str) -> None:
        said = Text(words, "caption", wrap=True)
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if theme.current().big:
            self._box.addLayout(column(KeyHint(key), said, spacing="xs"))
        else:
            self._box.addLayout(row(KeyHint(key), said))

    def marked(self) -> Known | None:
        """The row where the caret stands."""
        for one in self.findChildren(KnownRow):
            if one.hasFocus():
                return one.known
        return None
