"""To whom the marked dossiers go: the sheet that stands in the place of the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.ui.today.desk import HandedOver
from app.ui.widgets.buttons import pressable
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel

NAMED = 3  # dossiers that a sentence names; the rows of the others stay marked


class HandOverSheet(Panel):
    """`chosen` carries the codes and who gets them; `cancelled` when the clerk thinks again."""

    chosen = Signal(tuple, str)
    cancelled = Signal()

    def __init__(self) -> None:
        """Begin closed."""
        cancel = pressable("Thôi", key="Esc", role="plain")
        super().__init__(" ", aside=cancel)
        cancel.clicked.connect(self.cancelled)
        self.codes: tuple[str, ...] = ()
        self._meanings: tuple[str, ...] = ()
        self.list = RowList(self.tr("Người nhận"))
        self.list.chosen.connect(lambda _place: self.confirm())
        self.body.addWidget(self.list, 1)
        self.hide()

    def ask(self, codes: tuple[str, ...], recipients: Sequence[tuple[str, str]]) -> None:
        """Open for these dossiers; Enter, a digit or F9 sends them."""
        self.codes = codes
        self._meanings = tuple(meaning for meaning, _words in recipients)
        self.set_title(self.tr("Bàn giao {0} hồ sơ cho ai?").format(len(codes)))
        rows = [
            Row(words, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, (_meaning, words) in enumerate(recipients, 1)
        ]
        self.list.show_rows(rows, 0)
        self.show()
        self.list.setFocus()

    def close_sheet(self) -> None:
        """Take the sheet away."""
        self.codes = ()
        self.hide()

    def confirm(self) -> None:
        """Send them to who is chosen."""
        if self.codes and self.list.place >= 0:
            self.chosen.emit(self.codes, self._meanings[self.list.place])

    def told(self, done: HandedOver) -> tuple[str, str]:
        """What happened, and which dossiers stayed as they were and why."""
        if not done.kept:
            return self.tr("Đã bàn giao {0} hồ sơ cho {1}.").format(done.went, done.to), ""
        head = (
            self.tr("Đã bàn giao {0} hồ sơ cho {1}; {2} hồ sơ không bàn giao được, giữ nguyên.")
            if done.went
            else self.tr("Chưa bàn giao hồ sơ nào: {2} hồ sơ không bàn giao được, giữ nguyên.")
        ).format(done.went, done.to, len(done.kept))
        named = "; ".join(why.rstrip(".") for _code, why in done.kept[:NAMED])
        rest = len(done.kept) - NAMED
        more = self.tr("; và {0} hồ sơ khác còn đánh dấu").format(rest) if rest > 0 else ""
        return head, f"{named}{more}."
