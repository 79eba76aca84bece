"""Tìm hồ sơ: the dossiers that a name, a number or a telephone found, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text, hosted, row


@dataclass(frozen=True, slots=True)
class Hit:
    """A dossier in the list: `number` as said aloud (20/11 – 0240), its state as a chip."""

    code: str
    number: str
    owner: str
    procedure: str
    state: tuple[str, str] | None = None


class FindPage(QWidget):
    """`opened` carries the code of the chosen dossier."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        """Nothing was searched yet."""
        super().__init__()
        self._hits: tuple[Hit, ...] = ()
        self._count = Text("", "caption")
        self.list = RowList(self.tr("Hồ sơ tìm thấy"))
        self.list.chosen.connect(lambda place: self.opened.emit(self._hits[place].code))
        aside = hosted(row(self._count, KeyHint("Enter", self.tr("mở")), spacing="l"))
        panel = Panel(self.tr("Tìm hồ sơ"), aside=aside)
        self._stack, self._none = QStackedWidget(), QWidget()
        self._stack.addWidget(self.list)
        panel.body.addWidget(self._stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        self._show_empty(
            self.tr("Chưa tìm gì"),
            self.tr("Gõ tên không dấu, số CCCD, số phiếu hoặc số điện thoại rồi nhấn Enter."),
        )

    def keys(self) -> list[KeyAction]:
        """Esc goes back to the scan box."""
        return [KeyAction("Esc", "", self.resting.emit)]

    def take_focus(self) -> None:
        """The list where something was found, else the scan box."""
        if self._hits:
            self.list.setFocus()
        else:
            self.resting.emit()

    def show_hits(self, asked: str, hits: Sequence[Hit]) -> None:
        """What was found for `asked`; the first row is marked."""
        self._hits = tuple(hits)
        self._count.setText(self.tr("{0} hồ sơ").format(len(hits)) if hits else "")
        if not hits:
            self._show_empty(
                self.tr("Không có hồ sơ nào khớp “{0}”").format(asked),
                self.tr("Thử số CCCD, số điện thoại, hoặc ít chữ hơn."),
            )
            return
        rows = [
            Row(hit.owner, f"{hit.number} · {hit.procedure}", str(place) * (place < 10), hit.state)  # noqa: PLR2004 - a digit
            for place, hit in enumerate(hits, 1)
        ]
        self.list.show_rows(rows, 0)
        self._stack.setCurrentWidget(self.list)

    def _show_empty(self, head: str, more: str) -> None:
        self._stack.removeWidget(self._none)
        self._none.deleteLater()
        self._none = EmptyState("search", head, more, [("F3", self.tr("gõ lại"))])
        self._stack.addWidget(self._none)
        self._stack.setCurrentWidget(self._none)
