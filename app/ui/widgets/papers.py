"""One paper of a dossier: a real check box that also counts."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from app.ui import theme
from app.ui.widgets import paint

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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        return QSize(theme.current().px(200), theme.current().px(46))

    def minimumSizeHint(self) -> QSize:
        """Never less high."""
        return QSize(theme.current().px(120), self.sizeHint().height())

    def hitButton(self, _pos: object) -> bool:
        """The whole row ticks."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, name, note; count or state at the right."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        side, top = look.px(18), look.px(5)
        self._draw_box(painter, QRectF(3, top, side, side))
        left = side + look.px(12)
        font = "strong" if self.hasFocus() else "body"
        right, below = self._draw_right(painter, left + paint.text_width(self._paper.name, font))
        first, second = paint.two_lines(self._paper.name, font, right - left)
        name = QRectF(left, top - 1, right - left, side + 2)
        note = QRectF(left, top + side + look.px(1), self.width() - left - below, look.px(20))
        paint.draw_text(painter, name, first, font, "text")
        if second:
            paint.draw_text(painter, note, second, font, "text")
        else:
            paint.draw_text(painter, note, self._note(), "caption", "text3")

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

    def _draw_right(self, painter: QPainter, wanted: float) -> tuple[float, float]:
        """Draw count or state; returns where the name must end, and what the note loses."""
        look, paper = theme.current(), self._paper
        line = look.px(5) + look.px(9)
        if paper.state is not None and not paper.ticked:
            width = paint.chip_width(paper.state[1]) + look.px(2)
            low = wanted > self.width() - width - look.px(8)
            middle = line + look.px(22) if low else line
            paint.draw_chip(painter, self.width() - width, middle, *paper.state)
            return (self.width(), width + look.px(6)) if low else (self.width() - width - 8, 0)
        if not paper.ticked:
            return self.width(), 0
        width = paint.text_width(str(paper.count), "strong") + look.px(4)
        room = QRectF(self.width() - width - look.px(4), line - look.px(9), width, look.px(18))
        paint.draw_text(painter, room, str(paper.count), "strong", "text", paint.RIGHT)
        return room.left() - look.px(8), 0
