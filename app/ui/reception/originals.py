"""The originals to be certified: each with its name, how many copies are asked, how many pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import theme
from app.ui.reception.draft import OriginalDraft
from app.ui.widgets.fields import Line
from app.ui.widgets.stepper import Stepper
from app.ui.widgets.suggesting import SuggestField
from app.ui.widgets.text import Text, empty, reveal

MOST_ORIGINALS, MOST_OFFERED = 50, 4


def indent() -> int:
    """Under the names of the papers, where there is room."""
    return 0 if theme.current().big else theme.current().px(30)


class Count(Stepper):
    """Copies or pages: here plus is one more original, arrows count, a letter begins its name."""

    more = Signal()
    named = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus is the next paper of the same citizen."""
        if event.text() == "+":
            self.more.emit()
        elif event.text().isalpha():
            self.named.emit(event.text())
        else:
            super().keyPressEvent(event)


class PaperName(SuggestField):
    """What is certified: a digit takes the n-th usual paper, letters offer those that fit."""

    def __init__(self, label: str, names: Sequence[str], fold: Callable[[str], str]) -> None:
        """`names` are the usual papers of the procedure."""
        super().__init__(label, "", self._matching)
        self._names, self._fold = tuple(names), fold
        if isinstance(self.input, Line) and names:
            self.input.setPlaceholderText(self.tr("Số 1–{0}, hoặc 2 chữ").format(len(names)))

    def _matching(self, typed: str) -> tuple[str, ...]:
        """By the beginnings of words, or by their first letters: gks, khai sinh."""
        wanted = self._fold(typed).split()
        if not wanted or typed in self._names:
            return ()
        letters = "".join(wanted)
        found = [
            name
            for name in self._names
            if _begins(self._fold(name), wanted) or letters in _initials(self._fold(name))
        ]
        return tuple(found[:MOST_OFFERED])

    def _on_edited(self, typed: str) -> None:
        if typed.isdecimal() and 1 <= int(typed) <= len(self._names):
            self._show((self._names[int(typed) - 1],))
            self._take(0)
            return
        super()._on_edited(typed)

    def begin(self, letter: str) -> None:
        """Typed from the number beside it."""
        if isinstance(self.input, Line):
            self.input.setFocus()
            self.input.setText("")
            self.input.insert(letter)
            self._on_edited(self.input.text())


def _begins(name: str, wanted: Sequence[str]) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


class Originals(QWidget):
    """Name, copies and pages of each original; plus adds one, Shift+Insert takes the last away.

    `another` where there can be one only, and plus asks for the next dossier of the visit.
    """

    edited = Signal()
    another = Signal()

    def __init__(
        self, names: Sequence[str], fold: Callable[[str], str], *, single: bool = False
    ) -> None:
        """`names` are the usual papers."""
        super().__init__()
        look = theme.current()
        self._names, self._fold, self._single = names, fold, single
        self._lines: list[tuple[PaperName, Count, Count]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(indent(), 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space("s"))
        self._grid.setVerticalSpacing(look.px(3))
        self._grid.setColumnStretch(2, 1)

    def show_originals(self, originals: Sequence[OriginalDraft]) -> None:
        """Show these; the first line has no number while it is alone."""
        empty(self._grid)
        self._lines = []
        for place, original in enumerate(originals):
            self._add_line(place, original, alone=len(originals) == 1)
        reveal(self)

    def _add_line(self, place: int, original: OriginalDraft, *, alone: bool) -> None:
        first = place * 3
        words = self.tr("Giấy gì") if alone else self.tr("Bản chính {0}").format(place + 1)
        name = PaperName(words, self._names, self._fold)
        name.put(original.name)
        name.input.setObjectName(f"originals.{place}.name")
        name.changed.connect(self.edited)
        name.left.connect(self.edited)
        self._grid.addWidget(name, first, 0, 1, 3)
        copies = self._count(place, 0, self.tr("Số bản"), original.copies, name)
        pages = self._count(place, 1, self.tr("Số trang"), original.pages, name)
        self._lines.append((name, copies, pages))

    def _count(self, place: int, side: int, words: str, value: int, name: PaperName) -> Count:
        first, made = place * 3, Count(words, value)
        made.setObjectName(f"originals.{place}.{('copies', 'pages')[side]}")
        made.more.connect(lambda: self.change(1))
        made.named.connect(name.begin)
        label = Text(words, "label")
        label.setBuddy(made)
        made.valueChanged.connect(self.edited)
        self._grid.addWidget(label, first + 1, side)
        self._grid.addWidget(made, first + 2, side)
        return made

    def originals(self) -> tuple[OriginalDraft, ...]:
        """What stands here now."""
        return tuple(
            OriginalDraft(copies.value(), pages.value(), name.value.strip())
            for name, copies, pages in self._lines
        )

    def change(self, by: int) -> None:
        """One original more or less, never none."""
        if self._single:
            if by > 0:
                self.another.emit()
            return
        now = self.originals()
        count = max(1, min(MOST_ORIGINALS, len(now) + by))
        self.show_originals((*now, OriginalDraft())[:count])
        self.focus(count - 1)
        self.edited.emit()

    def focus(self, place: int = 0) -> None:
        """Type the number of copies."""
        copies = self._lines[place][1]
        copies.setFocus()
        copies.selectAll()
