"""Xem bản quét: sheets of a dossier, or pictures of an incident, in the window and nowhere else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.latest import Latest
from app.ui.shortcuts import KeyAction
from app.ui.viewer.desk import Gallery, Sheet, ViewerDesk
from app.ui.viewer.paper import Paper
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, hosted, row

NOTHING = Gallery("", "", ())
TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ViewerPage(QWidget):
    """`left` with Esc: back to where the clerk was."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()

    def __init__(self, desk: ViewerDesk) -> None:
        """Empty until `open_scans`."""
        super().__init__()
        self._desk, self.gallery, self.place, self._wanted = desk, NOTHING, 0, ""
        self.paper = Paper(self.tr("Bản quét"))
        self._whose, self._at = Text("", "strong"), Text("", "caption")
        self._said, self._stack, self._seen = QWidget(), QStackedWidget(), ""
        self._asks = Latest(desk.run, self._read, self._show, self._refuse)
        self._build()
        self.paper.turned.connect(self.turn)
        self.paper.looked.connect(self._say_where)

    def _build(self) -> None:
        hints = [
            ("← →", self.tr("trang")), ("+ −", self.tr("cỡ")), ("0", self.tr("vừa bề ngang")),
            ("R", self.tr("xoay")), ("Esc", self.tr("về")),
        ]  # fmt: skip
        panel = Panel(
            self.tr("Bản quét"), aside=hosted(row(*[KeyHint(*one) for one in hints], spacing="m"))
        )
        panel.heading.insertWidget(1, self._at)
        panel.body.addWidget(self._whose)
        self._stack.addWidget(self.paper)
        self._stack.addWidget(self._said)
        panel.body.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("m"))
        box.addWidget(panel)

    # --- what the window asks --------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Esc; what turns and zooms is heard by the paper alone, so that words can be typed."""
        return [KeyAction("Esc", self.tr("Về chỗ đang làm"), self.left.emit, main=True)]

    def take_focus(self) -> None:
        """The paper, or what is said in its place."""
        self._stack.currentWidget().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no paper is shown the arrows lead on all the same."""
        by = TURNS.get(Qt.Key(event.key()), 0)
        if by:
            self.turn(by)
        else:
            super().keyPressEvent(event)

    # --- what is shown ---------------------------------------------------------------------------

    def open_scans(self, code: str) -> None:
        """Those of this dossier or incident, from the first one on."""
        self.forget()
        self._wanted = code

        def loaded(gallery: Gallery) -> None:
            if self._wanted == code:  # nobody left, or locked, in the meantime
                self.show_gallery(gallery)

        self._desk.run(lambda: self._desk.load(code), loaded)

    def show_gallery(self, gallery: Gallery) -> None:
        """Show the first sheet."""
        self.gallery, self.place = gallery, 0
        self._whose.setText(gallery.title)
        if gallery.sheets:
            self._ask()
        else:
            self._say(self.tr("Chưa có bản quét nào"), self.tr("Quét giấy rồi gắn vào hồ sơ."))

    def turn(self, by: int) -> None:
        """The next sheet or the one before; at an end it stays."""
        place = min(max(0, self.place + by), len(self.gallery.sheets) - 1)
        if place != self.place and self.gallery.sheets:
            self.place = place
            self._ask()

    def forget(self) -> None:
        """No picture stays in memory once nobody looks at it."""
        self._asks.forget()
        self._wanted = ""
        self.gallery, self.place, self._seen = NOTHING, 0, ""
        self._whose.setText("")
        self.paper.show_image(QImage())

    def _ask(self) -> None:
        self._asks.ask(self.gallery.sheets[self.place])
        self._say_where()

    def _read(self, sheet: Sheet) -> QImage:
        return self._desk.picture(self.gallery.code, sheet)

    def _show(self, image: QImage) -> None:
        """Sheets of one scan stay turned as the one before was."""
        digest = self.gallery.sheets[self.place].digest
        self._put(self.paper)
        self.paper.show_image(image, self.paper.sheet.turns if digest == self._seen else 0)
        self._seen = digest

    def _refuse(self, error: MotCuaError) -> None:
        self.paper.show_image(QImage())
        self._say(self.tr("Không xem được bản quét này"), error.message)

    def _say(self, head: str, more: str) -> None:
        """In the place of the paper."""
        old, self._said = self._said, EmptyState("file", head, more)
        self._said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack.addWidget(self._said)
        self._put(self._said)
        self._stack.removeWidget(old)
        old.deleteLater()
        self._say_where()

    def _put(self, part: QWidget) -> None:
        """Show it; the caret goes along where it is here, never out of another field."""
        caret = QApplication.focusWidget()
        ours = caret is not None and self.isAncestorOf(caret)
        self._stack.setCurrentWidget(part)
        if ours:
            part.setFocus()

    def _say_where(self) -> None:
        if not self.gallery.sheets:
            self._at.setText("")
            return
        more = "" if self.paper.sheet.image.isNull() else f" · {self.paper.percent} %"
        if self._asks.pending:
            more = self.tr(" · đang mở…")
        self._at.setText(f"{self.gallery.sheets[self.place].words}{more}")
