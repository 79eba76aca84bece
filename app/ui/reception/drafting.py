"""What is typed is kept by itself, put aside for the next citizen, and taken up again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.messages import DONE, Action, Message, Messages
from app.ui.reception.desk import ReceptionDesk
from app.ui.reception.draft import Draft

KEEP_AFTER_MS, SAID_MS = 700, 10_000
TOPIC = "draft"


class Drafting(QObject):
    """`taken_up` carries the draft that comes back to the page."""

    taken_up = Signal(object)

    def __init__(
        self,
        page: QObject,
        desk: ReceptionDesk,
        messages: Messages,
        read: Callable[[], Draft],
        busy: Callable[[], bool],
    ) -> None:
        """`read` is the page as it stands; while it is `busy` being saved nothing is kept."""
        super().__init__(page)
        self._desk, self._messages, self._read, self._busy = desk, messages, read, busy
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def on_edited(self) -> None:
        """Something was typed: keep it shortly."""
        if not self._timer.isActive():
            self._timer.start()

    def rest(self) -> None:
        """Nothing is to be kept by itself now."""
        self._timer.stop()

    def keep(self) -> None:
        """Store the draft now; asked shortly after each change, and by the crash window."""
        self.rest()
        draft = self._read()
        if not draft.blank and not self._busy():
            self._desk.run(lambda: self._desk.keep(draft), lambda _: None)

    def tell_kept(self, draft: Draft) -> None:
        """It is safe, and one key brings it back."""
        name = draft.owner.name or self.tr("hồ sơ này")
        head = self.tr("Đã giữ bản nháp của {0}.").format(name)
        back = (Action(self.tr("Mở lại"), self.take_up, "Ctrl+D"),)
        self._messages.show(Message(TOPIC, DONE, head, "", back, lasts_ms=SAID_MS))

    def forget_said(self) -> None:
        """Another draft stands on the page: what was said of the last one is over."""
        self._messages.clear(TOPIC)

    def take_up(self) -> None:
        """Ctrl+D: the newest draft that was put aside; what stands here is kept in its place."""
        key = self._read().key
        self.keep()
        self._desk.run(lambda: self._desk.put_aside(key), self._on_taken_up)

    def _on_taken_up(self, draft: Draft | None) -> None:
        if draft is None:
            head = self.tr("Không có bản nháp nào khác.")
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))
        else:
            self.taken_up.emit(draft)
