"""Hệ thống tỉnh: three lists beside another system, its list on its way in, the copy strip.

Ctrl+E turns to a special system where dossiers wait for one.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.beside.desk import (
    DOUBTFUL,
    HERE,
    LOOK,
    MATCH,
    RESULTS,
    THERE,
    TILES,
    BesideDesk,
    Lists,
    Looked,
    Question,
    Taken,
)
from app.ui.beside.meaning import MeaningPanel
from app.ui.beside.sheets import BesideSheet
from app.ui.shortcuts import KeyAction
from app.ui.widgets.buttons import pressable
from app.ui.widgets.text import Text, row
from app.ui.widgets.tile import CountTile

SYSTEM_KEY = "Ctrl+E"


class BesidePage(QWidget):
    """`opened` carries a dossier's code or id, `told` a sentence of what was just done.

    `trouble` carries the sentence of what could not be done. `arrives`: somebody comes from another
    page, and sees first what waits.
    """

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)
    told = Signal(str)
    trouble = Signal(str)

    def __init__(self, desk: BesideDesk) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk, self._list, self._busy, self.arrives = desk, MATCH, False, False
        self._summary = self._waits = ""
        self._lists = Lists()
        self.tiles = {
            name: CountTile(self.tr(words).format(self._lists.system), key=str(place), kind=kind)
            for place, (name, words, kind) in enumerate(TILES, 1)
        }
        self.line = Text("", "caption", wrap=True)
        self.others = pressable("", key=SYSTEM_KEY, role="plain")
        self.others.hide()
        self.sheets = {
            MATCH: self._sheet(MATCH, self.tr("Khớp, chờ xác nhận"), self.tr("ghép cặp này")),
            HERE: self._sheet(HERE, self.tr("Chỉ có ở đây, chờ nhập"), self.tr("mở")),
            THERE: self._sheet(THERE, self.tiles[THERE].text(), self.tr("mở")),
            LOOK: self._sheet(LOOK, self.tr("Danh sách sẽ nhập"), self.tr("nghĩa khác")),
            RESULTS: self._sheet(RESULTS, self.tr("Đã nhập")),
        }
        self.sheets[RESULTS].table.moved.connect(lambda _place: self._tell_row())
        self.sheets[MATCH].table.moved.connect(lambda _place: self._tell_pair())
        self._stack, self._meaning, self._systems = QStackedWidget(), MeaningPanel(), MeaningPanel()
        self._meaning.said.connect(self._mean)
        self._systems.said.connect(lambda _key, name: self._use(name))
        self._build()

    def _sheet(self, name: str, title: str, enter: str = "") -> BesideSheet:
        sheet = BesideSheet(name, title, enter)
        sheet.table.digit.connect(self._on_digit)
        if enter:
            sheet.table.chosen.connect(lambda _place: self._on_enter())
        return sheet

    def _build(self) -> None:
        look = theme.current()
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self.open_list(name))
        self.others.clicked.connect(self._ask_system)
        for part in (*self.sheets.values(), self._meaning, self._systems):
            self._stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        box.addLayout(row(*self.tiles.values()))
        told = row(self.line, self.others)
        told.setStretch(0, 1)
        box.addLayout(told)
        box.addWidget(self._stack, 1)
        self.tiles[MATCH].setChecked(True)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """A list that was looked at is stored by F9; else a new one comes, or what waits goes."""
        back = KeyAction("Esc", "", self._step_back)
        if self._asks:
            return [back]
        if self._list == LOOK:
            return [KeyAction("F9", self.tr("Nhập danh sách này"), self._take, main=True), back]
        strip = KeyAction("F10", self.tr("Dải chép"), self._copy)
        return [
            KeyAction("F6", self.tr("Dán"), self._paste),
            KeyAction("F7", self.tr("In"), self._print),
            KeyAction("F8", self.tr("Xuất tệp"), self._write),
            KeyAction("F9", self.tr("Chọn danh sách"), self._open_file, main=True),
            *([strip] if self._list == HERE else []),
            KeyAction(SYSTEM_KEY, "", self._ask_system),
            back,
        ]

    def take_focus(self) -> None:
        """The list that is shown, counted anew."""
        self.sheets[self._list].take_focus()
        if self._list not in (LOOK, RESULTS):
            self.refresh()

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compare anew."""
        self._desk.run(self._desk.lists, self._show_lists)

    def open_list(self, name: str) -> None:
        """Show a list, whichever was shown."""
        self._list, self.arrives = name, False  # a digit is quicker than the answer
        for one, tile in self.tiles.items():
            tile.setChecked(one == name)
        self._stack.setCurrentWidget(self.sheets[name])
        self._tell_pair()
        self.keys_changed.emit()
        if self.isVisible():  # else somebody is served meanwhile, and the caret is his
            self.take_focus()

    def _show_lists(self, lists: Lists) -> None:
        self._lists = lists
        there = self.tr(TILES[2][1]).format(lists.system)
        self.tiles[THERE].setText(there)
        self.sheets[THERE].set_title(there)
        self.others.set_words(lists.others)
        self.others.setVisible(bool(lists.others))
        for name, _words, _kind in TILES:
            rows = lists.rows.get(name, ())
            self.tiles[name].show_number(len(rows))
            self.sheets[name].show_rows(rows, lists.system)
        self._waits = lists.line
        self._tell_pair()
        idle, self.arrives = self.arrives and not lists.rows.get(self._list, True), False
        if idle and lists.waits != self._list:
            self.open_list(lists.waits)

    # --- a list comes in -----------------------------------------------------------------------

    def _open_file(self) -> None:
        if (file := self._desk.pick()) is not None:
            self._look(partial(self._desk.look, file, ""))

    def _paste(self) -> None:
        self._look(partial(self._desk.look, None, self._desk.copied()))

    def _look(self, job: Callable[[], Looked]) -> None:
        if self._start():
            self._desk.aside(job, self._show_looked, self._on_failed)

    def _show_looked(self, looked: Looked) -> None:
        self._busy = False
        self.sheets[LOOK].set_title(looked.title)
        self.sheets[LOOK].show_rows(looked.rows, self._lists.system)
        self.line.setText(looked.line)
        self.open_list(LOOK)

    @property
    def _asks(self) -> bool:
        """Whether it is asked what a column or a word means, or which system."""
        return self._stack.currentWidget() in (self._meaning, self._systems)

    def _ask(self, key: str) -> None:
        show = partial(self._put, self._meaning, key)
        self._desk.run(lambda: self._desk.question(key), show, self._on_failed)

    def _ask_system(self) -> None:
        if self._lists.others and not self._busy and self._list not in (LOOK, RESULTS):
            self._put(self._systems, "", self._lists.which)

    def _put(self, panel: MeaningPanel, key: str, question: Question) -> None:
        panel.ask(key, question)
        self._stack.setCurrentWidget(panel)
        panel.list.setFocus()
        self.keys_changed.emit()

    def _use(self, system: str) -> None:
        """Another system's lists: first what waits for it."""

        def show(lists: Lists) -> None:
            self._show_lists(lists)
            self.open_list(HERE)

        self._desk.run(lambda: self._desk.use(system), show, self._on_failed)

    def _mean(self, key: str, meaning: str) -> None:
        job = partial(self._desk.mean, key, meaning)
        if self._start():
            self._desk.run(job, self._show_looked, self._on_failed)

    def _take(self) -> None:
        if self._start():
            self.line.setText(self.tr("Đang nhập. Dòng nào đã lưu là đã an toàn."))
            self._desk.run(self._desk.take, self._show_taken, self._on_failed)

    def _show_taken(self, taken: Taken) -> None:
        self._busy, self._summary = False, taken.line
        self.sheets[RESULTS].show_rows(taken.rows, self._lists.system)
        self.line.setText(taken.line)
        self.open_list(RESULTS)
        self.told.emit(taken.line)
        self.refresh()

    def _tell_row(self) -> None:
        """The whole sentence of a row that was not stored: a line has no room for it."""
        table = self.sheets[RESULTS].table
        said = table.cells(table.current_key)[-1] if table.current_key else ""
        if self._list == RESULTS:
            self.line.setText(str(said) or self._summary)

    def _tell_pair(self) -> None:
        """How much waits; why the chosen pair is doubtful, for which a row may have no room."""
        if self._list in (LOOK, RESULTS):
            return
        table, said = self.sheets[MATCH].table, [self._waits]
        if self._list == MATCH and table.current_key:
            why, sure = table.cells(table.current_key)[-2:]
            said += [self.tr("Cặp đang chọn: {0}.").format(why)] * (sure[0] == DOUBTFUL)
        self.line.setText(" ".join(said))

    def _start(self) -> bool:
        """One thing at a time; a second press is none."""
        free, self._busy = not self._busy, True
        return free

    def _on_failed(self, error: MotCuaError) -> None:
        self._busy = False
        self._refuse(error)

    def _refuse(self, error: MotCuaError) -> None:
        self.line.setText(error.message)
        self.trouble.emit(error.message)

    # --- keys ----------------------------------------------------------------------------------

    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(TILES):
            self.open_list(TILES[digit - 1][0])

    def _on_enter(self) -> None:
        key = self.sheets[self._list].table.current_key
        if self._list == LOOK:
            self._ask(key)
        elif self._list != MATCH:
            self.opened.emit(key)
        elif key and self._start():
            self._desk.run(lambda: self._desk.pair(key), self._on_paired, self._on_failed)

    def _on_paired(self, said: str) -> None:
        self._busy = False
        self.told.emit(said)
        self.refresh()

    def _copy(self) -> None:
        key = self.sheets[HERE].table.current_key
        if key:
            self._desk.run(lambda: self._desk.strip(key), self._desk.copy, self._on_failed)

    def _write(self) -> None:
        """Of the system that is shown, whichever is by the time that it is made."""
        system = self._lists.key
        if (file := self._desk.pick_out(system)) is not None:
            self._desk.aside(lambda: self._desk.write(system, file), self.told.emit, self._refuse)

    def _print(self) -> None:
        system, said = self._lists.key, self.tr("Danh sách chờ nhập đã vào hàng in.")
        job, told = partial(self._desk.print_list, system), lambda _done: self.told.emit(said)
        self._desk.aside(job, told, self._refuse, once=("waiting", system))

    def _step_back(self) -> None:
        if self._asks:
            self.open_list(self._list)
        elif self._list in (LOOK, RESULTS):
            self.open_list(MATCH)
        else:
            self.resting.emit()
