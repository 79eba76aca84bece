"""Trợ giúp: one short text a task; F1 opens it at the page that the clerk comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.reading import Reading
from app.ui.widgets.text import share_out

SHARES = (34, 66)
PLACE = "help"  # the property of a widget that names its place in the guide


def places_around(caret: QWidget | None) -> list[str]:
    """What the guide may be asked about, from the caret's field out to its page."""
    found = []
    while caret is not None:
        if place := caret.property(PLACE):
            found.append(str(place))
        caret = caret.parentWidget()
    return found


@dataclass(frozen=True, slots=True)
class Topic:
    """A task of the guide: its title and its text in Markdown."""

    title: str
    text: str


class HelpPage(QWidget):
    """`left` with Esc: back to the work. F1 once more is `reporting`, where incidents are taken."""

    keys_changed = Signal()
    resting = Signal()
    left = Signal()
    reporting = Signal()

    def __init__(self, topics: Sequence[Topic], *, reports: bool = False) -> None:
        """The first text is shown; `reports`: F1 leads on to reporting, else out again."""
        super().__init__()
        self._topics, self._reports = tuple(topics), reports
        height = "row_two_line" if theme.current().big else "row"
        self.list = RowList(self.tr("Việc cần làm"), height=height)
        self.text = Reading(self.tr("Hướng dẫn sử dụng"))
        self._build()
        self.list.moved.connect(self._show)
        self.list.chosen.connect(lambda _place: self.text.setFocus())
        rows = [
            Row(topic.title, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, topic in enumerate(self._topics, 1)
        ]
        self.list.show_rows(rows, 0)
        self.open_at(0)

    def _build(self) -> None:
        hint = KeyHint("Esc", self.tr("về chỗ đang làm"))
        parts = (Panel(self.tr("Làm thế nào để…")), Panel(self.tr("Cách làm"), aside=hint))
        for part, inside in zip(parts, (self.list, self.text), strict=True):
            part.body.addWidget(inside, 1)
        share_out(self, parts, SHARES)

    def keys(self) -> list[KeyAction]:
        """The guide did not help: F1 reports what fails."""
        out = KeyAction("F1", self.tr("Đóng trợ giúp"), self.left.emit)
        on = KeyAction("F1", self.tr("Báo sự cố"), self.reporting.emit)
        return [
            on if self._reports else out,
            KeyAction("Esc", "", self.left.emit),
        ]

    def take_focus(self) -> None:
        """The list of tasks."""
        self.list.setFocus()

    def open_at(self, place: int) -> None:
        """Show a task."""
        self.list.go_to(place)
        self._show(place)

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._topics):
            self.text.show_text(self._topics[place].text)


class HelpSheet(QFrame):
    """The guide without the frame of the desk: while locked, and at the first run."""

    def __init__(self, page: HelpPage) -> None:
        """Around the page, with its keys."""
        super().__init__()
        self.setProperty("role", "page")
        self.keys_changed, self.keys, self.take_focus = (
            page.keys_changed, page.keys, page.take_focus,
        )  # fmt: skip
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.current().space("xl")] * 4)
        box.addWidget(page)
