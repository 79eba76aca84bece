"""A desk that stands alone joins the province: the same file as in the first run, then one key."""

from app.domain.errors import MotCuaError
from app.settings import without_step
from app.ui.admin.desk import AdminDesk
from app.ui.setup.enrol_panel import EnrolPanel
from app.ui.setup.first_desk import Answers
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.text import Text


class JoinPanel(SetupPanel):
    """F9 reads the file and says whose it is; Ctrl+Enter joins, where the clerk may."""

    title = "Ghi danh với tỉnh"
    save_words = "Đọc tệp"

    def __init__(self, desk: AdminDesk) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._desk, self._answers, self._busy = desk, Answers(), False
        self.enrol = EnrolPanel(desk.enrol, self._answers)
        self.lock = LockLine()
        self._said = Text("", "strong", wrap=True)
        stays = self.tr("Hồ sơ, số phiếu và người dùng của máy này giữ nguyên khi ghi danh.")
        for part in (self.lock, Text(stays, "quiet", wrap=True), self._said, self.trouble):
            self.body.addWidget(part)
        self.body.addWidget(self.enrol, 1)
        self.body.addStretch(0)  # takes the room while there is nothing to choose
        self.enrol.kept.connect(self._on_read)

    def load(self) -> None:
        """Begin anew."""
        self._answers.office = ""
        self._said.hide()
        self.settle()
        only = self._desk.only()
        words = self.tr(
            "Chỉ Giám đốc hoặc người có vai trò Quản trị ghi danh được máy này. Nhờ: {0}."
        )
        self.lock.say(words.format(only) if only else "")
        self.save_words = "" if self.lock.sentence else JoinPanel.save_words
        self.enrol.setVisible(not self.lock.sentence)
        self.enrol.load()
        self.keys_changed.emit()

    def take_focus(self) -> None:
        """The found files."""
        if not self.lock.sentence:
            self.enrol.take_focus()

    def save(self) -> None:
        """Read the file; nothing is changed by that."""
        self.settle()
        self.enrol.save()

    def keys(self) -> list[KeyAction]:
        """The request; and the joining itself, once the file was read."""
        if self.lock.sentence:
            return []
        join = KeyAction("Ctrl+Return", self.tr("Ghi danh máy này"), self._join)
        return [*self.enrol.keys(), *([join] if self._answers.office else [])]

    def _on_read(self) -> None:
        words = self.tr("Tệp là của {0}. Ctrl+Enter để ghi danh.")
        self._said.setText(words.format(self._answers.office))
        self._said.show()
        self.keys_changed.emit()

    def _join(self) -> None:
        answers = self._answers
        if self._busy or not answers.office:
            return
        self._busy = True
        self._desk.run(
            lambda: self._desk.join(answers.file, answers.code),
            lambda _: self._on_joined(),
            self._on_refused,
        )

    def _on_joined(self) -> None:
        self._busy = False
        machine = self._desk.machine
        machine.keep(without_step(machine.settings(), "recovery"))  # the province holds the key
        self.load()
        self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.refuse(error)
