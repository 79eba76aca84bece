"""The procedure picker: a search line over a list whose first nine rows wear a digit.

A digit picks a row from either; letters without marks narrow the list; arrows move in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.fields import ENTER, Line
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.text import Text

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure in the list. `digit` is fixed for the desk, empty for the tenth and later."""

    code: str
    name: str
    note: str = ""
    digit: str = ""


def matches(entry: Entry, folded: str, fold: Callable[[str], str]) -> bool:
    """Whether every typed part begins a word of the name, or the parts are its first letters."""
    words = fold(entry.name).split()
    initials = "".join(word[0] for word in words)
    if folded.replace(" ", "") in initials:
        return True
    return all(any(word.startswith(part) for word in words) for part in folded.split())


class ProcedurePicker(QWidget):
    """Search line and list as one field; `picked` carries the procedure's code.

    `looked_at` carries the code of the marked row as it moves, empty where none is marked.
    """

    picked = Signal(str)
    looked_at = Signal(str)
    more_asked = Signal()

    def __init__(self, fold: Callable[[str], str]) -> None:
        """`fold` makes a search key: no marks, small letters."""
        super().__init__()
        self._fold = fold
        self._entries: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._current = ""
        self.search = Line(self.tr("Tìm thủ tục"), self.tr("Gõ số hoặc vài chữ: hn → hôn nhân"))
        self.list = RowList(self.tr("Thủ tục"))
        self._none = Text("", "quiet", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("s"))
        for part in (self.search, self._none):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        self._none.hide()
        self.setFocusProxy(self.search)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_text_changed)
        self.list.chosen.connect(self._pick)
        self.list.moved.connect(lambda _place: self.looked_at.emit(self.marked))

    @property
    def marked(self) -> str:
        """The code of the marked row; empty where there is none."""
        place = self.list.place
        return self._shown[place].code if 0 <= place < len(self._shown) else ""

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show these procedures, in this order."""
        self._entries = tuple(entries)
        self._narrow()

    def show_current(self, code: str) -> None:
        """Mark a procedure as the chosen one; empty for none."""
        self._current = code
        self.search.clear()
        self._narrow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and digits typed into the search line work on the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_search_key(event)
        return super().eventFilter(watched, event)

    def _on_search_key(self, event: QKeyEvent) -> bool:
        move = MOVES.get(Qt.Key(event.key()))
        if move is not None:
            self.list.step(move)
        elif event.key() in ENTER:
            self._pick(max(0, self.list.place))
        elif event.text() == "+":
            self.more_asked.emit()
        else:
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            return plain and not self.search.text() and self.list.press_digit(event.text())
        return True

    def _on_text_changed(self) -> None:
        self._narrow()
        self.looked_at.emit(self.marked)

    def _narrow(self) -> None:
        typed = self._fold(self.search.text()).strip()
        self._shown = [
            entry for entry in self._entries if not typed or matches(entry, typed, self._fold)
        ]
        rows = [Row(entry.name, entry.note, entry.digit) for entry in self._shown]
        codes = [entry.code for entry in self._shown]
        current = codes.index(self._current) if self._current in codes else -1
        self.list.show_rows(rows, 0 if typed and rows else current)
        self._none.setVisible(not rows)
        self._none.setText(self.tr("Không có thủ tục nào khớp “{0}”.").format(self.search.text()))

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            code = self._shown[place].code
            self.show_current(code)
            self.picked.emit(code)
