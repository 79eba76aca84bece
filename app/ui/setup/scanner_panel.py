"""The card scanner: how it is connected, how it is set up, and a scan to prove it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.domain.errors import ClerkError, MotCuaError
from app.settings import Settings, left_of, without_step
from app.ui import theme
from app.ui.setup import scan_words
from app.ui.setup.desk import KEYBOARD, OK, SERIAL, Heard, Judged, MachineDesk
from app.ui.setup.panel import SetupPanel
from app.ui.setup.scan_test import ScanTest
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted, row

STEP = "scanner"
BAUDS = ("9600", "19200", "38400", "57600", "115200")


class ScannerPanel(SetupPanel):
    """The test, which waits for a scan; beside it the fields and the sheet."""

    title = "Máy quét"

    def __init__(self, desk: MachineDesk) -> None:
        """Nothing is asked of ports before `load`."""
        super().__init__()
        self._desk = desk
        ways = [(KEYBOARD, self.tr("Gõ như bàn phím")), (SERIAL, self.tr("Cổng nối tiếp (COM)"))]
        self.way = Field(self.tr("Cách nối"), choices=ways)
        self.prefix = Field(self.tr("Phím đầu"), hint=self.tr("Thường là Ctrl+B"))
        self.suffix = Field(self.tr("Phím cuối"), hint=self.tr("Thường là Enter"))
        self.port = Field(self.tr("Cổng"))
        self.baud = Field(self.tr("Tốc độ"), choices=[(one, one) for one in BAUDS])
        self.test, self._proved = ScanTest(), False
        self._sheet = Text("", wrap=True)
        self._said = Text("", "quiet", wrap=True)
        self._said.hide()
        self.body.addLayout(self._both(), 1)
        self.body.addWidget(self._said)
        self.body.addWidget(self.trouble)
        self.way.changed.connect(self._show_way)
        self.test.heard.connect(self._on_heard)

    def _both(self) -> QBoxLayout:
        """Side by side; one under the other where the biggest text leaves no room."""
        fields = hosted(self._fields())
        if theme.current().huge:
            return column(self.test, fields, spacing="l")
        both = row(spacing="l")
        both.addWidget(scrolled(self.test), 1)
        both.addWidget(scrolled(fields), 1)
        return both

    def _fields(self) -> QVBoxLayout:
        keys, port = row(self.prefix, self.suffix), row(self.port, self.baud)
        self._keys_line, self._port_line = hosted(keys), hosted(port)
        title = Text(self.tr("Cài máy quét"), "section")
        return column(self.way, self._keys_line, self._port_line, title, self._sheet, None)

    def load(self) -> None:
        """What is kept; ports are looked for elsewhere."""
        settings = self._desk.settings()
        self.settle()
        self._said.hide()
        self.test.forget()
        self.way.put(SERIAL if settings.scanner_port else KEYBOARD)
        self.prefix.put(scan_words.key_words(settings.scanner_prefix))
        self.suffix.put(scan_words.key_words(settings.scanner_suffix))
        self.port.put(settings.scanner_port)
        self.baud.put(str(settings.scanner_baud))
        for field in (self.prefix, self.suffix, self.port):
            field.say("")
        self._show_way()
        self._show_sheet(settings)
        self._desk.look(self._desk.ports, self._on_ports, self.refuse)

    def _show_way(self) -> None:
        serial = self.way.value == SERIAL
        self._keys_line.setVisible(not serial)
        self._port_line.setVisible(serial)

    def _show_sheet(self, settings: Settings) -> None:
        lines = enumerate(scan_words.sheet(settings), 1)
        self._sheet.setText("\n".join(f"{place}. {line}" for place, line in lines))

    def _on_ports(self, ports: tuple[str, ...]) -> None:
        line = self.port.input
        if not isinstance(line, Line):
            return
        found = ", ".join(ports)
        line.setPlaceholderText(self.tr("Đang thấy: {0}").format(found) if found else "COM3")
        if len(ports) == 1 and not self.port.value:
            self.port.put(ports[0])

    def take_focus(self) -> None:
        """A scan tells most; fields are for the scanner that it finds wrong."""
        self.test.setFocus()

    def keys(self) -> list[KeyAction]:
        """The sheet on paper, where one can print."""
        if self._desk.print_sheet is None:
            return []
        return [KeyAction("Ctrl+P", self.tr("In tờ này"), self._print_sheet)]

    @property
    def settles(self) -> bool:  # type: ignore[override]
        """Only a scan that came over well: keys alone prove no scanner."""
        return self._proved or STEP not in left_of(self._desk.settings())

    def save(self) -> None:
        """Keep what stands here, if it can be used; the step is done once a scan proved it."""
        try:
            settings = self._read()
        except ClerkError as error:
            self._fault(error)
            return
        for field in (self.prefix, self.suffix, self.port):
            field.say("")
        self._desk.keep(without_step(settings, STEP) if self.settles else settings)
        self._show_sheet(settings)
        self.kept.emit()

    def _read(self) -> Settings:
        settings = self._desk.settings()
        if self.way.value == SERIAL:
            if not self.port.value.strip():
                raise ClerkError(self.tr("Thiếu tên cổng, ví dụ COM3. Chưa đổi gì."), "port")
            return replace(
                settings, scanner_port=self.port.value.strip(), scanner_baud=int(self.baud.value)
            )
        prefix, suffix = self._key(self.prefix, "prefix"), self._key(self.suffix, "suffix")
        return replace(settings, scanner_port="", scanner_prefix=prefix, scanner_suffix=suffix)

    def _key(self, field: Field, name: str) -> str:
        """The key as Qt names it; letters and digits would be stolen from whoever types."""
        typed = QKeySequence(scan_words.key_named(field.value.strip()))
        named = typed.toString()
        known = typed.count() == 1 and typed[0].key() != Qt.Key.Key_unknown  # type: ignore[index]
        if not known or len(named) == 1:
            sentence = self.tr("“{0}” không phải một phím dùng được. Ví dụ: Ctrl+B, F13, Enter.")
            raise ClerkError(sentence.format(field.value.strip()[:20]), name)
        return named

    def _fault(self, error: ClerkError) -> None:
        fields = {"prefix": self.prefix, "suffix": self.suffix, "port": self.port}
        for name, field in fields.items():
            field.say(error.message if name == error.field else "")
        fields[error.field or "prefix"].input.setFocus()

    # --- the test ------------------------------------------------------------------------------

    def take_line(self, text: str) -> bool:
        """A line from the serial port; whether it was meant for the test."""
        if not self.test.listening:
            return False
        self._on_heard(Heard(text, SERIAL))
        return True

    def _on_heard(self, heard: Heard) -> None:
        self._desk.look(
            partial(self._desk.judge, heard.text), lambda judged: self._on_judged(heard, judged)
        )

    def _on_judged(self, heard: Heard, judged: Judged) -> None:
        state = scan_words.state_of(heard, judged, self._desk.settings())
        self._proved = state[0] == OK
        self.test.show_result(state, scan_words.facts(heard, judged))

    def _print_sheet(self) -> None:
        print_sheet = self._desk.print_sheet
        if print_sheet is not None:
            work = partial(print_sheet, self._desk.settings())
            self._desk.paper(work, lambda _: self._on_queued(), self._on_not_printed)

    def _on_queued(self) -> None:
        self.settle()
        self._said.setText(self.tr("Tờ cài máy quét đã xếp vào hàng in."))
        self._said.show()

    def _on_not_printed(self, error: MotCuaError) -> None:
        self._said.hide()
        self.refuse(error)
