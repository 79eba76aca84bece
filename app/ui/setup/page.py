"""Cài đặt lần đầu: seven calm steps; all but two may wait, and none needs a line."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.setup.as_it_was import as_it_was
from app.ui.setup.backup_panel import BackupPanel
from app.ui.setup.director_panel import DirectorPanel
from app.ui.setup.first_desk import Answers, FirstRunDesk
from app.ui.setup.look_panel import LookPanel
from app.ui.setup.office_panel import OfficePanel
from app.ui.setup.panel import SetupPanel
from app.ui.setup.printer_panel import PrinterPanel
from app.ui.setup.ready_panel import ReadyPanel
from app.ui.setup.scanner_panel import ScannerPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.keyrow import KeyRow
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Icon, Rule, Text, column, hosted, row

LEAST_WIDTH, LEAST_HEIGHT = 640, 380
MINUTES = 11  # counted, not timed: tests/ui/test_first_run_budget.py, docs/benchmarks.md
LOOK, OFFICE, PRINTER, SCANNER, DIRECTOR, BACKUP, READY = (
    "look", "office", "printer", "scanner", "director", "backup", "ready",
)  # fmt: skip
MUST = (OFFICE, DIRECTOR)


class FirstRunPage(QFrame):
    """Steps at the left, the open one at the right, its keys below."""

    keys_changed = Signal()
    resting = Signal()

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Build every step around what was answered before."""
        super().__init__()
        self._desk, self._answers = desk, answers
        self.setProperty("role", "page")
        machine = desk.machine
        self.panels: dict[str, SetupPanel] = {
            LOOK: LookPanel(machine),
            OFFICE: OfficePanel(desk, answers),
            PRINTER: PrinterPanel(machine),
            SCANNER: ScannerPanel(machine),
            DIRECTOR: DirectorPanel(desk, answers),
            BACKUP: BackupPanel(machine, first=True),
            READY: ReadyPanel(desk, answers),
        }
        self._order = tuple(self.panels)
        high = "row" if theme.current().huge else "row_two_line"
        self.list = RowList(self.tr("Các bước cài đặt"), height=high)
        self._title, self._stack = Text("", "title"), QStackedWidget()
        self.said = Text("", wrap=True)
        self._buttons = KeyRow()
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        sheet = Panel()
        sheet.body.setContentsMargins(0, 0, 0, 0)
        sheet.setMinimumSize(look.px(LEAST_WIDTH), look.px(LEAST_HEIGHT))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addLayout(self._left(), 30)
        columns.addWidget(Rule(upright=True))
        columns.addLayout(self._right(), 70)
        sheet.body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*[look.space("xl")] * 4)
        outer.addWidget(sheet, 1)

    def _left(self) -> QVBoxLayout:
        look = theme.current()
        box = column(Text(self.tr("Cài đặt Một Cửa"), "title"), spacing="xs")
        box.setContentsMargins(*[look.space("l")] * 4)
        calm = self.tr(
            "Chừng {0} phút, không cần mạng. Bước 2 và 5 phải làm, các bước khác để sau được. "
            "Ctrl+↑, Ctrl+↓: bước trước, bước sau. F1: trợ giúp."
        )
        box.addWidget(Text(calm.format(MINUTES), "quiet", wrap=True))
        box.addSpacing(look.space("s"))
        box.addWidget(self.list, 1)
        return box

    def _right(self) -> QVBoxLayout:
        look = theme.current()
        for panel in self.panels.values():
            self._stack.addWidget(scrolled(panel))
        line = row(Icon("scan"), self.said, spacing="s")
        line.setStretch(1, 1)
        self._aside = hosted(line)
        box = column(self._title, self._aside, spacing="m")
        box.setContentsMargins(look.space("xl"), look.space("l"), look.space("xl"), look.space("l"))
        box.addWidget(self._stack, 1)
        box.addWidget(Rule())
        box.addWidget(self._buttons)
        return box

    def _connect(self) -> None:
        self.list.chosen.connect(self._go)
        for name, panel in self.panels.items():
            panel.kept.connect(lambda name=name: self._on_kept(name))
            panel.keys_changed.connect(self._show_keys)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 goes on, F8 leaves the step for later, Esc goes back; and the step's own.

        Ctrl and an arrow walk through the steps: digits and pages belong to the open one, and
        Ctrl with a digit is an F-key's twin.
        """
        later = [KeyAction("F8", self.tr("Để sau"), self.leave_for_later)]
        return [
            *self._panel.keys(),
            *(later if self._may_wait else []),
            KeyAction("Esc", self.tr("Quay lại"), self.go_back),
            KeyAction("Ctrl+Up", "", self.go_back),
            KeyAction("Ctrl+Down", "", self.go_on),
            KeyAction("F9", self._next_words(), self._panel.save, main=True),
        ]

    def refuse(self, error: MotCuaError) -> None:
        """Say on the open step what went wrong beside it."""
        self._panel.refuse(error)

    def take_scan(self, text: str) -> None:
        """What a scanner sent; only its test wants it, and no field gets it."""
        scanner = self.panels[SCANNER]
        if isinstance(scanner, ScannerPanel) and scanner.take_line(text):
            return
        if self.name == SCANNER:
            scanner.take_focus()
            self._say(self.tr("Ô quét thử đang chờ: quét lại một lần nữa."))
        else:
            said = self.tr("Mã vừa quét không vào ô nào. Máy quét được thử ở bước {0}.")
            self._say(said.format(self._order.index(SCANNER) + 1))

    def remember(self) -> Callable[[], None]:
        """How the page becomes again what it is now."""
        return as_it_was(self, self._answers, self._open) if self.isVisible() else lambda: None

    def _say(self, words: str) -> None:
        """Beside the step, nobody's fault."""
        self.said.setText(words)
        self._aside.setVisible(bool(words))

    def take_focus(self) -> None:
        """Where the open step wants it."""
        self._open()

    @property
    def name(self) -> str:
        """The open step."""
        return self._order[self._answers.step]

    @property
    def _panel(self) -> SetupPanel:
        return self.panels[self.name]

    @property
    def _may_wait(self) -> bool:
        sheet_waits = self.name == DIRECTOR and self._answers.founded
        return sheet_waits or self.name not in (*MUST, READY)

    def _next_words(self) -> str:
        if self.name == DIRECTOR and self._answers.founded:
            return self.tr("Đã cất, tiếp")
        return self._panel.save_words if self.name in (DIRECTOR, READY) else self.tr("Tiếp")

    # --- going ---------------------------------------------------------------------------------

    def _open(self) -> None:
        """Show the open step as it is now, with the caret in it."""
        place = self._answers.step
        self._answers.reached = max(self._answers.reached, place)
        self._say("")
        self.setProperty("help", f"first.{self.name}")
        self._show_steps()
        title = self.tr("Bước {0}: {1}")
        self._title.setText(title.format(place + 1, self.tr(self._panel.title)))
        self._panel.load()
        self._stack.setCurrentIndex(place)
        self._show_keys()
        self._panel.take_focus()

    def _go(self, place: int) -> None:
        """Open a step; what made the desk is not made twice."""
        if not self._closed(place):
            self._answers.step = place
        self._open()

    def _closed(self, place: int) -> bool:
        """What made the desk; but for its sheet, while that waits for the safe."""
        name, answers = self._order[place], self._answers
        return answers.founded and name in MUST and not (name == DIRECTOR and answers.sheet_at)

    def _on_kept(self, name: str) -> None:
        taken = self._answers.done.add if self.panels[name].settles else self._answers.done.discard
        taken(name)
        if name == READY:
            self._finish()
        elif name == LOOK and self._dressed_otherwise():
            self._answers.step += 1
            self._desk.dressed()
        else:
            self.go_on()

    def go_on(self) -> None:
        """The step after, whatever became of this one."""
        for place in range(self._answers.step + 1, len(self._order)):
            if not self._closed(place):
                self._go(place)
                return

    def go_back(self) -> None:
        """The step before; nothing typed is lost."""
        for place in range(self._answers.step - 1, -1, -1):
            if not self._closed(place):
                self._go(place)
                return

    def leave_for_later(self) -> None:
        """Go on; the step stays on the list of what is left."""
        self.go_on()

    def _dressed_otherwise(self) -> bool:
        settings = self._desk.machine.settings()
        return settings.text_size != round(theme.current().scale * 100)

    def _finish(self) -> None:
        for place, name in enumerate(self._order):
            if name in MUST and not self._settled(name):
                self._go(place)
                return
        self._desk.ended()

    def _settled(self, name: str) -> bool:
        return self._answers.founded or (name == OFFICE and bool(self._answers.office))

    # --- what is shown -------------------------------------------------------------------------

    def _show_steps(self) -> None:
        rows = [self._row(place, name) for place, name in enumerate(self._order, 1)]
        self.list.show_rows(rows, self._answers.step)

    def _row(self, place: int, name: str) -> Row:
        """No cap: no digit leads here. The biggest text has a line a step, with the bare word."""
        head, state = f"{place}. {self.tr(self.panels[name].title)}", self._state(name)
        if theme.current().huge:
            return Row(head, state[1] if state else "")
        return Row(head, self._answers.office if name == OFFICE else "", state=state)

    def _state(self, name: str) -> tuple[str, str] | None:
        if name == READY:
            return None
        if name in self._answers.done:
            return "done", self.tr("xong")
        if self._order.index(name) >= self._answers.reached:
            return None
        must = name in MUST and not self._settled(name)
        return ("soon", self.tr("chưa làm")) if must else ("paused", self.tr("để sau"))

    def _show_keys(self) -> None:
        self._buttons.show_actions(self.keys())
        self.keys_changed.emit()
