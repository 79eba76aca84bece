"""Pictures that go along with what is reported or done: chosen, named, left out again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import Foot
from app.ui.widgets.text import Text, column, row

PICTURE = "Ctrl+T"


class PictureLine(QWidget):
    """`files` are to be stored with what the form says; nothing is read before that.

    `fault`: what was wrong with one of them.
    """

    def __init__(self, choose: Callable[[], Sequence[str]]) -> None:
        """None is chosen; `choose` asks for some, and answers none where it was given up."""
        super().__init__()
        self._choose = choose
        self.files: tuple[str, ...] = ()
        self.fault = ""
        self._add = Button(self.tr("Thêm ảnh"), key=PICTURE, role="plain")
        self._without = Button(self.tr("Bỏ ảnh"), role="plain")
        self._names = Text("", wrap=True)
        self._foot = Foot(
            self.tr("Đừng chụp người dân, giấy tờ hay màn hình có dữ liệu của họ: tỉnh xem được.")
        )
        self.setLayout(
            column(row(self._add, self._without, None), self._names, self._foot, spacing="xs")
        )
        self._add.clicked.connect(self.ask)
        self._without.clicked.connect(self._leave_out)
        self.hold(())

    def ask(self) -> None:
        """Ctrl+T: choose some more; the caret brings them into sight."""
        self._add.setFocus()
        self.hold((*self.files, *self._choose()))

    def hold(self, files: Sequence[str]) -> None:
        """These, and no others, go along."""
        self.files = tuple(dict.fromkeys(files))
        names = ", ".join(Path(file).name for file in self.files)
        self._names.setText(self.tr("{0} ảnh kèm theo: {1}").format(len(self.files), names))
        for part in (self._names, self._without):
            part.setVisible(bool(self.files))
        self.say("")

    def _leave_out(self) -> None:
        self._add.setFocus()
        self.hold(())

    def say(self, fault: str) -> None:
        """What is wrong with one of them, or again what belongs in none."""
        self.fault = fault
        self._foot.say(fault)
        if fault:
            self._add.setFocus()
