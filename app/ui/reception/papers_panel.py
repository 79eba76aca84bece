"""The sheet of papers: ticks with counts, and the originals to be certified."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.desk import PaperWanted, Procedure
from app.ui.reception.digit_hint import DigitHint
from app.ui.reception.draft import OriginalDraft, PaperDraft
from app.ui.widgets.buttons import pressable
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Panel
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.stepper import Stepper
from app.ui.widgets.text import Text, empty, hosted, reveal, row

MISSING = ("late", "thiếu")
MOST_ORIGINALS = 50


def as_paper(wanted: PaperWanted, taken: PaperDraft | None, *, fresh: bool) -> Paper:
    """A row of the list: as drafted, or as the procedure begins."""
    return Paper(
        name=wanted.name,
        note=wanted.note if wanted.required else f"không bắt buộc · {wanted.note}".strip(" ·"),
        ticked=wanted.ticked if fresh else taken is not None,
        count=taken.count if taken else 1,
        kind=taken.kind if taken else wanted.kind,
        required=wanted.required,
        state=MISSING if wanted.required else None,
    )


def missing_words(names: Sequence[str], *, short: bool = False) -> str:
    """Which required papers are missing and what to do; empty where none is."""
    if not names:
        return ""
    tr = QCoreApplication.translate
    if short:
        return tr("PapersPanel", "Còn thiếu {0} giấy. F7 in tờ mang về.").format(len(names))
    others = tr("PapersPanel", "{0} và {1} giấy khác").format(names[0], len(names) - 1)
    said = tr("PapersPanel", "Còn thiếu {0} giấy: {1}. F7 in tờ ghi giấy phải mang thêm, ")
    todo = tr("PapersPanel", "hoặc tiếp tục nếu nhận trước được.")
    return said.format(len(names), others if len(names) > 1 else names[0]) + todo


def indent() -> int:
    """Under the names of the papers, where there is room."""
    return 0 if theme.current().big else theme.current().px(30)


class Count(Stepper):
    """Copies or pages: here plus is one more original, arrows count."""

    more = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus is the next paper of the same citizen."""
        if event.text() == "+":
            self.more.emit()
        else:
            super().keyPressEvent(event)


class Originals(QWidget):
    """Copies and pages of each original; plus adds one, Shift+Insert takes the last away."""

    edited = Signal()

    def __init__(self) -> None:
        """One original, one copy, one page."""
        super().__init__()
        look = theme.current()
        self._lines: list[tuple[Stepper, Stepper]] = []
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
        if not alone:
            title = Text(self.tr("Bản chính {0}").format(place + 1), "strong")
            self._grid.addWidget(title, first, 0, 1, 3)
        steppers = []
        parts = ((self.tr("Số bản"), original.copies), (self.tr("Số trang"), original.pages))
        for side, (words, value) in enumerate(parts):
            stepper = Count(words, value)
            stepper.setObjectName(f"originals.{place}.{('copies', 'pages')[side]}")
            stepper.more.connect(lambda: self.change(1))
            label = Text(words, "label")
            label.setBuddy(stepper)
            stepper.valueChanged.connect(self.edited)
            self._grid.addWidget(label, first + 1, side)
            self._grid.addWidget(stepper, first + 2, side)
            steppers.append(stepper)
        self._lines.append((steppers[0], steppers[1]))

    def originals(self) -> tuple[OriginalDraft, ...]:
        """What stands here now."""
        return tuple(OriginalDraft(copies.value(), pages.value()) for copies, pages in self._lines)

    def change(self, by: int) -> None:
        """One original more or less, never none."""
        now = self.originals()
        count = max(1, min(MOST_ORIGINALS, len(now) + by))
        self.show_originals((*now, OriginalDraft())[:count])
        self.focus(count - 1)
        self.edited.emit()

    def focus(self, place: int = 0) -> None:
        """Type the number of copies."""
        copies = self._lines[place][0]
        copies.setFocus()
        copies.selectAll()


class PapersPanel(Panel):
    """`edited` at each change; `full` says how many of the required ones are here."""

    edited = Signal()
    act = Signal(str)

    def __init__(self, title: str) -> None:
        """Begin without a procedure."""
        self._full = Text("", "caption")
        self.hint = DigitHint("0…9", "số lượng")
        super().__init__(title, number="3", aside=hosted(row(self.hint, self._full)))
        self.hint.follow(self)
        self._boxes: list[PaperBox] = []
        self._originals: Originals | None = None
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().space("s"))
        self.body.addWidget(scrolled(self._inside), 1)
        self._lacking = Text("", "warning", wrap=True)
        self.body.addWidget(self._lacking)
        self.extras = pressable("", key="Ctrl+H", role="plain")
        self.extras.clicked.connect(lambda: self.act.emit("Ctrl+H"))
        self.body.addLayout(row(self.extras, None))
        self.say_extras("")
        self.show_nothing()

    def show_nothing(self) -> None:
        """No procedure is chosen."""
        self._clear()
        head, more = self.tr("Chưa chọn thủ tục"), self.tr("Chọn xong, giấy cần nộp hiện ở đây.")
        self._box.addWidget(EmptyState("file", head, more), 1)

    def show_procedure(
        self,
        procedure: Procedure,
        papers: Sequence[PaperDraft] | None = None,
        originals: Sequence[OriginalDraft] = (),
    ) -> None:
        """The procedure's papers; `papers` as drafted, None as it begins."""
        self._clear()
        taken = {paper.name: paper for paper in papers or ()}
        counted, first = procedure.counts_copies, theme.current().big
        if counted and first:  # big text has no room for all: the caret and the first paper
            self._add_originals(originals or (OriginalDraft(),))
        for wanted in procedure.papers:
            box = PaperBox(as_paper(wanted, taken.get(wanted.name), fresh=papers is None))
            box.edited.connect(self._on_edited)
            box.setObjectName(f"papers.{len(self._boxes)}")
            self._boxes.append(box)
            self._box.addWidget(box)
        if counted and not first:
            self._add_originals(originals or (OriginalDraft(),))
        if counted:
            self._add_more()
        self._box.addStretch(1)
        reveal(self._inside)
        self._show_full()

    def _add_originals(self, originals: Sequence[OriginalDraft]) -> None:
        self._originals = Originals()
        self._originals.show_originals(originals)
        self._originals.edited.connect(self.edited)
        self._box.addWidget(self._originals)

    def _add_more(self) -> None:
        more = pressable(self.tr("thêm bản chính"), key="+", role="plain")
        more.clicked.connect(lambda: self.act.emit("Ins"))
        line = row(more, None)
        line.setContentsMargins(indent(), 0, 0, 0)
        self._box.addLayout(line)

    def change_originals(self, by: int) -> None:
        """One original more or less, where they are counted."""
        if self._originals is not None:
            self._originals.change(by)

    def _clear(self) -> None:
        empty(self._box)
        self._boxes, self._originals = [], None
        self._full.setText("")
        self._lacking.hide()

    def say_extras(self, words: str) -> None:
        """What else was agreed, beside its key; empty takes the line away."""
        self.extras.set_words(words)
        self.extras.setVisible(bool(words))

    def _on_edited(self) -> None:
        self._show_full()
        self.edited.emit()

    def _show_full(self) -> None:
        here = sum(box.paper.ticked for box in self._boxes)
        words = self.tr("có {0} / {1}") if self.missing else self.tr("đủ {0} / {1}")
        self._full.setText(words.format(here, len(self._boxes)) if self._boxes else "")
        self._lacking.setText(missing_words(self.missing, short=theme.current().big))
        self._lacking.setVisible(bool(self.missing))

    @property
    def missing(self) -> tuple[str, ...]:
        """The required papers that are not here, by name."""
        papers = (box.paper for box in self._boxes)
        return tuple(paper.name for paper in papers if paper.required and not paper.ticked)

    def papers(self) -> tuple[PaperDraft, ...]:
        """The papers taken in."""
        taken = (box.paper for box in self._boxes if box.paper.ticked)
        return tuple(PaperDraft(paper.name, paper.count, paper.kind) for paper in taken)

    def originals(self) -> tuple[OriginalDraft, ...]:
        """The originals to be certified."""
        return self._originals.originals() if self._originals else ()

    def focus(self) -> bool:
        """The copies, else the first missing paper, else the first one."""
        if self._originals is not None:
            self._originals.focus()
            return True
        missing = [box for box in self._boxes if box.paper.required and not box.paper.ticked]
        for box in (missing or self._boxes)[:1]:
            box.setFocus()
        return bool(self._boxes)
