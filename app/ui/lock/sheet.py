"""The sheet of the lock page: who at the left, what opens at the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import theme
from app.ui.lock.desk import CODE, PHRASE, SHORT, User
from app.ui.lock.hint_line import HintLine
from app.ui.lock.secrets import Secrets
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.lists import RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Icon, Rule, Text, column, row

WIDTH, HEIGHT = 860, 412


class LockSheet(Panel):
    """The parts that the page moves."""

    def __init__(self, counter: str) -> None:
        """`counter` names the desk."""
        super().__init__()
        look = theme.current()
        self.list = RowList(self.tr("Người làm việc"), height="row_person")
        self.list.cap_with_caret()  # in the PIN a digit is a digit of the PIN
        self.pick = KeyHint("↑ ↓", self.tr("chọn tên"))
        self.secrets = Secrets()
        self.name, self.ask = Text("", "name", wrap=True), Text("", "label")
        self.below, self.sign = Text("", "caption", wrap=True), Icon("warn", "late")
        self.turn, self.offer = HintLine("F12"), HintLine("F2")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(look.px(WIDTH), look.px(HEIGHT))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addLayout(self._left(counter), 42)
        columns.addWidget(Rule(upright=True))
        columns.addLayout(self._right(), 58)
        self.body.addLayout(columns)

    def _left(self, counter: str) -> QVBoxLayout:
        look = theme.current()
        who = self.tr("Ai làm việc?")
        title = self.tr("Ai làm việc ở {0}?").format(counter) if counter else who
        box = column(Text(title, "title"), self.pick, spacing="xs")
        box.setContentsMargins(look.px(20), look.px(26), look.px(20), look.px(20))
        box.addWidget(self.list, 1)
        box.addWidget(self.turn)
        box.addWidget(Text(self.tr("Không cần mạng, không cần mã OTP."), "caption", wrap=True))
        return box

    def _right(self) -> QVBoxLayout:
        look = theme.current()
        forgotten = self.tr("Quên mã PIN: nhờ Giám đốc cấp mã dùng một lần, không cần mạng.")
        below = row(self.sign, self.below)
        below.setStretch(1, 1)
        box = column(None, self.name, self.ask, self.secrets, below, self.offer, None, Rule())
        box.addWidget(Text(forgotten, "caption", wrap=True))
        box.setContentsMargins(look.px(44), look.px(26), look.px(44), look.px(20))
        return box

    def show_for(self, user: User | None, kind: str, *, phrases: bool) -> None:
        """PIN boxes, the line of a longer secret, or the form of a new one, with their words."""
        asked = self._asked(user, kind, phrases=phrases)
        self.ask.setText(asked)
        self.secrets.show_for(user, asked, kind=kind, phrases=phrases)
        self.below.setVisible(not kind)
        self.offer.say(self._offered(user, kind))

    def _asked(self, user: User | None, kind: str, *, phrases: bool) -> str:
        if user is None:
            return ""
        code = self.tr("Đặt mã PIN của mình bằng mã dùng một lần")
        if phrases:
            code = self.tr("Đặt cụm mật khẩu bằng mã dùng một lần")
        forms = {
            CODE: code,
            PHRASE: self.tr("Mã PIN đúng. Đặt cụm mật khẩu của mình"),
            SHORT: self.tr("Cụm mật khẩu đúng. Chọn mã PIN để mở lại"),
        }
        if kind:
            return forms[kind]
        if user.digits is None:
            return self.tr("Cụm mật khẩu")
        return self.tr("Mã PIN {0} số").format(user.digits)

    def _offered(self, user: User | None, kind: str) -> str:
        if kind == SHORT:
            return self.tr("để sau, lần nào cũng gõ cụm mật khẩu")
        if user is None or not (user.has_code and user.has_pin) or kind == PHRASE:
            return ""
        return self.tr("quay lại gõ mã PIN") if kind else self.tr("có mã dùng một lần: đặt PIN mới")
