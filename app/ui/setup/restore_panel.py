"""A machine takes the place of one that broke: where is the copy, and what opens it."""

from PySide6.QtCore import Signal

from app.domain.errors import MotCuaError
from app.ui.setup.desk import Named
from app.ui.setup.first_desk import Answers, FirstRunDesk
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Text

REQUEST_KEY = "Ctrl+E"


class RestorePanel(SetupPanel):
    """F9 reads copy and key and says whose desk it is before anything is made.

    `without_copy`: there is none, and the province is to give the dossiers back.
    """

    without_copy = Signal()

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Copies are looked for at `load`."""
        super().__init__()
        self._desk, self._answers, self._busy = desk, answers, False
        self._copies: tuple[Named, ...] = ()
        self.list = WholeList(self.tr("Bản sao ở đâu?"))
        self.list.cap_with_caret()
        self.file = Field(
            self.tr("Bản sao ở đâu?"), hint=self.tr("Cắm USB rồi chọn ở trên, hoặc gõ đường dẫn.")
        )
        self.key = Field(
            self.tr("Chuỗi trên phiếu khôi phục, hoặc tệp trả lời của tỉnh"),
            hint=self.tr(
                "Gõ hoặc quét mã trên phiếu. Máy đã ghi danh: Ctrl+E ghi yêu cầu gửi tỉnh."
            ),
        )
        self._word = Text("", "strong", wrap=True)
        for widget in (self.list, self.file, self.key, self.trouble, self._word):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._word.hide()
        self.list.chosen.connect(self._on_chosen)
        self.file.changed.connect(self.settle)
        self.key.changed.connect(self.settle)

    def load(self) -> None:
        """Look for copies on sticks and other disks."""
        self.file.put(self._answers.copy)
        self.key.put(self._answers.recovery)
        self._desk.look(self._desk.copies, self._on_copies, self.refuse)

    def _on_copies(self, copies: tuple[Named, ...]) -> None:
        self._copies = copies
        rows = [
            Row(one.words, one.note, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(copies, 1)
        ]
        if not rows:
            plug = self.tr("Cắm USB có bản sao rồi chọn lại cách này, hoặc gõ đường dẫn.")
            rows = [Row(self.tr("Chưa thấy bản sao nào"), plug)]
        again = self.tr("Máy đã ghi danh: tỉnh còn giữ những hồ sơ đã gửi.")
        key = str(len(rows) + 1) if len(rows) < 9 else ""  # noqa: PLR2004 - a digit
        rows.append(Row(self.tr("Không có bản sao: lấy lại từ tỉnh"), again, key))
        self.list.show_rows(rows, 0)

    def _on_chosen(self, place: int) -> None:
        if place < len(self._copies):
            self.file.put(self._copies[place].name)
            self.key.input.setFocus()
        elif place == self.list.count - 1:
            self.without_copy.emit()
        else:
            self.file.input.setFocus()

    def take_focus(self) -> None:
        """The found copies."""
        self.list.setFocus()

    def keys(self) -> list[KeyAction]:
        """The request, for a copy whose key the province holds."""
        return [KeyAction(REQUEST_KEY, self.tr("Ghi yêu cầu"), self._write_request)]

    def save(self) -> None:
        """Read both."""
        file, key = self.file.value.strip(), self.key.value.strip()
        if not file or not key:
            missing = self.key if file else self.file
            missing.say(self.tr("Còn thiếu. Chưa đổi gì."))
            missing.input.setFocus()
            return
        if self._busy:
            return
        self._busy = True
        self._desk.look(
            lambda: self._desk.read_copy(file, key),
            lambda words: self._on_read(file, key, words),
            self._on_refused,
        )

    def _on_read(self, file: str, key: str, words: str) -> None:
        self._busy = False
        self.settle()
        for field in (self.file, self.key):
            field.say("")
        answers = self._answers
        answers.copy, answers.recovery, answers.office = file, key, words
        self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.refuse(error)
        self.key.input.setFocus()

    def _write_request(self) -> None:
        enrol = self._desk.enrol
        self._desk.look(
            lambda: enrol.write_request(enrol.request_place()), self._on_written, self.refuse
        )

    def _on_written(self, word: str) -> None:
        said = self.tr(
            "Đã ghi yêu cầu ra {0}. Chữ đối chiếu: {1}. Gửi tệp ấy và bản sao cho tỉnh, đọc chữ "
            "này qua điện thoại; khi có trả lời, gõ đường dẫn của tệp trả lời ở trên."
        )
        self._word.setText(said.format(self._desk.enrol.request_place(), word))
        self._word.show()
