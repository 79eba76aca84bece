"""Saving: nothing is said of a quick one, Đang lưu… of one that takes longer than a blink."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import ClerkError, MotCuaError
from app.ui.messages import SENDING, Message, Messages
from app.ui.tasks import Run

T = TypeVar("T")
SLOW_MS = 300
TOPIC = "saving"


class SavingRun(QObject):
    """A `Run` of what is stored; one at a time, as its pages ask it."""

    def __init__(self, run: Run, messages: Messages) -> None:
        """Nothing is being saved."""
        super().__init__()
        self._run, self._messages = run, messages
        self._slow = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._slow.timeout.connect(self._say_slow)

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None],
    ) -> None:
        """Do it elsewhere; the words are gone before either answer is heard."""

        def ended(result: T) -> None:
            self._end()
            done(result)

        def refused(error: MotCuaError) -> None:
            self._end()
            failed(error)

        self._slow.start()
        self._run(work, ended, refused)

    def _say_slow(self) -> None:
        more = self.tr("Đĩa đang bận. Chữ đã gõ vẫn còn; xong sẽ báo.")
        self._messages.show(Message(TOPIC, SENDING, self.tr("Đang lưu…"), more))

    def _end(self) -> None:
        self._slow.stop()
        self._messages.clear(TOPIC)


class FormSaving:
    """What forms of one page store: one at a time, a fault at the field that it is about."""

    def __init__(self, run: Run, messages: Messages, topic: str) -> None:
        """`topic`: under which the page tells what belongs to no field."""
        self._save, self._messages, self._topic = SavingRun(run, messages), messages, topic
        self.busy = False

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        fault: Callable[[str, str], bool],
    ) -> None:
        """Store it, unless something is being stored; `fault` is told the field and the sentence.

        It answers whether it has such a field: else the sentence goes to the line of messages.
        """
        if self.busy:
            return
        self.busy = True

        def ended(result: T) -> None:
            self.busy = False
            done(result)

        def failed(error: MotCuaError) -> None:
            self.busy = False
            if not (isinstance(error, ClerkError) and fault(error.field or "", error.message)):
                self._messages.trouble(error.message, self._topic)

        self._save(work, ended, failed)
