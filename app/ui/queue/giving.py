"""Giving a number: a row is one key or one touch, and the number stands there to be read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.queue.desk import Issued, Line
from app.ui.widgets import paint
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.buttons import pressable
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, empty, hosted, reveal, row

NOTHING, HALF_LINE = "–", 9


class LineButton(QAbstractButton):
    """One row of people: its key, what it is for, how many wait in it."""

    def __init__(self, line: Line) -> None:
        """A press gives a number."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """As it is now."""
        self._line = line
        self.setText(line.title)
        waits = self.tr("chờ {0}").format(line.waiting)
        self.setToolTip(f"{line.letter} – {line.title}, {waits}")
        self.setAccessibleName(self.tr("Cấp số: {0}, phím {1}").format(line.title, line.letter))
        self.update()

    def sizeHint(self) -> QSize:
        """Big enough for a finger."""
        look = theme.current()
        return QSize(look.px(180), look.size("scan" if look.big else "row_two_line"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box with the key at its left and the number of people at its right."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = "accent_soft" if self.isDown() else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.setBrush(look.color(fill))
        painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
        middle, left = box.center().y(), box.left() + look.space("m")
        left += paint.draw_keycap(painter, left, middle, self._line.letter) + look.space("m")
        waits = self.tr("chờ {0}").format(self._line.waiting)
        right = box.right() - look.space("m")
        ink = "text2" if self._line.waiting else "text3"
        room = QRectF(left, box.top(), right - left, box.height())
        used = paint.draw_text(painter, room, waits, "caption", ink, paint.RIGHT)
        room.setRight(right - used - look.space("s"))
        self._name(painter, room)

    def _name(self, painter: QPainter, room: QRectF) -> None:
        """What the row is for; a long name on two smaller lines."""
        title = self._line.title
        if paint.text_width(title, "strong") <= room.width():
            paint.draw_text(painter, room, title, "strong", "text")
            return
        half = theme.current().px(HALF_LINE)
        for part, down in zip(
            paint.two_lines(title, "caption_strong", room.width()), (-half, half), strict=True
        ):
            paint.draw_text(painter, room.translated(0, down), part, "caption_strong", "text")


class GivingPanel(Panel):
    """`wanted` carries the letter of a row and whether this one goes first."""

    wanted = Signal(str, bool)

    def __init__(self) -> None:
        """No rows yet."""
        self._said = Text("", "caption")
        super().__init__(self.tr("Lấy số"), aside=self._said)
        self._shown: dict[str, LineButton] = {}
        self._number = BigNumber()
        self._title = Text("", "strong", wrap=True)
        self._more = Text("", "caption", wrap=True)
        for words in (self._title, self._more):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.current().space("s"))
        inside = hosted(self._rows)
        note = self.tr("Shift + chữ: số ưu tiên.")
        if not theme.current().huge:
            whose = self.tr("Cho người già, người khuyết tật, phụ nữ có thai, người bế con nhỏ.")
            note = f"{note} {whose}"
        self.body.addWidget(self._number)
        self.body.addWidget(self._title)
        self.body.addWidget(self._more)
        self.body.addWidget(scrolled(inside), 1)
        self.body.addWidget(Text(note, "caption", wrap=True))
        self.show_issued(None)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The office's rows; the same ones only count anew."""
        if [one.letter for one in lines] != list(self._shown):
            self._offer(lines)
        for line in lines:
            self._shown[line.letter].show_line(line)

    def show_issued(self, issued: Issued | None) -> None:
        """The number given last, to be said and to be copied by hand where no paper comes."""
        self._number.show_number(issued.number if issued else NOTHING)
        none = self.tr("Nhấn chữ của hàng để cấp số")
        first = self.tr("{0} – ưu tiên") if issued and issued.priority else "{0}"
        self._title.setText(first.format(issued.title) if issued else none)
        self._more.setText(issued.more if issued else "")

    def has(self, letter: str) -> bool:
        """Whether there is such a row."""
        return letter in self._shown

    def _offer(self, lines: Sequence[Line]) -> None:
        empty(self._rows)
        self._shown = {}
        for line in lines:
            button = self._shown[line.letter] = LineButton(line)
            first = pressable(self.tr("Ưu tiên"))
            for one, goes_first in ((button, False), (first, True)):
                one.clicked.connect(
                    lambda _checked=False, letter=line.letter, goes_first=goes_first: (
                        self.wanted.emit(letter, goes_first)
                    )
                )
            self._rows.addWidget(self._side_by_side(button, first))
        self._rows.addStretch(1)
        host = self._rows.parentWidget()
        if host is not None:
            reveal(host)

    @staticmethod
    def _side_by_side(button: LineButton, first: QWidget) -> QWidget:
        made = hosted(row(button, first))
        first.setAccessibleName(f"{first.accessibleName()}: {button.text()}")
        return made
