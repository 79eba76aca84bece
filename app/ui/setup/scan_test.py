"""The field "Quét thẻ này": while the caret is in it, it shows what a scanner sends and how."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui import theme
from app.ui.setup.desk import OK
from app.ui.setup.scan_probe import ScanProbe
from app.ui.widgets import paint
from app.ui.widgets.chips import Chip
from app.ui.widgets.panel import Facts
from app.ui.widgets.text import Icon, Text, row


class ScanTest(QFrame):
    """`heard` carries a `Heard`; `show_result` shows what was made of it, `facts` line by line."""

    heard = Signal(object)

    def __init__(self) -> None:
        """Wait for a scan; nothing is kept of it."""
        super().__init__()
        look = theme.current()
        self.setProperty("role", "well")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._probe = ScanProbe(self)
        self._probe.heard.connect(self.heard)
        self._ask, self._chip = Text("", "strong", wrap=True), Chip()
        self._sentence, self._facts = Text("", wrap=True), Facts()
        self.facts: list[tuple[str, str]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.space("m")] * 4)
        box.setSpacing(look.space("s"))
        line = row(Icon("scan"), self._ask)
        line.setStretch(1, 1)
        box.addLayout(line)
        box.addLayout(row(self._chip, None))
        box.addWidget(self._sentence)
        box.addWidget(self._facts)
        box.addStretch(1)
        self._tell()

    @property
    def listening(self) -> bool:
        """Whether a scan is meant for this field."""
        return self.hasFocus()

    def show_result(self, state: tuple[str, str], facts: list[tuple[str, str]]) -> None:
        """What arrived, and whether all is well."""
        kind, sentence = state
        self._sentence.setText(sentence)
        self.facts = facts
        self._facts.show_pairs(facts)
        self.setAccessibleDescription(sentence)
        self._chip.show_state(kind, self.tr("đúng") if kind == OK else self.tr("cần xem lại"))

    def forget(self) -> None:
        """Nothing was scanned: a card's text does not stay on the screen."""
        self._sentence.setText("")
        self.facts = []
        self._facts.show_pairs([])
        self._chip.show_state(OK, "")

    def _tell(self) -> None:
        self._ask.setText(
            self.tr("Quét thẻ này: đưa một thẻ căn cước hoặc phiếu hẹn vào máy quét.")
            if self.hasFocus()
            else self.tr("Quét thử: bấm Tab đến ô này rồi quét một thẻ.")
        )
        self.setAccessibleName(self._ask.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hear the scanner."""
        super().focusInEvent(event)
        self._probe.listen(on=True)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let it go."""
        super().focusOutEvent(event)
        self._probe.listen(on=False)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The well, with the ring while it listens."""
        super().paintEvent(event)
        if self.hasFocus():
            paint.draw_ring(paint.smooth(QPainter(self)), QRectF(self.rect()))
