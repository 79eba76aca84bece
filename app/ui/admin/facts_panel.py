"""Sections of Quản trị that only tell: the office, the catalogue, this machine."""

from app.domain.errors import MotCuaError
from app.ui.admin.desk import AdminDesk, Catalogue, Office
from app.ui.messages import ATTENTION, Message
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.banner import Banner
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.panel import Facts


class OfficePanel(SetupPanel):
    """Name, hours and codes come from the province and are not changed here."""

    title = "Cơ quan"
    save_words = ""

    def __init__(self, desk: AdminDesk) -> None:
        """Empty before `load`."""
        super().__init__()
        self._desk, self.facts, self.lock = desk, Facts(), LockLine()
        self.body.addWidget(self.lock)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def load(self) -> None:
        """Read it anew."""
        self._desk.run(self._desk.office, self._show, self.refuse)

    def _show(self, office: Office) -> None:
        self.lock.say(office.source)
        self.facts.show_pairs(office.facts)


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
