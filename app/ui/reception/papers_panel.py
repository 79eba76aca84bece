"""The sheet of papers: ticks with counts, and the originals to be certified."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.desk import PaperWanted, Procedure
from app.ui.reception.digit_hint import DigitHint
from app.ui.reception.draft import OriginalDraft, PaperDraft
from app.ui.reception.originals import Originals, indent
from app.ui.reception.scan_line import ScanLine
from app.ui.widgets.buttons import pressable
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Panel
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, empty, hosted, reveal, row

MISSING = ("late", "thiếu")


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


class PapersPanel(Panel):
    """`edited` at each change; `full` says how many of the required ones are here."""

    edited = Signal()
    act = Signal(str)

    def __init__(self, title: str, fold: Callable[[str], str]) -> None:
        """Begin without a procedure; `fold` is how names of papers are compared."""
        self._fold = fold
        self._full = Text("", "caption")
        self.hint = DigitHint("0…9", "số lượng")
        super().__init__(title, number="3", aside=hosted(row(self.hint, self._full)))
        self.hint.follow(self)
        self._boxes: list[PaperBox] = []
        self._parts: list[frozenset[str]] = []
        self._left_out: frozenset[str] = frozenset()
        self._originals: Originals | None = None
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().space("s"))
        self.body.addWidget(scrolled(self._inside), 1)
        self._lacking = Text("", "warning", wrap=True)
        self.scans = ScanLine()
        self.body.addWidget(self.scans)
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
        counted = procedure.counts_copies or procedure.one_original
        first = theme.current().scale > 1
        if counted and first:  # bigger text has no room for all: the caret and the first paper
            self._add_originals(procedure, originals or (OriginalDraft(),))
        for wanted in procedure.papers:
            box = PaperBox(as_paper(wanted, taken.get(wanted.name), fresh=papers is None))
            box.edited.connect(self._on_edited)
            box.setObjectName(f"papers.{len(self._boxes)}")
            self._boxes.append(box)
            self._parts.append(frozenset(wanted.parts))
            self._box.addWidget(box)
        if counted and not first:
            self._add_originals(procedure, originals or (OriginalDraft(),))
        if counted and not procedure.one_original:
            self._add_more()
        self._box.addStretch(1)
        reveal(self._inside)
        self._show_full()

    def _add_originals(self, procedure: Procedure, originals: Sequence[OriginalDraft]) -> None:
        single = procedure.one_original
        self._originals = Originals(procedure.usual, self._fold, single=single)
        self._originals.show_originals(originals)
        self._originals.another.connect(lambda: self.act.emit("Ctrl+N"))
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

    def leave_out(self, parts: Sequence[str]) -> None:
        """Linked procedures that are not received now: what only they ask for is not wanted."""
        self._left_out = frozenset(parts)
        wanted = self._wanted
        for box in self._boxes:
            box.setVisible(box in wanted)
        self._show_full()

    @property
    def _wanted(self) -> list[PaperBox]:
        return [
            box
            for box, parts in zip(self._boxes, self._parts, strict=True)
            if not parts or parts - self._left_out
        ]

    def _clear(self) -> None:
        empty(self._box)
        self._boxes, self._parts, self._left_out, self._originals = [], [], frozenset(), None
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
        here = sum(box.paper.ticked for box in self._wanted)
        words = self.tr("có {0} / {1}") if self.missing else self.tr("đủ {0} / {1}")
        self._full.setText(words.format(here, len(self._wanted)) if self._boxes else "")
        self._lacking.setText(missing_words(self.missing, short=theme.current().big))
        self._lacking.setVisible(bool(self.missing))

    @property
    def missing(self) -> tuple[str, ...]:
        """The required papers that are not here, by name."""
        papers = (box.paper for box in self._wanted)
        return tuple(paper.name for paper in papers if paper.required and not paper.ticked)

    def papers(self) -> tuple[PaperDraft, ...]:
        """The papers taken in."""
        taken = (box.paper for box in self._wanted if box.paper.ticked)
        return tuple(PaperDraft(paper.name, paper.count, paper.kind) for paper in taken)

    def originals(self) -> tuple[OriginalDraft, ...]:
        """The originals to be certified."""
        return self._originals.originals() if self._originals else ()

    def focus(self) -> bool:
        """The copies, else the first missing paper, else the first one."""
        if self._originals is not None:
            self._originals.focus()
            return True
        wanted = self._wanted
        missing = [box for box in wanted if box.paper.required and not box.paper.ticked]
        for box in (missing or wanted)[:1]:
            box.setFocus()
        return bool(wanted)
