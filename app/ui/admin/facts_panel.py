"""Sections of Quản trị that only tell: the office, the catalogue, this machine."""

from PySide6.QtGui import QHideEvent

from app.domain.errors import MotCuaError
from app.ui.admin.acting_panel import ActingPanel
from app.ui.admin.desk import AdminDesk, Catalogue, Office
from app.ui.messages import ATTENTION, Message
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.banner import Banner
from app.ui.widgets.fields import Field
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.panel import Facts
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import column, hosted, row

HOURS_HINT = "Ví dụ 07:00-11:30 13:30-17:00; thêm T7 07:30-11:00. Tính từ hôm nay."


class OfficePanel(ActingPanel):
    """Name and codes come from the province; a leader changes the hours where there is none."""

    title = "Cơ quan"
    save_words = ""

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__(desk)
        self._awaited = False  # the caret, until it is known whether hours may be changed
        self.facts, self.lock = Facts(), LockLine()
        self.hours = Field(self.tr("Giờ làm việc mới"), hint=self.tr(HOURS_HINT))
        self.pin = SecretField(self.tr("Mã PIN của bạn"))
        self.fields = {"hours": self.hours, "pin": self.pin}
        # both in sight at large text, too
        side_by_side = row(self.hours, column(self.pin, None), spacing="l")
        side_by_side.setStretch(0, 2)
        side_by_side.setStretch(1, 1)
        self.changing = hosted(side_by_side)
        self.changing.hide()
        for part in (self.lock, self.facts, self.told, self.trouble, self.changing):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def load(self) -> None:
        """Read it anew."""
        self.settle()
        self._awaited = False
        self._desk.run(self._desk.office, self._show, self.refuse)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, or locked: nothing of a PIN stays, nor what another one did."""
        super().hideEvent(event)
        self.told.hide()
        self.pin.input.clear()
        self.pin.say("")

    def save(self) -> None:
        """F9: other hours from today on, by the leader's PIN."""
        hours, pin = self.hours.value, self.pin.value
        self.pin.input.clear()
        self.act(lambda: self._desk.set_hours(hours, pin))

    def take_focus(self) -> None:
        """The hours, where they may be changed; at the first look once that is known."""
        self._awaited = not self.save_words
        if self.save_words:
            self.hours.input.setFocus()

    def _show(self, office: Office) -> None:
        self.lock.say(office.source)
        self.facts.show_pairs(office.facts)
        if not self.hours.input.hasFocus():  # who types there already is not written over
            self.hours.put(office.hours)
        self.changing.setVisible(bool(office.hours))
        self.save_words = self.tr("Đổi giờ làm việc") if office.hours else ""
        self.keys_changed.emit()
        if self._awaited and self.save_words and self.isVisible():
            self.hours.input.setFocus()
        self._awaited = False


class CataloguePanel(SetupPanel):
    """Version, from when, how old; a yellow line once it is too old to be trusted blindly."""

    title = "Danh mục, mức phí"
    save_words = ""

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__()
        self._desk, self.facts, self.old = desk, Facts(), Banner()
        come = self.tr(
            "Chỉ xem: thủ tục, giấy tờ, mức phí, lịch nghỉ do tỉnh công bố và tự về khi gửi – nhận."
        )
        self.body.addWidget(LockLine(come))
        self.body.addWidget(self.old)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def load(self) -> None:
        """Read it anew."""
        self._desk.run(self._desk.catalogue, self._show, self.refuse)

    def _show(self, catalogue: Catalogue) -> None:
        self.facts.show_pairs(catalogue.facts)
        head, _, more = catalogue.old.partition(". ")
        said = Message("catalogue", ATTENTION, f"{head.rstrip('.')}.", more)
        self.old.show_message(said if catalogue.old else None)


class AboutPanel(SetupPanel):
    """What to read to the province over the telephone."""

    title = "Máy này"
    save_words = ""

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__()
        self._desk, self.facts = desk, Facts()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def load(self) -> None:
        """Count it anew."""
        self._desk.run(self._desk.about, self.facts.show_pairs, self._on_failed)

    def _on_failed(self, error: MotCuaError) -> None:
        self.refuse(error)
