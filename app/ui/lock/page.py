"""Khoá: a digit chooses the clerk, six digits open. What matters is readable while locked."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.lock.desk import BOXES, LockDesk, User
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import restyle
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import Dot, Icon, Rule, Text, column, empty, hosted, row

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
        self.pin, self.secret = PinBoxes(self.tr("Mã PIN")), SecretLine(self.tr("Mã PIN"))
        self._name, self._ask = Text("", "name", wrap=True), Text("", "label")
        self._fields, self._below = QStackedWidget(), Text("", "caption", wrap=True)
        self._sign = Icon("warn", "late")
        self._status = QHBoxLayout()
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
        outer.addLayout(row(None, hosted(self._status), None))
        outer.addStretch(6)

    def _left(self) -> QVBoxLayout:
        look = theme.current()
        where = self._desk.counter
        title = self.tr("Ai làm việc ở {0}?").format(where) if where else self.tr("Ai làm việc?")
        box = column(Text(title, "title"), spacing="xs")
        box.setContentsMargins(look.px(20), look.px(26), look.px(20), look.px(20))
        box.addSpacing(look.px(10))
        box.addWidget(self.list, 1)
        box.addWidget(Text(self.tr("Không cần mạng, không cần mã OTP."), "caption", wrap=True))
        return box

    def _right(self) -> QVBoxLayout:
        look = theme.current()
        self._fields.addWidget(hosted(row(self.pin, None)))
        self._fields.addWidget(hosted(row(self.secret)))
        self._fields.setMaximumHeight(look.px(56))
        forgotten = self.tr("Quên mã PIN: nhờ Giám đốc đặt lại, làm được khi không có mạng.")
        below = row(self._sign, self._below)
        below.setStretch(1, 1)
        box = column(None, self._name, self._ask, self._fields, below, None, Rule())
        box.addWidget(Text(forgotten, "caption", wrap=True))
        box.setContentsMargins(look.px(44), look.px(26), look.px(44), look.px(20))
        return box

    def _connect(self) -> None:
        for field in (self.pin, self.secret):
            field.returnPressed.connect(self._submit)
            field.textEdited.connect(lambda _text: self._say(""))
        self.pin.filled.connect(self._on_filled)
        self.list.moved.connect(self._on_moved)
        self.list.chosen.connect(lambda _place: self.take_focus())
        for every, tick in ((STATUS_MS, self._show_status), (SECOND_MS, self._show_wait)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(tick)
            timer.start()

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Up and down choose the clerk wherever the caret is; Esc goes to the list."""
        return [
            KeyAction("Up", "", lambda: self._step(-1)),
            KeyAction("Down", "", lambda: self._step(1)),
            KeyAction("Esc", "", self._to_list),
        ]

    def take_focus(self) -> None:
        """The PIN where it is clear who is asked, else the list."""
        (self._field() if self.user else self.list).setFocus()

    def reset(self) -> None:
        """Lock again: nothing typed, the last user marked."""
        self._users = tuple(self._desk.users())
        rows = [
            Row(one.name, one.role, str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(self._users, 1)
        ]
        names = [one.user for one in self._users]
        alone = 0 if len(names) == 1 else -1
        last = names.index(self._desk.last_user) if self._desk.last_user in names else alone
        self.list.show_rows(rows, last)
        self._on_moved(last)
        self._show_status()

    @property
    def user(self) -> User | None:
        """Who is marked."""
        place = self.list.place
        return self._users[place] if 0 <= place < len(self._users) else None

    def _field(self) -> PinBoxes | SecretLine:
        return self.pin if self.user and self.user.digits == BOXES else self.secret

    def _step(self, by: int) -> None:
        self.list.step(by)

    def _to_list(self) -> None:
        self._clear()
        self.list.setFocus()

    # --- who and what --------------------------------------------------------------------------

    def _on_moved(self, _place: int) -> None:
        user = self.user
        self._name.setText(user.name if user else self.tr("Chọn tên bằng phím số"))
        self._fields.setVisible(user is not None)
        self._ask.setText(self._asked(user))
        for field in (self.pin, self.secret):
            field.setAccessibleName(self._ask.text() or self.tr("Mã PIN"))
        self._fields.setCurrentIndex(0 if self._field() is self.pin else 1)
        self._clear()
        self._show_wait()

    def _asked(self, user: User | None) -> str:
        if user is None:
            return ""
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
        self.pin.clear()
        self.secret.clear()
        self._say("")

    def _say(self, fault: str) -> None:
        restyle(self._below, "role", "error" if fault else "caption")
        self._below.setText(fault or self._hint())
        self._sign.setVisible(bool(fault))
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
        self._busy = True
        self._below.setText(self.tr("Đang mở…"))
        self._desk.run(
            lambda: self._desk.unlock(user.user, secret),
            lambda _: self._on_opened(user),
            self._on_refused,
        )

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

    def _waiting(self) -> int:
        return self._desk.waits_s(self.user.user) if self.user else 0

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
        status = self._desk.status()
        empty(self._status)
        self._status.setSpacing(theme.current().space("s"))
        self._status.addWidget(Icon("online" if status.online else "offline", "text2"))
        for place, part in enumerate(status.parts):
            parts: list[QWidget] = [Dot()] if place else []
            for widget in (*parts, Text(part, "quiet")):
                self._status.addWidget(widget)
