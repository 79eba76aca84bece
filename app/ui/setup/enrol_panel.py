"""The province's file: found on a stick or typed, with its code; or the request for one."""

from app.domain.errors import MotCuaError
from app.ui.setup.desk import Named
from app.ui.setup.first_desk import Answers, EnrolDesk, FileRead
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Text

REQUEST_KEY = "Ctrl+E"


class EnrolPanel(SetupPanel):
    """Choose the file; F9 reads it and says whose it is before anything is made."""

    def __init__(self, desk: EnrolDesk, answers: Answers) -> None:
        """Files are looked for at `load`."""
        super().__init__()
        self._desk, self._answers, self._busy = desk, answers, False
        self._files: tuple[Named, ...] = ()
        self.list = WholeList(self.tr("Tệp ghi danh tìm thấy"))
        self.list.cap_with_caret()
        self.file = Field(
            self.tr("Tệp ghi danh của tỉnh"), hint=self.tr("Chọn ở trên, hoặc gõ đường dẫn.")
        )
        self.code = Field(
            self.tr("Mã đi kèm, 10 ký tự"), hint=self.tr("Tỉnh đọc riêng qua điện thoại.")
        )
        self.request = Field(self.tr("Chưa có tệp: ghi yêu cầu gửi tỉnh ra"), key=REQUEST_KEY)
        self._word = Text("", "strong", wrap=True)
        self.body.addWidget(self.list)
        for widget in (self.file, self.code, self.trouble, self.request, self._word):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.code.hide()
        self._word.hide()
        self.list.chosen.connect(self._on_chosen)
        self.file.changed.connect(self._on_other_file)

    def say_how_to_get_back(self) -> None:
        """A machine takes a broken one's place and there is no copy: the file brings dossiers."""
        self._word.setText(
            self.tr(
                "Ctrl+E ghi yêu cầu, gửi tỉnh và nói: thu hồi máy cũ, ghi danh máy này vào đúng "
                "quầy ấy. Tệp của tỉnh mang theo hồ sơ tỉnh đã nhận; việc chưa gửi còn ở ổ đĩa "
                "cũ, hãy giữ lại."
            )
        )
        self._word.show()

    def load(self) -> None:
        """Look for files on sticks and in the usual folders."""
        self.file.put(self._answers.file)
        if not self.request.value:
            self.request.put(self._desk.request_place())
        self._desk.look(self._desk.files, self._on_files, self.refuse)

    def _on_files(self, files: tuple[Named, ...]) -> None:
        self._files = files
        rows = [
            Row(one.words, one.note, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(files, 1)
        ]
        if not rows:
            plug = self.tr("Cắm USB của tỉnh rồi chọn lại cách này, hoặc gõ đường dẫn.")
            rows = [Row(self.tr("Chưa thấy tệp ghi danh nào"), plug)]
        self.list.show_rows(rows, 0)

    def _on_chosen(self, place: int) -> None:
        if place < len(self._files):
            self.file.put(self._files[place].name)
            self._on_other_file()
        self.file.input.setFocus()

    def _on_other_file(self) -> None:
        self.settle()
        self.code.hide()
        self.code.put("")

    def take_focus(self) -> None:
        """The found files."""
        self.list.setFocus()

    def keys(self) -> list[KeyAction]:
        """The request, for a machine that has no file yet."""
        return [KeyAction(REQUEST_KEY, self.tr("Ghi yêu cầu"), self._write_request)]

    # --- the file ------------------------------------------------------------------------------

    def save(self) -> None:
        """Read the file; a code is asked for where it needs one."""
        file, code = self.file.value.strip(), self.code.value.strip()
        if not file:
            self.file.say(self.tr("Chưa chọn tệp. Có thể ghi yêu cầu gửi tỉnh trước (Ctrl+E)."))
            self.file.input.setFocus()
            return
        if self._busy:
            return
        self._busy = True
        self._desk.look(
            lambda: self._desk.read_file(file, code),
            lambda read: self._on_read(file, code, read),
            self._on_refused,
        )

    def _on_read(self, file: str, code: str, read: FileRead) -> None:
        self._busy = False
        self.settle()
        self.file.say("")
        if read.wants_code:
            self.code.show()
            self.code.input.setFocus()
            return
        answers = self._answers
        answers.file, answers.code, answers.office = file, code, read.words
        self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.refuse(error)
        (self.code if self.code.isVisible() else self.file).input.setFocus()

    # --- the request ---------------------------------------------------------------------------

    def _write_request(self) -> None:
        file = self.request.value.strip()
        self._desk.look(
            lambda: self._desk.write_request(file), self._on_written, self._on_not_written
        )

    def _on_written(self, word: str) -> None:
        self.request.say("")
        said = self.tr(
            "Đã ghi yêu cầu. Chữ đối chiếu: {0}. Gửi tệp cho tỉnh và đọc chữ này qua điện thoại. "
            "Tắt máy được; khi có tệp của tỉnh thì mở lại bước này."
        )
        self._word.setText(said.format(word))
        self._word.show()

    def _on_not_written(self, error: MotCuaError) -> None:
        self.request.say(error.message)
        self.request.input.setFocus()
