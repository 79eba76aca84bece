"""Tìm hồ sơ: what is typed into the scan box is found while it is typed."""

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.find.desk import COLUMNS, About, FindDesk, Found
from app.ui.find.person_sheet import PersonSheet
from app.ui.latest import Latest
from app.ui.shortcuts import KeyAction
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.table import Table

LIST, PERSON = 70, 30  # of a hundred, side by side or one over the other
NARROW = 1100  # at 100 %: below it the table would have no room for the procedure
NUMBER = re.compile(r"\d{9}|\d{12}")


class FindPage(QWidget):
    """`opened` carries the code of a dossier, `giving_back` codes whose results are handed out.

    `left`: the clerk is done with the search; `resting`: the caret belongs in the scan box.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    giving_back = Signal(tuple)
    left = Signal()

    def __init__(self, desk: FindDesk) -> None:
        """Nothing was searched yet."""
        super().__init__()
        self.found = Found("")
        self.table = Table(self.tr("Hồ sơ tìm thấy"), COLUMNS)
        hints = (("Enter", self.tr("mở")), ("Tab", self.tr("sang chủ hồ sơ")))
        self.sheet = ListSheet(self.tr("Tìm hồ sơ"), self.table, hints)
        self.person = PersonSheet()
        self._about: Latest[str, About] = Latest(
            desk.run, desk.about, self.person.show_about, lambda _error: self.person.show_nobody()
        )
        self._build()
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.moved.connect(lambda _place: self._tell_about())
        self.person.opened.connect(self.opened)
        self.show_nothing()

    def _build(self) -> None:
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().space("m"))
        self._box.addWidget(self.sheet, LIST)
        self._box.addWidget(self.person, PERSON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The owner's sheet goes below where there is no room beside the list."""
        super().resizeEvent(event)
        low = self.width() < theme.current().px(NARROW)
        if low == self.person.low:
            return
        self.person.set_low(low=low)
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if low else way.LeftToRight)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F4 takes the chosen dossier to the page that hands results out."""
        give = [KeyAction("F4", self.tr("Trả"), self._give_back)] if self.found.rows else []
        return [*give, KeyAction("Esc", "", self._step_back)]

    def take_focus(self) -> None:
        """The list where something was found, else the scan box."""
        if self.found.rows:
            self.sheet.take_focus()
        else:
            self.resting.emit()

    # --- what is shown -------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Nothing is asked."""
        self._show(Found(""))
        self.sheet.show_empty(
            "search",
            self.tr("Gõ hai chữ trở lên để tìm"),
            self.tr("Tên không dấu, bản, số CCCD, số phiếu, điện thoại hoặc vài số cuối."),
            [("F3", self.tr("gõ"))],
        )

    def show_found(self, found: Found) -> None:
        """What was found; the first row is chosen, or for the same text the same one."""
        self._show(found)
        if found.rows:
            self.sheet.show_list(self._how_many(found))
        else:
            self._say_none(found)

    def _show(self, found: Found) -> None:
        had_rows = bool(self.found.rows)
        current = self.table.current_key if found.text == self.found.text else ""
        self.found = found
        self.table.show_table(found.rows, current)
        self._tell_about()
        if had_rows != bool(found.rows):
            self.keys_changed.emit()

    def _tell_about(self) -> None:
        """The sheet follows the chosen row."""
        code = self.table.current_key
        if code:
            self._about.ask(code)
        else:
            self._about.forget()
            self.person.show_nobody()

    def _how_many(self, found: Found) -> str:
        words = self.tr("{0} hồ sơ khớp “{1}”")
        if found.more:
            words = self.tr("{0} hồ sơ mới nhất khớp “{1}”, còn nữa")
        if found.reading:
            return words.format(len(found.rows), found.reading) + self._read_as(found)
        return words.format(len(found.rows), found.text)

    def _read_as(self, found: Found) -> str:
        return self.tr(", đọc “{0}” theo kiểu gõ {1}").format(found.text, found.way)

    def _say_none(self, found: Found) -> None:
        head = self.tr("Không có hồ sơ nào khớp “{0}”").format(found.text)
        tried = self.tr("Đã thử “{0}” theo kiểu gõ {1}.").format(found.reading, found.way)
        others = self.tr("{0} hồ sơ khác vẫn ở máy này: thử ít chữ hơn, số CCCD hoặc điện thoại.")
        if not found.total:
            others = self.tr("Máy này chưa có hồ sơ nào.")
        parts = [tried] * bool(found.reading) + [others.format(dong(found.total))]
        new = ("F2", self.tr("hồ sơ mới"))
        if NUMBER.fullmatch(found.text):  # Enter reads it as a card's
            new = ("Enter", self.tr("hồ sơ mới với số này"))
        keys = [("Esc", self.tr("bỏ tìm")), new]
        self.sheet.show_empty("search", head, " ".join(parts), keys)

    # --- what is done --------------------------------------------------------------------------

    def _step_back(self) -> None:
        if self.person.has_caret:
            self.sheet.take_focus()
        else:
            self.left.emit()

    def _give_back(self) -> None:
        if self.table.current_key:
            self.giving_back.emit((self.table.current_key,))
