"""Bài học: six tasks with invented people; steps tick themselves from what was stored."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.lessons.desk import DONE, NEW, RUNNING, LessonsDesk, LessonView
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Icon, Rule, Text, empty, hosted, reveal, row, share_out

SHARES = (38, 62)
STATES = {NEW: None, RUNNING: ("ok", "đang học"), DONE: ("done", "xong")}
ACT = QAbstractSlider.SliderAction


class LessonsPage(QWidget):
    """`noticed` carries the lessons as they stand."""

    keys_changed = Signal()
    resting = Signal()
    noticed = Signal(object)

    def __init__(self, desk: LessonsDesk) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk = desk
        self.lessons: tuple[LessonView, ...] = ()
        self._shown: LessonView | None = None
        self._count = Text("", "caption")
        self.list = RowList(self.tr("Bài học"))
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._box.setSpacing(theme.current().space("s"))
        self._scroll = scrolled(self._inside)
        hint = KeyHint("Ctrl+L", self.tr("về trang này"))
        self._sheet = Panel(" ", aside=hosted(row(hint)))
        self._build()
        self.list.moved.connect(lambda _place: self._show_lesson())
        self.list.chosen.connect(lambda _place: self._show_lesson())

    def _build(self) -> None:
        left = Panel(self.tr("Sáu bài học"), aside=self._count)
        left.body.addWidget(self.list, 1)
        self._sheet.body.addWidget(self._scroll, 1)
        share_out(self, (left, self._sheet), SHARES)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 begins the marked lesson; big text is read on with the page keys."""
        bar = self._scroll.verticalScrollBar()
        keys = [
            KeyAction("Esc", "", self._step_back),
            KeyAction("PgDown", "", lambda: bar.triggerAction(ACT.SliderPageStepAdd)),
            KeyAction("PgUp", "", lambda: bar.triggerAction(ACT.SliderPageStepSub)),
        ]
        if self._shown is None or self._shown.state == RUNNING:
            return keys
        again = self._shown.state == DONE
        words = self.tr("Học lại") if again else self.tr("Bắt đầu bài này")
        return [KeyAction("F9", words, self._begin, main=True), *keys]

    def _step_back(self) -> None:
        self.resting.emit()

    def take_focus(self) -> None:
        """The list, counted anew."""
        self.list.setFocus()
        self.refresh()

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the journal again."""
        self._desk.run(self._desk.lessons, self.show_lessons)

    def show_lessons(self, lessons: tuple[LessonView, ...]) -> None:
        """The marked lesson stays marked; at first it is the first one that is not done."""
        if lessons != self.lessons:
            self.lessons = lessons
            place = self.list.place if self.list.count else _first_open(lessons)
            rows = [
                Row(one.title, one.about, str(number), STATES[one.state])
                for number, one in enumerate(lessons, 1)
            ]
            self.list.show_rows(rows, place)
            over = sum(one.state == DONE for one in lessons)
            self._count.setText(self.tr("đã xong {0}/{1}").format(over, len(lessons)))
            self._show_lesson()
        self.noticed.emit(lessons)

    def _show_lesson(self) -> None:
        place = self.list.place
        wanted = self.lessons[place] if 0 <= place < len(self.lessons) else None
        if wanted == self._shown:
            return
        self._shown = wanted
        empty(self._box)
        if wanted is not None:
            self._fill(wanted)
        reveal(self._inside)
        self.keys_changed.emit()

    def _fill(self, view: LessonView) -> None:
        self._sheet.set_title(view.title)
        self._box.addWidget(Text(view.task, wrap=True))
        self._box.addWidget(Rule())
        tray = self.tr("quét {0}").format(" → ".join(view.tray))
        self._box.addLayout(_signed(KeyHint("Shift+F3"), Text(tray, "quiet", wrap=True)))
        self._box.addWidget(Rule())
        self._box.addWidget(Text(self.tr("Tự đánh dấu khi máy đã lưu"), "section"))
        for words, done in view.steps:
            self._box.addLayout(self._step(words, done=done))
        self._box.addWidget(Rule())
        self._box.addLayout(self._end(view))
        self._box.addStretch(1)

    def _step(self, words: str, *, done: bool) -> QHBoxLayout:
        sign = Icon("check", "ok") if done else Icon("ring", "text3")
        said = Text(words, "body" if done else "quiet", wrap=True)
        said.setAccessibleName(f"{words}: {self.tr('xong') if done else self.tr('chưa')}")
        return _signed(sign, said)

    def _end(self, view: LessonView) -> QHBoxLayout:
        if view.state == DONE:
            words = self.tr("Xong. Bài này hết {0}.").format(view.took)
            return row(Icon("check", "ok"), Text(words, "title"), None)
        if view.state == RUNNING:
            return row(Text(self.tr("Đang học. Làm ở các trang như ngày thường."), "quiet"), None)
        return row(KeyHint("F9", self.tr("bắt đầu")), None)

    # --- what is done --------------------------------------------------------------------------

    def _begin(self) -> None:
        place = self.list.place
        self._desk.run(lambda: self._desk.begin(place), self.show_lessons)


def _signed(sign: QWidget, words: Text) -> QHBoxLayout:
    """A sign at the first of perhaps several lines of words."""
    line = row(sign, words)
    line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


def _first_open(lessons: tuple[LessonView, ...]) -> int:
    """The lesson under way, else the first that is not done, else the first."""
    for state in (RUNNING, NEW):
        for place, lesson in enumerate(lessons):
            if lesson.state == state:
                return place
    return 0
