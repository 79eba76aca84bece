"""An invented register of blank forms, and a desk that remembers what it was told."""

from dataclasses import dataclass, field

from app.bootstrap.form_stock_room import ASKS
from app.domain.builtin import load_builtin
from app.domain.form_stock import WAYS
from app.domain.incident_lines import listed_rows
from app.domain.reasons import FORM
from app.ui.form_stock.desk import Draft, FormStockDesk, Shown, Way
from app.ui.widgets.table import TableRow
from tests.ui.samples import run_now

FIGURES = {
    "PH-KS": ("40", "100", "120", "3", "−2", "15"), "PH-KH": ("25", "0", "11", "0", "", "14"),
    "PH-TL": ("300", "500", "412", "6", "", "382"), "PH-DD": ("12", "0", "12", "0", "", "0"),
}  # fmt: skip
LOW = {"PH-KS": "sắp hết", "PH-DD": "đã hết"}
MOVES = (
    ("20/11", "Kiểm đếm", "15", "−2", "15", "", "Lò Thị Nhi"),
    ("20/11", "Dùng", "1", "", "17", "AB 001284; hồ sơ MC-03158-1-261120-0007", "Lò Thị Nhi"),
    ("19/11", "Hỏng", "3", "", "18", "AB 001281–001283; in lệch", "Vàng A Dế"),
    ("18/11", "Nhận về", "100", "", "21", "AB 001201–001300; Sở Tư pháp, phiếu 12", "Vàng A Dế"),
)


def shown() -> tuple[Shown, ...]:
    """The list of the catalogue, some of it moved."""
    moves = tuple(TableRow(str(place), cells) for place, cells in enumerate(MOVES))
    return tuple(
        Shown(
            one.code,
            one.words,
            FIGURES.get(one.code, ("",) * 6),
            ("attention", LOW[one.code]) if one.code in LOW else ("", ""),
            "20" if one.code in LOW else "",
            moves if one.code == "PH-KS" else (),
        )
        for one in listed_rows(load_builtin(), FORM)
    )


@dataclass
class FormStock:
    """Keeps what was moved; `doubts` is what it answers."""

    doubts: tuple[str, ...] = ()
    told: list[object] = field(default_factory=list)

    def desk(self) -> FormStockDesk:
        """The callables of the page."""
        return FormStockDesk(
            ways=[Way(name, words, ASKS[name]) for name, words in WAYS.items()],
            stocks=shown,
            move=self.move,
            print_register=lambda: self.told.append("print"),
            run=run_now,
        )

    def move(self, draft: Draft) -> tuple[str, ...]:
        """Keep it."""
        self.told.append(draft)
        return self.doubts
