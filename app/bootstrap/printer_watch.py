"""What is known of the printer: asked aside, learnt from each paper, never taken for granted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QTimer

from app.bootstrap.house import House
from app.devices.printers import printer_named
from app.devices.printing_trouble import MISSING
from app.domain.errors import MotCuaError

T = TypeVar("T")
UNKNOWN, READY, SILENT, NONE = "unknown", "ready", "silent", "none"
EVERY_MS = 60_000


@dataclass(frozen=True, slots=True)
class Known:
    """About the printer of one setting: its trouble ("" none, None: never asked).

    `refused`: it gave no paper the last time, which a queue that only seems ready does not undo.
    """

    printer: str
    trouble: str | None = None
    refused: bool = False


class PrinterWatch:
    """A thread of its own asks, for a dead network printer may take seconds."""

    def __init__(self, program: House) -> None:
        """Nothing is asked before `begin`: the start waits for no printer."""
        self._program, self._closed = program, False
        self._pool = ThreadPoolExecutor(1, "printers")
        self._known = Known(program.settings.printer)
        self._timer = QTimer(program.window, interval=EVERY_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def state(self) -> str:
        """READY where it is set and nothing speaks against it; NONE: there is no printer at all."""
        known, printer = self._known, self._program.settings.printer
        if known.printer != printer:
            return UNKNOWN
        if known.trouble == MISSING and not printer:
            return NONE
        if known.trouble or known.refused:
            return SILENT
        return UNKNOWN if known.trouble is None else READY

    def begin(self) -> None:
        """Somebody is in: ask now and then."""
        self._timer.start()
        self.ask()

    def ask(self) -> None:
        """How the printer of the settings stands."""
        printer = self._program.settings.printer

        def answered(trouble: str) -> None:
            before, refused = self.state, self._about(printer).refused
            self._known = Known(printer, trouble, refused)
            if self.state != before:
                self._program.window.refresh_status()

        self.look(lambda: printer_named(printer).state(), answered)

    def learn(self, printer: str, *, came_out: bool) -> None:
        """What a paper showed; on any thread."""
        known = self._about(printer)
        if printer == self._program.settings.printer:
            self._known = Known(printer, "" if came_out else known.trouble, not came_out)

    def look(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        """Have something looked up that may take seconds."""
        if not self._closed:
            self._program.tasks.run(self._pool, self._program.window, work, done, failed)

    def close(self) -> None:
        """What comes back from now on is not followed by anything; wait for a look-up."""
        self._closed = True
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _about(self, printer: str) -> Known:
        return self._known if self._known.printer == printer else Known(printer)
