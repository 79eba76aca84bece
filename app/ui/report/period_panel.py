"""Which days: by a digit, or typed; and whose sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.report.desk import BOOKS, Asked, Figures, Sheet, Span
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted, row


class PeriodPanel(Panel):
    """`asked` was emitted for other days, or another person."""

    changed = Signal()

    def __init__(self) -> None:
        """No days yet."""
        super().__init__(self.tr("Báo cáo"))
        self._spans: tuple[Span, ...] = ()
        self.spans = WholeList(self.tr("Những ngày nào?"), height="row")
        self.first = Field(self.tr("Từ ngày"))
        self.last = Field(self.tr("Đến hết ngày"))
        self.person = Field(self.tr("Phiếu công việc của ai?"), choices=())
        self.person.hide()
        self._each, self._counted = (Text("", role, wrap=True) for role in ("body", "quiet"))
        self.books = {
            key: pressable(self.tr(words), key=key.upper(), role="plain")
            for key, _name, words in BOOKS
        }
        days = row(self.first, self.last, spacing="m")
        for place in range(days.count()):
            days.setStretch(place, 1)  # a fault under one leaves both as wide
        parts = (Text(self.tr("Những ngày nào?"), "label"), self.spans, days, self.person)
        told = (self._each, self._counted)
        inside = column(*parts[:2], spacing="s")
        inside.addLayout(days)
        inside.addWidget(self.person)
        inside.addLayout(row(*self.books.values(), None, spacing="m"))
        for part in told:
            inside.addWidget(part)
        inside.addStretch(1)
        self.body.addWidget(scrolled(hosted(inside)), 1)
        self.spans.moved.connect(self._use)
        self.person.left.connect(self.changed)
        for field in (self.first, self.last):
            field.left.connect(self._on_left)
            field.changed.connect(lambda field=field: field.say(""))
        self._last_asked = Asked("", "")

    def cap_with(self, *tables: QWidget) -> None:
        """The digits mean the same in these tables."""
        self.spans.cap_with_caret(*tables)

    def show_spans(self, spans: Sequence[Span]) -> None:
        """What the digits choose now; days that were typed stay, chosen ones go with the time."""
        chosen = self._chosen if self.first.value else 0
        self._spans = tuple(spans)
        self._show_rows(chosen)
        self._put(chosen)
        self._last_asked = self.asked

    def choose(self, digit: int) -> None:
        """The days of a digit, as if it were pressed here."""
        self.spans.press_digit(str(digit))

    @property
    def asked(self) -> Asked:
        """What stands in the fields."""
        person = "" if self.person.isHidden() else self.person.value
        return Asked(self.first.value.strip(), self.last.value.strip(), person)

    def show_figures(self, found: Figures) -> None:
        """The sentence on them, and of what they were counted."""
        self._each.setText(found.each)
        self._counted.setText(found.counted)

    def hush(self) -> None:
        """What was said of other days is withdrawn."""
        self._each.setText("")
        self._counted.setText("")

    def show_sheet(self, found: Sheet) -> None:
        """Whose it is; a choice only where there is one."""
        choice = self.person.input
        if not isinstance(choice, Line):
            choice.offer(found.people)
        self.person.put(found.person)
        self._each.setText(found.said)

    def forget(self) -> None:
        """Another clerk sits here: today, and his own sheet."""
        self.first.put("")
        if not isinstance(self.person.input, Line):
            self.person.input.offer(())

    def show_person(self, *, shown: bool) -> None:
        """Whose sheet: asked only where a sheet is shown."""
        self.person.setVisible(shown)

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none."""
        found = {"first": self.first, "last": self.last}.get(field)
        if found is not None:
            found.say(sentence)
            if self.isVisible():  # else somebody is served meanwhile, and the caret is his
                found.input.setFocus()
        return found is not None

    @property
    def _chosen(self) -> int:
        """The digit's place whose days stand in the fields; below 0 where others do."""
        typed = (self.first.value.strip(), self.last.value.strip())
        found = (at for at, one in enumerate(self._spans) if (one.first, one.last) == typed)
        return next((at for at in found if at == self.spans.place), -1)

    def _show_rows(self, chosen: int) -> None:
        rows = [Row(one.words, key=str(at)) for at, one in enumerate(self._spans, 1)]
        self.spans.show_rows(rows, chosen)

    def _put(self, place: int) -> None:
        if 0 <= place < len(self._spans):
            self.first.put(self._spans[place].first)
            self.last.put(self._spans[place].last)

    def _use(self, place: int) -> None:
        self._put(place)
        self._on_left()

    def _on_left(self) -> None:
        """Read anew only where other days stand there than those that were read."""
        if self.asked != self._last_asked:
            self._last_asked = self.asked
            if self._chosen < 0 <= self.spans.place:
                self._show_rows(-1)  # typed days are no digit's
            for field in (self.first, self.last):
                field.say("")
            self.changed.emit()
