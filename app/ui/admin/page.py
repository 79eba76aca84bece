"""Quản trị: one list of sections, the open one beside it; what is left of the set-up is marked."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from app.settings import left_of
from app.ui import theme
from app.ui.admin.books_panel import BooksPanel
from app.ui.admin.desk import AdminDesk
from app.ui.admin.facts_panel import AboutPanel, CataloguePanel, OfficePanel
from app.ui.admin.join_panel import JoinPanel
from app.ui.admin.lan_panel import LanPanel
from app.ui.admin.people_panel import PeoplePanel
from app.ui.admin.queue_panel import QueuePanel
from app.ui.admin.recovery_panel import RecoveryPanel
from app.ui.admin.slips_panel import SlipsPanel
from app.ui.messages import DONE, Message, Messages
from app.ui.setup.backup_panel import BackupPanel
from app.ui.setup.look_panel import LookPanel
from app.ui.setup.panel import SetupPanel
from app.ui.setup.printer_panel import PrinterPanel
from app.ui.setup.scan_folder_panel import ScanFolderPanel
from app.ui.setup.scanner_panel import ScannerPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.keyrow import KeyRow
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled

OFFICE, PEOPLE, PRINTER, SCANNER, LOOK, BACKUP, RECOVERY, CATALOGUE, ABOUT, JOIN, SCANS = (
    "office", "people", "printer", "scanner", "look", "backup", "recovery", "catalogue", "about",
    "join", "scans",
)  # fmt: skip
QUEUE, LAN, SLIPS, BOOKS = "queue", "lan", "slips", "books"
ALONE = (RECOVERY, JOIN)  # the province does this for a desk of its own
TOPIC, SAID_MS = "admin", 4_000
SECTIONS: dict[str, tuple[str, Callable[[AdminDesk], SetupPanel]]] = {
    OFFICE: (OfficePanel.title, OfficePanel),
    PEOPLE: (PeoplePanel.title, PeoplePanel),
    PRINTER: (PrinterPanel.title, lambda desk: PrinterPanel(desk.machine)),
    SCANNER: (ScannerPanel.title, lambda desk: ScannerPanel(desk.machine)),
    LOOK: (LookPanel.title, lambda desk: LookPanel(desk.machine)),
    BACKUP: (BackupPanel.title, lambda desk: BackupPanel(desk.machine)),
    RECOVERY: (RecoveryPanel.title, RecoveryPanel),
    CATALOGUE: (CataloguePanel.title, CataloguePanel),
    ABOUT: (AboutPanel.title, AboutPanel),
    JOIN: (JoinPanel.title, JoinPanel),
    SCANS: (ScanFolderPanel.title, lambda desk: ScanFolderPanel(desk.machine)),
    QUEUE: (QueuePanel.title, lambda desk: QueuePanel(desk.machine)),
    LAN: (LanPanel.title, lambda desk: LanPanel(desk.machine, desk.lan)),
    SLIPS: (SlipsPanel.title, SlipsPanel),
    BOOKS: (BooksPanel.title, BooksPanel),
}


class Panels(dict[str, SetupPanel]):
    """The sections by name; each is built when it is first asked for.

    All at once would hold up every first unlock of a day, and most days nobody opens one.
    """

    def __init__(self, build: Callable[[str], SetupPanel]) -> None:
        """`build` makes the section of a name."""
        super().__init__()
        self._build = build

    def __missing__(self, name: str) -> SetupPanel:
        """The first look at a section."""
        self[name] = made = self._build(name)
        return made


class AdminPage(QWidget):
    """`changed` when something was kept: the line on Hôm nay counts anew."""

    keys_changed = Signal()
    resting = Signal()
    changed = Signal()

    def __init__(self, desk: AdminDesk, messages: Messages) -> None:
        """Each section reads when it is opened."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self.panels = Panels(self._section)
        self._columns: dict[str, QWidget] = {}
        self._shown: tuple[str, ...] = ()
        self._open_name = OFFICE
        high = "row_two_line" if theme.current().huge else "row"
        self.list = RowList(self.tr("Quản trị"), height=high)
        self.list.cap_with_caret()
        self._stack, self._buttons = QStackedWidget(), KeyRow()
        self._sheet = Panel(" ")
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        sections = Panel(self.tr("Quản trị"))
        sections.body.addWidget(self.list, 1)
        self._sheet.body.addWidget(self._stack, 1)
        self._sheet.body.addWidget(self._buttons)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.space("m"))
        share = 36 if look.big else 28
        box.addWidget(sections, share)
        box.addWidget(self._sheet, 100 - share)

    def _connect(self) -> None:
        self.list.moved.connect(self._show)
        self.list.chosen.connect(self._enter)

    def _section(self, name: str) -> SetupPanel:
        panel = SECTIONS[name][1](self._desk)
        panel.kept.connect(lambda: self._on_kept(name))
        panel.keys_changed.connect(self._show_keys)
        self._columns[name] = scrolled(panel)
        self._stack.addWidget(self._columns[name])
        return panel

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 keeps what stands in the section; Esc goes back to the list, then rests.

        What a section lays over itself hears Esc first.
        """
        panel = self._panel
        save = [KeyAction("F9", self.tr(panel.save_words), panel.save, main=True)]
        return [
            *(save if panel.save_words else []),
            KeyAction("Esc", "", self._step_back),
            *panel.keys(),
        ]

    def take_focus(self) -> None:
        """The list, at what is left of the set-up or else where it was."""
        self._show_sections()
        left = [name for name in self._shown if self._is_left(name)]
        wanted = left[0] if left else self._open_name
        place = self._shown.index(wanted) if wanted in self._shown else 0
        self.list.go_to(place)
        self._show(place)
        self.list.setFocus()

    def take_line(self, text: str) -> bool:
        """A line of the serial scanner; whether it was meant for the scanner's test."""
        scanner = self.panels.get(SCANNER)
        return isinstance(scanner, ScannerPanel) and scanner.take_line(text)

    def take_relay(self, text: str) -> None:
        """The code of a relay was scanned, wherever that was."""
        self.open_section(LAN)
        panel = self.panels[LAN]
        if isinstance(panel, LanPanel):
            panel.take_scan(text)

    def open_section(self, name: str) -> None:
        """Show a section and go into it."""
        self._show_sections()
        if name in self._shown:
            self.list.go_to(self._shown.index(name))
            self._enter(self.list.place)

    # --- sections ------------------------------------------------------------------------------

    @property
    def _panel(self) -> SetupPanel:
        return self.panels[self._open_name]

    @property
    def _inside(self) -> bool:
        caret = QApplication.focusWidget()
        return caret is not None and self._stack.isAncestorOf(caret)

    def _show_keys(self) -> None:
        """The key bar has the F-keys; the others stand under the section."""
        acts: list[KeyAction] = self._panel.keys()
        others = [action for action in acts if not action.key.startswith("F")]
        self._buttons.show_actions(others)
        self._buttons.setVisible(bool(others))
        self.keys_changed.emit()

    def _is_left(self, name: str) -> bool:
        return name in left_of(self._desk.machine.settings())

    def _show_sections(self) -> None:
        alone = self._desk.alone()
        self._shown = tuple(name for name in SECTIONS if name not in ALONE or alone)
        rows = [self._row(place, name) for place, name in enumerate(self._shown, 1)]
        place = self._shown.index(self._open_name) if self._open_name in self._shown else 0
        self.list.show_rows(rows, place)

    def _row(self, place: int, name: str) -> Row:
        """What is left of the set-up is marked; the biggest text says it under the name."""
        title, left = self.tr(SECTIONS[name][0]), self.tr("chưa làm")
        key = str(place) if place < 10 else ""  # noqa: PLR2004 - a digit
        if not self._is_left(name):
            return Row(title, key=key)
        if theme.current().huge:
            return Row(title, left, key)
        return Row(title, key=key, state=("soon", left))

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._shown):
            return
        self._open_name = self._shown[place]
        self.setProperty("help", f"admin.{self._open_name}")
        self._sheet.set_title(self.tr(self._panel.title))
        self._stack.setCurrentWidget(self._columns[self._open_name])
        self._panel.load()
        self._show_keys()

    def _enter(self, place: int) -> None:
        self._show(place)
        self._panel.take_focus()

    def _step_back(self) -> None:
        if self._inside:
            self.list.setFocus()
        else:
            self.resting.emit()

    def _on_kept(self, name: str) -> None:
        self._show_sections()
        if name not in self._shown:  # the province does it from now on
            self.take_focus()
        said = self.tr("Đã lưu: {0}.").format(self.tr(SECTIONS[name][0]))
        self._messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))
        self.changed.emit()
