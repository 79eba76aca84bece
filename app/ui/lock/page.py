"""Khoá: a digit chooses the clerk, six digits open. What matters is readable while locked.

Two clerks at one machine take turns with F12 and six digits: F12 locks and marks the one who worked
before; F12 once more marks the one who locked. Nobody's PIN is ever tried for another name.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.lock.desk import BOXES, LockDesk, User
from app.ui.lock.hint_line import HintLine
from app.ui.lock.secrets import Secrets
from app.ui.lock.status_line import StatusLine
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import restyle
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import Icon, Rule, Text, column, row

STATUS_MS, SECOND_MS = 5_000, 1_000
WIDTH, HEIGHT = 860, 412


class LockPage(QFrame):
    """`opened` carries the user who is in."""

    keys_changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: LockDesk) -> None:
        """Build the page from the callables of the desk."""
        super().__init__()
        self._desk, self._users, self._busy = desk, tuple(desk.users()), False
        self.setProperty("role", "page")
        self.list = RowList(self.tr("Người làm việc"), height="row_person")
        self._secrets = Secrets()
        self.pin, self.secret = self._secrets.pin, self._secrets.secret
        self.form = self._secrets.form
        self._name, self._ask = Text("", "name", wrap=True), Text("", "label")
        self._below = Text("", "caption", wrap=True)
        self.turn, self.offer = HintLine("F12"), HintLine("F2")
        self._sign = Icon("warn", "late")
        self._status = StatusLine()
        self._build()
        self._connect()
        self.reset()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        look, desk = theme.current(), self._desk
        sheet = Panel()
        sheet.body.setContentsMargins(0, 0, 0, 0)
        sheet.setMinimumSize(look.px(WIDTH), look.px(HEIGHT))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addLayout(self._left(), 42)
        columns.addWidget(Rule(upright=True))
        columns.addLayout(self._right(), 58)
        sheet.body.addLayout(columns)
        mark = row(None, Text(self.tr("Một Cửa"), "strong"), Text(desk.office, "quiet"), None)
        mark.setSpacing(look.space("m"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.space("l"))
        outer.addStretch(5)
        outer.addLayout(mark)
        outer.addLayout(row(None, sheet, None))
        outer.addLayout(row(None, self._status, None))
        outer.addStretch(6)

    def _left(self) -> QVBoxLayout:
        look = theme.current()
        where = self._desk.counter
        title = self.tr("Ai làm việc ở {0}?").format(where) if where else self.tr("Ai làm việc?")
        box = column(Text(title, "title"), spacing="xs")
        box.setContentsMargins(look.px(20), look.px(26), look.px(20), look.px(20))
        box.addSpacing(look.px(10))
        box.addWidget(self.list, 1)
        box.addWidget(self.turn)
        box.addWidget(Text(self.tr("Không cần mạng, không cần mã OTP."), "caption", wrap=True))
        return box

    def _right(self) -> QVBoxLayout:
        look = theme.current()
        forgotten = self.tr("Quên mã PIN: nhờ Giám đốc cấp mã dùng một lần, không cần mạng.")
        below = row(self._sign, self._below)
        below.setStretch(1, 1)
        box = column(None, self._name, self._ask, self._secrets, below, self.offer, None, Rule())
        box.addWidget(Text(forgotten, "caption", wrap=True))
        box.setContentsMargins(look.px(44), look.px(26), look.px(44), look.px(20))
        return box

    def _connect(self) -> None:
        for field in (self.pin, self.secret):
            field.returnPressed.connect(self._submit)
            field.textEdited.connect(lambda _text: self._say(""))
        self.pin.filled.connect(self._on_filled)
        self.form.asked.connect(self._set_pin)
        self.list.moved.connect(self._on_moved)
        self.list.chosen.connect(lambda _place: self.take_focus())
        for every, tick in ((STATUS_MS, self._show_status), (SECOND_MS, self._show_wait)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(tick)
            timer.start()

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Up and down choose the clerk wherever the caret is; Esc goes to the list."""
        coding = [KeyAction("F9", "", self.form.ask)] if self._secrets.coding else []
        return [
            *coding,
            KeyAction("F12", "", self._take_turns),
            KeyAction("F2", "", self._toggle_code),
            KeyAction("Up", "", lambda: self.list.step(-1)),
            KeyAction("Down", "", lambda: self.list.step(1)),
            KeyAction("Esc", "", self._to_list),
        ]

    def take_focus(self) -> None:
        """The PIN where it is clear who is asked, else the list."""
        if self._secrets.coding and self.user:
            self.form.take_focus()
        else:
            (self._field() if self.user else self.list).setFocus()

    def reset(self, *, switching: bool = False) -> None:
        """Lock again: nothing typed.

        Marked is who worked last or, where a clerk has just locked to make room (`switching`), who
        worked before him.
        """
        self._users = tuple(self._desk.users())
        rows = [
            Row(one.name, one.role, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(self._users, 1)
        ]
        recent = self._recent()
        alone = 0 if len(self._users) == 1 else -1
        first = recent[-1 if switching else 0] if recent else alone
        self.list.show_rows(rows, first)
        self._on_moved(first)
        self._show_status()

    @property
    def user(self) -> User | None:
        """Who is marked."""
        place = self.list.place
        return self._users[place] if 0 <= place < len(self._users) else None

    def _recent(self) -> list[int]:
        """Places of the last two clerks, the last one first."""
        names = [one.user for one in self._users]
        return [names.index(user) for user in self._desk.recent() if user in names]

    def _other(self) -> int:
        """The place that F12 marks; -1 where nobody else has worked here."""
        return next((place for place in self._recent() if place != self.list.place), -1)

    def _take_turns(self) -> None:
        if (other := self._other()) >= 0:
            self.list.go_to(other)
            self.take_focus()

    def _toggle_code(self) -> None:
        user = self.user
        if user is not None and user.has_code and user.has_pin:
            self._show_fields(coding=not self._secrets.coding)
            self.take_focus()

    def _field(self) -> PinBoxes | SecretLine:
        return self._secrets.field_of(self.user)

    def _to_list(self) -> None:
        self._clear()
        self.list.setFocus()

    # --- who and what --------------------------------------------------------------------------

    def _on_moved(self, _place: int) -> None:
        user = self.user
        self._name.setText(user.name if user else self.tr("Chọn tên bằng phím số"))
        self._secrets.setVisible(user is not None)
        other, words = self._other(), self.tr("rồi mã PIN: đổi sang {0}")
        self.turn.say(words.format(self._users[other].name) if other >= 0 else "")
        self._show_fields(coding=bool(user and user.has_code and not user.has_pin))

    def _show_fields(self, *, coding: bool) -> None:
        """PIN boxes, the line of a longer secret, or the form of a one-time code."""
        user = self.user
        self._secrets.coding = coding
        self._ask.setText(self._asked(user))
        self._secrets.show_for(user, self._ask.text(), coding=coding)
        self._below.setVisible(not coding)
        back, code = self.tr("quay lại gõ mã PIN"), self.tr("có mã dùng một lần: đặt PIN mới")
        both = user is not None and user.has_code and user.has_pin
        self.offer.say((back if coding else code) if both else "")
        self._clear()
        self._show_wait()
        self.keys_changed.emit()

    def _asked(self, user: User | None) -> str:
        if user is None:
            return ""
        if self._secrets.coding:
            return self.tr("Đặt mã PIN của mình bằng mã dùng một lần")
        if user.digits is None:
            return self.tr("Cụm mật khẩu")
        return self.tr("Mã PIN {0} số").format(user.digits)

    def _hint(self) -> str:
        user = self.user
        if user is None:
            return ""
        at_once = user.digits == BOXES and user.opens_at_once
        return self.tr("Mở ngay khi đủ 6 số.") if at_once else self.tr("Enter để mở.")

    def _clear(self) -> None:
        self._secrets.clear()
        self._say("")

    def _say(self, fault: str) -> None:
        restyle(self._below, "role", "error" if fault else "caption")
        self._below.setText(fault or self._hint())
        self._sign.setVisible(bool(fault) and not self._secrets.coding)
        self._field().show_wrong(wrong=bool(fault))

    # --- opening -------------------------------------------------------------------------------

    def _on_filled(self) -> None:
        if self.user is not None and self.user.opens_at_once:
            self._submit()

    def _submit(self) -> None:
        user, secret = self.user, self._field().text()
        if user is None or not secret or self._busy:
            return
        if self._waiting() > 0:
            self._field().clear()
            self._show_wait()
            return
        self._open(user, lambda: self._desk.unlock(user.user, secret), self._on_refused)

    def _set_pin(self, code: str, pin: str, again: str) -> None:
        user, set_pin = self.user, self._desk.set_pin
        if user is None or set_pin is None or self._busy:
            return

        def work() -> None:
            set_pin(user.user, code, pin, again)
            self._desk.unlock(user.user, pin)

        self._open(user, work, self._on_not_set)

    def _open(
        self, user: User, work: Callable[[], None], refused: Callable[[MotCuaError], None]
    ) -> None:
        self._busy = True
        self._below.setText(self.tr("Đang mở…"))
        self._desk.run(work, lambda _: self._on_opened(user), refused)

    def _on_opened(self, user: User) -> None:
        self._busy = False
        self._clear()
        self.opened.emit(user.user)

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self._field().clear()
        self._say(error.message)
        self._show_wait()
        self.take_focus()

    def _on_not_set(self, error: MotCuaError) -> None:
        self._busy = False
        self.form.refuse(error)

    def _waiting(self) -> int:
        return self._desk.waits_s(self.user.user) if self.user and not self._secrets.coding else 0

    def _show_wait(self) -> None:
        """Count the minute down in words; the field opens again by itself."""
        seconds, field = self._waiting(), self._field()
        if seconds > 0:
            self._say(self.tr("Sai nhiều lần. Đợi {0} giây, hoặc nhờ Giám đốc mở.").format(seconds))
        elif not field.isEnabled():
            self._say("")
        was, now = field.isEnabled(), seconds == 0
        field.setEnabled(now)
        if now and not was:
            self.take_focus()

    def _show_status(self) -> None:
        self._status.show_status(self._desk.status())
