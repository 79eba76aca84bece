"""One matter that cannot be decided by rule: both sides of it, and the three answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import theme
from app.ui.widgets.buttons import Button, pressable
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, empty, hosted, reveal, row

MINE, PROVINCE, ASK = "mine", "province", "ask"
WORDS = {MINE: "Giữ của máy này", PROVINCE: "Lấy của tỉnh", ASK: "Hỏi tỉnh"}


@dataclass(frozen=True, slots=True)
class Side:
    """Who and when, then what was recorded, the weightiest first."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer and what it leads to: what stays, what goes."""

    answer: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class MatterView:
    """Everything of one matter in ready words; `name` and `code` name it to the desk.

    `dossier` is the number to open, empty where it is of none; `asked`: the province was asked.
    """

    name: str
    code: str
    cells: tuple[str, str, str]
    sentence: str
    mine: Side
    theirs: Side
    choices: tuple[Choice, ...]
    dossier: str = ""
    asked: bool = False

    @property
    def key(self) -> str:
        """The row's name in a table."""
        return f"{self.name}/{self.code}"


class MatterPanel(Panel):
    """`answered` carries the matter and the answer, once it was picked and confirmed."""

    answered = Signal(object, str)

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__(pad="l")
        self.view: MatterView | None = None
        self.picked = ""
        self._sentence = Text("", "strong", wrap=True)
        self._sides, self._buttons = QHBoxLayout(), QHBoxLayout()
        for box in (self._sides, self._buttons):
            box.setSpacing(theme.current().space("m"))
        self._leads = Text("", "caption", wrap=True)
        self._answers: dict[str, Button] = {}
        inside = hosted(column(self._sentence, self._sides, None))
        self.body.addWidget(scrolled(inside), 1)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self._leads)

    def show_matter(self, view: MatterView | None) -> None:
        """Another matter in the same place; the same one keeps what was picked."""
        if view == self.view:
            return
        self.view, self.picked = view, ""
        self.setVisible(view is not None)
        if view is None:
            return
        self._sentence.setText(view.sentence)
        empty(self._sides)
        for side in (view.mine, view.theirs):
            self._sides.addWidget(_well(side), 1)
        self._offer(view.choices)
        self._tell()
        reveal(self)

    def pick(self, digit: int) -> bool:
        """A digit points at an answer; whether there is one of that number."""
        choices = () if self.view is None else self.view.choices
        chosen = [one.answer for one in choices if PLACES[one.answer] == digit]
        if not chosen:
            return False
        self.picked = chosen[0]
        self._tell()
        return True

    def confirm(self) -> bool:
        """Enter behind the digit answers; whether one was picked."""
        if self.view is None or not self.picked:
            return False
        self.answered.emit(self.view, self.picked)
        return True

    def take_back(self) -> bool:
        """Esc takes the pick back; whether there was one."""
        had, self.picked = bool(self.picked), ""
        self._tell()
        return had

    def _offer(self, choices: Sequence[Choice]) -> None:
        empty(self._buttons)
        self._answers = {}
        for choice in choices:
            button = pressable(self.tr(WORDS[choice.answer]), key=str(PLACES[choice.answer]))
            place = PLACES[choice.answer]
            button.clicked.connect(lambda _checked=False, place=place: self.pick(place))
            self._answers[choice.answer] = button
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def _tell(self) -> None:
        for answer, button in self._answers.items():
            role = "primary" if answer == self.picked else ""
            if button.property("role") != role:
                button.setProperty("role", role)
                button.style().unpolish(button)
                button.style().polish(button)
                button.update()
        self._leads.setText(self._leading())

    def _leading(self) -> str:
        view = self.view
        if view is None:
            return ""
        for choice in view.choices:
            if choice.answer == self.picked:
                return self.tr("{0} Nhấn Enter để ghi, Esc để thôi.").format(choice.leads_to)
        if view.asked:
            return self.tr("Đã hỏi, chờ tỉnh trả lời. Vẫn tự chọn được; cả hai bản còn nguyên.")
        return self.tr("Chọn bằng phím số, rồi Enter. Không gì bị xoá; hỏi tỉnh luôn an toàn.")


PLACES = {MINE: 1, PROVINCE: 2, ASK: 3}


def _well(side: Side) -> QFrame:
    look, frame = theme.current(), QFrame()
    frame.setProperty("role", "well")
    frame.setAccessibleName(". ".join((side.head, *side.lines)))
    box = QVBoxLayout(frame)
    box.setContentsMargins(look.space("m"), look.space("s"), look.space("m"), look.space("s"))
    box.setSpacing(look.px(2))
    box.addLayout(row(Text(side.head, "label", wrap=True)))
    for place, line in enumerate(side.lines):
        box.addWidget(Text(line, "body" if place else "strong", wrap=True))
    box.addStretch(1)
    return frame
