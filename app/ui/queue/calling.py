"""Giving and calling numbers from any page: one act of a kind at a time, off the UI thread.

A successful call says nothing at the foot: the number stands in the header, and the line that takes
back what was just saved must stay where it is.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import MotCuaError
from app.ui.messages import DONE, Action, Message, Messages
from app.ui.queue.desk import Issued, Queue, QueueDesk
from app.ui.shortcuts import KeyAction

TOPIC = "queue"
SAID_MS, UNDO_MS = 3_000, 10_000
DOUBLE_SECONDS = 0.7  # a second F8 so soon was one press: whoever was just called is not sent away
T = TypeVar("T")


class Calling(QObject):
    """`changed` when the queue is another one; `transferring` when it is asked where to send."""

    changed = Signal()
    transferring = Signal()

    def __init__(self, desk: QueueDesk, messages: Messages) -> None:
        """Nothing is known before `refresh`."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self.queue = Queue()
        self.issued: Issued | None = None
        self._acting = self._reading = False
        self._called_at, self._day = -DOUBLE_SECONDS, ""

    @property
    def just_called(self) -> bool:
        """Whether the number before this desk was called so lately that a second F8 is a slip."""
        soon = monotonic() - self._called_at < DOUBLE_SECONDS
        return soon and bool(self.queue.serving)

    def keys(self) -> list[KeyAction]:
        """F8 and its three sisters, on every page."""
        return [
            KeyAction("F8", self.tr("Gọi số"), self.call),
            KeyAction("Shift+F8", self.tr("Gọi lại"), self.recall),
            KeyAction("Ctrl+F8", "", self.hold),
            KeyAction("Alt+F8", "", self.ask_target),
        ]

    def refresh(self) -> None:
        """Read the queue anew: another desk may have called. One reading at a time."""
        if self._reading:
            return
        self._reading = True

        def read() -> Queue:
            try:
                return self._desk.state()
            finally:
                self._reading = False

        self._desk.run(read, self._show, self._on_unread)

    # --- calling -------------------------------------------------------------------------------

    def call(self, key: str = "") -> None:
        """The next one, or the one that is named; who was served until now has been served."""
        if not key and self.just_called:
            self._called_at = -DOUBLE_SECONDS
            again = self.tr("Vừa gọi {0}. Nhấn F8 lần nữa để gọi số kế tiếp.")
            self._say(again.format(self.queue.serving))
            return
        before = self.queue.serving

        def told(number: str) -> None:
            if number:
                self._called_at = monotonic()
            else:
                self._tell_nobody(before)

        self._act(lambda: self._desk.call(key), told)

    def recall(self) -> None:
        """The same number once more."""
        self._about_served(self._desk.recall)

    def hold(self) -> None:
        """He is not here: put aside, to be called when he comes."""
        self._about_served(self._desk.hold)

    def ask_target(self) -> None:
        """Where to send the number that stands before this desk."""
        if self.queue.serving:
            self.transferring.emit()
        else:
            self._say(self.tr("Chưa gọi số nào. F8 gọi số kế tiếp."))

    def transfer(self, target: str, words: str) -> None:
        """Send it there; it waits at the head of that row or desk."""
        said = self.tr("Đã chuyển {0}: {1}.")

        def told(number: str) -> None:
            self._say(said.format(number, words))

        self._act(lambda: self._desk.transfer(target), told)

    def end(self) -> None:
        """The visit is saved: its number was served."""
        if self.queue.serving:
            self._act(self._desk.end)

    def _about_served(
        self, work: Callable[[], str], told: Callable[[str], None] = lambda _number: None
    ) -> None:
        if self.queue.serving:
            self._act(work, told)
        else:
            self._say(self.tr("Chưa gọi số nào. F8 gọi số kế tiếp."))

    # --- giving --------------------------------------------------------------------------------

    def issue(self, letter: str, *, priority: bool) -> None:
        """A number in this row; each press is one visitor, so none is dropped."""

        def told(issued: Issued) -> None:
            self.issued = issued
            head = self.tr("Đã cấp {0} – {1}.").format(issued.number, issued.title)
            undo = Action(self.tr("Huỷ số {0}").format(issued.number), self.take_back, "Shift+F9")
            self._messages.show(Message(TOPIC, DONE, head, issued.more, (undo,), lasts_ms=UNDO_MS))

        self._then(lambda: self._desk.issue(letter, priority), told)

    def take_back(self) -> None:
        """The number given last was a mistake."""
        if self.issued is not None:
            self.void(self.issued.key, self.issued.number)

    def void(self, key: str, number: str) -> None:
        """A number that was given by mistake; it is not given again."""

        def told(_: None) -> None:
            if self.issued is not None and self.issued.key == key:
                self.issued = None
            said = self.tr("Đã huỷ số {0}. Thu lại phiếu; số này không dùng lại.")
            more = self.tr("Huỷ nhầm: cấp số mới, Shift + chữ thì được gọi trước.")
            self._say(said.format(number), more)

        self._then(lambda: self._desk.void(key), told)

    def put_back(self, key: str, number: str) -> None:
        """A call was a mistake, or who was put aside waits again, at the place that he had."""
        said = self.tr("{0} chờ lại ở chỗ cũ.").format(number)
        self._act(lambda: self._desk.put_back(key), lambda _: self._say(said))

    def miss(self) -> None:
        """Nobody came to the calls; the number can still be called when he does."""
        said = self.tr("Đã ghi vắng {0}. Người ấy đến thì gọi lại số này được.")
        self._about_served(self._desk.miss, lambda number: self._say(said.format(number)))

    def serve(self, letters: tuple[str, ...]) -> None:
        """Which rows this desk calls from now on."""
        self._then(lambda: self._desk.serve(letters), lambda _: None)

    def print_again(self, key: str, number: str) -> None:
        """Its paper once more."""
        said = self.tr("In lại phiếu {0}.").format(number)
        self._then(lambda: self._desk.print_again(key), lambda _: self._say(said))

    # --- underneath ----------------------------------------------------------------------------

    def _act(self, work: Callable[[], T], told: Callable[[T], None] = lambda _: None) -> None:
        """A second press of the key while the first one is under way is the same press."""
        if self._acting:
            return
        self._acting = True

        def alone() -> T:
            try:
                return work()
            finally:
                self._acting = False  # also where a fault ends it

        self._then(alone, told)

    def _then(self, work: Callable[[], T], told: Callable[[T], None]) -> None:
        """Do it, and see what the queue has become by it."""
        seen = self._desk.seen

        def done(both: tuple[T, Queue]) -> None:
            result, self.queue = both
            told(result)
            self._show(self.queue)

        self._desk.run(lambda: (work(), seen()), done, self._on_refused)

    def _show(self, queue: Queue) -> None:
        self.queue = queue
        if queue.day != self._day:  # yesterday's number is not read aloud this morning
            self._day, self.issued = queue.day, self.issued if not self._day else None
        self.changed.emit()

    def _on_unread(self, error: MotCuaError) -> None:
        self._show(replace(self.queue, apart=error.message))

    def _on_refused(self, error: MotCuaError) -> None:
        self._messages.trouble(error.message, TOPIC)
        self.refresh()

    def _tell_nobody(self, before: str) -> None:
        """Nobody to be called here; `before` was served until now, and others may still wait."""
        ended = self.tr("{0} đã xong. ").format(before) if before else ""
        head, more = self._nobody()
        self._say(f"{ended}{head}", more)

    def _nobody(self) -> tuple[str, str]:
        queue, waits, held = self.queue, len(self.queue.waiting), len(self.queue.held)
        if waits and queue.apart:
            head = self.tr("Không còn số nào của riêng quầy này; {0} số khác đang chờ.")
            more = self.tr("Hỏi quầy bên, rồi ở trang Hàng chờ chọn dòng, Enter.")
        elif waits and queue.serves:
            head = self.tr("Không còn ai ở hàng quầy này gọi; {0} số khác đang chờ.")
            more = self.tr("Ctrl+H ở trang Hàng chờ chọn thêm hàng.")
        elif waits:
            head, more = self.tr("Không còn ai chờ quầy này; {0} số chờ quầy khác."), ""
        elif held:
            head, more = self.tr("Không còn ai chờ; {0} số đang giữ lại ở trang Hàng chờ."), ""
        else:
            head, more = self.tr("Không còn ai chờ."), ""
        return head.format(waits or held), more

    def _say(self, words: str, more: str = "") -> None:
        lasts = UNDO_MS if more else SAID_MS  # what to do next takes longer to read
        self._messages.show(Message(TOPIC, DONE, words, more, lasts_ms=lasts))
