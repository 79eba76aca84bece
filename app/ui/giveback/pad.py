"""Bảng ký: the citizen signs on the screen, here or on a second one; the book asks for no key."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.giveback.desk import Handout
from app.ui.giveback.drawing import Drawing, DrawingArea
from app.ui.giveback.waiting_sheet import WaitingSheet
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.fields import Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, column, hosted, row

KEY, AWAY_KEY = "Ctrl+E", "Ctrl+M"


class PadWindow(QWidget):
    """The whole second screen. `touched` where it was made the active window: the desk is to be."""

    touched = Signal()

    def __init__(self, drawing: Drawing, owner: QWidget) -> None:
        """Not shown yet."""
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        top = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(owner, flags | top)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Bảng ký"))
        self.area = DrawingArea(drawing, self.tr("Bảng ký"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the clerk's keys stay where they are
        asked = Text(self.tr("Mời ký vào khung trắng"), "name")
        self.setLayout(column(asked, self.area))

    def show_on(self, screen: QScreen) -> None:
        """Full on that screen."""
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def event(self, event: QEvent) -> bool:
        """Keys belong to the desk's window, also while somebody draws here."""
        if event.type() == QEvent.Type.WindowActivate:
            self.touched.emit()
        return super().event(event)


class Pad(QWidget):
    """Stands in the place of what lies below the list while somebody signs on the screen."""

    keys_changed = Signal()

    def __init__(self, below: WaitingSheet, book: Field) -> None:
        """`below` is shown; nobody signs here, so the `book` is asked for."""
        super().__init__()
        self.drawing, self._away = Drawing(), False
        self.area = DrawingArea(self.drawing, self.tr("Bảng ký"))
        self._window: PadWindow | None = None
        self._below, self._book = below, book
        self._lacks = Text("", "warning", wrap=True)
        again, back = KeyHint(KEY, self.tr("ký lại")), KeyHint("Esc", self.tr("ký sổ giấy"))
        self.sheet = Panel(self.tr("Bảng ký"), aside=hosted(row(again, back)))
        self.sheet.setProperty("help", "giveback.pad")
        self.sheet.body.addWidget(self.area, 1)
        self.sheet.body.addWidget(self._lacks)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(below)
        self._stack.addWidget(self.sheet)
        self.drawing.changed.connect(lambda: self._say(""))
        self._say("")

    @property
    def open(self) -> bool:
        """Whether somebody is asked to sign here."""
        return self._stack.currentWidget() is self.sheet

    def keys(self) -> list[KeyAction]:
        """Ctrl+E asks, and begins anew; with a second screen Ctrl+M takes the pad there."""
        away = [KeyAction(AWAY_KEY, "", self._go_away)] * (self.open and bool(self._others()))
        return [KeyAction(KEY, "", self.ask), *away]

    def ask(self) -> None:
        """Somebody is to sign; whatever was drawn before is gone."""
        self.drawing.clear()
        self._stack.setCurrentWidget(self.sheet)
        self._book.hide()
        self.area.setFocus()
        self._show_away()
        self.keys_changed.emit()

    def close_pad(self) -> bool:
        """Nobody signs here any more; False where nobody did."""
        was_open, had_caret = self.open, self.area.hasFocus()
        self.drawing.clear()
        self._stack.setCurrentWidget(self._below)
        self._book.show()
        if had_caret:
            self._below.take_focus()
        self._show_away()
        if was_open:
            self.keys_changed.emit()
        return was_open

    @property
    def waits(self) -> bool:
        """True, and said, where somebody was asked to sign and has not."""
        waits = self.open and self.drawing.blank
        if waits:
            self._say(self.tr("Chưa ký trên bảng nên chưa trả. Mời ký, hoặc Esc để ký sổ giấy."))
        return waits

    def sign(self, handouts: Sequence[Handout]) -> tuple[Handout, ...]:
        """The same with the signature, where one was drawn."""
        if not self.open:
            return tuple(handouts)
        drawn = self.drawing.picture()
        return tuple(replace(one, drawn=drawn) for one in handouts)

    def hideEvent(self, _event: QHideEvent) -> None:
        """On another page, or locked, nobody reads a signature on the second screen."""
        if self._window is not None:
            self._window.hide()

    def showEvent(self, _event: QShowEvent) -> None:
        """Whoever was asked to sign still is."""
        self._show_away()

    # --- the second screen ---------------------------------------------------------------------

    def _others(self) -> list[QScreen]:
        own = self.window().screen()
        return [one for one in QGuiApplication.screens() if one is not own]

    def _go_away(self) -> None:
        """There and back; it stays so for the next citizen."""
        self._away = not self._away
        self._show_away()

    def _show_away(self) -> None:
        others = self._others()
        if not (self.open and self._away and others):
            if self._window is not None:
                self._window.hide()
            return
        if self._window is None:
            self._window = PadWindow(self.drawing, self)
            queued = Qt.ConnectionType.QueuedConnection
            self._window.touched.connect(self.window().activateWindow, queued)
        self._window.show_on(others[0])

    def _say(self, sentence: str) -> None:
        self._lacks.setText(sentence)
        self._lacks.setVisible(bool(sentence))
