"""One paper of a dossier: a real check box that also counts."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from app.ui import theme
from app.ui.widgets import paint

LEAST_HIGH, LINE = 46, 20  # of two lines; of each further one
MOST_LINES = 12
KINDS = {"originals": "bản chính", "certified": "bản chứng thực", "copies": "bản sao"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in the list: `count` of which `kind`; `state` (kind, words) where it is missing.

    `words` say an empty and a ticked box aloud.
    """

    name: str
    note: str = ""
    ticked: bool = False
    count: int = 1
    kind: str = "originals"
    required: bool = True
    state: tuple[str, str] | None = None
    words: tuple[str, str] = ("chưa có", "đã nhận")


class PaperBox(QCheckBox):
    """Space ticks, a digit says how many, left and right change the kind of copy."""

    edited = Signal()

    def __init__(self, paper: Paper, *, fixed: bool = False) -> None:
        """`fixed` only shows it (a dossier's page)."""
        super().__init__()
        self._paper = paper
        self.setChecked(paper.ticked)
        if fixed:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        fixed_high = theme.current().huge
        high = QSizePolicy.Policy.Fixed if fixed_high else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, high)
        policy.setHeightForWidth(not fixed_high)
        self.setSizePolicy(policy)
        self._name()
        self.toggled.connect(self._on_toggled)

    @property
    def paper(self) -> Paper:
        """The paper as it stands now."""
        return self._paper

    def _change(self, **what: object) -> None:
        values = {name: getattr(self._paper, name) for name in Paper.__dataclass_fields__}
        self._paper = Paper(**{**values, **what})
        self._name()
        self.updateGeometry()
        self.update()
        self.edited.emit()

    def _on_toggled(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's own argument
        self._change(ticked=ticked)

    def _name(self) -> None:
        paper = self._paper
        state = paper.words[paper.ticked]
        count = f", {paper.count} {KINDS[paper.kind]}" if paper.ticked else ""
        self.setAccessibleName(f"{paper.name}, {state}{count}")
        self.setToolTip(f"{paper.name}\n{self._note()}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits count, arrows left and right change the kind, up and down go on."""
        if event.text() in set("123456789"):
            self._count(int(event.text()))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _count(self, count: int) -> None:
        self._change(count=count)
        self.setChecked(True)

    def _turn(self, by: int) -> None:
        kinds = list(KINDS)
        self._change(kind=kinds[(kinds.index(self._paper.kind) + by) % len(kinds)])

    def sizeHint(self) -> QSize:
        """Two lines; the whole row is the target."""
        return QSize(theme.current().px(200), theme.current().px(LEAST_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Never less high."""
        return QSize(theme.current().px(120), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """A long name or note takes lines of its own."""
        return self.sizePolicy().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As many lines as are painted."""
        more = max(0, len(self._lines(width)) - 2)
        return self.sizeHint().height() + more * theme.current().px(LINE)

    def hitButton(self, _pos: object) -> bool:
        """The whole row ticks."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, name, note; count or state at the right."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        side, top = look.px(18), look.px(5)
        self._draw_box(painter, QRectF(3, top, side, side))
        self._draw_right(painter)
        for place, (words, font, ink, room) in enumerate(self._lines(self.width())):
            line = QRectF(self._left, top - 1 + place * look.px(LINE), room, side + 2)
            paint.draw_text(painter, line, words, font, ink)

    @property
    def _left(self) -> int:
        return theme.current().px(18) + theme.current().px(12)

    def _lines(self, wide: float) -> list[tuple[str, str, str, float]]:
        """Words, font, ink and room of each line: the name, then the note.

        Broken as the strong font needs it: who moves the caret moves no line. Beside the biggest
        text there are two lines, the second one cut: the first paper must be in sight.
        """
        end, lost = self._ends(wide)
        rest = wide - self._left
        rooms = {0: end - self._left, 1: rest - lost}
        font = "strong" if self.hasFocus() else "body"
        most = 2 if theme.current().huge else MOST_LINES
        found: list[tuple[str, str, str, float]] = []
        for words, measured, role, ink in (
            (self._paper.name, "strong", font, "text"),
            (self._note(), "caption", "caption", "text3"),
        ):
            left = words
            while left and len(found) < most:
                room = rooms.get(len(found), rest)
                line, after = paint.two_lines(left, measured, room)
                cut = not line or len(found) == most - 1  # a long word, or the last line
                found.append((left if cut else line, role, ink, room))
                left = "" if cut else after
        return found

    def _ends(self, wide: float) -> tuple[float, float]:
        """Where the name's first line ends, and what the line under it loses to the state."""
        look, paper = theme.current(), self._paper
        if paper.ticked:
            return wide - paint.text_width(str(paper.count), "strong") - look.px(16), 0
        if paper.state is None:
            return wide, 0
        chip = paint.chip_width(paper.state[1])
        beside = wide - chip - look.px(10)
        name = self._left + paint.text_width(paper.name, "strong")
        return (beside, 0) if name <= beside else (wide, chip + look.px(8))

    def _note(self) -> str:
        kind = KINDS[self._paper.kind] if self._paper.ticked or not self._paper.note else ""
        return " · ".join(part for part in (kind, self._paper.note) if part)

    def _draw_box(self, painter: QPainter, box: QRectF) -> None:
        look, ticked = theme.current(), self.isChecked()
        edge = "accent" if ticked else "line_strong"
        paint.rounded(painter, box, "chip", fill="accent" if ticked else "surface", edge=edge)
        if ticked:
            inner = box.width() - 2
            ink = look.color("on_accent")
            paint.draw_icon(painter, "check", box.left() + 1, box.top() + 1, inner, ink)
        if self.hasFocus():
            paint.draw_ring(painter, box.adjusted(-3, -3, 3, 3), radius="chip")

    def _draw_right(self, painter: QPainter) -> None:
        """Count or state; that stands a line lower where the name is long."""
        look, paper = theme.current(), self._paper
        line = look.px(5) + look.px(9)
        if paper.ticked:
            width = paint.text_width(str(paper.count), "strong") + look.px(4)
            room = QRectF(self.width() - width - look.px(4), line - look.px(9), width, look.px(18))
            paint.draw_text(painter, room, str(paper.count), "strong", "text", paint.RIGHT)
        elif paper.state is not None:
            _end, low = self._ends(self.width())
            left = self.width() - paint.chip_width(paper.state[1]) - look.px(2)
            paint.draw_chip(painter, left, line + (look.px(LINE) if low else 0), *paper.state)
