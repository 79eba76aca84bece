"""Từ chối tiếp nhận (Mẫu 03): who, what for, and a reason by its digit; nothing is received."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.ui.messages import DONE, Message, Messages
from app.ui.reception.draft import Draft
from app.ui.refusal.desk import OTHER, RefusalDesk, Why
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.text import Text, share_out

TOPIC, SAID_MS = "refusal", 8_000
SHARES = (36, 64)


class RefusalPage(QWidget):
    """`refused` once the refusal is stored; `left` when the clerk thinks again."""

    keys_changed = Signal()
    resting = Signal()
    refused = Signal()
    left = Signal()

    def __init__(self, desk: RefusalDesk, messages: Messages) -> None:
        """Nobody is refused yet; `ask` fills the page."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save, self._busy = SavingRun(desk.run, messages), False
        self.draft, self._reasons, self._part = Draft(), tuple[Why, ...](), ""
        self._who = Facts()
        self.list = RowList(self.tr("Lý do"))
        self.more = Field(
            self.tr("Ghi rõ thêm (lý do khác thì bắt buộc)"),
            hint=self.tr("Mất mạng, mất điện, phần mềm lỗi không phải là lý do từ chối."),
        )
        self.more.changed.connect(lambda: self.more.say(""))
        self.list.chosen.connect(lambda _place: self.more.input.setFocus())
        self._build()

    def _build(self) -> None:
        about = Panel(self.tr("Từ chối tiếp nhận (Mẫu 03)"))
        told = self.tr(
            "Người dân nhận phiếu có số, lý do và căn cứ. Không có hồ sơ nào được lập. Thiếu giấy "
            "tờ thì không từ chối: Esc quay lại, F7 in phiếu yêu cầu bổ sung."
        )
        about.body.addWidget(self._who)
        about.body.addWidget(Text(told, "quiet", wrap=True))
        about.body.addStretch(1)
        why = Panel(self.tr("Vì sao?"))
        why.body.addWidget(self.list, 1)
        why.body.addWidget(self.more)
        share_out(self, (about, why), SHARES)

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 or Ctrl+Enter refuses; Esc goes back to the reception as it was."""
        return [
            KeyAction("F9", self.tr("Từ chối + in phiếu"), self.confirm, main=True),
            KeyAction("Ctrl+Return", "", self.confirm),
            KeyAction("Esc", "", self.left.emit),
        ]

    def take_focus(self) -> None:
        """The reasons hear their digits."""
        self.list.setFocus()

    # --- what is shown -------------------------------------------------------------------------

    def ask(self, draft: Draft, *, part: bool = False) -> None:
        """Show who is refused what, and the reasons of the catalogue in force.

        `part`: one of linked procedures, whose others are still to be received.
        """
        self.draft, who, name = draft, draft.owner, self._desk.procedure(draft)
        self._part = name if part else ""
        facts = (
            (self.tr("Người yêu cầu"), who.name),
            (self.tr("Số giấy tờ"), who.id),
            (self.tr("Nơi ở"), who.address),
            (self.tr("Thủ tục"), name),
        )
        self._who.show_pairs([pair for pair in facts if pair[1]])
        self._reasons = (*self._desk.reasons(), Why(OTHER, self.tr("Lý do khác: ghi bằng chữ")))
        rows = [
            Row(one.words, one.ground, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, one in enumerate(self._reasons, 1)
        ]
        self.list.show_rows(rows, 0)
        self.more.put("")
        self.more.say("")

    # --- what is done --------------------------------------------------------------------------

    @property
    def reason(self) -> str:
        """The chosen row and the words beside it, as the service reads them."""
        code = self._reasons[max(0, self.list.place)].code
        words = self.more.value.strip()
        return f"{code}; {words}" if code and words else code or words

    def confirm(self) -> None:
        """Store the refusal; its number is said and its paper prints."""
        if self._busy:
            return
        settle_typing()
        draft, reason = self.draft, self.reason
        if not reason:
            self.more.say(self.tr("Chưa ghi lý do. Hãy ghi rõ vì sao không nhận."))
            self.more.input.setFocus()
            return
        self._busy = True
        self._save(lambda: self._desk.refuse(draft, reason), self._on_refused, self._on_trouble)

    def _on_refused(self, number: str) -> None:
        self._busy = False
        head = self.tr("Đã từ chối tiếp nhận: {0}, phiếu số {1}.")
        said = self._desk.queued(self.tr("Phiếu từ chối"))
        if self._part:
            head = self.tr("Đã từ chối việc “{2}”: {0}, phiếu số {1}.")
            said = self.tr("F9 nhận các việc còn lại. {0}").format(said)
        head = head.format(self.draft.owner.name, number, self._part)
        self._messages.show(Message(TOPIC, DONE, head, said, lasts_ms=SAID_MS))
        self.refused.emit()

    def _on_trouble(self, error: MotCuaError) -> None:
        self._busy = False
        if isinstance(error, ClerkError) and error.field == "reason":
            self.more.say(error.message)
            self.more.input.setFocus()
        else:
            self._messages.trouble(error.message, TOPIC)
