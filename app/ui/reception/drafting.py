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
        back = Action(self.tr("Mở lại"), self.take_up, "Ctrl+D")
        away = Action(self.tr("Bỏ hẳn"), lambda: self._on_thrown_away(draft), "Shift+F2")
        self._say(head, back, away)

    def _on_thrown_away(self, draft: Draft) -> None:
        self.drop(draft.row)
        name = draft.owner.name or self.tr("hồ sơ này")
        self.offer_back(self.tr("Đã bỏ bản nháp của {0}.").format(name), draft)

    def tell_continued(self, draft: Draft) -> None:
        """The page goes on with what was put aside before."""
        name = draft.owner.name or self.tr("hồ sơ này")
        self._say(self.tr("Tiếp tục bản nháp của {0}.").format(name))

    def offer_back(self, head: str, before: Draft) -> None:
        """Something was replaced or taken away: one key brings the page back as it was."""
        self._say(head, Action(self.tr("Lấy lại"), lambda: self.taken_up.emit(before), "Ctrl+D"))

    def drop(self, row: str) -> None:
        """A kept draft is not wanted any more."""
        self._desk.run(lambda: self._desk.keep(Draft(key=row)), lambda _: None)

    def _say(self, head: str, *actions: Action) -> None:
        self._messages.show(Message(TOPIC, DONE, head, "", actions, lasts_ms=SAID_MS))

    def forget_said(self) -> None:
        """Another draft stands on the page: what was said of the last one is over."""
        self._messages.clear(TOPIC)

    def take_up(self, wanted: Draft | None = None) -> None:
        """Ctrl+D: a draft that was put aside, else the newest; what stands here is kept."""
        here = self._read()
        key, number = here.row, here.owner.id  # what is known of him may not be read yet
        self.keep()
        if wanted is not None:
            self._bring(wanted)
            return
        self._desk.run(lambda: self._desk.put_aside(key, number), self._on_taken_up)

    def _on_taken_up(self, draft: Draft | None) -> None:
        if draft is None:
            head = self.tr("Không có bản nháp nào khác.")
            self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))
        else:
            self._bring(draft)

    def _bring(self, draft: Draft) -> None:
        here = self._read()
        if here.only_a_person and here.owner == draft.owner:
            self.drop(here.row)  # all of it comes back with the draft
        self.taken_up.emit(draft)
