"""The director's PIN, twice; it makes the desk. A desk that stands alone then prints its sheet."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.errors import ClerkError, MotCuaError
from app.ui.setup.first_desk import ALONE, Answers, FirstRunDesk
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.checks import CheckBox
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import Text, column, hosted


class DirectorPanel(SetupPanel):
    """`founded` once there is a desk; `kept` when its sheet was acknowledged, too."""

    title = "PIN của Giám đốc"
    save_words = "Lập bàn tiếp nhận"

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Two empty lines."""
        super().__init__()
        self._desk, self._answers, self._busy = desk, answers, False
        self._office, self._said = Text("", "strong", wrap=True), Text("", "quiet", wrap=True)
        self.pin = SecretField(
            self.tr("Mã PIN của Giám đốc"),
            hint=self.tr("6 chữ số mở nhanh nhất; đến 12 số, hoặc một câu từ 10 ký tự."),
        )
        self.again = SecretField(self.tr("Gõ lại mã PIN"))
        self._sheet = Text("", wrap=True)
        self.kept_safe = CheckBox(self.tr("Phiếu đã in ra giấy và cất nơi an toàn, ngoài máy này"))
        self._stack = QStackedWidget()
        self._stack.addWidget(hosted(self._asking()))
        self._stack.addWidget(hosted(self._acknowledging()))
        self.body.addWidget(self._stack, 1)
        self.pin.input.returnPressed.connect(self.again.input.setFocus)
        self.again.input.returnPressed.connect(self.save)

    def _asking(self) -> QVBoxLayout:
        why = self.tr(
            "Giám đốc có mọi quyền trên máy này: thêm người, cấp mã, mở khoá khi ai quên PIN. "
            "Mỗi cán bộ tự đặt PIN của mình sau. Không ai xem lại được PIN: hãy nhớ kỹ."
        )
        why_text = Text(why, "quiet", wrap=True)
        return column(
            self._office, why_text, self.pin, self.again, self._said, self.trouble, None,
            spacing="m",
        )  # fmt: skip

    def _acknowledging(self) -> QVBoxLayout:
        why = self.tr(
            "Máy hỏng, mất hoặc cháy thì chỉ phiếu này mở lại được dữ liệu. In ra, cất vào két; "
            "in xong hãy xoá tệp PDF."
        )
        title = Text(self.tr("Phiếu khôi phục"), "title")
        self._print_trouble = Text("", "error", wrap=True)
        return column(
            title, self._sheet, Text(why, wrap=True), self.kept_safe, self._print_trouble, None,
            spacing="m",
        )  # fmt: skip

    @property
    def _acknowledges(self) -> bool:
        return self._answers.founded and bool(self._answers.sheet_at)

    def load(self) -> None:
        """What will be made, or the sheet of what was made."""
        words = self.tr("Sẽ lập: {0}")
        office = self._answers.office
        self._office.setText(words.format(office) if office else self.tr("Chưa xong bước 2."))
        at = self.tr("Đã ghi vào {0}")
        self._sheet.setText(at.format(self._answers.sheet_at))
        self._stack.setCurrentIndex(1 if self._acknowledges else 0)

    def take_focus(self) -> None:
        """The PIN, or the box that says the sheet is safe."""
        (self.kept_safe if self._acknowledges else self.pin.input).setFocus()

    def keys(self) -> list[KeyAction]:
        """The sheet on paper."""
        if not self._acknowledges or self._desk.print_sheet is None:
            return []
        return [KeyAction("Ctrl+P", self.tr("In phiếu"), self._print)]

    def save(self) -> None:
        """Found the desk; or, once it stands, take the word that the sheet is safe."""
        if self._acknowledges:
            self._acknowledge()
            return
        if self._busy or self._answers.founded:
            return
        for field in (self.pin, self.again):
            field.say("")
        self.settle()
        try:
            self._check()
        except ClerkError as error:
            self._fault(error)
            return
        self._busy = True
        self._said.setText(self.tr("Đang lập bàn tiếp nhận, vài giây…"))
        pin = self.pin.value
        self._desk.look(
            lambda: self._desk.found(self._answers, pin), self._on_founded, self._on_refused
        )

    def _check(self) -> None:
        if not self._answers.office:
            raise ClerkError(self.tr("Hãy làm xong bước 2 trước: máy này của xã nào, quầy mấy."))
        if self.pin.value and not self.again.value:
            raise ClerkError(self.tr("Hãy gõ mã PIN lần thứ hai."), "again")
        self._desk.check_pin(self.pin.value, self.again.value)

    def _fault(self, error: ClerkError) -> None:
        again = error.field == "again"
        if again and self.again.value:
            self.pin.input.clear()
            self.again.input.clear()
            again = False
        field = {"pin": self.pin, "again": self.again}.get(error.field or "")
        if field is None:
            self.refuse(error)
            return
        field.say(error.message)
        (self.again if again else self.pin).input.setFocus()

    def _on_founded(self, sheet_at: str) -> None:
        self._busy = False
        self._answers.founded, self._answers.sheet_at = True, sheet_at
        self.pin.input.clear()
        self.again.input.clear()
        self._said.setText("")
        if self._answers.way == ALONE:
            self.load()
            self.keys_changed.emit()
            self.take_focus()
        else:
            self._desk.sheet_kept()  # there is none
            self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self._said.setText("")
        self.refuse(error)
        self.pin.input.setFocus()

    def _acknowledge(self) -> None:
        if not self.kept_safe.isChecked():
            self._print_trouble.setText(
                self.tr("Hãy in phiếu, cất đi, rồi bấm phím cách ở dòng trên. Hoặc F8: để sau.")
            )
            self.kept_safe.setFocus()
            return
        self._desk.sheet_kept()
        self._answers.sheet_at = ""
        self.kept.emit()

    def _print(self) -> None:
        print_sheet, at = self._desk.print_sheet, self._answers.sheet_at
        if print_sheet is not None:
            self._desk.machine.paper(
                lambda: print_sheet(at),
                lambda _: self._print_trouble.setText(""),
                lambda error: self._print_trouble.setText(error.message),
            )
