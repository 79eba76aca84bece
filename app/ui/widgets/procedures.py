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
    """A procedure in the list. `digit` is fixed for the desk, empty for the tenth and later.

    `also` is what people call it; they find it, but only the name is shown.
    """

    code: str
    name: str
    note: str = ""
    digit: str = ""
    also: tuple[str, ...] = ()


class Sought:
    """An entry as it is looked for: its words without marks, made once for every key press."""

    def __init__(self, entry: Entry, fold: Callable[[str], str]) -> None:
        """`fold` makes a search key: no marks, small letters."""
        self.entry = entry
        self._phrases = [fold(one).split() for one in (entry.name, *entry.also)]
        self._words = [word for phrase in self._phrases for word in phrase]
        self._initials = "".join(word[0] for word in self._phrases[0])

    def rank(self, folded: str) -> int | None:
        """0: every typed part begins a word of the name, or of one thing that people call it.

        1: the parts are first letters of the name, or lie in several of these; None: not found.
        """
        parts = folded.split()
        if any(_begun(parts, phrase) for phrase in self._phrases):
            return 0
        return 1 if "".join(parts) in self._initials or _begun(parts, self._words) else None


def _begun(parts: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


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
        self._entries: tuple[Sought, ...] = ()
        self._shown: list[Entry] = []
        self._current = ""
        long, short = self.tr("Gõ số hoặc vài chữ: hn → hôn nhân"), self.tr("Gõ số hoặc vài chữ")
        self.search = Line(self.tr("Tìm thủ tục"), short if theme.current().big else long)
        self.search.setObjectName("procedure")
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
        self._entries = tuple(Sought(one, self._fold) for one in entries)
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
        ranked = [(one.rank(typed), one.entry) for one in self._entries]
        self._shown = [entry for wanted in (0, 1) for rank, entry in ranked if rank == wanted]
        rows = [Row(entry.name, entry.note, entry.digit) for entry in self._shown]
        codes = [entry.code for entry in self._shown]
        current = codes.index(self._current) if self._current in codes else -1
        self.list.show_rows(rows, 0 if typed and rows else current)
        self._none.setVisible(not rows)
        none = self.tr("Không có thủ tục nào khớp “{0}”. {1} thủ tục đang ẩn: xoá bớt chữ đã gõ.")
        self._none.setText(none.format(self.search.text(), len(self._entries)))

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            code = self._shown[place].code
            self.show_current(code)
            self.picked.emit(code)
