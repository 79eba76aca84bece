"""Somebody leaves without a slip: F7 says on paper what is missing, Shift+F7 why it is refused."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.errors import MotCuaError
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.reception.desk import ReceptionDesk
from app.ui.reception.draft import Draft
from app.ui.reception.line_form import LineForm

TOPIC, SAID_MS = "missing", 6_000


class MissingPapers:
    """No dossier is saved by it; who is named leaves with a numbered Mẫu 02, told once."""

    def __init__(
        self,
        desk: ReceptionDesk,
        messages: Messages,
        line: LineForm,
        draft: Callable[[], Draft],
        refusing: Callable[[Draft], object],
    ) -> None:
        """Asks the page when a key is pressed; `refusing` opens the page of reasons."""
        self._desk, self._messages, self._line = desk, messages, line
        self._draft, self._refusing, self._busy = draft, refusing, False

    def print(self) -> None:
        """F7: print it, where something is missing."""
        procedure, names = self._line.procedure, self._line.papers.missing
        draft, ask_papers = self._draft(), self._desk.ask_papers
        print_missing = self._desk.print_missing
        if procedure is None or not names or self._busy:
            return
        if draft.owner.name.strip() and ask_papers is not None:
            self._busy = True  # a double press is one paper
            self._desk.run(lambda: ask_papers(draft, names), self._asked, self._on_trouble)
        elif print_missing is not None:
            self._desk.run(lambda: print_missing(procedure.code, names), self._told)

    def refuse(self) -> None:
        """Shift+F7: to the reasons, once it is known who wants what."""
        draft = self._draft()
        if self._line.procedure is None or not draft.owner.name.strip():
            head = _words("Từ chối thì phải biết ai xin việc gì.")
            more = _words("Quét thẻ hoặc gõ họ tên, chọn thủ tục, rồi nhấn Shift+F7.")
            self._messages.show(Message(TOPIC, ATTENTION, head, more, lasts_ms=SAID_MS))
        elif self._line.procedure.parts and not draft.left_out:
            head = _words("Mẫu 03 từ chối từng việc, không phải cả nhóm.")
            more = _words(
                "Bỏ dấu việc không nhận được (phím cách) rồi Shift+F7; F9 nhận phần còn lại."
            )
            self._messages.show(Message(TOPIC, ATTENTION, head, more, lasts_ms=SAID_MS))
        elif self._line.procedure.parts:
            self._refusing(replace(draft, procedure=draft.left_out[-1], left_out=()))
        else:
            self._refusing(draft)

    def _on_trouble(self, error: MotCuaError) -> None:
        self._busy = False
        self._messages.trouble(error.message, TOPIC)

    def _asked(self, warning: str) -> None:
        self._busy = False
        head = self._desk.queued(_words("Phiếu yêu cầu bổ sung (Mẫu 02)"))
        if warning:
            read = (self._messages.read(TOPIC),)
            self._messages.show(Message(TOPIC, ATTENTION, head, warning, read))
        else:
            more = _words("Hồ sơ chưa lưu: F9 nếu vẫn nhận.")
            self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))

    def _told(self, _: None) -> None:
        head = self._desk.queued(_words("Tờ giấy còn thiếu"))
        more = _words("Hồ sơ chưa lưu: F9 nếu vẫn nhận.")
        self._messages.show(Message(TOPIC, DONE, head, more, lasts_ms=SAID_MS))


def _words(words: str) -> str:
    return QCoreApplication.translate("MissingPapers", words)
