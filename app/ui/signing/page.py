"""Chứng thực – ký: what waits for a signature, all of it with one key, and the numbers it got.

Who is not unlocked himself signs with his PIN (decision 031), or on paper and is named.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import MotCuaError
from app.ui import theme
from app.ui.many import tell
from app.ui.messages import Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction
from app.ui.signing.desk import GIVEN, WAITING, Signature, Signed, SigningDesk
from app.ui.widgets.fields import Field
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.people_panel import PeoplePanel, PeopleWords
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import column, hosted, share_out

TOPIC = "signing"
SETTLE_MS, BOOK_KEY = 1_000, "Ctrl+E"
SHARES = (72, 28)


class SigningPage(QWidget):
    """`opened` carries the identity of a dossier to look at."""

    keys_changed = Signal()
    resting = Signal()
    opened = Signal(str)

    def __init__(self, desk: SigningDesk, messages: Messages) -> None:
        """An empty page; `refresh` fills it."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save, self._asked = SavingRun(desk.run, messages), 0
        self._busy = self._electronic = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        told = self.tr("Họ tên, chức danh như trên bản sao")
        self.signer = Field(
            self.tr("Người ký chứng thực"), hint="" if theme.current().huge else told
        )
        self.signer.input.setObjectName("signer")
        self.people = PeoplePanel(
            PeopleWords(
                self.tr("Ký bằng mã PIN"),
                self.tr("Người ký"),
                self.tr("Mã PIN của người ký"),
                self.tr("Người ký gõ PIN là đã ký. Đã ký trên giấy thì nhấn F9."),
                self.tr("Người này chưa có PIN ở máy này. F9: đã ký trên giấy."),
            )
        )
        self.table = Table(self.tr("Chờ ký"), WAITING, markable=True)
        self.waiting = ListSheet(" ", self.table)
        self._show_book(electronic=False)
        self.given = Table(self.tr("Số đã cho"), GIVEN)
        back = ((("Esc"), self.tr("về danh sách")),)
        self.numbers = ListSheet(self.tr("Số chứng thực vừa cho – ghi lên bản"), self.given, back)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.numbers)
        right = column(self.signer, self.people, spacing="m")
        right.setStretchFactor(self.people, 1)
        self._who = hosted(right)
        share_out(self, (self._stack, self._who), SHARES)
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _place: self.opened.emit(self.table.current_key))
        self.table.marks_changed.connect(self._tell)
        self.table.digit.connect(self._choose)
        self.people.list.cap_with_caret(self.table, self.signer.input)
        self.signer.changed.connect(lambda: self.signer.say(""))
        self.signer.input.installEventFilter(self)
        self.people.list.chosen.connect(lambda _place: self._name_chosen())
        self.people.signed.connect(self.sign)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 signs what is marked, else the chosen row."""
        back = KeyAction("Esc", "", self._step_back)
        if self._stack.currentWidget() is self.numbers:
            return [KeyAction("F9", self.tr("Ký tiếp"), self._show_waiting, main=True), back]
        return [
            KeyAction("F9", self.tr("Ký, cho số"), self.sign, main=True),
            KeyAction(BOOK_KEY, "", self._switch),
            back,
        ]

    def take_focus(self) -> None:
        """The list; who is unlocked signs where he may."""
        if not self.signer.value:
            self.signer.put(self._desk.signer())
        self.people.forget()
        self._desk.run(self._desk.signers, self.people.show_people)
        self._show_waiting()

    def forget(self) -> None:
        """Another clerk sits here: he signs in his own name."""
        self.signer.put("")
        self.people.forget()
        self.table.clear_marks()
        self._show_book(electronic=False)
        self._turn_to(self.waiting)

    # --- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read anew; the chosen row and the marks stay."""
        self._asked += 1
        asked, current = self._asked, self.table.current_key
        self.waiting.loading()
        electronic = self._electronic
        self._desk.run(
            lambda: self._desk.waiting(electronic), lambda rows: self._show(asked, current, rows)
        )

    def _show(self, asked: int, current: str, rows: tuple[TableRow, ...]) -> None:
        if asked == self._asked:
            self.table.show_table(rows, current)
            self._tell()

    def _tell(self) -> None:
        if not self.table.count:
            head = self.tr("Không có giấy nào chờ ký chứng thực")
            more = self.tr("Hồ sơ chứng thực nhận ở quầy sẽ hiện ở đây.")
            self.waiting.show_empty("check", head, more, [("F2", self.tr("hồ sơ mới"))])
            return
        marked, count = len(self.table.marked), self.table.count
        said = self.tr("đã chọn {0} / {1} hồ sơ") if marked else self.tr("{1} hồ sơ")
        self.waiting.show_list(said.format(marked, count))

    def _turn_to(self, sheet: ListSheet) -> None:
        """The numbers have the whole page: they are copied by hand onto the papers."""
        self._stack.setCurrentWidget(sheet)
        self._who.setVisible(sheet is self.waiting)

    def _switch(self) -> None:
        """The other book: copies on paper, or electronic ones."""
        self.table.clear_marks()
        self._show_book(electronic=not self._electronic)
        self._show_waiting()

    def _show_book(self, *, electronic: bool) -> None:
        self._electronic = electronic
        self.waiting.set_title(
            self.tr("Bản điện tử – chờ ký") if electronic else self.tr("Chứng thực – chờ ký")
        )
        other = self.tr("bản giấy") if electronic else self.tr("bản điện tử")
        self.waiting.show_hints((("Ctrl+A", self.tr("tất cả")), (BOOK_KEY, other)))

    def _show_waiting(self) -> None:
        self._turn_to(self.waiting)
        self.waiting.take_focus()
        self.keys_changed.emit()
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """No name begins with a digit: it chooses who signs, and his PIN stays hidden."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.text() if not self.signer.value else ""
            if digit.isdecimal():
                self._choose(int(digit))
                return True
        return super().eventFilter(watched, event)

    def _step_back(self) -> None:
        if self.people.step_back() or self.signer.input.hasFocus():
            self.signer.say("")
            self.waiting.take_focus()
        elif self._stack.currentWidget() is self.numbers:
            self._show_waiting()
        elif self.table.marked:
            self.table.clear_marks()
        else:
            self.resting.emit()

    # --- signing -------------------------------------------------------------------------------

    def _choose(self, digit: int) -> None:
        if self.people.choose(digit):
            self._name_chosen()

    def _name_chosen(self) -> None:
        """Who was chosen signs; as he is called, until the clerk writes it as on the copies."""
        if self.people.person is not None:
            self.signer.put(self.people.person.name)
            self.signer.say("")

    def _signature(self) -> Signature:
        """Whose PIN was typed signs, whatever name stood there before him."""
        person, typed = self.people.person, self.people.typed
        if person is None or not typed:
            return Signature(self.signer.value, electronic=self._electronic)
        written = self.signer.value
        return Signature(
            written if written.startswith(person.name) else person.name,
            person.user,
            typed,
            self._electronic,
        )

    def sign(self) -> None:
        """All that is marked, or the chosen one, in one save; who signs must be known."""
        keys, by = self.table.acted_on, self._signature()
        if not keys or self._busy or self._settling.isActive():
            return
        if not any(letter.isalpha() for letter in by.signer):
            said = self.tr("Chưa ký: thiếu người ký. Gõ họ tên rồi F9, hoặc gõ số của người ký.")
            self.signer.say(said)
            self.signer.input.setFocus()
            return
        self.signer.say("")
        self._busy = True
        self._save(lambda: self._desk.sign(keys, by), self._on_signed, self._on_failed)

    def _on_failed(self, error: MotCuaError) -> None:
        self._busy = False
        if not self.people.refused(error.message):
            self._messages.trouble(error.message, TOPIC)

    def _on_signed(self, done: Signed) -> None:
        self._busy = False
        self._settling.start()  # a double press of F9 must not take the numbers away
        self.people.forget()
        self.table.clear_marks()
        head = self.tr("Đã ký {0} hồ sơ, cho {1} số.").format(done.count, len(done.numbers))
        if done.kept:
            head += self.tr(" {0} hồ sơ không ký được, giữ nguyên.").format(len(done.kept))
        tell(self._messages, TOPIC, head, done.kept, done.doubts)
        if done.numbers:
            self.given.show_table(done.numbers)
            self.numbers.show_list(self.tr("{0} số").format(len(done.numbers)))
            self._turn_to(self.numbers)
            self.numbers.take_focus()
            self.keys_changed.emit()
        else:
            self.refresh()
