"""Lịch hẹn in the window: Ctrl+H at Hôm nay leads there, and a line there counts them."""

from app.bootstrap.appointments_desk import AppointmentsBridge
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.ui.appointments.page import AppointmentsPage
from app.ui.scanning import APPOINTMENTS, TODAY
from app.ui.today.page import TodayPage


class AppointmentsRoom:
    """Built once."""

    def __init__(self, program: House, door: Door, printing: PrintWorker, today: TodayPage) -> None:
        """`today` counts them."""
        self._program, self._today, window = program, today, program.window
        self._bridge = AppointmentsBridge(
            door.now_open, door.now_frozen, program.run, printing.enqueue_content, printing.queued
        )
        self.page = AppointmentsPage(self._bridge.desk(), program.messages)
        window.add_page(APPOINTMENTS, self.page, place=TODAY)
        today.meeting.connect(lambda: window.go(APPOINTMENTS))
        self.page.left.connect(lambda: window.go(TODAY))
        window.shown.connect(self._on_shown)

    def _on_shown(self, name: str) -> None:
        if name == TODAY:
            self._program.run(
                self._bridge.counts, lambda found: self._today.show_appointments(*found)
            )
