"""The recovery sheet of a desk that stands alone: in the safe, or made anew."""

from app.domain.errors import MotCuaError
from app.settings import left_of, with_left, without_step
from app.ui.admin.desk import AdminDesk
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.checks import CheckBox
from app.ui.widgets.fields import Field
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.text import Text


class RecoveryPanel(SetupPanel):
    """F9 takes the word that the sheet is safe; Ctrl+N makes a new one, where the clerk may."""

    title = "Phiếu khôi phục"
    save_words = "Phiếu đã cất"

    def __init__(self, desk: AdminDesk) -> None:
        """Nothing is made before it is asked for."""
        super().__init__()
        self._desk, self._busy = desk, False
        why = self.tr(
            "Máy hỏng, mất hoặc cháy thì chỉ phiếu này mở lại được dữ liệu từ bản sao. "
            "Mất phiếu thì làm phiếu mới: phiếu cũ không mở được bản sao làm từ lúc ấy."
        )
        self.lock = LockLine()
        self._state = Text("", "strong", wrap=True)
        self.safe = CheckBox(self.tr("Phiếu đã in ra giấy và cất nơi an toàn, ngoài máy này"))
        self.file = Field(self.tr("Ghi phiếu mới (PDF) vào"), key="Ctrl+N")
        for part in (Text(why, "quiet", wrap=True), self._state, self.safe, self.lock, self.file):
            self.body.addWidget(part)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    @property
    def _waits(self) -> bool:
        return "recovery" in left_of(self._desk.machine.settings())

    def load(self) -> None:
        """Whether somebody said that it is safe."""
        self.settle()
        self.save_words = type(self).save_words if self._waits else ""
        self.safe.setChecked(False)
        self.safe.setVisible(self._waits)
        self._state.setText(
            self.tr("Chưa ai xác nhận phiếu đã được in và cất.")
            if self._waits
            else self.tr("Phiếu đã được xác nhận là in ra và cất.")
        )
        only = self._desk.only()
        words = self.tr("Chỉ Giám đốc hoặc người có vai trò Quản trị làm được phiếu mới. Nhờ: {0}.")
        self.lock.say(words.format(only) if only else "")
        self.file.setVisible(not self.lock.sentence)
        if not self.file.value:
            self.file.put(self._desk.sheet_place())
        self.keys_changed.emit()

    def take_focus(self) -> None:
        """The word first, where it is waited for."""
        (self.safe if self._waits or self.lock.sentence else self.file.input).setFocus()

    def keys(self) -> list[KeyAction]:
        """A new sheet."""
        if self.lock.sentence:
            return []
        return [KeyAction("Ctrl+N", self.tr("Làm phiếu mới"), self._make)]

    def save(self) -> None:
        """Nobody is asked twice."""
        if not self._waits:
            return
        if not self.safe.isChecked():
            self._state.setText(self.tr("Bấm phím cách ở dòng dưới khi phiếu đã cất, rồi F9."))
            self.safe.setFocus()
            return
        machine = self._desk.machine
        machine.keep(without_step(machine.settings(), "recovery"))
        self.load()
        self.kept.emit()

    def _make(self) -> None:
        file = self.file.value.strip()
        if self._busy:
            return
        self._busy = True
        self._desk.run(lambda: self._desk.new_sheet(file), self._on_made, self._on_refused)

    def _on_made(self, at: str) -> None:
        self._busy = False
        if not self._waits:  # the old word was about the old sheet
            machine = self._desk.machine
            settings = machine.settings()
            machine.keep(with_left(settings, [*left_of(settings), "recovery"]))
        self.load()
        self._state.setText(
            self.tr("Phiếu mới ở {0}. In ra, cất vào két, rồi xoá tệp này.").format(at)
        )
        self.take_focus()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.refuse(error)
        self.file.input.setFocus()
