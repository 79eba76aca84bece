"""The owner of the chosen dossier: what else there is of him, and who lives at his address."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.find.desk import About, Line
from app.ui.widgets.cut_words import on_arrows
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.paint import text_width
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, column, hosted


class _QuietList(RowList):
    """Has a chosen row only while the caret is in it: the table beside it has the chosen one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row is chosen, unless one was."""
        super().focusInEvent(event)
        if self.place < 0:
            self.go_to(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row is."""
        super().focusOutEvent(event)
        self.go_to(-1)

    def sizeHint(self) -> QSize:
        """Two rows: the table above or beside has more to show."""
        return QSize(super().sizeHint().width(), 2 * self.row_height)


class _Part(QWidget):
    """A heading, a note under it, a list."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._low, self._lines = False, tuple[Line, ...]()
        self.heading, self.note = Text(name, "label"), Text("", "caption", wrap=True)
        self.list = _QuietList(name)
        on_arrows(self.list)
        self.list.chosen.connect(lambda place: self.opened.emit(self._lines[place].code))
        self._head = column(self.heading, self.note, spacing="xs")
        self._head.setStretch(1, 1)
        box = column(self._head, self.list, spacing="xs")
        box.setStretch(1, 1)
        box.addStretch(0)  # takes the room while there is no list
        self.setLayout(box)

    def set_low(self, *, low: bool) -> None:
        """Heading and note on one line, and each row too."""
        self._low, way = low, self._head.Direction
        self._head.setDirection(way.LeftToRight if low else way.TopToBottom)
        self._head.setSpacing(theme.current().space("m" if low else "xs"))
        self.list.make_low(low=low)
        self._show_rows()

    def show_lines(self, heading: str, note: str, lines: Sequence[Line]) -> None:
        """Other lines; none leaves the heading and its note."""
        self._lines = tuple(lines)
        self.heading.setText(heading)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._show_rows()
        self.list.setVisible(bool(lines))

    def _show_rows(self) -> None:
        rows = [Row(one.head, one.note, state=one.state) for one in self._lines]
        self.list.show_rows(rows, 0 if self.list.hasFocus() else -1)


class PersonSheet(Panel):
    """`opened` carries the code of a dossier that was chosen here."""

    opened = Signal(str)

    def __init__(self) -> None:
        """Nobody is chosen."""
        super().__init__(self.tr("Chủ hồ sơ"))
        self.low = False
        self._name, self._who = Text("", "strong", wrap=True), Text("", "caption", wrap=True)
        self._beside = Text("", "caption")
        self._beside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.heading.setSpacing(theme.current().space("m"))
        self.heading.insertWidget(1, self._beside, 20)  # nearly all: a stretch stands behind it
        self.history = _Part(self.tr("Hồ sơ của người này"))
        self.household = _Part(self.tr("Cùng địa chỉ"))
        self._nobody = Text(
            self.tr("Chọn một hồ sơ để xem các hồ sơ khác của người đó và của người cùng địa chỉ."),
            "quiet",
            wrap=True,
        )
        self._parts = column(self.history, self.household, spacing="s")
        self._parts.setStretch(0, 3)
        self._parts.setStretch(1, 2)
        self._somebody = hosted(column(self._name, self._who, hosted(self._parts)))
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._somebody, 1)
        self.body.addStretch(0)
        for part in (self.history, self.household):
            part.opened.connect(self.opened)
        self.set_low(low=False)
        self.show_nobody()

    def set_low(self, *, low: bool) -> None:
        """Wide and low: the lists side by side, the owner in the heading, little air."""
        self.low, look = low, theme.current()
        side, air = look.space("l"), look.space("xs" if low else "s")
        self.body.setContentsMargins(side, air, side, air)
        self.body.setSpacing(air)
        for part in (self.history, self.household):
            part.set_low(low=low)
        way = self._parts.Direction
        self._parts.setDirection(way.LeftToRight if low else way.TopToBottom)
        self._parts.setStretch(1, 3 if low else 2)
        self._show_name()

    def _show_name(self) -> None:
        title = self._name.text() if self.low else ""
        self.set_title(title or self.tr("Chủ hồ sơ"))
        beside = bool(title) and self._fits_beside()
        self._beside.setText(self._who.text() if beside else "")
        self._name.setVisible(not self.low)
        self._who.setVisible(not beside)

    def _fits_beside(self) -> bool:
        look = theme.current()
        needed = text_width(self._name.text(), "section") + text_width(self._who.text(), "caption")
        return needed + 2 * look.space("l") + look.space("xl") <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether the owner's data stand beside his name."""
        super().resizeEvent(event)
        self._show_name()

    @property
    def has_caret(self) -> bool:
        """Whether the caret is in one of its lists."""
        caret = QApplication.focusWidget()
        return caret is not None and self.isAncestorOf(caret)

    def show_nobody(self) -> None:
        """No dossier is chosen."""
        self._name.setText("")
        self._show_name()
        self._somebody.hide()
        self._nobody.show()

    def show_about(self, about: About) -> None:
        """The owner of the chosen dossier."""
        self._nobody.hide()
        self._name.setText(about.name)
        self._who.setText(about.who)
        self._show_name()
        said = self.tr("Hồ sơ của người này: {0}").format(dong(about.dossiers))
        if about.voided:
            said += self.tr(", không kể {0} đã huỷ").format(dong(about.voided))
        self.history.show_lines(said, "", about.history)
        self.household.show_lines(self._how_many(about), self._warning(about), about.household)
        self._somebody.show()

    def _how_many(self, about: About) -> str:
        count = len(about.household)
        if not count:
            return self.tr("Cùng địa chỉ")
        words = (
            self.tr("Cùng địa chỉ: từ {0} người")
            if about.more
            else self.tr("Cùng địa chỉ: {0} người")
        )
        return words.format(count)

    def _warning(self, about: About) -> str:
        if not about.household:
            return self.tr("Không có hồ sơ của người khác ở đúng địa chỉ này.")
        if about.loose:
            return self.tr("Không ghi số nhà: có thể là nhiều hộ.")
        return ""
