"""Khoá: a digit chooses the clerk, six digits open. What matters is readable while locked.

Two clerks at one machine take turns with F12 and six digits: F12 locks and marks the one who worked
before; F12 once more marks the one who locked. Nobody's PIN is ever tried for another name.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.errors import MotCuaError, PhraseWanted
from app.ui import theme
from app.ui.lock.desk import BOXES, CODE, PHRASE, SHORT, LockDesk, User
from app.ui.lock.sheet import LockSheet
from app.ui.lock.status_line import StatusLine
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import restyle
from app.ui.widgets.lists import Row
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import Text, row

STATUS_MS, SECOND_MS = 5_000, 1_000


class LockPage(QFrame):
    """`opened` carries the user who is in."""

    keys_changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: LockDesk) -> None:
        """Build the page from the callables of the desk."""
        super().__init__()
        self._desk, self._users, self._busy = desk, tuple(desk.users()), False
        self.setProperty("role", "page")
        self._typed = ""
        self._sheet = sheet = LockSheet(desk.counter)
        self.list, self._secrets, self._below = sheet.list, sheet.secrets, sheet.below
        self.pin, self.secret = self._secrets.pin, self._secrets.secret
        self.turn, self.offer = sheet.turn, sheet.offer
        self._status = StatusLine()
        self._build()
        self._connect()
        self.reset()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        look, desk = theme.current(), self._desk
        mark = row(None, Text(self.tr("Một Cửa"), "strong"), Text(desk.office, "quiet"), None)
        mark.setSpacing(look.space("m"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.space("l"))
        outer.addStretch(5)
        outer.addLayout(mark)
        outer.addLayout(row(None, self._sheet, None))
        outer.addLayout(row(None, self._status, None))
        outer.addStretch(6)

    def _connect(self) -> None:
        for field in (self.pin, self.secret):
            field.returnPressed.connect(self._submit)
            field.textEdited.connect(lambda _text: self._say(""))
        self.pin.filled.connect(self._on_filled)
        self._secrets.asked.connect(self._on_asked)
        self.list.moved.connect(self._on_moved)
        self.list.chosen.connect(lambda _place: self.take_focus())
        for every, tick in ((STATUS_MS, self._show_status), (SECOND_MS, self._show_wait)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(tick)
            timer.start()

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """Up and down choose the clerk wherever the caret is; Esc goes to the list."""
        form = [KeyAction("F9", "", self._secrets.form.ask)] if self._secrets.kind else []
        return [
            *form,
            KeyAction("F12", "", self._take_turns),
            KeyAction("F2", "", self._take_offer),
            KeyAction("Up", "", lambda: self.list.step(-1)),
            KeyAction("Down", "", lambda: self.list.step(1)),
            KeyAction("Esc", "", self._to_list),
        ]

    def take_focus(self) -> None:
        """The PIN where it is clear who is asked, else the list."""
        if self._secrets.kind and self.user:
            self._secrets.form.take_focus()
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
        self._sheet.pick.setVisible(len(rows) > 1)
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

    def _take_offer(self) -> None:
        """F2: the code's form and back, or in without a short PIN."""
        user, kind = self.user, self._secrets.kind
        if user is not None and kind == SHORT:
            self._on_opened(user)
        elif user is not None and user.has_code and user.has_pin and kind != PHRASE:
            self._ask_for("" if kind else CODE)

    def _field(self) -> PinBoxes | SecretLine:
        return self._secrets.field_of(self.user)

    def _to_list(self) -> None:
        """What was begun is left: whoever has not finished is not in."""
        self._show_fields(self._usual())
        self.list.setFocus()

    # --- who and what --------------------------------------------------------------------------

    def _on_moved(self, _place: int) -> None:
        user = self.user
        self._sheet.name.setText(user.name if user else self.tr("Chọn tên bằng phím số"))
        self._secrets.setVisible(user is not None)
        other, words = self._other(), self.tr("rồi mã PIN: đổi sang {0}")
        self.turn.say(words.format(self._users[other].name) if other >= 0 else "")
        self._show_fields(self._usual())

    def _usual(self) -> str:
        """Who has no PIN here begins with his code."""
        return CODE if self.user and self.user.has_code and not self.user.has_pin else ""

    def _ask_for(self, kind: str, typed: str = "") -> None:
        """Another kind of secret, by what was `typed`; the caret goes there."""
        self._show_fields(kind)
        self._typed = typed
        self.take_focus()

    def _show_fields(self, kind: str) -> None:
        """PIN boxes, the line of a longer secret, or the form of a new one."""
        self._typed = ""
        self._sheet.show_for(self.user, kind, phrases=kind == CODE and self._desk.phrases())
        self._clear()
        self._show_wait()
        self.keys_changed.emit()

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
        self._sheet.sign.setVisible(bool(fault) and not self._secrets.kind)
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
        self._open(
            user,
            lambda: self._desk.unlock(user.user, secret),
            lambda error: self._on_refused(user, secret, error),
        )

    def _on_asked(self, code: str, new: str, again: str) -> None:
        user = self.user
        if user is not None and not self._busy:
            self._open(user, self._setting(user.user, code, new, again), self._on_not_set)

    def _setting(self, user: str, code: str, new: str, again: str) -> Callable[[], bool]:
        """What the form that is shown asks for; whether a short PIN may still be chosen."""
        desk, kind, typed = self._desk, self._secrets.kind, self._typed

        def work() -> bool:
            if kind == SHORT and desk.choose_short is not None:
                desk.choose_short(new, again)
                return False
            if kind == PHRASE and desk.set_phrase is not None:
                desk.set_phrase(user, typed, new, again)
            if kind == CODE and desk.set_pin is not None:
                desk.set_pin(user, code, new, again)
            return desk.unlock(user, new)

        return work

    def _open(
        self, user: User, work: Callable[[], bool], refused: Callable[[MotCuaError], None]
    ) -> None:
        self._busy = True
        self._below.setText(self.tr("Đang mở…"))
        self._desk.run(work, lambda short: self._on_done(user, may_choose=short), refused)

    def _on_done(self, user: User, *, may_choose: bool) -> None:
        self._busy = False
        if may_choose and self._desk.choose_short and self.user == user:
            self._ask_for(SHORT)
        else:
            self._on_opened(user)

    def _on_opened(self, user: User) -> None:
        self._clear()
        self.opened.emit(user.user)

    def _on_refused(self, user: User, secret: str, error: MotCuaError) -> None:
        self._busy = False
        self._field().clear()
        if isinstance(error, PhraseWanted) and self._desk.set_phrase and self.user == user:
            self._ask_for(PHRASE, secret)
            return
        self._say(error.message)
        self._show_wait()
        self.take_focus()

    def _on_not_set(self, error: MotCuaError) -> None:
        self._busy = False
        self._secrets.form.refuse(error)

    def _waiting(self) -> int:
        return self._desk.waits_s(self.user.user) if self.user and not self._secrets.kind else 0

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
