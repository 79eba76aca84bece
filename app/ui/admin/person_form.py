"""A new person of the office: name, id, roles and fields to tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.ui import theme
from app.ui.admin.desk import AdminDesk, NewPerson
from app.ui.shortcuts import settle_typing
from app.ui.widgets.checks import CheckBox
from app.ui.widgets.fields import Field
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, empty, hosted, reveal, row

COLUMNS = 2


class PersonForm(QWidget):
    """`asked` carries a `NewPerson`."""

    asked = Signal(object)

    def __init__(self, desk: AdminDesk) -> None:
        """Roles are fixed; fields come with `clear`."""
        super().__init__()
        self._desk = desk
        said = self.tr("Như in trên phiếu hẹn")
        self.name = Field(self.tr("Họ tên"), hint=said, person=True)
        self.user = Field(self.tr("Tên đăng nhập"), hint=self.tr("Chữ thường không dấu, ngắn"))
        usual_first = sorted(desk.roles, key=lambda role: role[0] != desk.usual_role)
        self.roles = {code: CheckBox(self.tr(words)) for code, words in usual_first}
        self.fields: dict[str, CheckBox] = {}
        self._fields_grid = QGridLayout()
        self._fields_host = hosted(self._fields_grid)
        self.trouble = Text("", "error", wrap=True)
        self._build()
        self.name.left.connect(self._suggest)

    def _build(self) -> None:
        roles = QGridLayout()
        _fill(roles, list(self.roles.values()))
        names = row(spacing="m")
        names.addWidget(self.name, 3, Qt.AlignmentFlag.AlignTop)
        names.addWidget(self.user, 2, Qt.AlignmentFlag.AlignTop)
        every = self.tr("Không chọn lĩnh vực nào là làm mọi lĩnh vực.")
        inside = column(
            names,
            self.trouble,
            Text(self.tr("Vai trò"), "section"),
            hosted(roles),
            Text(self.tr("Lĩnh vực"), "section"),
            Text(every, "caption", wrap=True),
            self._fields_host,
            None,
        )
        outer = column(scrolled(hosted(inside)))
        self.setLayout(outer)

    def clear(self) -> None:
        """Nothing typed, the usual role ticked; the catalogue's fields as they are now."""
        for field in (self.name, self.user):
            field.put("")
        for code, box in self.roles.items():
            box.setChecked(code == self._desk.usual_role)
        self.say(None)
        self._desk.run(self._desk.fields, self._show_fields)

    def _show_fields(self, names: tuple[str, ...]) -> None:
        empty(self._fields_grid)
        self.fields = {name: CheckBox(name) for name in names}
        _fill(self._fields_grid, list(self.fields.values()))
        reveal(self._fields_host)

    def take_focus(self) -> None:
        """The name first."""
        self.name.input.setFocus()

    def ask(self) -> None:
        """Send what stands here; the one who adds says what is missing."""
        settle_typing()
        self._suggest()  # the caret may still be in the name
        roles = tuple(code for code, box in self.roles.items() if box.isChecked())
        fields = tuple(name for name, box in self.fields.items() if box.isChecked())
        self.asked.emit(NewPerson(self.user.value.strip(), self.name.value.strip(), roles, fields))

    def say(self, error: MotCuaError | None) -> None:
        """What is wrong, at its field; None takes every sentence away."""
        field = error.field if isinstance(error, ClerkError) else ""
        sentence = error.message if error else ""
        self.name.say(sentence if field == "name" else "")
        self.user.say(sentence if field == "id" else "")
        elsewhere = sentence if field not in ("name", "id") else ""
        self.trouble.setText(elsewhere)
        self.trouble.setVisible(bool(elsewhere))
        places: dict[str, QWidget] = {"name": self.name.input, "id": self.user.input}
        if field == "roles":
            places["roles"] = next(iter(self.roles.values()))
        if field in places:
            places[field].setFocus()

    def _suggest(self) -> None:
        if not self.user.value:
            self.user.put(self._desk.suggest(self.name.value))


def _fill(grid: QGridLayout, boxes: list[CheckBox]) -> None:
    """Two in a row, in the order in which Tab goes."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().space("l"))
    grid.setVerticalSpacing(0)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // COLUMNS, place % COLUMNS)
