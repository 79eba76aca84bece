"""Người dùng: who works here, with which roles; adding, ending, and codes for a PIN."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import MotCuaError
from app.domain.vietnamese import dong
from app.ui.admin.code_card import CodeCard
from app.ui.admin.desk import KEYS, AdminDesk, NewPerson, People, Person
from app.ui.admin.person_form import PersonForm
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.text import Text, column, hosted

LIST, FORM, CARD, ENDING, CLOSED = range(5)


class PeoplePanel(SetupPanel):
    """A list; over it the form, the code card, or the question before somebody is ended."""

    title = "Người dùng"
    save_words = ""

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__()
        self._desk, self._busy = desk, False
        self._people: tuple[Person, ...] = ()
        self.list = RowList(self.tr("Người dùng"))
        self.list.cap_with_caret()
        self.form, self.card = PersonForm(desk), CodeCard()
        self._question, self._stack = Text("", "title", wrap=True), QStackedWidget()
        self.lock = LockLine()
        closed = hosted(column(self.lock, None))
        for part in (self.list, self.form, self.card, self._ending(), closed):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.trouble)
        self.form.asked.connect(self._add)

    def _ending(self) -> QWidget:
        stays = self.tr(
            "Người ấy không mở được máy này nữa. Hồ sơ đã nhận, việc đã làm vẫn giữ nguyên tên."
        )
        asked = hosted(column(self._question, Text(stays, wrap=True), None, spacing="m"))
        asked.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        asked.setAccessibleName(self.tr("Cho thôi làm việc"))
        return asked

    # --- what the page asks --------------------------------------------------------------------

    def load(self) -> None:
        """Read anew, and begin with the list."""
        self.settle()
        self.card.forget()
        self._go(LIST)
        self._desk.run(self._desk.people, self._show, self.refuse)

    def _show(self, people: People) -> None:
        self._people = people.people
        if not people.may_change:
            self._close()
            return
        roles = dict(self._desk.roles)
        rows = []
        for place, one in enumerate(self._people, 1):
            named = ", ".join(roles.get(role, role) for role in one.roles)
            if len(one.roles) == len(roles):
                named = self.tr("Mọi vai trò")
            fields = "; ".join(one.fields)
            note = f"{one.user} · {named}" + (f" · {fields}" if fields else "")
            rows.append(Row(one.name, note, str(place) if place < 10 else "", KEYS[one.key]))  # noqa: PLR2004 - a digit
        self.list.show_rows(rows, max(0, self.list.place))

    def _close(self) -> None:
        only = self.tr(
            "Chỉ Giám đốc hoặc người có vai trò Quản trị xem và sửa người dùng. "
            "Cần thêm người hay quên mã PIN thì nhờ: {0}."
        )
        self.lock.say(only.format(self._desk.only()))
        self._go(CLOSED)

    def take_focus(self) -> None:
        """The caret where the shown part wants it."""
        if self._at == FORM:
            self.form.take_focus()
        else:
            self._stack.currentWidget().setFocus()

    @property
    def _at(self) -> int:
        return self._stack.currentIndex()

    def _go(self, part: int) -> None:
        had_caret = self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentIndex(part)
        if had_caret:
            self.take_focus()
        self.keys_changed.emit()

    def keys(self) -> list[KeyAction]:
        """Adding, a code, ending; in the parts over the list what they ask."""
        if self._at == LIST:
            return [
                KeyAction("Ctrl+N", self.tr("Thêm người"), self.begin),
                KeyAction("Ctrl+I", self.tr("Cấp mã"), self._give_code),
                KeyAction("Ctrl+Del", self.tr("Cho thôi"), self._ask_to_end),
            ]
        if self._at == FORM:
            return [
                KeyAction("F9", self.tr("Thêm và cấp mã"), self.form.ask, main=True),
                KeyAction("Esc", self.tr("Thôi"), self._back),
            ]
        if self._at == ENDING:
            return [
                KeyAction("Ctrl+Return", self.tr("Cho thôi"), self._end),
                KeyAction("Esc", self.tr("Không, quay lại"), self._back),
            ]
        return [KeyAction("Esc", self.tr("Đã chép mã"), self._back)] if self._at == CARD else []

    def _back(self) -> None:
        """Esc: the list again, and nothing of a code stays."""
        self.load()
        self.take_focus()

    @property
    def person(self) -> Person | None:
        """Who is marked."""
        place = self.list.place
        return self._people[place] if 0 <= place < len(self._people) else None

    # --- what is done --------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty form."""
        self.settle()
        self.form.clear()
        self._go(FORM)
        self.form.take_focus()

    def _add(self, new: NewPerson) -> None:
        if self._start():
            self._desk.run(
                lambda: self._desk.add(new),
                lambda code: self._show_code(new.name, code),
                self._on_not_added,
            )

    def _on_not_added(self, error: MotCuaError) -> None:
        self._busy = False
        self.form.say(error)

    def _give_code(self) -> None:
        person = self.person
        if person is not None and self._start():
            self._desk.run(
                lambda: self._desk.give_code(person.user),
                lambda code: self._show_code(person.name, code),
                self._on_refused,
            )

    def _show_code(self, name: str, code: str) -> None:
        self._busy = False
        self.card.show_code(name, code)
        self._go(CARD)
        self.take_focus()

    def _ask_to_end(self) -> None:
        person = self.person
        if person is not None:
            asked = self.tr("Cho {0} thôi làm việc ở đây?").format(person.name)
            if person.holds:
                left = self.tr("{0} hồ sơ đang ở người này: hãy bàn giao cho người khác.")
                asked = f"{asked} {left.format(dong(person.holds))}"
            self._question.setText(asked)
            self._go(ENDING)
            self.take_focus()

    def _end(self) -> None:
        person = self.person
        if person is not None and self._start():
            self._desk.run(
                lambda: self._desk.end(person.user), lambda _: self._on_ended(), self._on_refused
            )

    def _on_ended(self) -> None:
        self._busy = False
        self.load()
        self.take_focus()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self._go(LIST)
        self.refuse(error)

    def _start(self) -> bool:
        """False while something is on its way: a double key is one person."""
        self.settle()
        was, self._busy = self._busy, True
        return not was
