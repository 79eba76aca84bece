"""Báo cáo in the window: Ctrl+R leads there from anywhere, Esc back."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.bootstrap.book_files import ENDINGS
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.reading_desk import Aside
from app.bootstrap.report_desk import ReportBridge
from app.ui.report.page import ReportPage
from app.ui.scanning import TODAY
from app.ui.shortcuts import KeyAction

REPORT, KEY = "report", "Ctrl+R"
WRITES = "Excel (*.xlsx);;PDF (*.pdf);;JSON (*.json)"


class ReportRoom:
    """Built once."""

    def __init__(self, program: House, aside: Aside, printing: PrintWorker) -> None:
        """The page among the others."""
        self._window, self._from = program.window, TODAY
        bridge = ReportBridge(
            aside, program.now, printing.enqueue_content, self._pick_out, printing.queued
        )
        self.page = ReportPage(bridge.desk(), program.messages)
        self._window.add_page(REPORT, self.page)
        self.page.left.connect(lambda: self._window.go(self._from))

    def keys(self) -> tuple[KeyAction, ...]:
        """The key that opens the page from anywhere; the rail says it."""
        return (KeyAction(KEY, "", self.open),)

    def open(self) -> None:
        """Show it; Esc leads back to where it was asked for."""
        if self._window.name != REPORT:
            self._from = self._window.name
        self._window.go(REPORT)

    def close(self) -> None:
        """Nothing more is counted for nobody; a file that was asked for is still written."""
        self.page.forget()

    def _pick_out(self, name: str) -> Path | None:
        """Without an ending it has that of the chosen kind."""
        file, kind = QFileDialog.getSaveFileName(self.page, "Ghi ra tệp", name, WRITES)
        if not file:
            return None
        ending = kind.rpartition("*")[2].rstrip(")")
        return Path(file if Path(file).suffix in ENDINGS or not ending else f"{file}{ending}")
