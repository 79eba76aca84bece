"""Sự cố & thiết bị in the window: F1 in the guide leads there, and Esc back to the work."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFileDialog

from app.bootstrap.door import Door
from app.bootstrap.form_stock_room import FORM_STOCK, FormStockRoom
from app.bootstrap.help_room import HelpRoom, Origin
from app.bootstrap.house import House
from app.bootstrap.incident_desk import IncidentBridge
from app.bootstrap.print_words import PRINTER
from app.bootstrap.print_worker import PrintWorker
from app.ui.incidents.page import IncidentPage
from app.ui.scanning import TODAY

INCIDENTS = "incidents"
READS = "Ảnh (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff);;Tất cả (*)"
NAMES = {
    "dossier": "Hồ sơ", "handover": "Bàn giao", "deciding": "Xử lý", "signing": "Chứng thực – ký",
    "printing": "In ấn", "refusal": "Từ chối tiếp nhận", "appointments": "Lịch hẹn",
    "beside": "Hệ thống tỉnh",
}  # fmt: skip


class IncidentRoom:
    """Built once."""

    def __init__(
        self,
        program: House,
        door: Door,
        printing: PrintWorker,
        guide: HelpRoom,
        saved_at: Callable[[datetime], None],
    ) -> None:
        """`saved_at` hears when something was stored."""
        self._window, self._guide, self._printing = program.window, guide, printing
        self._names = NAMES | {one.name: one.words for one in program.window.places}
        self._origin = Origin(TODAY)
        bridge = IncidentBridge(
            door.now_open, door.now_frozen, program.run, saved_at, printing.enqueue_content,
            self._printer, self._choose, printing.queued,
        )  # fmt: skip
        self.page = IncidentPage(bridge.desk(), program.messages)
        self._window.add_page(INCIDENTS, self.page)
        guide.page.reporting.connect(self.open)
        self.page.left.connect(self._leave)
        self.stock = FormStockRoom(program, door, printing, INCIDENTS, saved_at)
        self.page.stock_asked.connect(self.stock.open)

    def open(self) -> None:
        """From the guide: what the clerk was at goes along, by its name alone."""
        if self._guide.origin.name in (INCIDENTS, FORM_STOCK):  # what is typed there stays
            self._guide.origin.back(self._window)
            return
        self._origin = self._guide.origin
        self.page.come_from(self._names.get(self._origin.name, ""))
        self._window.go(INCIDENTS)

    def _printer(self) -> str:
        return PRINTER[self._printing.watch.state][1]

    def _choose(self) -> list[str]:
        return QFileDialog.getOpenFileNames(self.page, "Chọn ảnh", "", READS)[0]

    def _leave(self) -> None:
        origin, self._origin = self._origin, Origin(TODAY)
        origin.back(self._window)
