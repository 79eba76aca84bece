"""F7: a paper to take home that says which required papers are still to be brought."""

from PySide6.QtCore import QCoreApplication

from app.ui.messages import DONE, Message, Messages
from app.ui.reception.desk import ReceptionDesk
from app.ui.reception.line_form import LineForm

TOPIC, SAID_MS = "missing", 6_000


class MissingPapers:
    """Nothing is saved by it."""

    def __init__(self, desk: ReceptionDesk, messages: Messages, line: LineForm) -> None:
        """Asks the sheet of papers when the key is pressed."""
        self._desk, self._messages, self._line = desk, messages, line

    def print(self) -> None:
        """Print it, where something is missing."""
        procedure, names = self._line.procedure, self._line.papers.missing
        print_missing = self._desk.print_missing
        if procedure is not None and names and print_missing is not None:
            self._desk.run(lambda: print_missing(procedure.code, names), self._told)

    def _told(self, _: None) -> None:
        head = self._desk.queued(QCoreApplication.translate("MissingPapers", "Tờ giấy còn thiếu"))
        more = QCoreApplication.translate("MissingPapers", "Hồ sơ chưa lưu: F9 nếu vẫn nhận.")
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))
