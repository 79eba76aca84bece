"""The save: one at a time, off the UI thread, with the line that takes it back for ten seconds."""

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError, MotCuaError
from app.ui.messages import ATTENTION, DONE, Action, Message, Messages
from app.ui.reception.desk import Fault, ReceptionDesk, Saved, Voided
from app.ui.reception.draft import Draft
from app.ui.saving_run import SavingRun

UNDO_MS, BACK_MS = 10_000, 30_000
JOINT_KEY = "Ctrl+F"
TOPIC, LATE = "reception-saved", "reception-late"


class Saving(QObject):
    """`saved` carries the draft and what came of it, `refused` the fault to mend.

    `wanted_back` what was typed of a save that was taken back, to be mended and saved anew.
    `opened` carries the code of the dossier that was saved last, to be looked at.
    """

    saved = Signal(object, object)
    wanted_back = Signal(object)
    refused = Signal(object)
    opened = Signal(str)

    def __init__(self, desk: ReceptionDesk, messages: Messages) -> None:
        """Nothing is being saved."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self.busy = False
        self._run = SavingRun(desk.run, messages)
        self._last: Saved | None = None
        messages.forgotten.connect(self._forget)

    def save(self, draft: Draft, *, with_print: bool) -> None:
        """Start; a second press while one runs does nothing (the key makes it harmless, too)."""
        if self.busy:
            return
        self.busy = True
        self._run(
            lambda: self._desk.save(draft, with_print),
            lambda done: self._on_saved(draft, done),
            self._on_refused,
        )

    def _on_saved(self, draft: Draft, done: Saved) -> None:
        self.busy, self._last = False, done
        self._messages.clear(LATE)
        many = len(done.dossiers)
        head = (
            self.tr("Đã lưu {0} hồ sơ {1} – {2}.").format(many, done.number, done.name)
            if many > 1
            else self.tr("Đã lưu hồ sơ {0} – {1}.").format(done.number, done.name)
        )
        more = (
            self._desk.queued(self.tr("Phiếu hẹn"))
            if done.printing
            else self.tr("Chưa in phiếu hẹn.")
        )
        keys = (*self._undo(draft, done), *self._joint(done))
        self._messages.show(Message(TOPIC, DONE, head, more, keys, lasts_ms=UNDO_MS))
        self.saved.emit(draft, done)

    def _undo(self, draft: Draft, done: Saved) -> tuple[Action, ...]:
        void = self._desk.void
        if void is None:
            return ()

        def take_back() -> None:
            self._forget()
            self._messages.clear(TOPIC)
            self._desk.run(lambda: void(done), lambda what: self._on_voided(draft, done, what))

        many = len(done.dossiers)
        what = self.tr("Huỷ cả {0} hồ sơ").format(many) if many > 1 else self.tr("Huỷ hồ sơ này")
        words = self.tr("{0}, thu lại phiếu nếu đã in").format(what) if done.printing else what
        return (Action(words, take_back, "Shift+F9"),)

    def _joint(self, done: Saved) -> tuple[Action, ...]:
        if not done.joint or self._desk.print_joint is None:
            return ()
        words = self.tr("Một giấy cho {0} hồ sơ").format(done.joint)
        return (Action(words, self.print_joint, JOINT_KEY),)

    def print_joint(self) -> None:
        """One paper for all that the person of the last save handed in today."""
        done, print_joint = self._last, self._desk.print_joint
        if done is None or not done.joint or print_joint is None:
            said = self.tr("Chưa có hai hồ sơ cùng người vừa lưu để in chung một giấy.")
            more = self.tr("In riêng thì mở hồ sơ, nhấn Ctrl+P.")
            self._messages.show(Message(LATE, ATTENTION, said, more, (self._messages.read(LATE),)))
            return
        self._desk.run(lambda: print_joint(done.code), lambda _: self._on_joint(done))

    def _on_joint(self, done: Saved) -> None:
        """The keys of the save stay as long as they stood."""
        said = self._desk.queued(self.tr("Một giấy cho {0} hồ sơ").format(done.joint))
        before = self._messages.of(TOPIC)
        keys = before.actions if before else ()
        self._messages.show(Message(TOPIC, DONE, said, done.name, keys, lasts_ms=UNDO_MS))

    def _forget(self) -> None:
        """Nothing was saved that this clerk may still want to take back."""
        self._last = None
        self._messages.clear(LATE)

    def too_late(self) -> None:
        """Shift+F9 after its ten seconds: what was saved stays, and how it is voided now."""
        done, read = self._last, self._messages.read(LATE)
        if done is None:
            said = self.tr(
                "Không có hồ sơ nào vừa lưu để huỷ; hồ sơ cũ thì mở ra, nhấn Ctrl+Del, ghi lý do."
            )
            self._messages.show(Message(LATE, ATTENTION, said, "", (read,)))
            return

        def look() -> None:
            self._messages.clear(LATE)
            self.opened.emit(done.code)

        many = len(done.dossiers)
        what = self.tr("{0} hồ sơ").format(many) if many > 1 else self.tr("hồ sơ")
        which = self.tr("từng hồ sơ") if many > 1 else self.tr("hồ sơ")
        said = self.tr(
            "Đã quá mười giây nên {0} {1} – {2} vẫn còn; nhập sai thì mở {3}, nhấn Ctrl+Del, "
            "ghi lý do để huỷ."
        ).format(what, done.number, done.name, which)
        openly = Action(self.tr("Mở hồ sơ"), look, "Ctrl+O")
        self._messages.show(Message(LATE, ATTENTION, said, "", (openly, read)))

    def _on_voided(self, draft: Draft, done: Saved, what: Voided) -> None:
        head = self.tr("Đã huỷ hồ sơ {0} – {1}.").format(done.number, done.name)
        taken = self.tr("Thu lại phiếu đã in. ") if what.out else ""
        cash = self.tr("Trả lại {0} tiền mặt đã thu. ").format(what.cash) if what.cash else ""
        more = cash + taken + self.tr("Số phiếu này không dùng lại.")

        def bring_back() -> None:
            self._messages.clear(TOPIC)
            self.wanted_back.emit(draft.anew(self._desk.new_key))

        again = Action(self.tr("Sửa rồi lưu lại"), bring_back, "Ctrl+D")
        self._messages.show(Message(TOPIC, DONE, head, more, (again,), lasts_ms=BACK_MS))

    def _on_refused(self, error: MotCuaError) -> None:
        self.busy = False
        if isinstance(error, ClerkError):
            self.refused.emit(Fault(error.field or "", error.message))
        else:
            self._messages.trouble(error.message)
