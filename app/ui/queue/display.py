"""Màn hình chờ: the last numbers called, for the room; no name, no keys, nothing that blinks.

It shows who *was* called, never who is next: people read the screen as a call. Where the office
wants it, pages with the standing of dossiers take turns with the numbers; a call goes before them.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import theme
from app.ui.queue.desk import MOST_ON_BOARD, Called, Stand
from app.ui.widgets import board

LIT_MS, TICK_MS, TURN_MS = 8_000, 1_000, 10_000
WIDE, HIGH = 1_280, 720  # of its window where there is one monitor only


class WaitingScreen(QWidget):
    """A window of its own that never keeps the caret; `show_on` and `show_behind` place it.

    `touched` where it was made the active window all the same: the clerk's is to be it again.
    """

    touched = Signal()

    def __init__(self, office: str, now: Callable[[], datetime]) -> None:
        """`office` as it hangs over the door."""
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Màn hình chờ"))
        self.setMinimumSize(WIDE // 2, HIGH // 2)
        self.resize(WIDE, HIGH)
        self._office, self._now = office, now
        self._called: tuple[Called, ...] = ()
        self._apart, self._beeps = "", False
        self._stands: tuple[Stand, ...] = ()
        self._place, self._numbers = 0, True
        turns = QTimer(self, interval=TURN_MS)
        turns.timeout.connect(self.turn)
        turns.start()
        self._lit = QTimer(self, singleShot=True, interval=LIT_MS)
        self._lit.timeout.connect(self.rest)
        clock = QTimer(self, interval=TICK_MS)
        clock.timeout.connect(self._tick)
        clock.start()
        self._shown_at = ""
        self._name()

    @property
    def shown(self) -> tuple[Called, ...]:
        """What stands there, the newest first."""
        return self._called

    @property
    def lit(self) -> bool:
        """Whether the newest number stands out, because it was called just now."""
        return self._lit.isActive()

    def use_chime(self, *, on: bool) -> None:
        """Whether the machine makes a sound at each call; the number is always shown, too."""
        self._beeps = on

    def use_numbers(self, *, on: bool) -> None:
        """Whether the office calls numbers; else only the standing of dossiers is shown."""
        self._numbers = on
        self.turn()

    def show_stands(self, stands: Sequence[Stand]) -> None:
        """What the pages tell from now on; which page it is stays."""
        self._stands = tuple(stands)
        self._place = min(self._place, self._pages)
        self._name()
        self.update()

    def turn(self) -> None:
        """The next page; a number that was called just now is not turned away."""
        if not self.lit:
            first = 0 if self._numbers or not self._stands else 1
            self._place = self._place + 1 if self._place < self._pages else first
            self._name()
            self.update()

    @property
    def told(self) -> tuple[Stand, ...]:
        """The dossiers on the page that is shown; none while the numbers are."""
        if self._place == 0:
            return ()
        return self._stands[(self._place - 1) * board.LINES : self._place * board.LINES]

    @property
    def _pages(self) -> int:
        return -(-len(self._stands) // board.LINES)

    def show_called(self, called: Sequence[Called], apart: str = "") -> None:
        """The last ones, the newest first; a new one stands out for some seconds, then rests."""
        board_now = tuple(called)[:MOST_ON_BOARD]
        first = board_now[:1]
        is_new = bool(first) and first != self._called[:1]
        self._called, self._apart = board_now, apart
        if is_new:
            self._place = 0
            self._lit.start()
            if self._beeps:
                QApplication.beep()
        self._name()
        self.update()

    def rest(self) -> None:
        """The newest one has stood out long enough."""
        self._lit.stop()
        self.update()

    def show_on(self, screen: QScreen) -> None:
        """Fill that monitor."""
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def show_behind(self, window: QWidget) -> None:
        """Without a monitor of its own: a window behind the clerk's, on his monitor."""
        self.setWindowState(Qt.WindowState.WindowNoState)
        room = window.screen().availableGeometry()
        self.setGeometry(QRect(room.topLeft(), QSize(WIDE, HIGH).boundedTo(room.size())))
        self.show()
        self.lower()

    def event(self, event: QEvent) -> bool:
        """Keys belong to the clerk's window, also after a click here."""
        if event.type() == QEvent.Type.WindowActivate:
            self.touched.emit()
        return super().event(event)

    def _tick(self) -> None:
        now = f"{self._now():%H:%M}"
        if now != self._shown_at:
            self.update()

    def _name(self) -> None:
        said = [f"{one.number} {one.desk}" for one in self._called]
        if self.told:
            said = [f"{one.number} {one.name}: {one.said}" for one in self.told]
        nothing = self.tr("Chưa gọi số nào") if self._numbers else self.tr("Chưa có hồ sơ nào")
        self.setAccessibleName(". ".join(said) or nothing)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Head, the newest number, the three before it."""
        self._shown_at = f"{self._now():%H:%M}"
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, theme.current().color("window"))
        body = board.draw_head(painter, whole, self._office, self._shown_at)
        if self.told:
            rows = [(one.number, one.name, one.said, one.ink) for one in self.told]
            board.draw_lines(painter, body, self.tr("Tình trạng hồ sơ"), rows)
            return
        if not self._called:
            said = (self.tr("Xin lấy số và ngồi chờ"), self.tr("Số được gọi sẽ hiện ở đây"))
            if not self._numbers:
                said = (self.tr("Tình trạng hồ sơ"), self.tr("Chưa có hồ sơ nào để báo"))
            board.draw_nothing(painter, body, *said)
            return
        foot = self._apart and self.tr("Có thể thiếu số mới gọi ở quầy khác")
        body = board.draw_foot(painter, body, foot)
        left, right = board.halves(body)
        first, *others = self._called
        words = (self.tr("Mời số"), first.number, first.desk)
        board.draw_newest(painter, left, words, lit=self.lit)
        board.draw_others(painter, right, [(one.number, one.desk) for one in others])
